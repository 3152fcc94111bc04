"""The council's cells: every count rounded from its true value, what rounding alone would give away left out.

What the council gets of sums over time: totals for every kind of period; breakdowns for month, quarter and year, since
year-to-date and twelve months would overlap until small counts could be worked out; sensitive topics for the whole
municipality and a quarter only, from a base of `council_breakdown`. A breakdown of fewer contacts than that is hidden.
What the steering group does not see is not rounded either: its members read the public figures, too, and a rounding
beside a hidden cell would leave five counts to choose from.
Where an attack still finds a count of 1 to 4, the cheapest figures around it are hidden, mostly long sums over time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from pipelines.disclosure.cells import (
    INTERNAL,
    KEY,
    SUPPRESSED,
    Published,
    Structure,
    add_months,
    months_of,
    quarter_of,
    with_sensitivity,
)
from pipelines.disclosure.council_pattern import CouncilBatch, hidden_council_rows
from pipelines.disclosure.make_atoms import make_atoms
from pipelines.disclosure.steering import hide, without_personnel
from settings import Disclosure

TOTAL = ["period_kind", "period", "area_kind", "area"]
BREAKDOWN_PERIODS = ("month", "quarter", "year")


def protect_council(
    exact: pl.DataFrame,
    *,
    structure: Structure,
    thresholds: Disclosure,
    history: Sequence[Published],
    versions: Mapping[date, int],
    steering: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """The rows of one batch for council and public; see `protect`."""
    rows = with_sensitivity(without_personnel(exact), structure)
    totals = exact.filter(pl.col("dimension") == "total").select(*TOTAL, total="contacts")
    rows = rows.join(totals, on=TOTAL, how="left", maintain_order="left")
    rounded = rows.with_columns(contacts=rounded_to(thresholds.council_base))
    left_out = rows.select(_is_left_out(thresholds)).to_series() | _is_hidden(rows, steering)
    plain = hide(rounded, left_out).drop("is_sensitive", "total", *INTERNAL)
    number = max((each.batch for each in history), default=0) + 1
    now = Published(number, plain, exact, versions)
    past = _recent(history, exact)
    atoms = make_atoms([*past, now], structure)
    hidden = hidden_council_rows(CouncilBatch(past, plain, now, structure, thresholds, atoms))
    return hide(plain, pl.Series([row in hidden for row in range(plain.height)], dtype=pl.Boolean))


def _is_hidden(rows: pl.DataFrame, steering: pl.DataFrame | None) -> pl.Series:
    """Which rows the steering group does not see."""
    if steering is None:
        return pl.repeat(False, rows.height, eager=True)
    hidden = steering.filter(pl.col("state") == SUPPRESSED).select(*KEY, is_hidden=pl.lit(True))
    joined = rows.join(hidden, on=KEY, how="left", maintain_order="left")
    return joined["is_hidden"].fill_null(value=False)


def _is_left_out(thresholds: Disclosure) -> pl.Expr:
    """Breakdowns of small totals or overlapping periods, and sensitive topics but for the town's quarters."""
    is_breakdown = pl.col("dimension") != "total"
    is_base_small = is_breakdown & (pl.col("total") < thresholds.council_breakdown)
    is_overlapping = is_breakdown & ~pl.col("period_kind").is_in(BREAKDOWN_PERIODS)
    is_broad = (pl.col("area_kind") == "municipality") & (pl.col("period_kind") == "quarter")
    is_too_fine = pl.col("is_sensitive") & ~(is_broad & (pl.col("contacts") >= thresholds.council_breakdown))
    left_out = (is_base_small | is_overlapping | is_too_fine) & (pl.col("state") == "value")
    return left_out.fill_null(value=False).alias("is_left_out")


def _recent(history: Sequence[Published], exact: pl.DataFrame) -> list[Published]:
    """What was published of the quarters that the new rows can touch: a sum that holds one starts a year before."""
    first = min(months_of(kind, period)[0] for kind, period in set(exact.select("period_kind", "period").iter_rows()))
    since = add_months(quarter_of(first), -11)
    return [
        replace(
            each,
            rows=_since(each.rows, since),
            exact=_since(each.exact, since),
            bounds=_since(each.bounds, since),
            versions={month: version for month, version in each.versions.items() if month >= since},
        )
        for each in history
    ]


def _since(rows: pl.DataFrame, since: date) -> pl.DataFrame:
    """The rows of periods that begin no earlier."""
    periods = set(rows.select("period_kind", "period").iter_rows())
    kept = [each for each in periods if months_of(*each)[0] >= since]
    schema = {"period_kind": pl.String, "period": pl.Date}
    return rows.join(
        pl.DataFrame(kept, schema=schema, orient="row"), on=list(schema), how="semi", maintain_order="left"
    )


def rounded_to(base: int) -> pl.Expr:
    """The contacts as the nearest multiple of `base`: with 5 no count is off by more than 2."""
    return (pl.col("contacts") + base // 2) // base * base
