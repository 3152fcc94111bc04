"""What the metrics of a file say of contacts beyond its cells: a rate beside its exposure gives the count away.

Which cells a metric is made of stands in `warehouse/registry/<metric>.yml`. Where the file's own cells give the same
number, a metric says nothing new.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import yaml

from pipelines.disclosure.cells import BOUNDS_SCHEMA
from settings import ROOT

REGISTRY = ROOT / "warehouse" / "registry"
PLACE = ["period_kind", "period", "area_kind", "area"]
# Values are kept with four decimals.
HALF_A_STEP = 0.00005


@dataclass(frozen=True)
class Counted:
    """What a metric counts: the role (numerator, denominator), the dimension, a category or all, and the scale."""

    metric: str
    role: str
    dimension: str
    category: str
    scale: int


def counted(folder: Path = REGISTRY) -> list[Counted]:
    """Every role of every metric that is made of contacts."""
    found = []
    for path in sorted(folder.glob("*.yml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        for role in ("numerator", "denominator"):
            cells = document.get(role) or {}
            if cells.get("cube") == "contact":
                category = "total" if cells["dimension"] == "total" else cells.get("category") or ""
                scale = document.get("scale", 1)
                found.append(Counted(document["metric"], role, cells["dimension"], category, scale))
    return found


def told_bounds(metrics: pl.DataFrame, cells: pl.DataFrame, made_of: Sequence[Counted]) -> pl.DataFrame:
    """Smallest and largest contacts that follow from metrics and not from cells, as KEY, low, high.

    `metrics`: PLACE, metric, basis, value, numerator, denominator, exposure. `cells`: KEY, basis, contacts. `made_of`:
    see `counted`.
    """
    frames = [_of_role(metrics, cells, each) for each in made_of]
    empty = pl.DataFrame(schema=BOUNDS_SCHEMA)
    return pl.concat([empty, *(frame.select(list(BOUNDS_SCHEMA)) for frame in frames)], how="vertical_relaxed")


def _of_role(metrics: pl.DataFrame, cells: pl.DataFrame, each: Counted) -> pl.DataFrame:
    mine = metrics.filter(pl.col("metric") == each.metric)
    is_meant = pl.col("dimension") == each.dimension
    if each.category:
        is_meant &= pl.col("category") == each.category
    shown = cells.filter(is_meant).group_by([*PLACE, "basis"])
    sums = shown.agg(
        pl.col("contacts").sum().cast(pl.Float64).alias("shown"), pl.col("contacts").is_null().any().alias("is_hidden")
    )
    joined = mine.join(sums, on=[*PLACE, "basis"], how="left").with_columns(
        pl.when(~pl.col("is_hidden")).then("shown").alias("shown")
    )
    told = pl.col(each.role).cast(pl.Float64)
    base = pl.coalesce("exposure", "denominator").cast(pl.Float64) if each.role == "numerator" else pl.lit(None)
    rate, step = pl.col("value").cast(pl.Float64), HALF_A_STEP
    bounded = joined.with_columns(
        pl.lit(each.dimension).alias("dimension"),
        pl.lit(each.category).alias("category"),
        pl.coalesce(told, (rate - step) * base / each.scale).alias("low"),
        pl.coalesce(told, (rate + step) * base / each.scale).alias("high"),
    )
    is_new = pl.col("low").is_not_null() & ~(
        (pl.col("low") - 1e-6 <= pl.col("shown")) & (pl.col("shown") <= pl.col("high") + 1e-6)
    ).fill_null(value=False)
    return bounded.filter(is_new)
