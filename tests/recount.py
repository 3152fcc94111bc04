"""Count contacts per service and month straight from the example's raw files, apart from the program.

It knows the carriers' habits only from data_raw/README.md: their headers, their words, that the newest file of a
service and month counts, and that of lists and tallies the first to arrive stays. What it finds must equal what a
release says and what a page shows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from tests.sample_files import read_lines, read_rows

Counts = dict[tuple[str, date], int]

DATE_HEADERS = ("Datum", "Tag der Beratung", "Beratung am", "Gesprächstag")
TOPIC_HEADERS = ("Themen", "Anliegen", "Beratungsanliegen", "Worum ging es", "Thema 1-3")
SERVICE_HEADERS = ("Angebot", "Büro")
TALLY_HEADERS = ("Merkmal", "Frage")
SERVICE_OF_FILE = {
    "Gespraeche_Alkenrath": "buero-alkenrath",
    "Sprechzeiten": "buero-eschweiler-west",
    "Strichliste": "buero-opladen",
    "Rheindorf": "buero-rheindorf",
}
WORDS_OF_CARITAS = {
    "services": {"QB Manfort": "buero-manfort", "QB Wiesdorf": "buero-wiesdorf"},
    "topics": {"Wohnungssuche & Miete", "Bürgergeld/Grundsicherung", "Kita / Schule", "Familie", "Arbeit", "Pflege"}
    | {"Gesundheit", "Schulden", "Energiekosten", "Ehrenamt", "Stadtteil", "Anderes"},
}
MONTHS = ("jan", "feb", "mrz", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")


def recount(municipality: Path, *, until: datetime | None = None) -> Counts:
    """Contacts per (service, first day of month) of one municipality's folder; months without a word are absent.

    With `until`, only of what had arrived by then.
    """
    counts: Counts = {}
    for _, found in _heard(municipality, until):
        counts.update(found)
    return counts


def recount_arrivals(municipality: Path) -> dict[tuple[str, date], date]:
    """The day on which each (service, first day of month) was first heard of."""
    arrivals: dict[tuple[str, date], date] = {}
    for arrived, found in _heard(municipality, None):
        for key in found:
            arrivals.setdefault(key, arrived)
    return arrivals


def _heard(municipality: Path, until: datetime | None) -> Iterator[tuple[date, Counts]]:
    """What each file says of the months it counts for, in the order of their arrival."""
    heard_by: dict[tuple[str, date], str] = {}
    services = _names(municipality / "services")
    topics = set(_names(municipality / "topics")) | WORDS_OF_CARITAS["topics"]
    for path, arrived in _arrivals(municipality, until):
        rows = _rows(path)
        if path.parent.name == "contacts":
            found = _count_rows(path, rows, services=services, topics=topics, arrived=arrived)
        elif path.parent.name == "contact_tallies":
            found = _count_tallies(path, rows, services)
        else:
            continue
        # Where lists and tallies both tell of a month, the way it was first heard of stays.
        ways = {key: heard_by.setdefault(key, path.parent.name) for key in found}
        yield arrived, {key: number for key, number in found.items() if ways[key] == path.parent.name}


def _arrivals(municipality: Path, until: datetime | None) -> list[tuple[Path, date]]:
    """Files in the order of their arrival."""
    lines = read_rows(municipality / "arrivals.csv")
    stamped = [(datetime.fromisoformat(str(line["received_at"])), municipality / str(line["file"])) for line in lines]
    return [(path, stamp.date()) for stamp, path in sorted(stamped) if not until or stamp <= until]


def _names(folder: Path) -> dict[str, str]:
    """Both spellings, key and name, of a list of master data → key."""
    rows = [row for path in folder.iterdir() for row in _rows(path)]
    return {spelling: row["Schlüssel"] for row in rows for spelling in (row["Schlüssel"], row["Name"])}


def _rows(path: Path) -> list[dict[str, object]]:
    """The table in a file: every row below its header, by header."""
    grid = read_lines(path)
    known = {"Schlüssel", *DATE_HEADERS, *TALLY_HEADERS}
    start = next((number for number, row in enumerate(grid) if known & set(row)), None)
    if start is None:
        return []
    return [dict(zip(grid[start], row, strict=False)) for row in grid[start + 1 :] if any(row)]


def _count_rows(path: Path, rows: list[dict], *, services: dict[str, str], topics: set[str], arrived: date) -> Counts:
    """Contacts per service and month of one list of contacts, without the rows that break a rule."""
    counter: Counter[tuple[str, date]] = Counter()
    file_service = _service_of_file(path)
    for row in rows:
        day = _day(_first(row, DATE_HEADERS))
        spelling = str(_first(row, SERVICE_HEADERS) or "")
        service = file_service or services.get(spelling) or WORDS_OF_CARITAS["services"].get(spelling)
        mentioned = [word.strip() for word in str(_first(row, TOPIC_HEADERS) or "").split(",")]
        is_good = day and day <= arrived and service and all(word in topics for word in mentioned)
        if is_good and row.get("Status", "abgeschlossen") == "abgeschlossen":
            counter[service, day.replace(day=1)] += 1
    stamp = re.search(r"Alkenrath_(\d{4})-(\d{2})", path.name)
    if stamp and not rows:
        counter[file_service, date(int(stamp[1]), int(stamp[2]), 1)] = 0
    return dict(counter)


def _count_tallies(path: Path, rows: list[dict], services: dict[str, str]) -> Counts:
    """Totals per service and month of one tally: its own total, else the sum over first, follow-up and unknown."""
    totals: Counts = {}
    parts: Counts = {}
    for row in rows:
        question = str(_first(row, TALLY_HEADERS))
        service = _service_of_file(path) or services[str(row["Angebot"])]
        for month, value in _cells(row):
            if question in ("Gesamt", "Gespräche insgesamt"):
                totals[service, month] = value
            elif question in ("Kontaktart", "Neu oder bekannt?"):
                parts[service, month] = parts.get((service, month), 0) + value
    return parts | totals


def _cells(row: dict) -> Iterator[tuple[date, int]]:
    """The months and counts of one tally row, long or wide; cells that say nothing are left out."""
    value = _first(row, ("Anzahl", "Striche"))
    if value not in (None, ""):
        yield _month(row["Monat"]), int(value)
    for header, cell in row.items():
        wide = re.fullmatch(r"(\w{3}) (\d{2})", str(header))
        if wide and cell not in (None, "", "k.A.", "entfällt"):
            yield date(2000 + int(wide[2]), MONTHS.index(wide[1].lower()) + 1, 1), 0 if cell == "-" else int(cell)


def _month(value: object) -> date:
    slashed = re.fullmatch(r"(\d{2})/(\d{4})", str(value))
    if slashed:
        return date(int(slashed[2]), int(slashed[1]), 1)
    day = _day(value)
    assert day, value
    return day.replace(day=1)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(str(value), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _first(row: dict, headers: tuple[str, ...]) -> object:
    return next((row[header] for header in headers if header in row), None)


def _service_of_file(path: Path) -> str | None:
    return next((service for start, service in SERVICE_OF_FILE.items() if path.name.startswith(start)), None)
