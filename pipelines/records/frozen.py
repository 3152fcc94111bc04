"""Frozen months: `months/<YYYY-MM>/v<n>/`, what was published of a month, never changed again.

`<audience>.parquet` holds the contact cube of every period that ends in the month, as the audience received it;
`coordinator.parquet` holds it exactly, with the persons and staff behind a cell. `measures.parquet`, `events.parquet`
and `expected.parquet` hold what else a page says of the month. `v0/steering.parquet` holds every provisional total of
a service that the steering group was shown before the month was released.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.records.durable import write_durably

if TYPE_CHECKING:
    import polars as pl

EXACT = "coordinator"
AUDIENCES = (EXACT, "steering", "council")
MEASURES, EVENTS, EXPECTED = "measures", "events", "expected"
PROVISIONAL = 0


def month_folder(records: Path, month: str, version: int) -> Path:
    """The folder of a version of a month (its first day); `records` is the folder of one municipality."""
    return records / "months" / month[:7] / f"v{version}"


def write_frozen(records: Path, month: str, version: int, name: str, rows: pl.DataFrame) -> None:
    """Write one table of a version of a month; whole or absent."""
    path = month_folder(records, month, version) / f"{name}.parquet"
    write_durably(path, lambda temporary: rows.write_parquet(temporary, statistics=False))


def read_frozen(records: Path, month: str, version: int, name: str) -> pl.DataFrame | None:
    """One table of a version of a month, None where there is none."""
    import polars as pl

    path = month_folder(records, month, version) / f"{name}.parquet"
    return pl.read_parquet(path) if path.is_file() else None
