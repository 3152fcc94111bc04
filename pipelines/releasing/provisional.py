"""What the steering group sees of open months: the totals of services, protected by the minimum count.

Everything that was ever shown is kept with the month (`v0`), so that what is published later can be attacked together
with it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipelines.records import frozen
from pipelines.releasing.edition import Edition
from pipelines.releasing.published_cells import KEY
from settings import Disclosure

CELLS = (*KEY, "counting_rule", "contacts", "state", "expected", "reported", "estimated")
TOTALS = """
    select * exclude (basis, version)
    from cube_contact
    where period_kind = 'month' and area_kind = 'municipality' and dimension = 'service'
        and not list_contains(cast($months as date[]), period)
"""


def provisional_totals(edition: Edition, thresholds: Disclosure) -> pl.DataFrame:
    """The monthly totals of services in months that were never released, small ones suppressed."""
    with duckdb.connect(str(edition.warehouse), read_only=True) as connection:
        totals = connection.sql(TOTALS, params={"months": edition.months}).pl()
    is_small = (pl.col("contacts") > 0) & (
        pl.when(pl.col("persons").is_null())
        .then(pl.col("contacts") < thresholds.minimum_contacts)
        .otherwise(pl.col("persons") < thresholds.minimum_persons)
    )
    hidden = totals.with_columns(
        pl.when(~is_small.fill_null(False)).then("contacts").alias("contacts"),
        pl.when(is_small).then(pl.lit("suppressed")).otherwise("state").alias("state"),
    )
    return hidden.select(CELLS)


def keep_shown(records: Path, totals: pl.DataFrame) -> None:
    """Add what was not shown before to the months' `v0`; `records` is the folder of one municipality."""
    for (month,), rows in totals.filter(pl.col("state") == "value").group_by("period"):
        assert isinstance(month, date)  # a cube's period is a day
        before = frozen.read_frozen(records, month.isoformat(), frozen.PROVISIONAL, "steering")
        new = rows if before is None else rows.join(before, on=[*KEY, "contacts"], how="anti")
        if new.height:
            shown = new if before is None else pl.concat([before, new], how="vertical_relaxed")
            frozen.write_frozen(
                records, month.isoformat(), frozen.PROVISIONAL, "steering", shown.sort(*KEY, "contacts")
            )
