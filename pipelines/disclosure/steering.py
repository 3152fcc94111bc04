"""The steering group's cells: small counts hidden, with complements until nothing can be worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from pipelines.disclosure.cells import INTERNAL, SUPPRESSED, Published, Structure, is_small, with_sensitivity
from settings import Disclosure

FEWEST_STAFF = 2


def protect_steering(
    exact: pl.DataFrame,
    *,
    structure: Structure,
    thresholds: Disclosure,
    history: Sequence[Published],
    versions: Mapping[date, int],
    insiders: Sequence[frozenset[str]],
) -> pl.DataFrame:
    """The rows of one batch for the steering group; see `protect`."""
    rows = with_sensitivity(without_personnel(exact), structure)
    hidden = rows.select(is_small(thresholds)).to_series()
    return hide(rows, hidden).drop("is_sensitive", *INTERNAL)


def without_personnel(exact: pl.DataFrame) -> pl.DataFrame:
    """Without carriers that employ fewer than two people there: their counts would be figures about one person."""
    return exact.filter((pl.col("dimension") != "carrier") | (pl.col("staff") >= FEWEST_STAFF).fill_null(value=False))


def hide(rows: pl.DataFrame, hidden: pl.Series) -> pl.DataFrame:
    """The rows without the counts of the hidden ones."""
    return rows.with_columns(
        contacts=pl.when(hidden).then(None).otherwise(pl.col("contacts")),
        state=pl.when(hidden).then(pl.lit(SUPPRESSED)).otherwise(pl.col("state")),
    )
