"""What protection leaves to read, in shares and contacts."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.disclosure.cells import KEY, SUPPRESSED, VALUE

# A month of a quartier in which a topic ought to be visible, in contacts.
BUSY = 30


@dataclass(frozen=True)
class Utility:
    """What one audience has left to read.

    `suppressed`: the share of its `cells` with contacts that are hidden. `topics_visible`: of the topics with contacts
    in a quartier's month of at least 30 contacts the share that is shown. `mean_error`, `largest_error`: of a shown
    count, in contacts. None where there is nothing to measure.
    """

    audience: str
    cells: int
    suppressed: float | None
    topics_visible: float | None
    mean_error: float | None
    largest_error: int | None


def utility_of(audience: str, rows: pl.DataFrame, exact: pl.DataFrame) -> Utility:
    """Measure the rows an audience has now against the exact ones (both KEY, contacts; rows with state)."""
    true = exact.filter(pl.col("contacts") > 0).select(*KEY, true="contacts")
    cells = rows.filter(pl.col("state").is_in([VALUE, SUPPRESSED])).join(true, on=KEY)
    hidden = cells.select((pl.col("state") == SUPPRESSED).mean()).item()
    errors = rows.join(exact.select(*KEY, true="contacts"), on=KEY).select(
        (pl.col("contacts").cast(pl.Int64) - pl.col("true").cast(pl.Int64)).abs().alias("error")
    )["error"]
    return Utility(
        audience=audience,
        cells=cells.height,
        suppressed=_rounded(hidden),
        topics_visible=_rounded(_topics_visible(cells, exact)),
        mean_error=_rounded(errors.mean()),  # type: ignore[arg-type]
        largest_error=errors.max(),  # type: ignore[arg-type]
    )


def _topics_visible(cells: pl.DataFrame, exact: pl.DataFrame) -> float | None:
    is_month = (pl.col("period_kind") == "month") & (pl.col("area_kind") == "quartier")
    busy = exact.filter(is_month & (pl.col("dimension") == "total") & (pl.col("contacts") >= BUSY))
    topics = cells.filter(is_month & (pl.col("dimension") == "topic")).join(
        busy.select("period", "area"), on=["period", "area"], how="semi"
    )
    return topics.select((pl.col("state") == VALUE).mean()).item()


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(float(number), 4)
