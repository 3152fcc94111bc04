"""Columns side by side → one row per row and column, each still knowing the column its value stood in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.reading.grid import NATIVE

# Position of the file's column that a row's value came from.
POSITION = "_position"
ORDER = "_order"


@dataclass(frozen=True)
class Wide:
    """`cells`: position in the file → the contract columns that are fixed for its values; `value`: where those go."""

    cells: Mapping[int, Mapping[str, str]]
    value: str

    @property
    def columns(self) -> set[str]:
        """The contract columns that the wide part fills."""
        return {self.value, *(name for fixed in self.cells.values() for name in fixed)}


def unpivot(frame: pl.DataFrame, wide: Wide) -> pl.DataFrame:
    """Rows by row and column, in the order of the file.

    `frame` has the wide columns as "0", "1", …, their marks of typed numbers as `native_0` (all of them or none), and
    every other column under its final name.
    """
    ordered = frame.with_row_index(ORDER)
    positions = [str(position) for position in wide.cells]
    marks = [name for name in (f"{NATIVE}{position}" for position in positions) if name in frame.columns]
    keep = [name for name in ordered.columns if name not in (*positions, *marks)]
    long = ordered.unpivot(on=positions, index=keep, variable_name=POSITION, value_name=wide.value)
    if marks:
        typed = frame.select(marks).unpivot(value_name=f"{NATIVE}{wide.value}")
        long = long.with_columns(typed[f"{NATIVE}{wide.value}"])
    fixed = sorted(wide.columns - {wide.value})
    rows = [(str(position), *(cells.get(name) for name in fixed)) for position, cells in wide.cells.items()]
    table = pl.DataFrame(rows, schema=dict.fromkeys([POSITION, *fixed], pl.String), orient="row")
    joined = long.join(table, on=POSITION, how="left").with_columns(pl.col(POSITION).cast(pl.Int64))
    return joined.sort(ORDER, POSITION).drop(ORDER)
