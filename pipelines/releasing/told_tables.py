"""What an audience is told of months: frozen rows of released ones, today's rows of open ones as far as it sees them.

Everything here works on the connection of a file in the making, with `warehouse` attached.
"""

from __future__ import annotations

import duckdb
import polars as pl

from pipelines.disclosure.audiences import Audience
from pipelines.records import frozen
from pipelines.releasing.edition import Edition
from pipelines.releasing.period_sums import LAST_MONTH

# Tables of which released months are told as they were frozen → the model and its month.
FROZEN_TABLES = {
    "mart_event": (frozen.EVENTS, "cast(date_trunc('month', date) as date)"),
    "mart_expected": (frozen.EXPECTED, "month"),
}
CUBE = """
    create table mart_contact_cube as
    select {cells}, 'current' as basis, 0 as version
    from warehouse.main.cube_contact
    where {is_own}
"""
CELLS = """
    period_kind, period, area_kind, area, dimension, category, counting_rule, contacts, state, expected, reported,
    estimated
"""
MEASURES = f"""
    create temporary table measure_cells as
    select *, 'current' as basis, 0 as version
    from warehouse.main.cube_measure
    where measure not like 'grant_%' and {{is_current}}

    union all by name

    select *, 'published' as basis, 1 as version
    from warehouse.main.cube_measure
    where measure like 'grant_%' and {{is_money}}

    union all by name

    select *, 'published' as basis, 0 as version
    from warehouse.main.cube_measure
    where measure not like 'grant_%' and {{is_open}} and not list_contains(getvariable('released'), {LAST_MONTH})
"""  # noqa: S608
OWN = "area_kind = 'quartier' and area = getvariable('quartier')"
KINDS = {
    "coordinator": {"is_current": "true", "is_money": "true", "is_open": "false"},
    "quartier": {"is_current": OWN, "is_money": "true", "is_open": f"not ({OWN})"},
    "steering": {"is_current": "false", "is_money": "true", "is_open": "true"},
    "council": {
        "is_current": "false",
        "is_money": f"list_contains(getvariable('released'), {LAST_MONTH})",
        "is_open": "false",
    },
}


def tell_released(connection: duckdb.DuckDBPyConnection, edition: Edition) -> None:
    """Set the variable `released`, which the cuts use: the months that were released."""
    connection.execute("set variable released = cast($months as date[])", {"months": edition.months})


def tell_contacts(
    connection: duckdb.DuckDBPyConnection, edition: Edition, audience: Audience, *, provisional: pl.DataFrame
) -> None:
    """Write `mart_contact_cube`: current cells for those who own them, then published and provisional ones.

    `provisional` are the totals of services in open months, as the steering group is shown them.
    """
    owned = {"coordinator": "true", "quartier": OWN}.get(audience.kind, "false")
    connection.execute(CUBE.format(cells=CELLS, is_own=owned))
    published = published_for(edition, audience)
    if published is not None:
        _insert(connection, "mart_contact_cube", published.with_columns(pl.lit("published").alias("basis")))
    if audience.kind in ("steering", "quartier"):
        told = provisional.with_columns(pl.lit("published").alias("basis"), pl.lit(0).alias("version"))
        _insert(connection, "mart_contact_cube", told)


def published_for(edition: Edition, audience: Audience) -> pl.DataFrame | None:
    """Published cells as the audience receives them: a quartier's own exactly, all others as the steering group."""
    if audience.quartier is None:
        return edition.published.get(audience.kind)
    if not edition.published:
        return None
    is_own = (pl.col("area_kind") == "quartier") & (pl.col("area") == audience.quartier)
    own, others = edition.published["coordinator"].filter(is_own), edition.published["steering"].filter(~is_own)
    return pl.concat([own.select(others.columns), others])


def tell_measures(connection: duckdb.DuckDBPyConnection, edition: Edition, audience: Audience) -> None:
    """Create `measure_cells`, what the audience's metrics without contacts are made of."""
    connection.execute(MEASURES.format(**KINDS[audience.kind]))
    rows = edition.frozen.get(frozen.MEASURES)
    if rows is not None:
        _insert(connection, "measure_cells", rows.with_columns(pl.lit("published").alias("basis")))


def tell_frozen(connection: duckdb.DuckDBPyConnection, edition: Edition, audience: Audience) -> None:
    """Create a temporary table per frozen table, from which the audience's own is cut: `told_mart_event`, …"""
    for table, (name, month) in FROZEN_TABLES.items():
        is_open = "true" if audience.kind == "steering" else "false"
        connection.execute(
            f"""
            create temporary table told_{table} as
            select * from full_release.{table}
            where {is_open} and not list_contains(getvariable('released'), {month})
            """  # noqa: S608
        )
        rows = edition.frozen.get(name)
        if rows is not None:
            _insert(connection, f"told_{table}", rows)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Add rows to a table by the names of its columns; what older versions do not have stays empty."""
    shared = [column for column in connection.table(table).columns if column in rows.columns]
    connection.register("rows_to_load", rows.select(shared))
    connection.execute(f"insert into {table} by name select * from rows_to_load")  # noqa: S608
    connection.unregister("rows_to_load")
