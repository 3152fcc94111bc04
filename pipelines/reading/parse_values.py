"""Text columns → typed columns, and for every cell that could not be read, its rule and message.

Whole columns at a time: nothing here runs per cell unless the cell is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.contract import NUMBERS, Column
from pipelines.reading.grids.broken_cells import columns_to_search, without_broken
from pipelines.reading.landed_types import DTYPES
from pipelines.reading.layouts.layout import Columns
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_dated import parse_dated, parse_timed
from pipelines.reading.values.parse_listed import parse_dependent, parse_listed
from pipelines.reading.values.parse_measured import parse_measured
from pipelines.reading.values.parse_words import parse_flag
from pipelines.reading.values.problems import Problem, lost, unreadable

ESTIMATED = "estimated"


@dataclass(frozen=True)
class Typed:
    """The contract's columns with their types beside `sheet`, `row` (and `absence`, `geometry`, `_position`)."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def parse(columns: Columns, reading: Reading) -> Typed:
    """Type every column of the contract."""
    typed: dict[str, pl.Series] = {}
    problems: list[Problem] = []
    estimates: dict[str, pl.Series] = {}
    suspects = columns_to_search(columns.frame)
    for name, column in reading.contract.columns.items():
        cells, broken = without_broken(name, columns.frame[name]) if name in suspects else (columns.frame[name], [])
        problems += broken
        if name not in columns.delivered:
            typed[name] = pl.Series(name, [None], dtype=DTYPES[column.type]).new_from_index(0, len(cells))
        elif column.type in NUMBERS:
            measured = parse_measured(name, column, cells, reading, native=columns.native(name))
            typed |= {values.name: values for values in measured.series}
            problems += measured.problems
            estimates |= {column.estimate: measured.estimated} if column.estimate else {}
        else:
            kinds = typed[column.of] if column.of else None
            typed[name], found = _parse_column(name, column, cells, reading, columns, kinds)
            problems += found
    typed |= {name: _with_estimates(typed[name], estimated) for name, estimated in estimates.items()}
    return Typed(columns.frame.with_columns(*typed.values()), tuple(problems))


def _parse_column(
    name: str, column: Column, cells: pl.Series, reading: Reading, columns: Columns, kinds: pl.Series | None
) -> tuple[pl.Series, list[Problem]]:
    if column.type == "text":
        return cells, []
    if column.type in ("date", "month"):
        years = columns.years.of_rows(columns.frame["sheet"]) if cells.null_count() < len(cells) else None
        return parse_dated(name, column, cells, reading, years=years, native=columns.native(name))
    if column.type == "time":
        return parse_timed(name, column, cells, reading, native=columns.native(name))
    if column.type == "boolean":
        flags = parse_flag(cells).alias(name)
        flags = flags.set(cells.is_null(), None) if column.required else flags
        return flags, unreadable(name, column.type, lost(cells, flags), echo=reading.echo)
    if kinds is not None:
        values, problems = parse_dependent(name, column, cells, kinds, reading)
    else:
        values, problems = parse_listed(name, column, cells, reading)
    return values.alias(name), problems


def _with_estimates(method: pl.Series, estimated: pl.Series) -> pl.Series:
    """Where a number is written as an estimate, the column beside it says so, whatever it said before."""
    if not estimated.any():
        return method
    if method.dtype == pl.Boolean:
        return method.set(estimated, value=True)
    return method.set(estimated, ESTIMATED)
