"""Cells of any format with hidden signs or far too much text: the first one is named, and its file refused."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from pipelines.errors import FileRejectedError
from pipelines.findings import cell_address
from pipelines.reading.grid import ROW, SHEET, Grid
from pipelines.reading.guards.hidden_signs import FORBIDDEN, LOST, forbidden_at
from pipelines.reading.guards.refusals import long_cell

# Longer than any word, list or title of a delivery; a column of such texts does not belong into one.
CELL_CHARACTERS = 2_000
WHAT_TO_DO = "Bitte die Zelle neu schreiben und die Datei erneut senden."


def guard_cells(grid: Grid) -> Grid:
    """The grid without zero-width characters.

    Raises FileRejectedError where a sheet's name, a header or a cell holds control or direction characters, or more
    text than any column takes.
    """
    for sheet in {grid.sheet, *(grid.frame[SHEET].unique() if SHEET in grid.frame.columns else ())}:
        if sheet and forbidden_at(sheet) is not None:
            raise _hidden("Der Name eines Blattes", None, None, None)
    for position, name in enumerate(grid.header.names):
        cell = cell_address(position, grid.header.end)
        if forbidden_at(name) is not None:
            raise _hidden(f"Die Überschrift in Zelle {cell}", grid.sheet, grid.header.end, cell)
        if len(name) > CELL_CHARACTERS:
            raise long_cell(grid.sheet, cell)
    columns = [str(position) for position in range(len(grid.header.names))]
    for position, column in enumerate(columns):
        _guard_column(grid, position, column)
    return replace(grid, frame=_cleaned(grid.frame, columns))


def _guard_column(grid: Grid, position: int, column: str) -> None:
    cells = grid.frame[column]
    if (cells.str.len_bytes() > CELL_CHARACTERS).any():
        _refuse_first(grid, position, cells.str.len_chars() > CELL_CHARACTERS, is_long=True)
    _refuse_first(grid, position, cells.str.contains(f"[{FORBIDDEN}]"), is_long=False)


def _refuse_first(grid: Grid, position: int, bad: pl.Series, *, is_long: bool) -> None:
    index = bad.arg_true()
    if not len(index):
        return
    place = grid.frame.row(index[0], named=True)
    sheet = place.get(SHEET) or grid.sheet
    cell = grid.address(position, place[ROW], sheet)
    raise long_cell(sheet, cell) if is_long else _hidden(f"Zelle {cell}", sheet, place[ROW], cell)


def _hidden(what: str, sheet: str | None, row: int | None, cell: str | None) -> FileRejectedError:
    return FileRejectedError(
        "hidden_signs",
        f"{what} enthält unsichtbare Steuerzeichen, die den Text verändern. {WHAT_TO_DO}",
        sheet=sheet,
        row=row,
        cell=cell,
    )


def _cleaned(frame: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    lost = f"[{LOST}]"
    affected = [name for name in columns if frame[name].str.contains(lost).any()]
    if not affected:
        return frame
    cleaned = pl.col(affected).str.replace_all(lost, "").str.strip_chars()
    return frame.with_columns(pl.when(cleaned != "").then(cleaned))
