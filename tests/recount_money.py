"""Sum grants, outflow and own shares from the example's raw bookings and lists of measures, apart from the program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.recount_periods import Values, areas, calendar, day, number, ratio, rows_of, summed

STAGES = {
    "beantragt": "applied",
    "bewilligt": "approved",
    "geändert": "approved",
    "abgerufen": "drawn",
    "ausgezahlt": "received",
    "verausgabt": "spent",
    "nachgewiesen": "evidenced",
    "anerkannt": "accepted",
    "erstattet": "repaid",
}
HEADERS = (("Datum", "Maßnahme-Nr.", "Vorgang", "Betrag"), ("Buchung vom", "Auftrag", "Buchungsart", "EUR"))
STATED = {"applied": "Beantragt", "approved": "Bewilligt", "own": "Eigenanteil", "costs": "Zuwendungsfähige Ausgaben"}
# Per stage: amount per quartier (None: none) and month.
Amounts = dict[str, dict[tuple[str | None, date], Decimal]]


def recount_money(municipality: Path) -> dict[str, Values]:
    """Per metric its values, in euros and percent; `to_date` sums up since the first booking."""
    amounts = _amounts(municipality)
    values = {
        stage: _values(municipality, amounts[stage]) for stage in [*dict.fromkeys(STAGES.values()), "own", "costs"]
    }
    to_date = {
        stage: {key: each for key, each in found.items() if key[0] == "to_date"} for stage, found in values.items()
    }
    return {f"grant_{stage}": found for stage, found in values.items() if stage not in ("own", "costs")} | {
        "outflow_rate": ratio(to_date["spent"], to_date["approved"], scale=100),
        "own_share": ratio(to_date["own"], to_date["costs"], scale=100),
    }


def _amounts(municipality: Path) -> Amounts:
    """Bookings by their month; what only the notice states by the month of the notice."""
    measures = {str(row["Maßnahme-Nr."]): row for row in rows_of(municipality, "measures")}
    amounts: Amounts = defaultdict(lambda: defaultdict(Decimal))
    booked = set()
    for when, measure, stage, amount in _bookings(municipality):
        booked.add((measure, stage))
        amounts[stage][measures[measure]["Quartier"] or None, when.replace(day=1)] += amount
    for measure, row in measures.items():
        is_whole = bool(row["Eigenanteil"]) and bool(row["Zuwendungsfähige Ausgaben"])
        for stage, header in STATED.items():
            if row[header] and (measure, stage) not in booked and (is_whole or stage in ("applied", "approved")):
                month = day(row["Bescheiddatum"] or row["Bewilligt von"]).replace(day=1)
                amounts[stage][row["Quartier"] or None, month] += number(row[header])
    return amounts


def _bookings(municipality: Path) -> Iterator[tuple[date, str, str, Decimal]]:
    for row in rows_of(municipality, "movements"):
        when, measure, kind, amount = next(headers for headers in HEADERS if headers[0] in row)
        yield day(row[when]), str(row[measure]), STAGES[str(row[kind])], number(row[amount])


def _values(municipality: Path, amounts: dict[tuple[str | None, date], Decimal]) -> Values:
    """Months without a booking are zero: the list of bookings says so."""
    months = calendar(municipality)
    known = {
        place: Decimal(0)
        for area in areas(municipality)
        for q in area.quartiers
        for month in months
        for place in [(q, month)]
    }
    values = summed({**known, **amounts}, municipality=municipality)
    for area in areas(municipality):
        for month in months:
            before = [
                amount for (quartier, when), amount in amounts.items() if quartier in area.quartiers and when <= month
            ]
            values["to_date", month, area.kind, area.key] = sum(before, Decimal(0))
    return values
