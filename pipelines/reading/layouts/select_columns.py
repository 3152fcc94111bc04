"""A table's columns under the contract's names, wide columns as rows, with what a workbook holds as numbers."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from pipelines.reading.grid import GEOMETRY, NATIVE, ROW, SHEET, SHEET_MONTH, Grid
from pipelines.reading.layouts.table import Table
from pipelines.reading.layouts.unpivot import unpivot


def select_columns(table: Table, grid: Grid, *, months: Iterable[str]) -> pl.DataFrame:
    """The contract's columns that the file has, `sheet`, `row` and `native_<column>`.

    `months` are the contract columns that the sheets' names fill.
    """
    own = [pl.col(source).alias(name) for name, source in table.sources.items()]
    by_sheet = [pl.col(SHEET_MONTH).alias(name) for name in months]
    extra = [name for name in (GEOMETRY,) if name in table.frame.columns]
    marks = [
        cells.alias(f"{NATIVE}{name}")
        for name, source in table.sources.items()
        if (cells := native_cells(table.frame, source, grid)) is not None
    ]
    named = table.frame.select(*own, ROW, SHEET, *by_sheet, *extra, *marks)
    if table.wide is None:
        return named
    return unpivot(pl.concat([named, _wide_cells(table, grid)], how="horizontal"), table.wide)


def native_cells(frame: pl.DataFrame, source: str, grid: Grid) -> pl.Series | None:
    """Which cells of a column of the file a workbook holds as numbers; None where none are."""
    if f"{NATIVE}{source}" in frame.columns:
        return frame[f"{NATIVE}{source}"]
    return frame[source].is_not_null() if source.isdigit() and int(source) in grid.native else None


def _wide_cells(table: Table, grid: Grid) -> pl.DataFrame:
    """The wide columns, and for all of them or none which cells are typed numbers."""
    positions = [str(position) for position in table.wide.cells] if table.wide else []
    values = table.frame.select(positions)
    typed = {name: native_cells(table.frame, name, grid) for name in positions}
    if all(cells is None for cells in typed.values()):
        return values
    nowhere = pl.repeat(value=False, n=values.height, dtype=pl.Boolean, eager=True)
    return values.with_columns(
        (nowhere if cells is None else cells).alias(f"{NATIVE}{name}") for name, cells in typed.items()
    )
