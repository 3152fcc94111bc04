"""ODS → sheets. Rows and cells may say how often they are repeated; empty ones are passed over, however many."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat
from pathlib import Path
from re import compile as expression
from xml.etree.ElementTree import Element, iterparse

from pipelines.reading.sheet import NO_VALUE, Marks, Sheet
from pipelines.reading.sheet_cells import Area, Cell

CONTENT = "content.xml"
NUMBERS = ("float", "percentage", "currency")
DURATION = expression(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d*)?S)?")
HIDDEN = ("collapse", "filter")
HOURS_OF_A_DAY = 24
MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 - a time of day has no zone


def ods_sheets(path: Path) -> list[Sheet]:
    """Every sheet of the file, in its order."""
    with zipfile.ZipFile(path) as archive, archive.open(CONTENT) as stream:
        hidden_styles: set[str] = set()
        sheets: list[Sheet] = []
        table: _Table | None = None
        for event, element in iterparse(stream, ("start", "end")):  # noqa: S314 - without entities, see the guard
            name = _local(element.tag)
            if event == "start":
                table = _Table() if name == "table" and table is None else table
            elif name == "style" and _hides(element):
                hidden_styles.add(_of(element, "name"))
            elif name == "table-row" and table is not None:
                table.add(element)
                element.clear()
            elif name == "table" and table is not None:
                sheets.append(table.sheet(_of(element, "name"), _of(element, "style-name") in hidden_styles))
                table = None
                element.clear()
        return sheets


class _Table:
    """The rows met so far: how many empty ones stand before each, and its cells."""

    def __init__(self) -> None:
        self.row = 0
        self.filled: list[tuple[int, list[Cell]]] = []
        self.merged: list[Area] = []
        self.hidden: set[int] = set()

    def add(self, element: Element) -> None:
        """A row, as often as it is repeated."""
        times = _times(element, "number-rows-repeated")
        cells, spans = _cells(element)
        if cells:
            self.merged += [(self.row, left, self.row + down, left + right) for left, right, down in spans]
            for row in range(self.row, self.row + times):
                self.filled.append((row, cells))
                if _of(element, "visibility") in HIDDEN:
                    self.hidden.add(row)
        self.row += times

    def sheet(self, name: str, is_hidden: bool) -> Sheet:
        """The finished sheet."""
        filled = self.filled
        height = filled[-1][0] + 1 if filled else 0
        width = max((len(cells) for _, cells in filled), default=0)
        marks = Marks(hidden_rows=frozenset(self.hidden))
        return Sheet(name, is_hidden, width, height, lambda: _rows(filled), tuple(self.merged), marks)


def _rows(filled: Sequence[tuple[int, list[Cell]]]) -> Iterator[list[Cell]]:
    before = -1
    for row, cells in filled:
        yield from chain(repeat([], row - before - 1), (cells,))
        before = row


def _cells(row: Element) -> tuple[list[Cell], list[tuple[int, int, int]]]:
    """The cells up to the last filled one; of merged ones: column, further columns, further rows."""
    cells: list[Cell] = []
    spans: list[tuple[int, int, int]] = []
    column = 0
    for element in row:
        if _local(element.tag) not in ("table-cell", "covered-table-cell"):
            continue
        value, times = _value(element), _times(element, "number-columns-repeated")
        if value is not None and value != "":
            right, down = (_times(element, f"number-{way}-spanned") - 1 for way in ("columns", "rows"))
            if right or down:
                spans.append((column, right, down))
            cells += [*[None] * (column - len(cells)), *[value] * times]
        column += times
    return cells, spans


def _value(cell: Element) -> Cell:
    kind, text = _of(cell, "value-type"), _text(cell)
    is_formula = bool(_of(cell, "formula"))
    errors = {value for key, value in cell.items() if _local(key) == "value-type"} & {"error"}
    if errors or (is_formula and text.startswith(("#", "Err:"))):
        return text or NO_VALUE
    if kind in NUMBERS:
        return float(_of(cell, "value"))
    if kind == "boolean":
        return _of(cell, "boolean-value") == "true"
    if kind == "date":
        return _day(_of(cell, "date-value"))
    if kind == "time":
        return _time(_of(cell, "time-value"))
    if is_formula and not kind:
        return text or NO_VALUE
    return text or _of(cell, "string-value") or None


def _day(text: str) -> date | datetime | str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.replace(tzinfo=None) if len(text) > len("2026-01-01") else moment.date()


def _time(text: str) -> time | timedelta | str:
    found = DURATION.fullmatch(text)
    if not found:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return length if length >= timedelta(hours=HOURS_OF_A_DAY) else (MIDNIGHT + length).time()


def _text(cell: Element) -> str:
    return "\n".join("".join(_words(part)) for part in cell if _local(part.tag) == "p")


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        name = _local(part.tag)
        if name == "s":
            yield " " * int(_of(part, "c") or 1)
        elif name in ("tab", "line-break"):
            yield " "
        else:
            yield from _words(part)
        yield part.tail or ""


def _hides(style: Element) -> bool:
    return any(_of(part, "display") == "false" for part in style if _local(part.tag) == "table-properties")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _of(element: Element, name: str) -> str:
    """The attribute of this name in the format's own namespaces; LibreOffice repeats some in one of its own."""
    return next((value for key, value in element.items() if _local(key) == name and "oasis:names:tc" in key), "")


def _times(element: Element, name: str) -> int:
    return max(int(_of(element, name) or 1), 1)
