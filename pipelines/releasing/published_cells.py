"""What was published of the contact cube: every frozen version, as one audience received it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.disclosure.cells import Published
from pipelines.errors import LedgerError
from pipelines.records import frozen
from pipelines.records.month_events import Batch, versions_in_force

KEY = ("period_kind", "period", "area_kind", "area", "dimension", "category")
TOLD = ("contacts", "state", "expected", "reported", "estimated")


def in_force(records: Path, month: str, version: int, name: str) -> pl.DataFrame:
    """One table of a version that an event names. Raises LedgerError when its file is gone."""
    rows = frozen.read_frozen(records, month, version, name)
    if rows is None:
        folder = frozen.month_folder(records, month, version)
        raise LedgerError(f"{folder / name}.parquet fehlt. Bitte die Sicherung der Datenbestände zurückspielen.")
    return rows


def history(records: Path, released: Sequence[Batch], *, audience: str) -> list[Published]:
    """Every batch as the audience received it, the provisional totals of services first (batch 0)."""
    shown = shown_totals(records) if audience == "steering" else None
    first = [] if shown is None else [Published(0, shown, shown, {})]
    return [*first, *(_published(records, released[: count + 1], audience) for count in range(len(released)))]


def published_cells(records: Path, released: Sequence[Batch], *, audience: str) -> pl.DataFrame | None:
    """The contact cells that hold now, see `newest`; None while nothing was ever released."""
    return newest(records, released, audience, key=KEY, told=TOLD)


def newest(
    records: Path, released: Sequence[Batch], name: str, *, key: Sequence[str], told: Sequence[str]
) -> pl.DataFrame | None:
    """The rows of a frozen table that hold now, with `version`: how often a row was published with another content.

    `key` names a row, `told` is its content. None while nothing was ever released.
    """
    every = [
        in_force(records, month, number, name).with_columns(pl.lit(number).alias("file_version"))
        for month, version in versions_in_force(released).items()
        for number in range(1, version + 1)
    ]
    if not every:
        return None
    stacked = pl.concat(every, how="diagonal_relaxed").sort(*key, "file_version")
    is_new = pl.any_horizontal(pl.col(column).ne_missing(pl.col(column).shift().over(key)) for column in told)
    counted = stacked.with_columns(is_new.cum_sum().over(key).cast(pl.Int32).alias("version"))
    return counted.group_by(key, maintain_order=True).last().drop("file_version")


def shown_totals(records: Path) -> pl.DataFrame | None:
    """Every provisional total of a service that the steering group was ever shown; None when there was none."""
    paths = sorted((records / "months").glob(f"*/v{frozen.PROVISIONAL}/steering.parquet"))
    shown = [pl.read_parquet(path) for path in paths]
    return pl.concat(shown).filter(pl.col("state") == "value") if shown else None


def _published(records: Path, released: Sequence[Batch], audience: str) -> Published:
    batch = released[-1]
    rows = [in_force(records, month, version, audience) for month, version in batch.versions.items()]
    exact = [in_force(records, month, version, frozen.EXACT) for month, version in batch.versions.items()]
    held = {date.fromisoformat(month): version for month, version in versions_in_force(released).items()}
    return Published(batch.number, pl.concat(rows), pl.concat(exact), held)
