"""Where the rows of deliveries lie, and which of them are still there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.records.ledger import Delivery
from pipelines.records.tombstones import erased

if TYPE_CHECKING:
    import polars as pl


def landed_path(records: Path, delivery: Delivery) -> Path:
    """Where a delivery's rows lie."""
    return records / "landed" / delivery.source / f"{delivery.delivery}.parquet"


def landed_files(records: Path, deliveries: Iterable[Delivery]) -> list[Path]:
    """The files of these deliveries, without those whose last row was erased. A file that is merely lost is named."""
    lost = erased(records).deliveries
    paths = ((landed_path(records, delivery), delivery.delivery in lost) for delivery in deliveries)
    return [path for path, may_be_gone in paths if not may_be_gone or path.exists()]


def landed_rows(records: Path, delivery: Delivery) -> pl.DataFrame:
    """A delivery's rows as they landed; none when all of them were erased."""
    import polars as pl

    from pipelines.contract import load_contracts
    from pipelines.reading.landed_types import landed_columns

    path = landed_path(records, delivery)
    if path.exists() or landed_files(records, [delivery]):
        return pl.read_parquet(path)
    return pl.DataFrame(schema=landed_columns(load_contracts()[delivery.source]))
