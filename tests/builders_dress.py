"""Tables in the dress of everyday files: other names, formats, titles, notes and sheets around the same rows."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from tests.builders_workbook import Area, Cell, Sheet, ods, xls, xlsx

TITLES = (
    "Beratungen der Sprechstunde Mitte",
    "Auswertung; Jahr; 2026",
    "Stelle, Ort, Zeitraum",
    "Quartal|III",
    "Erfasst mit\tder Liste",
    '"Vertraulich"',
    "",
)
NOTES = (
    "Quelle: eigene Erhebung",
    "* ohne Gespräche unter fünf Minuten",
    "1) geändert im Mai",
    "Stand: 31.10.2026",
    "Anmerkung: Angaben der Stelle; ohne Gewähr",
    "Gezählt wird jedes Gespräch, das länger als fünf Minuten gedauert hat.",
)
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober")
SHEET_NAMES: tuple[Callable[[date], str], ...] = (
    lambda month: MONTHS[month.month - 1],
    lambda month: f"{MONTHS[month.month - 1][:3]} {month:%y}",
    lambda month: f"{MONTHS[month.month - 1]} {month:%Y}",
    lambda month: f"{month:%m}",
    lambda month: f"{month:%Y-%m}",
)
DAY_FORMS = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")
WORKBOOKS: dict[str, Callable[[Iterable[Sheet]], bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}


@dataclass(frozen=True)
class Dress:
    """How a table is written.

    `typed`: dates and numbers are such in a workbook. `tall`: from which to which column a wider name stands above.
    `behind`: empty columns behind the last one. `gaps`: after which rows blank lines follow. `total`: the word that
    begins a last row of sums.
    """

    kind: str
    encoding: str
    delimiter: str
    quoted: bool
    line_end: str
    says_delimiter: bool
    titles: tuple[str, ...]
    notes: tuple[str, ...]
    spelling: int
    decomposed: bool
    day_form: str
    typed: bool
    behind: int
    gaps: frozenset[int]
    tall: tuple[int, int] | None
    by_month: bool
    sheet_name: Callable[[date], str]
    hidden_sheet: bool
    total: str | None


DRESSES = st.builds(
    Dress,
    kind=st.sampled_from(("csv", "csv", "csv", "csv", "txt", "xlsx", "xls", "ods")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "cp1252", "utf-16")),
    delimiter=st.sampled_from(";,\t|"),
    quoted=st.booleans(),
    line_end=st.sampled_from(("\n", "\r\n", "\r")),
    says_delimiter=st.booleans(),
    titles=st.lists(st.sampled_from(TITLES), max_size=3).map(tuple),
    notes=st.lists(st.sampled_from(NOTES), max_size=2, unique=True).map(tuple),
    spelling=st.integers(0, 3),
    decomposed=st.booleans(),
    day_form=st.sampled_from(DAY_FORMS),
    typed=st.booleans(),
    behind=st.integers(0, 2),
    gaps=st.frozensets(st.integers(0, 8), max_size=2),
    tall=st.none() | st.tuples(st.integers(0, 3), st.integers(1, 3)).map(lambda ends: (ends[0], sum(ends))),
    by_month=st.booleans(),
    sheet_name=st.sampled_from(SHEET_NAMES),
    hidden_sheet=st.booleans(),
    total=st.none() | st.sampled_from(("Summe", "Gesamtsumme", "insgesamt:", "Summe 2026")),
)


def spelt(name: str, dress: Dress) -> str:
    """A word in one of its spellings; all of them are the same word."""
    word = (name, name.upper(), name.lower(), f" {name} ")[dress.spelling]
    return unicodedata.normalize("NFD", word) if dress.decomposed and dress.encoding != "cp1252" else word


def is_workbook(dress: Dress) -> bool:
    """Whether the file has sheets and typed cells."""
    return dress.kind in WORKBOOKS


def written(pages: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Cell]]]], dress: Dress) -> tuple[str, bytes]:
    """File name and content of one table, or of one per sheet: (sheet, header, rows)."""
    if is_workbook(dress):
        sheets = [_sheet(*page, dress) for page in pages]
        hidden = [Sheet("Vorjahr", [pages[0][1]], hidden=True)] if dress.hidden_sheet else []
        return f"lieferung_2026.{dress.kind}", WORKBOOKS[dress.kind]([*sheets, *hidden])
    [(_, header, rows)] = pages
    return f"lieferung_2026.{dress.kind}", _text(header, rows, dress)


def _header_lines(header: Sequence[str], dress: Dress) -> tuple[list[list[str | None]], list[Area]]:
    """One line, or two with a wider name over some of the columns; and the areas that a workbook merges for it."""
    if dress.tall is None or dress.tall[1] >= len(header):
        return [list(header)], []
    first, last = dress.tall
    inside = range(first, last + 1)
    upper = [("Angaben" if place == first else None) if place in inside else name for place, name in enumerate(header)]
    lower = [name if place in inside else None for place, name in enumerate(header)]
    merged = [(0, first, 0, last), *((0, place, 1, place) for place in range(len(header)) if place not in inside)]
    return [upper, lower], merged


def _sheet(name: str, header: Sequence[str], rows: Sequence[Sequence[Cell]], dress: Dress) -> Sheet:
    above: list[list[Cell]] = [[title] if title else [] for title in dress.titles]
    lines, merged = _header_lines(header, dress)
    body: list[Sequence[Cell]] = []
    for number, row in enumerate(rows):
        body += [row, []] if number in dress.gaps else [row]
    notes: list[list[Cell]] = [[note] for note in dress.notes]
    down = len(above)
    areas = [(top + down, left, bottom + down, right) for top, left, bottom, right in merged]
    return Sheet(name, [*above, *lines, *body, *notes], merged=areas)


def _text(header: Sequence[str], rows: Sequence[Sequence[Cell]], dress: Dress) -> bytes:
    target = io.StringIO()
    quoting = csv.QUOTE_ALL if dress.quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(target, delimiter=dress.delimiter, quoting=quoting, lineterminator="\n")
    behind = [""] * dress.behind
    if dress.says_delimiter:
        target.write(f"sep={dress.delimiter}\n")
    target.writelines(f"{title}\n" for title in dress.titles)
    writer.writerows([*line, *behind] for line in _header_lines(header, dress)[0])
    for number, row in enumerate(rows):
        writer.writerow([*row, *behind])
        if number in dress.gaps:
            target.write("\n" if number % 2 else dress.delimiter * (len(header) - 1) + "\n")
    target.writelines(f"{note}\n" for note in dress.notes)
    return target.getvalue().replace("\n", dress.line_end).encode(dress.encoding)
