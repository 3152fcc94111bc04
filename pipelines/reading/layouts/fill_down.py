"""Empty cells that mean the value above: a category that stands only in the first row of its block."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pipelines.reading.grid import SHEET
from pipelines.reading.layouts.group_rows import GROUP


def fill_down(frame: pl.DataFrame, columns: Sequence[str], *, not_from: pl.Series) -> pl.DataFrame:
    """Fill `columns` from above, within a sheet and within a group of rows.

    Rows in `not_from` (totals) are not copied from: what stands in them is no value of the column.
    """
    if not columns:
        return frame
    blocks = [name for name in (SHEET, GROUP) if name in frame.columns]
    usable = frame.select(*blocks, *(frame[name].set(not_from, None) for name in columns))
    above = [pl.col(name).forward_fill() for name in columns]
    filled = usable.with_columns(each.over(blocks) if blocks else each for each in above)
    return frame.with_columns(pl.coalesce(frame[name], filled[name]).alias(name) for name in columns)
