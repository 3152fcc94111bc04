"""A workbook → grid: every sheet that belongs to the table, notes left out, hidden parts named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.reading.grid import ROW, Grid, tidy
from pipelines.reading.grids.footnotes import without_notes
from pipelines.reading.grids.form_notices import external_links, hidden_rows, hidden_sheet
from pipelines.reading.grids.join_sheets import join_sheets
from pipelines.reading.grids.pick_sheets import Found, pick_sheets
from pipelines.reading.grids.sheet import Sheet
from pipelines.reading.grids.sheet_cells import Cell, to_cells
from pipelines.reading.grids.workbook_sheets import open_workbook
from pipelines.reading.guards.workbook import guard_workbook
from pipelines.reading.header import Header
from pipelines.reading.header_lines import titles_of
from settings import Workspace


def read_workbook(
    path: Path, contract: Contract, profiles: Sequence[Profile], *, municipality: str, workspace: Workspace
) -> Grid:
    """Read the sheets of a delivery.

    Raises FileRejectedError when it is no workbook, could hurt its reader, has no known header, or does not say which
    of its sheets counts.
    """
    has_links = guard_workbook(path, workspace)
    book = open_workbook(path)
    chosen = pick_sheets(book.sheets, contract, profiles, municipality=municipality)
    grid = join_sheets([_read_sheet(found) for found in chosen])
    hidden = [hidden_sheet(sheet) for sheet in book.sheets if sheet.is_hidden and sheet.height]
    links = [external_links()] if has_links else []
    return replace(grid, notices=(*hidden, *links, *grid.notices), is_1904=book.is_1904)


def _read_sheet(found: Found) -> Grid:
    sheet, header = found.sheet, found.header
    width = max(len(header.names), sheet.width)
    cells = to_cells(_below(sheet, header), width, header.end + 1)
    grid = Grid(
        frame=tidy(cells.frame),
        header=_widened(header, width),
        sheet=sheet.name,
        native=cells.native,
        titles=titles_of(found.lines[: header.index]),
    )
    hidden = [row for row in grid.frame[ROW] if row - 1 in sheet.marks.hidden_rows] if sheet.marks.hidden_rows else []
    return without_notes(replace(grid, notices=(hidden_rows(sheet.name, hidden),) if hidden else ()))


def _below(sheet: Sheet, header: Header) -> Iterator[Sequence[Cell]]:
    """The rows below the header; a cell merged downwards stands in every row that it covers."""
    rows = islice(sheet.rows(), header.end, None)
    covered = {
        (row, left): top
        for top, left, bottom, _ in sheet.merged
        if top >= header.end
        for row in range(top + 1, min(bottom + 1, sheet.height))
    }
    return _filled_down(rows, covered, header.end) if covered else rows


def _filled_down(
    rows: Iterator[Sequence[Cell]], covered: dict[tuple[int, int], int], first: int
) -> Iterator[Sequence[Cell]]:
    columns = {column for _, column in covered}
    above: dict[int, Cell] = {}
    for number, row in enumerate(rows, start=first):
        cells = list(row)
        for column in columns:
            value = cells[column] if column < len(cells) else None
            if (number, column) in covered:
                cells += [None] * (column + 1 - len(cells))
                cells[column] = above.get(column)
            else:
                above[column] = value
        yield cells


def _widened(header: Header, width: int) -> Header:
    more = width - len(header.names)
    parts = (*header.parts, *[()] * more) if header.parts else ()
    return replace(header, names=(*header.names, *[""] * more), parts=parts)
