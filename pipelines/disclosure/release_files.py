"""The finished files of a release, read as their audiences could read them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from pipelines.disclosure.cells import Structure
from pipelines.disclosure.received import ReleaseFile

KEY = "period_kind, period, area_kind, area, dimension, category"
CELLS = f"""
    select {KEY}, basis, contacts, state, expected, reported
    from mart_contact_cube
    where not (area_kind = 'quartier' and area is not distinct from $own)
"""  # noqa: S608
METRICS = """
    select period_kind, period, area_kind, area, metric, basis, value, numerator, denominator, exposure
    from mart_metric
    where not (area_kind = 'quartier' and area is not distinct from $own)
"""
REVISIONS = """
    select
        'month' as period_kind, month as period, area_kind, area, dimension, category,
        cast(version as bigint) as version, contacts, state, 0 as expected, 0 as reported
    from mart_revision
    where contacts is not null and not (area_kind = 'quartier' and area is not distinct from $own)

    union all

    select
        'month', month, area_kind, area, dimension, category, version - 1, contacts_before, state_before, 0, 0
    from mart_revision
    where contacts_before is not null and not (area_kind = 'quartier' and area is not distinct from $own)
"""
CURRENT = f"""
    select {KEY}, contacts, state, expected, reported
    from mart_contact_cube
    where basis = 'current'
"""  # noqa: S608
EXACT = "coordinator.duckdb"


def read_file(path: Path, *, own: str | None) -> ReleaseFile:
    """What the file says of contacts anywhere but in the quartier `own`."""
    with _opened(path) as connection:
        cells, metrics, revisions = (
            connection.sql(query, params={"own": own}).pl() for query in (CELLS, METRICS, REVISIONS)
        )
    return ReleaseFile(cells, metrics, revisions)


def read_current(folder: Path) -> pl.DataFrame:
    """The exact cells as the warehouse has them now, from the coordination's file."""
    with _opened(folder / EXACT) as connection:
        return connection.sql(CURRENT).pl()


def read_structure(folder: Path) -> Structure:
    """Areas and categories, from the coordination's file; a service is grouped by its carrier's name."""
    with _opened(folder / EXACT) as connection:
        areas = connection.sql("select area_kind, area, parent_kind, parent from dim_area").pl()
        columns = "dimension, category, is_partition, is_sensitive, name, group_name"
        categories = connection.sql(f"select {columns} from dim_category").pl()  # noqa: S608
    return Structure(areas, categories)


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection
