"""One sheet of a workbook: its cells row by row, and what a spreadsheet shows or hides beside their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines.reading.grids.sheet_cells import Area, Cell, text_of

# What stands in place of a formula that was never calculated.
NO_VALUE = "="
# What stands for an error that its file does not name.
UNKNOWN_ERROR = "#FEHLER!"


@dataclass(frozen=True)
class Marks:
    """What readers of cell values do not tell, with rows and columns from 0.

    `broken`: per row and column the error that a cell shows („#REF!“), or `=` for a formula without its value.
    """

    hidden_rows: frozenset[int] = frozenset()
    broken: Mapping[int, Mapping[int, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """`rows` gives the rows anew from the first one of the sheet, cells from column A; `merged` are merged cells."""

    name: str
    is_hidden: bool
    width: int
    height: int
    rows: Callable[[], Iterator[Sequence[Cell]]]
    merged: tuple[Area, ...] = ()
    marks: Marks = Marks()

    def head(self, count: int) -> list[list[str | None]]:
        """The first `count` rows as text; a cell merged to the right stands in every column that it covers."""
        lines: list[list[str | None]] = []
        for row in self.rows():
            if len(lines) == count:
                break
            lines.append([text_of(cell) or None for cell in row])
        for top, left, _, right in self.merged:
            if top < len(lines) and left < len(lines[top]) and lines[top][left]:
                line = lines[top]
                line += [None] * (right + 1 - len(line))
                line[left : right + 1] = [line[left]] * (right + 1 - left)
        return lines


def with_marks(sheet: Sheet, marks: Marks) -> Sheet:
    """The sheet with its broken cells written into its rows."""
    if not marks.broken:
        return replace(sheet, marks=marks)
    plain = sheet.rows
    last = max(column for cells in marks.broken.values() for column in cells)

    def patched() -> Iterator[Sequence[Cell]]:
        number = -1
        for number, row in enumerate(plain()):
            yield _patch(row, marks.broken[number]) if number in marks.broken else row
        for below in range(number + 1, max(marks.broken) + 1):
            yield _patch((), marks.broken.get(below, {}))

    height = max(sheet.height, max(marks.broken) + 1)
    return replace(sheet, rows=patched, marks=marks, width=max(sheet.width, last + 1), height=height)


def _patch(row: Sequence[Cell], broken: Mapping[int, str]) -> list[Cell]:
    cells = [*row, *[None] * (max(broken, default=-1) + 1 - len(row))]
    for column, error in broken.items():
        cells[column] = error
    return cells
