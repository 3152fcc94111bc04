"""Dates that recur: events with their visits, and sittings of the three levels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

from data_raw.generator.days import clock, day, is_closed, months, nth_weekday
from data_raw.generator.model import LAST_MONTH, Gathering
from data_raw.generator.streams import noisy, poisson, stream
from data_raw.generator.table import Cells, Table

PLANNED_UNTIL = date(2026, 12, 1)
CANCELLED_SHARE = 0.04
HOURS_PER_VOLUNTEER = Decimal("2.5")


def event_table(events: tuple[Gathering, ...], single: Table, closures: Table, *, town: str) -> Table:
    """All events of a town in order of their date; those after the last reported month are only planned."""
    rows = [_typed(row) for row in single]
    for event in events:
        rng = stream(town, "events", event.key, str(event.nth))
        rows += [_event(rng, event, on) for on in _dates(event, closures, until=PLANNED_UNTIL)]
    rows.sort(key=lambda row: (row["Datum"], str(row["Nr."])))
    return Table(headers=single.headers, rows=tuple(rows))


def meeting_table(meetings: tuple[Gathering, ...], closures: Table, *, town: str) -> Table:
    """All sittings of a town up to the last reported month, in order of their date."""
    rows: list[Cells] = []
    for meeting in meetings:
        rng = stream(town, "meetings", meeting.key)
        for on in _dates(meeting, closures, until=LAST_MONTH):
            who = max(3, round(noisy(rng, meeting.mean, spread=0.15)))
            rows.append(
                {
                    "Datum": on,
                    "Gremium": meeting.title,
                    "Ebene": meeting.kind,
                    "Quartier": meeting.quartier,
                    "Teilnehmende": who,
                }
            )
    rows.sort(key=lambda row: (row["Datum"], str(row["Gremium"])))
    return Table(headers=("Datum", "Gremium", "Ebene", "Quartier", "Teilnehmende"), rows=tuple(rows))


def _dates(gathering: Gathering, closures: Table, *, until: date) -> Iterator[date]:
    for month in months(gathering.first, until):
        on = nth_weekday(month, gathering.weekday, gathering.nth)
        if month.month in gathering.months and not is_closed(closures, "", on):
            yield on


def _typed(row: Cells) -> Cells:
    """A row written as text, with dates, times and numbers as such."""
    hours = row["Ehrenamtsstunden"]
    return {
        **row,
        "Datum": day(row["Datum"]),
        "Beginn": clock(row["Beginn"]),
        "Teilnehmende": int(str(row["Teilnehmende"])) if row["Teilnehmende"] else None,
        "Ehrenamtliche": int(str(row["Ehrenamtliche"])) if row["Ehrenamtliche"] else None,
        "Ehrenamtsstunden": Decimal(str(hours).replace(",", ".")) if hours else None,
    }


def _event(rng: Random, event: Gathering, on: date) -> Cells:
    """One date; random numbers are drawn alike for every status, so that a status changes no later date."""
    is_cancelled = rng.random() < CANCELLED_SHARE
    visits = max(2, round(noisy(rng, event.mean, spread=0.2)))
    if event.method == "geschätzt":
        visits = round(visits / 10) * 10
    volunteers = poisson(rng, event.volunteers)
    status = "geplant" if on >= date(2026, 11, 1) else "ausgefallen" if is_cancelled else "stattgefunden"
    held = status == "stattgefunden"
    return {
        "Nr.": f"{event.key}-{on:%Y%m%d}",
        "Datum": on,
        "Beginn": clock(event.start),
        "Titel": event.title,
        "Art": event.kind,
        "Angebotsform": event.form,
        "Quartier": event.quartier,
        "Ort": event.site,
        "Träger": event.carrier,
        "Kooperation": event.partners,
        "Status": status,
        "Teilnehmende": visits if held else None,
        "Zählweise": event.method if held else None,
        "Ehrenamtliche": volunteers if held else None,
        "Ehrenamtsstunden": volunteers * HOURS_PER_VOLUNTEER if held else None,
        "Maßnahme": event.measure,
    }
