"""ODS → sheets. Rows and cells may say how often they are repeated; empty ones are passed over, however many."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path
from xml.etree.ElementTree import Element, iterparse

from pipelines.reading.grids.ods_cells import attribute, count_of, local, value_of
from pipelines.reading.grids.sheet import Marks, Sheet
from pipelines.reading.grids.sheet_cells import Area, Cell

CONTENT = "content.xml"
HIDDEN = ("collapse", "filter")


def ods_sheets(path: Path) -> list[Sheet]:
    """Every sheet of the file, in its order."""
    with zipfile.ZipFile(path) as archive, archive.open(CONTENT) as stream:
        hidden_styles: set[str] = set()
        sheets: list[Sheet] = []
        table: _Table | None = None
        for event, element in iterparse(stream, ("start", "end")):  # noqa: S314 - without entities, see the guard
            name = local(element.tag)
            if event == "start":
                table = _Table() if name == "table" and table is None else table
            elif name == "style" and _hides(element):
                hidden_styles.add(attribute(element, "name"))
            elif name == "table-row" and table is not None:
                table.add(element)
                element.clear()
            elif name == "table" and table is not None:
                sheets.append(
                    table.sheet(attribute(element, "name"), attribute(element, "style-name") in hidden_styles)
                )
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
        times = count_of(element, "number-rows-repeated")
        cells, spans = _cells(element)
        if cells:
            self.merged += [(self.row, left, self.row + down, left + right) for left, right, down in spans]
            for row in range(self.row, self.row + times):
                self.filled.append((row, cells))
                if attribute(element, "visibility") in HIDDEN:
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
        if local(element.tag) not in ("table-cell", "covered-table-cell"):
            continue
        value, times = value_of(element), count_of(element, "number-columns-repeated")
        if value is not None and value != "":
            right, down = (count_of(element, f"number-{way}-spanned") - 1 for way in ("columns", "rows"))
            if right or down:
                spans.append((column, right, down))
            cells += [*[None] * (column - len(cells)), *[value] * times]
        column += times
    return cells, spans


def _hides(style: Element) -> bool:
    return any(attribute(part, "display") == "false" for part in style if local(part.tag) == "table-properties")
