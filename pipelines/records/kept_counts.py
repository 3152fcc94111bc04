"""What stays of erased contacts: the counts that a tally list would have told, per service, carrier and month.

They lie in `erased/<YYYY-MM>/<delivery>.parquet` and count in the place of the rows, as long as their delivery does; so
no figure, no sum over time and no signature changes when rows go. One counts only under a tombstone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from pipelines.records.durable import write_durably
from pipelines.records.ledger import Delivery
from pipelines.records.tombstones import erased

FOLDER = "erased"
KEYS = ["service", "carrier", "quartier", "month"]
# Dimension of the cubes → column of a contact.
DIMENSIONS = {"carrier": "carrier", "service": "service", "channel": "channel", "kind": "contact_kind"}
MONTH_LETTERS = len("2026-10")


def counts_of(rows: pl.DataFrame) -> pl.DataFrame:
    """Contacts of landed rows per KEYS (`quartier` as the row says, `month` its first day), dimension and category."""
    keyed = rows.with_columns(pl.col("date").dt.month_start().alias("month"))
    parts = [
        keyed.select(*KEYS, dimension=pl.lit("total"), category=pl.lit("total")),
        *(keyed.select(*KEYS, dimension=pl.lit(name), category=pl.col(of)) for name, of in DIMENSIONS.items()),
        keyed.select(*KEYS, dimension=pl.lit("topic"), category=pl.col("topics")).explode("category"),
    ]
    cells = pl.concat(parts).drop_nulls("category").group_by(*KEYS, "dimension", "category")
    return cells.agg(pl.len().cast(pl.Int64).alias("contacts")).sort(*KEYS, "dimension", "category")


def counts_path(records: Path, delivery: str, month: str) -> Path:
    """Where the counts of a delivery's month (its first day) lie."""
    return records / FOLDER / month[:MONTH_LETTERS] / f"{delivery}.parquet"


def keep_counts(records: Path, delivery: str, month: str, rows: pl.DataFrame) -> None:
    """Write the counts of the rows that will be erased; nothing counts them before there is a tombstone."""
    write_durably(counts_path(records, delivery, month), counts_of(rows).write_parquet)


def kept_counts(records: Path, deliveries: Iterable[Delivery]) -> Iterator[dict]:
    """Every kept count of these deliveries, as rows with their `delivery`."""
    lost = erased(records).deliveries
    for delivery in (each.delivery for each in deliveries):
        for month in sorted(lost.get(delivery, ())):
            path = counts_path(records, delivery, month)
            if path.exists():
                yield from pl.read_parquet(path).with_columns(delivery=pl.lit(delivery)).iter_rows(named=True)
