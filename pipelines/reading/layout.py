"""A file's own columns → the contract's columns, still as text: headers, constants, left-out rows, wide months."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Layout
from pipelines.reading.grid import GEOMETRY, ROW, Grid
from pipelines.reading.header_map import map_headers
from pipelines.reading.months_wide import month_column, month_positions, unpivot
from pipelines.reading.parse_words import distinct
from pipelines.reading.words import fold

SHEET = "sheet"


@dataclass(frozen=True)
class Columns:
    """The contract's columns as text.

    `frame`: one String column per contract column (null where the file has none), `sheet`, `row`, `geometry` for
    boundaries, `_position` for months side by side. `positions` and `headers` say per contract column where in the file
    it stands. `delivered` are the columns that file or profile fill. `skipped` rows were left out as the profile says.
    """

    frame: pl.DataFrame
    positions: Mapping[str, int]
    headers: Mapping[str, str]
    delivered: frozenset[str]
    skipped: int


def to_columns(grid: Grid, contract: Contract, file_name: str, *, received_on: date) -> Columns:
    """Bring a grid into the contract's columns.

    Raises FileRejectedError for columns that are unknown, doubled or missing, and for columns about persons.
    """
    layout = grid.header.profile.layout if grid.header.profile else None
    months = month_positions(grid.header.names, layout)
    positions = map_headers(grid, contract, layout, months)
    fixed = _fixed_values(contract, layout, file_name)
    wide = layout.months_wide if layout else None
    _require(contract, {*positions, *fixed} | ({wide.value, month_column(contract)} if wide and months else set()))
    kept = _keep(grid, layout)
    if wide:
        rows = unpivot(kept, positions, months, wide=wide, contract=contract, received_on=received_on)
    else:
        rows = _select(kept, positions)
    given = rows.with_columns(pl.lit(value).alias(name) for name, value in fixed.items() if name not in rows.columns)
    absent = [pl.lit(None, pl.String).alias(name) for name in contract.columns if name not in given.columns]
    frame = given.with_columns(*absent, pl.lit(grid.sheet, pl.String).alias(SHEET))
    wanted = _without_ignored(frame, layout)
    return Columns(
        frame=wanted,
        positions=positions,
        headers={name: grid.header.names[position] for name, position in positions.items()},
        delivered=frozenset(given.columns),
        skipped=(grid.frame.height - kept.height) + (frame.height - wanted.height),
    )


def file_month(layout: Layout | None, file_name: str) -> str | None:
    """The month that the file's name says, as `2026-10`, where the profile knows how to read it."""
    found = re.search(layout.file_month, file_name) if layout and layout.file_month else None
    return f"{int(found['year']):04d}-{int(found['month']):02d}" if found else None


def _fixed_values(contract: Contract, layout: Layout | None, file_name: str) -> dict[str, str]:
    month = file_month(layout, file_name)
    from_name = {key: month for key, column in contract.columns.items() if column.type == "month"} if month else {}
    return {**from_name, **(layout.constants if layout else {})}


def _require(contract: Contract, given: set[str]) -> None:
    needed = {key: column.header for key, column in contract.columns.items() if column.required}
    if contract.count_column:
        # An empty count means something; a file without any counts means nothing.
        needed[contract.count_column] = contract.columns[contract.count_column].header
    missing = [header for key, header in needed.items() if key not in given]
    if missing:
        raise _missing(missing)


def _missing(headers: Iterable[str]) -> FileRejectedError:
    names = ", ".join(f"„{header}“" for header in headers)
    return FileRejectedError("missing_column", f"Es fehlt die Spalte {names}. Bitte ergänzen.", row=1)


def _keep(grid: Grid, layout: Layout | None) -> pl.DataFrame:
    """Only the rows with one of the values that the profile keeps."""
    names = [fold(name) for name in grid.header.names]
    frame = grid.frame
    for header, values in (layout.keep if layout else {}).items():
        if fold(header) not in names:
            raise _missing([header])
        column = str(names.index(fold(header)))
        frame = frame.filter(_is_one_of(frame[column], values))
    return frame


def _select(frame: pl.DataFrame, positions: Mapping[str, int]) -> pl.DataFrame:
    extra = [name for name in (GEOMETRY,) if name in frame.columns]
    return frame.select(*(pl.col(str(position)).alias(name) for name, position in positions.items()), ROW, *extra)


def _without_ignored(frame: pl.DataFrame, layout: Layout | None) -> pl.DataFrame:
    for column, words in (layout.ignore_categories if layout else {}).items():
        frame = frame.filter(~_is_one_of(frame[column], words))
    return frame


def _is_one_of(cells: pl.Series, words: Iterable[str]) -> pl.Series:
    folded = {fold(word) for word in words}
    return cells.is_in([word for word in distinct(cells) if fold(word) in folded]).fill_null(value=False)
