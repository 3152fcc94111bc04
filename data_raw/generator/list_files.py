"""Files of a town that hold a list: whole lists, inhabitants per year, movements per budget year, events in batches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from data_raw.generator.context import YEARS, as_text, population_table
from data_raw.generator.days import next_month
from data_raw.generator.delivery import Delivery, berlin, delivery_of
from data_raw.generator.gatherings import event_table, meeting_table
from data_raw.generator.model import Town
from data_raw.generator.money import movement_table
from data_raw.generator.shapes import geojson
from data_raw.generator.table import Table
from data_raw.generator.write_file import Format

MASTER_DATA_AT = "2026-10-01T09:00"
LISTS_AT = "2026-11-05T11:30"

# File names of sources that one list holds whole, and when the newest list came.
LISTS = {
    "municipalities": ("kommune", MASTER_DATA_AT),
    "quartiers": ("quartiere", MASTER_DATA_AT),
    "sites": ("standorte", MASTER_DATA_AT),
    "carriers": ("traeger", MASTER_DATA_AT),
    "services": ("angebote", MASTER_DATA_AT),
    "topics": ("themen", MASTER_DATA_AT),
    "programmes": ("foerderprogramme", MASTER_DATA_AT),
    "opening_hours": ("oeffnungszeiten", MASTER_DATA_AT),
    "closures": ("schliesstage", MASTER_DATA_AT),
    "staffing": ("stellen", MASTER_DATA_AT),
    "targets": ("ziele", LISTS_AT),
    "measures": ("massnahmen", LISTS_AT),
    "meetings": ("sitzungen", LISTS_AT),
}
# Events come per year, in 2026 per quarter, and with the plans for the rest of the year in October.
EVENT_BATCHES = (
    *((f"{year}", date(year, 1, 1), date(year, 12, 1)) for year in (2023, 2024, 2025)),
    ("2026_Q1", date(2026, 1, 1), date(2026, 3, 1)),
    ("2026_Q2", date(2026, 4, 1), date(2026, 6, 1)),
    ("2026_Q3", date(2026, 7, 1), date(2026, 9, 1)),
    ("2026_Okt_und_Planung", date(2026, 10, 1), date(2026, 12, 1)),
)


def whole_lists(town: Town, closures: Table) -> Iterator[Delivery]:
    """Master data, lists and boundaries, each in one file."""
    meetings = meeting_table(town.meetings, as_text(closures), town=town.key)
    tables = {**town.tables, "closures": closures, "meetings": meetings}
    for source, (name, received_at) in LISTS.items():
        form = town.formats.get(source, Format())
        yield delivery_of(town, f"{source}/{name}.{form.suffix}", tables[source], form, received_at)
    yield Delivery("areas/gebiete.geojson", geojson(town.cells), berlin(MASTER_DATA_AT), town.office)


def population_files(town: Town) -> Iterator[Delivery]:
    """Inhabitants on 31.12. of each year, delivered in the February after."""
    form = town.formats["population"]
    for year in (2022, *YEARS[:-1]):
        table = population_table(town.tables["population"], year)
        yield delivery_of(town, f"population/einwohner_{year}.{form.suffix}", table, form, f"{year + 1}-02-14T10:15")


def movement_files(town: Town) -> Iterator[Delivery]:
    """Movements per budget year, delivered in the January after."""
    form = town.formats["movements"]
    movements = movement_table(town.grants, town=town.key)
    for year in sorted(set(movements.column("Haushaltsjahr"))):
        rows = tuple(row for row in movements if row["Haushaltsjahr"] == year)
        received_at = min(f"{year + 1}-01-20T13:40", "2026-11-06T13:40")
        table = Table(movements.headers, rows)
        yield delivery_of(town, f"movements/buchungen_{year}.{form.suffix}", table, form, received_at)


def event_files(town: Town, closures: Table) -> Iterator[Delivery]:
    """Events in batches, delivered on the 6th of the month after the last one reported."""
    form = town.event_files
    events = event_table(town.events, town.single_events, closures, town=town.key)
    for name, first, last in EVENT_BATCHES:
        rows = tuple(row for row in events if first <= row["Datum"] < next_month(last))
        received = min(next_month(last), date(2026, 11, 1)) + timedelta(days=5)
        if rows:
            file = f"events/veranstaltungen_{name}.{form.suffix}"
            yield delivery_of(town, file, Table(events.headers, rows), form, f"{received}T08:30")
