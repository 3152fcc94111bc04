"""All files of a town with the time and the office they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data_raw.generator.contacts import contacts_by_month
from data_raw.generator.context import YEARS, as_text, closure_table, population_table
from data_raw.generator.days import months, next_month
from data_raw.generator.gatherings import event_table, meeting_table
from data_raw.generator.layouts import contact_table
from data_raw.generator.mishaps import MISSING, RECEIVED, REVISIONS, STRAYS, revise, spoil
from data_raw.generator.model import LAST_MONTH, Contact, Feed, TallyFeed, Town
from data_raw.generator.money import movement_table
from data_raw.generator.shapes import geojson
from data_raw.generator.streams import between, stream
from data_raw.generator.table import Table
from data_raw.generator.tallies import counts, tally_table
from data_raw.generator.write_file import Format, file_bytes

BERLIN = ZoneInfo("Europe/Berlin")
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


@dataclass(frozen=True)
class Delivery:
    """One file in a town's folder, when it came (Europe/Berlin) and from which office."""

    file: str
    content: bytes
    received_at: datetime
    by: str


def deliveries(town: Town) -> Iterator[Delivery]:
    """Every delivery of a town."""
    closures = closure_table(town.closings, town.tables["services"], town.tables["opening_hours"])
    yield from _lists(town, closures)
    yield from _contact_files(town, as_text(closures))
    yield from _yearly(town, as_text(closures))
    for stray in STRAYS.get(town.key, ()):
        yield Delivery(stray.file, stray.content, _berlin(stray.received_at), stray.by)


def _lists(town: Town, closures: Table) -> Iterator[Delivery]:
    meetings = meeting_table(town.meetings, as_text(closures), town=town.key)
    tables = {**town.tables, "closures": closures, "meetings": meetings}
    for source, (name, received_at) in LISTS.items():
        form = town.formats.get(source, Format())
        yield _delivery(town, f"{source}/{name}.{form.suffix}", tables[source], form, received_at)
    yield Delivery("areas/gebiete.geojson", geojson(town.cells), _berlin(MASTER_DATA_AT), town.office)


def _yearly(town: Town, closures: Table) -> Iterator[Delivery]:
    """Inhabitants per reference date, movements per budget year, events in batches."""
    form = town.formats["population"]
    for year in (2022, *YEARS[:-1]):
        table = population_table(town.tables["population"], year)
        yield _delivery(town, f"population/einwohner_{year}.{form.suffix}", table, form, f"{year + 1}-02-14T10:15")
    form = town.formats["movements"]
    movements = movement_table(town.grants, town=town.key)
    for year in sorted(set(movements.column("Haushaltsjahr"))):
        rows = tuple(row for row in movements if row["Haushaltsjahr"] == year)
        received_at = min(f"{year + 1}-01-20T13:40", "2026-11-06T13:40")
        table = Table(movements.headers, rows)
        yield _delivery(town, f"movements/buchungen_{year}.{form.suffix}", table, form, received_at)
    form = town.event_files
    events = event_table(town.events, town.single_events, closures, town=town.key)
    for name, first, last in EVENT_BATCHES:
        rows = tuple(row for row in events if first <= row["Datum"] < next_month(last))
        received = min(next_month(last), date(2026, 11, 1)) + timedelta(days=5)
        if rows:
            table = Table(events.headers, rows)
            yield _delivery(town, f"events/veranstaltungen_{name}.{form.suffix}", table, form, f"{received}T12:00")


def _contact_files(town: Town, closures: Table) -> Iterator[Delivery]:
    simulated = {
        series.service: contacts_by_month(
            series,
            town=town.key,
            services=town.tables["services"],
            hours=town.tables["opening_hours"],
            closures=closures,
        )
        for series in town.series
    }
    for feed in town.feeds:
        for month in months(feed.first, LAST_MONTH):
            found = [contact for service in feed.services for contact in simulated[service].get(month, [])]
            yield from _contact_file(town, feed, month, found)
    for tally_feed in town.tally_feeds:
        yield from _tally_files(town, tally_feed, simulated[tally_feed.service])


def _contact_file(town: Town, feed: Feed, month: date, found: list[Contact]) -> Iterator[Delivery]:
    file = feed.file.format(year=month.year, month=f"{month.month:02d}")
    if not found or (town.key, file) in MISSING:
        return
    layout = [layout for first, layout in feed.layouts if first <= month][-1]
    names = _names(town)
    ordered = sorted(found, key=lambda contact: (contact.date, contact.time, contact.service))
    table = spoil(contact_table(ordered, layout, names), town.key, file)
    yield _delivery(town, file, table, layout.form, _usual_arrival(town, file, month), feed.by)
    revision = REVISIONS.get((town.key, file))
    if revision:
        table = contact_table(revise(ordered, revision), layout, names)
        yield _delivery(town, revision.file, table, layout.form, revision.received_at, feed.by)


def _tally_files(town: Town, feed: TallyFeed, by_month: dict) -> Iterator[Delivery]:
    names = town.tables["topics"].pairs("Schlüssel", "Name") | town.tables["services"].pairs("Schlüssel", "Name")
    for first, last, file in feed.batches:
        found = list(counts(by_month, feed, first=first, last=last))
        if found and (town.key, file) not in MISSING:
            table = spoil(tally_table(found, feed, names), town.key, file)
            yield _delivery(town, file, table, feed.form, _usual_arrival(town, file, last), feed.by)


def _names(town: Town) -> dict[str, dict[str, str]]:
    """Names of master data by the attribute of a contact that holds their key."""
    sources = {
        "service": "services",
        "carrier": "carriers",
        "quartier": "quartiers",
        "residence_quartier": "quartiers",
        "topics": "topics",
    }
    return {attribute: town.tables[source].pairs("Schlüssel", "Name") for attribute, source in sources.items()}


def _usual_arrival(town: Town, file: str, month: date) -> str:
    """A working day between the 2nd and the 9th of the following month, in office hours."""
    rng = stream(town.key, "arrival", file)
    on = next_month(month) + timedelta(days=between(rng, 1, 6))
    on += timedelta(days=max(0, 7 - on.weekday()) % 7 if on.weekday() > 4 else 0)
    return f"{on}T{between(rng, 8, 16):02d}:{between(rng, 0, 59):02d}"


def _delivery(town: Town, file: str, table: Table, form: Format, received_at: str, by: str | None = None) -> Delivery:
    received = _berlin(RECEIVED.get((town.key, file), received_at))
    return Delivery(file, file_bytes(table, form), received, by or town.office)


def _berlin(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]), tzinfo=BERLIN)
