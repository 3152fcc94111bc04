"""The council's cells: every count rounded from its true value, breakdowns of small totals left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from pipelines.disclosure.cells import INTERNAL, Published, Structure, with_sensitivity
from pipelines.disclosure.steering import hide, without_personnel
from settings import Disclosure

TOTAL = ["period_kind", "period", "area_kind", "area"]


def protect_council(
    exact: pl.DataFrame,
    *,
    structure: Structure,
    thresholds: Disclosure,
    history: Sequence[Published],
    versions: Mapping[date, int],
) -> pl.DataFrame:
    """The rows of one batch for council and public; see `protect`."""
    rows = with_sensitivity(without_personnel(exact), structure)
    totals = exact.filter(pl.col("dimension") == "total").select(*TOTAL, total="contacts")
    rows = rows.join(totals, on=TOTAL, how="left", maintain_order="left")
    is_base_small = (pl.col("dimension") != "total") & (pl.col("total") < thresholds.council_breakdown)
    is_too_fine = pl.col("is_sensitive") & ~(
        (pl.col("area_kind") == "municipality")
        & (pl.col("period_kind") == "quarter")
        & (pl.col("contacts") >= thresholds.council_breakdown)
    )
    hidden = rows.select(((is_base_small | is_too_fine) & (pl.col("state") == "value")).fill_null(value=False))
    rounded = rows.with_columns(contacts=rounded_to(thresholds.council_base))
    return hide(rounded, hidden.to_series()).drop("is_sensitive", "total", *INTERNAL)


def rounded_to(base: int) -> pl.Expr:
    """The contacts as the nearest multiple of `base`: with 5 no count is off by more than 2."""
    return (pl.col("contacts") + base // 2) // base * base
