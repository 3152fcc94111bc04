"""What an audience has received so far: every frozen batch, and what its finished file says beside that.

The file is read as a reader would read it. Whatever in it is not already in the frozen batches is evidence of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import polars as pl

from pipelines.disclosure.cells import KEY, Published
from pipelines.disclosure.told_metrics import Counted, told_bounds
from pipelines.records import frozen
from pipelines.records.month_events import Batch, batches, versions_in_force

# Stands for the version of every month as the warehouse has it now, released or not.
CURRENT = -1
LAST = 1_000_000
KEY_SCHEMA = {name: pl.Date if name == "period" else pl.String for name in KEY}
ROW_SCHEMA = KEY_SCHEMA | {"contacts": pl.Int64, "state": pl.String, "expected": pl.Int64, "reported": pl.Int64}


@dataclass(frozen=True)
class Records:
    """The frozen months of one municipality: its records' folder and the batches in order."""

    folder: Path
    released: Sequence[Batch]

    @cached_property
    def exact(self) -> list[Published]:
        """Every batch as it really was."""
        return [self._batch(count, frozen.EXACT) for count in range(len(self.released))]

    @cached_property
    def council(self) -> list[Published]:
        """Every batch as council and public received it."""
        return [self._batch(count, "council") for count in range(len(self.released))]

    @cached_property
    def steering(self) -> list[Published]:
        """What the steering group saw of open months, then every batch as it received it."""
        return [self._open_months(), *(self._batch(count, "steering") for count in range(len(self.released)))]

    def _batch(self, count: int, audience: str) -> Published:
        batch = self.released[count]
        held = versions_in_force(self.released[: count + 1])
        versions = {date.fromisoformat(month): version for month, version in held.items()}
        rows = pl.concat([self._table(month, version, audience) for month, version in batch.versions.items()])
        exact = rows if audience == frozen.EXACT else self.exact[count].rows
        return Published(batch.number, rows, exact, versions)

    def _table(self, month: str, version: int, name: str) -> pl.DataFrame:
        path = frozen.month_folder(self.folder, month, version) / f"{name}.parquet"
        more = ["persons"] if name == frozen.EXACT else []
        return pl.read_parquet(path, columns=[*ROW_SCHEMA, *more])

    def _open_months(self) -> Published:
        paths = sorted((self.folder / "months").glob(f"*/v{frozen.PROVISIONAL}/steering.parquet"))
        shown = [pl.read_parquet(path, columns=[*ROW_SCHEMA]) for path in paths]
        rows = pl.concat([pl.DataFrame(schema=ROW_SCHEMA), *shown], how="vertical_relaxed")
        return Published(0, rows, rows, {})


def read_records(records: Path) -> Records:
    """The frozen months in `records`, the folder of one municipality."""
    return Records(records, batches(records))


@dataclass(frozen=True)
class ReleaseFile:
    """What one audience's file says of contacts, without the own quartier's cells.

    `cells`: KEY, basis, contacts, state, expected, reported. `metrics`: see `told_bounds`. `revisions`: month, version
    and KEY of a total with contacts, one row per version.
    """

    cells: pl.DataFrame
    metrics: pl.DataFrame
    revisions: pl.DataFrame


def beside(
    file: ReleaseFile, received: Sequence[Published], *, current: pl.DataFrame, made_of: Sequence[Counted]
) -> list[Published]:
    """What the file says and the batches do not, as batches of their own.

    `current`: the cells as the warehouse has them now (KEY, contacts, …), for what was never released.
    `made_of`: which contacts the metrics count.
    """
    told = _told(received)
    new = file.cells.filter(pl.col("contacts").is_not_null())
    provisional = [each.rows.select(*KEY, "contacts") for each in received if not each.versions]
    for known in (told.select(*KEY, "contacts"), *provisional):
        new = new.join(known, on=[*KEY, "contacts"], how="anti")
    newest = told.group_by(KEY).agg(pl.col("batch").max())
    new = new.join(newest, on=KEY, how="left")
    periods = newest.group_by("period_kind", "period").agg(pl.col("batch").max())
    bounds = told_bounds(file.metrics, file.cells, made_of).join(periods, on=["period_kind", "period"], how="left")
    extra = [*_revisions(file, received)]
    for each in received:
        of_batch = pl.col("batch") == each.batch
        extra.append(replace(each, rows=_rows(new.filter(of_batch)), bounds=bounds.filter(of_batch).drop("batch")))
    unknown = pl.col("batch").is_null()
    months = {month: CURRENT for month in current.filter(pl.col("period_kind") == "month")["period"].unique()}
    never = Published(LAST, _rows(new.filter(unknown)), current, months, bounds.filter(unknown).drop("batch"))
    return [each for each in [*extra, never] if each.rows.height or each.bounds.height]


def _told(received: Sequence[Published]) -> pl.DataFrame:
    """Every cell that a batch showed, with the batch."""
    rows = [each.rows.select(*KEY, "contacts").with_columns(batch=each.batch) for each in received if each.versions]
    schema = KEY_SCHEMA | {"contacts": pl.Int64, "batch": pl.Int64}
    return pl.concat([pl.DataFrame(schema=schema), *rows], how="vertical_relaxed")


def _rows(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(*ROW_SCHEMA)


def _revisions(file: ReleaseFile, received: Sequence[Published]) -> Iterator[Published]:
    """Totals of earlier versions that the frozen batches do not show so."""
    for (month, version), rows in file.revisions.group_by("period", "version"):
        for each in received:
            if each.versions.get(month) == version:
                known = each.rows.select(*KEY, "contacts")
                yield replace(each, rows=_rows(rows.join(known, on=[*KEY, "contacts"], how="anti")))
                break
