"""Rows that are only a heading: they name the group of the rows below them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from pipelines.reading.grid import SHEET
from pipelines.reading.values.parse_words import is_one_of

# The number of the group a row belongs to, and the word that names it.
GROUP, GROUP_WORD = "_group", "_group_word"


def apply_groups(
    frame: pl.DataFrame, label: str, cells: Sequence[str], *, is_value: Callable[[str], bool]
) -> pl.DataFrame:
    """The rows without their headings, with the group's word beside each, null above the first heading of a sheet.

    A heading is a row in which of `cells` only `label` is filled. Where that word belongs to the rows themselves
    (`is_value`), the row is data whose count was left empty.
    """
    others = [name for name in cells if name != label]
    alone = frame.select(pl.all_horizontal(pl.col(label).is_not_null(), *(pl.col(name).is_null() for name in others)))
    heading = alone.to_series() & ~is_one_of(frame[label], is_value)
    sheets = [SHEET] if SHEET in frame.columns else []
    word = pl.when(heading).then(pl.col(label)).forward_fill()
    grouped = frame.with_columns(
        (word.over(sheets) if sheets else word).alias(GROUP_WORD), heading.cast(pl.Int64).cum_sum().alias(GROUP)
    )
    return grouped.filter(~heading)
