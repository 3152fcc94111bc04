"""Freeze months: what the warehouse says of them now becomes a version that later deliveries do not change.

A corrected month also renews the released months whose sums over time contain it: their own counts stay, their sums
are made of the corrected version.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipelines.disclosure.cells import Structure
from pipelines.disclosure.insiders import insiders
from pipelines.disclosure.protect import protect
from pipelines.records import frozen
from pipelines.records.month_events import Batch, add_batch, batches, next_batch, versions_in_force
from pipelines.releasing.period_sums import LAST_MONTH, measures_over_time, sums_over_time
from pipelines.releasing.published_cells import KEY, history, in_force
from settings import Paths, Workspace

MONTH_CELLS = """
    select * exclude (basis, version)
    from cube_contact
    where period_kind = 'month' and list_contains($months, period)
"""
# Money follows its bookings and is never frozen.
MONTH_MEASURES = """
    select *
    from cube_measure
    where period_kind = 'month' and measure not like 'grant_%' and list_contains($months, period)
"""
# What is no sum of months: a median, and the inhabitants of a year.
WHOLE_PERIODS = f"""
    select *, {LAST_MONTH} as ends_at
    from cube_measure
    where measure in ('attendance_median', 'inhabitants') and period_kind <> 'month'
"""  # noqa: S608
ENDS = {
    frozen.EVENTS: "select * from mart_event where date_trunc('month', date) = $month",
    frozen.EXPECTED: "select * from mart_expected where month = $month",
}
SAME = ("contacts", "state", "expected", "reported", "estimated")


@dataclass(frozen=True)
class Release:
    """What is to be published: months (first day) in order, by whom, when (UTC text) and why."""

    months: Sequence[str]
    by: str
    at: str
    reason: str | None


def freeze(release: Release, *, municipality: str, warehouse: Path, paths: Paths, workspace: Workspace) -> Batch:
    """Write a new version of every month, protected for each audience, and the events that make it count.

    `warehouse` is the municipality's finished build. Call only while holding the run lock. A killed run leaves files
    of a version that no event names; the next run writes them again.
    """
    records = paths.records / municipality
    known = batches(records)
    held = versions_in_force(known)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        cells = sums_over_time(_month_cells(connection, release.months, held, records=records))
        cells = _with_persons(connection, cells)
        changed = _changed(cells, release.months, held, records=records)
        batch = Batch(
            number=next_batch(records),
            versions={month: held.get(month, 0) + 1 for month in changed},
            renewed=frozenset(changed) - {*release.months},
            by=release.by,
            at=release.at,
            reason=release.reason,
        )
        rows = cells.filter(pl.col("ends_at").is_in([date.fromisoformat(month) for month in changed])).sort(KEY)
        structure = Structure(areas=_table(connection, "dim_area"), categories=_table(connection, "dim_category"))
        versions = {date.fromisoformat(month): version for month, version in {**held, **batch.versions}.items()}
        protected: dict[str, pl.DataFrame] = {}
        for audience in ("steering", "council"):
            protected[audience] = protect(
                rows.drop("ends_at"),
                audience=audience,
                structure=structure,
                thresholds=workspace.disclosure,
                history=history(records, known, audience=audience),
                versions=versions,
                insiders=insiders(paths.config, municipality),
                steering=protected.get("steering"),
            ).join(rows.select(*KEY, "ends_at"), on=KEY, how="left", maintain_order="left")
        measures = _measures(connection, release.months, held, records=records)
        tables = {frozen.EXACT: rows, **protected, frozen.MEASURES: measures}
        for month in batch.versions:
            _write(connection, records, month, tables=tables, batch=batch)
    add_batch(records, batch)
    return batch


def _month_cells(
    connection: duckdb.DuckDBPyConnection, months: Sequence[str], held: Mapping[str, int], *, records: Path
) -> pl.DataFrame:
    """Exact cells of every released month: of the new ones as the warehouse has them, of the others as frozen."""
    new = connection.sql(MONTH_CELLS, params={"months": [date.fromisoformat(month) for month in months]}).pl()
    kept = [
        in_force(records, month, version, frozen.EXACT).filter(pl.col("period_kind") == "month")
        for month, version in held.items()
        if month not in months
    ]
    return pl.concat([new, *(frame.select(new.columns) for frame in kept)], how="vertical_relaxed")


def _with_persons(connection: duckdb.DuckDBPyConnection, cells: pl.DataFrame) -> pl.DataFrame:
    """Persons behind sums over time, where the warehouse's own sum is made of the same contacts."""
    known = connection.sql("select * from cube_contact where period_kind <> 'month' and persons is not null").pl()
    known = known.select(*KEY, "contacts", pl.col("persons").alias("persons_of_sum"))
    joined = cells.join(known, on=[*KEY, "contacts"], how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("persons", "persons_of_sum").alias("persons")).drop("persons_of_sum")


def _changed(cells: pl.DataFrame, months: Sequence[str], held: Mapping[str, int], *, records: Path) -> list[str]:
    """The months of the batch and those whose frozen cells differ from what the new versions make of them."""
    renewed = []
    for month, version in held.items():
        if month not in months:
            before = in_force(records, month, version, frozen.EXACT).select(*KEY, *SAME).sort(KEY)
            now = cells.filter(pl.col("ends_at") == date.fromisoformat(month)).select(*KEY, *SAME).sort(KEY)
            if not now.equals(before.cast(now.schema), null_equal=True):
                renewed.append(month)
    return sorted([*months, *renewed])


def _measures(
    connection: duckdb.DuckDBPyConnection, months: Sequence[str], held: Mapping[str, int], *, records: Path
) -> pl.DataFrame:
    """What counts no contacts, with `ends_at`: sums over time of frozen months, as contacts are."""
    new = connection.sql(MONTH_MEASURES, params={"months": [date.fromisoformat(month) for month in months]}).pl()
    kept = [
        in_force(records, month, version, frozen.MEASURES).filter(pl.col("period_kind") == "month")
        for month, version in held.items()
        if month not in months
    ]
    cells = pl.concat([new, *(frame.select(new.columns) for frame in kept)], how="vertical_relaxed")
    whole = connection.sql(WHOLE_PERIODS).pl()
    of_periods = pl.col("measure").is_in(whole["measure"].unique().implode())
    summed = measures_over_time(cells).filter((pl.col("period_kind") == "month") | ~of_periods)
    return pl.concat([summed, whole.select(summed.columns)], how="vertical_relaxed")


def _write(
    connection: duckdb.DuckDBPyConnection,
    records: Path,
    month: str,
    *,
    tables: Mapping[str, pl.DataFrame],
    batch: Batch,
) -> None:
    """All tables of a month's new version; the events and reports of a renewed month are those it had."""
    day, version = date.fromisoformat(month), batch.versions[month]
    for name, rows in tables.items():
        frozen.write_frozen(records, month, version, name, rows.filter(pl.col("ends_at") == day).drop("ends_at"))
    for name, query in ENDS.items():
        rows = connection.sql(query, params={"month": day}).pl()
        if month in batch.renewed:
            rows = in_force(records, month, version - 1, name)
        frozen.write_frozen(records, month, version, name, rows)


def _table(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    return connection.sql(f"select * from {name}").pl()  # noqa: S608
