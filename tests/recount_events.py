"""Count events, visits, volunteers and formats from the example's raw lists, apart from the program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median

from tests.recount_periods import Values, areas, calendar, day, number, periods, ratio, summed
from tests.sample_files import read_rows

Months = dict[tuple[str, date], list[dict]]


def recount_events(municipality: Path) -> dict[str, Values]:
    """Per metric its values; a quartier's month that no list names is not reported."""
    listed = _listed(municipality)

    def counted(value: Callable[[dict], object]) -> Values:
        parts = {key: sum((number(value(row) or 0) for row in rows), Decimal(0)) for key, rows in listed.items()}
        return summed(parts, municipality=municipality)

    held = counted(lambda row: _is(row, "stattgefunden"))
    attendance = counted(lambda row: _is(row, "stattgefunden") and row["Teilnehmende"])
    return {
        "events_planned": counted(lambda row: _is(row, "geplant")),
        "events_held": held,
        "events_cancelled": counted(lambda row: _is(row, "ausgefallen")),
        "attendance": attendance,
        "attendance_per_event": ratio(attendance, held, least=3),
        "attendance_median": _medians(municipality, listed),
        "volunteer_hours": counted(lambda row: _is(row, "stattgefunden") and row["Ehrenamtsstunden"]),
        "citizens_assemblies": counted(lambda row: _is(row, "stattgefunden") and _is_assembly(row)),
        "new_formats": _new_formats(municipality, listed),
    }


def _is(row: dict, status: str) -> int:
    return int(row["Status"] == status)


def _is_assembly(row: dict) -> int:
    return int(row["Art"] == "Bürgerversammlung")


def _listed(municipality: Path) -> Months:
    """Rows per quartier and month: of the list that arrived last of those that name the month."""
    listed: Months = {}
    for path in _in_order(municipality):
        found: Months = {}
        for row in read_rows(path):
            month = day(row["Datum"]).replace(day=1)
            found.setdefault((str(row["Quartier"]), month), []).append(row)
        listed.update(found)
    return listed


def _in_order(municipality: Path) -> list[Path]:
    lines = [row for row in read_rows(municipality / "arrivals.csv") if str(row["file"]).startswith("events/")]
    lines.sort(key=lambda row: datetime.fromisoformat(str(row["received_at"])))
    return [municipality / str(row["file"]) for row in lines]


def _medians(municipality: Path, listed: Months) -> Values:
    """The median of all visits of a period: no sum of months or quartiers."""
    values: Values = {}
    for area in areas(municipality):
        for kind, period, inside in periods(calendar(municipality)):
            visits = [
                int(row["Teilnehmende"])
                for (quartier, month), rows in listed.items()
                for row in rows
                if quartier in area.quartiers and month in inside and _is(row, "stattgefunden")
            ]
            if visits:
                values[kind, period, area.kind, area.key] = Decimal(str(median(visits)))
    return values


def _new_formats(municipality: Path, listed: Months) -> Values:
    """Titles held for the first time in their quartier; unknown in the first twelve months that a quartier reports."""
    firsts: dict[tuple[str, str], date] = {}
    for (quartier, _), rows in listed.items():
        for row in rows:
            if _is(row, "stattgefunden"):
                key = quartier, str(row["Titel"]).strip().lower()
                firsts[key] = min(day(row["Datum"]), firsts.get(key, date.max))
    new = Counter((quartier, first.replace(day=1)) for (quartier, _), first in firsts.items())
    start: dict[str, date] = {}
    for quartier, month in sorted(listed):
        start.setdefault(quartier, month)
    unknown = {key for key in listed if key[1] < start[key[0]].replace(year=start[key[0]].year + 1)}
    sums = summed({key: Decimal(new[key]) for key in listed}, municipality=municipality)
    for area in areas(municipality):
        for kind, period, inside in periods(calendar(municipality)):
            if any(quartier in area.quartiers and month in inside for quartier, month in unknown):
                sums.pop((kind, period, area.kind, area.key), None)
    return sums
