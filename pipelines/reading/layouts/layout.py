"""A file's own columns → the contract's columns, still as text: headers, constants, left-out rows, wide columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pipelines.contract import Contract
from pipelines.findings import Finding
from pipelines.profile import Layout
from pipelines.reading.grid import NATIVE, ROW, SHEET_MONTH, Grid
from pipelines.reading.layouts.check_totals import differing_totals
from pipelines.reading.layouts.future_months import without_future_blanks
from pipelines.reading.layouts.months_wide import month_column
from pipelines.reading.layouts.read_table import missing_column, position_of, read_table
from pipelines.reading.layouts.select_columns import select_columns
from pipelines.reading.layouts.table import Table
from pipelines.reading.layouts.totals import IS_TOTAL
from pipelines.reading.layouts.years import Years
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_words import is_one_of
from pipelines.reading.values.words import among


@dataclass(frozen=True)
class Columns:
    """The contract's columns as text.

    `frame`: one String column per contract column (null where the file has none), `sheet`, `row`, `geometry` for
    boundaries, `_position` for columns side by side, `native_<column>` for cells that a workbook holds as numbers.
    `positions` and `headers` say per contract column where in the file it stands. `delivered` are the columns that file
    or profile fill. `skipped` rows were left out as the profile says. `totals` are the rows of totals, `notices` say
    which totals differ. `years` knows the year of dates without one.
    """

    frame: pl.DataFrame
    positions: Mapping[str, int]
    headers: Mapping[str, str]
    delivered: frozenset[str]
    skipped: int
    years: Years
    totals: tuple[int, ...] = ()
    notices: tuple[Finding, ...] = ()

    @property
    def dress(self) -> dict[str, object]:
        """What the record should say about the table's form."""
        return {"totals_rows": list(self.totals)} if self.totals else {}

    def native(self, name: str) -> pl.Series | None:
        """Which cells of a contract column a workbook holds as numbers; None where none are."""
        mark = f"{NATIVE}{name}"
        return self.frame[mark] if mark in self.frame.columns else None


def to_columns(grid: Grid, reading: Reading, file_name: str, *, received_on: date) -> Columns:
    """Bring a grid into the contract's columns.

    Raises FileRejectedError for columns that are unknown, doubled or missing, and for columns about persons.
    """
    contract = reading.contract
    years = Years(reading.layout, grid.titles, file_name)
    table = read_table(grid, reading)
    fixed = _fixed_values(contract, reading.layout, file_name)
    own = {*table.sources, *fixed, *(table.wide.columns if table.wide else ())}
    by_sheet = _month_of_sheet(grid, contract, own)
    _require(contract, {*own, *by_sheet})
    is_total, kept = table.frame[IS_TOTAL], _kept(table, grid, reading.layout)
    rows = select_columns(replace(table, frame=table.frame.filter(kept & ~is_total)), grid, months=by_sheet)
    given = rows.with_columns(pl.lit(value).alias(name) for name, value in fixed.items() if name not in rows.columns)
    absent = [pl.lit(None, pl.String).alias(name) for name in contract.columns if name not in given.columns]
    frame = given.with_columns(*absent)
    wanted = _without_ignored(frame, reading.layout)
    return Columns(
        frame=without_future_blanks(wanted, reading, years, received_on=received_on),
        positions=table.positions,
        headers={name: grid.header.names[position] for name, position in table.positions.items()},
        delivered=frozenset(given.columns),
        skipped=int((~kept & ~is_total).sum()) + (frame.height - wanted.height),
        years=years,
        totals=tuple(table.frame[ROW].filter(is_total)),
        notices=differing_totals(table, grid, reading, kept=kept) if is_total.any() or table.totals else (),
    )


def file_month(layout: Layout | None, file_name: str) -> str | None:
    """The month that the file's name says, as `2026-10`, where the profile knows how to read it."""
    found = re.search(layout.file_month, file_name) if layout and layout.file_month else None
    return f"{int(found['year']):04d}-{int(found['month']):02d}" if found else None


def _fixed_values(contract: Contract, layout: Layout | None, file_name: str) -> dict[str, str]:
    month = file_month(layout, file_name)
    from_name = {key: month for key, column in contract.columns.items() if column.type == "month"} if month else {}
    return {**from_name, **(layout.constants if layout else {})}


def _month_of_sheet(grid: Grid, contract: Contract, given: Iterable[str]) -> tuple[str, ...]:
    """The column of months, where only the sheets' names say which month it is."""
    has_months = any(column.type == "month" for column in contract.columns.values())
    if SHEET_MONTH not in grid.frame.columns or not has_months or month_column(contract) in given:
        return ()
    return (month_column(contract),)


def _require(contract: Contract, given: set[str]) -> None:
    needed = {key: column.header for key, column in contract.columns.items() if column.required}
    if contract.count_column:
        # An empty count means something; a file without any counts means nothing.
        needed[contract.count_column] = contract.columns[contract.count_column].header
    missing = [header for key, header in needed.items() if key not in given]
    if missing:
        raise missing_column(missing)


def _kept(table: Table, grid: Grid, layout: Layout | None) -> pl.Series:
    """Rows with one of the values that the profile keeps."""
    kept = pl.repeat(value=True, n=table.frame.height, dtype=pl.Boolean, eager=True)
    for header, values in (layout.keep if layout else {}).items():
        kept = kept & is_one_of(table.frame[str(position_of(grid, header))], among(values))
    return kept


def _without_ignored(frame: pl.DataFrame, layout: Layout | None) -> pl.DataFrame:
    for column, words in (layout.ignore_categories if layout else {}).items():
        frame = frame.filter(~is_one_of(frame[column], among(words)))
    return frame
