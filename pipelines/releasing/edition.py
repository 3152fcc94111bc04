"""One release in the making: where its parts come from, and what was published of frozen months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.disclosure.audiences import Audience
from pipelines.records import frozen
from pipelines.records.month_events import Batch, batches, versions_in_force
from pipelines.releasing.published_cells import in_force, newest, published_cells
from pipelines.releasing.registry import Metric, load_registry

MEASURE = ("period_kind", "period", "area_kind", "area", "measure")
TOLD = ("value", "state", "expected", "reported")


@dataclass(frozen=True)
class Edition:
    """The files of one release in `folder`.

    `warehouse` is the build, `records` the municipality's folder. `published` are the published cells by kind of
    audience (exact ones as `coordinator`), `frozen` the frozen rows by table; both are empty before the first release
    of a month. `privacy` are the rows of the tables about the protection of data.
    """

    warehouse: Path
    folder: Path
    records: Path
    release: str
    metrics: Sequence[Metric]
    released: tuple[Batch, ...]
    published: Mapping[str, pl.DataFrame]
    frozen: Mapping[str, pl.DataFrame]
    privacy: Mapping[str, list[dict]]

    def file(self, audience: Audience) -> Path:
        """Where the audience's file is written."""
        return self.folder / f"{audience.name}.duckdb"

    @property
    def months(self) -> list[date]:
        """The released months in order."""
        return [date.fromisoformat(month) for month in versions_in_force(self.released)]


def edition_of(
    records: Path, *, warehouse: Path, folder: Path, release: str, privacy: Mapping[str, list[dict]]
) -> Edition:
    """Everything that the audience files of a release are made of."""
    released = batches(records)
    held = versions_in_force(released)
    cells = {name: published_cells(records, released, audience=name) for name in frozen.AUDIENCES}
    tables = {frozen.MEASURES: newest(records, released, frozen.MEASURES, key=MEASURE, told=TOLD)}
    tables |= {name: _of_months(records, held, name) for name in (frozen.EVENTS, frozen.EXPECTED)}
    return Edition(
        warehouse=warehouse,
        folder=folder,
        records=records,
        release=release,
        metrics=load_registry(),
        released=released,
        published={name: rows for name, rows in cells.items() if rows is not None},
        frozen={name: rows for name, rows in tables.items() if rows is not None},
        privacy=privacy,
    )


def _of_months(records: Path, held: Mapping[str, int], name: str) -> pl.DataFrame | None:
    rows = [in_force(records, month, version, name) for month, version in held.items()]
    return pl.concat(rows, how="diagonal_relaxed") if rows else None
