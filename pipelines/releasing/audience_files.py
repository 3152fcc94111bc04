"""The finished warehouse and the frozen months → one DuckDB file per audience, all with the same tables.

The coordinator's file is written first and holds everything; the others are cut from it. A file is written once and
never changed, so nothing that was cut away lies in its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from pipelines.disclosure.audiences import Audience
from pipelines.releasing.derive import derive_metrics
from pipelines.releasing.edition import Edition
from pipelines.releasing.privacy_tables import PRIVACY_TABLES, write_privacy_tables
from pipelines.releasing.provisional import keep_shown, provisional_totals
from pipelines.releasing.revisions import tell_revisions
from pipelines.releasing.stages import Stages
from pipelines.releasing.told_tables import tell_contacts, tell_frozen, tell_measures, tell_released
from settings import Disclosure

COORDINATOR = Audience("coordinator")
WORKERS = 2
CUBE = "mart_contact_cube"
# Table of the release → the model it comes from.
MODELS = {
    "dim_area": "dim_area",
    "dim_category": "dim_category",
    "dim_opening_hours": "dim_opening_hours",
    "dim_service": "dim_service",
    "dim_site": "dim_site",
    "mart_area": "mart_area",
    "mart_contact": "mart_contact",
    "mart_deadline": "mart_deadline",
    "mart_decision": "mart_decision",
    "mart_delivery": "mart_delivery",
    "mart_event": "mart_event",
    "mart_expected": "mart_expected",
    "mart_finding": "mart_finding",
    "mart_measure": "mart_measure",
    "mart_meeting": "mart_meeting",
    "mart_month_digest": "mart_month_digest",
    "mart_month_state": "mart_month_state",
    "mart_movement": "mart_movement",
    "mart_note": "mart_note",
    "mart_own_tally": "mart_own_tally",
    "mart_service_count": "mart_service_count",
    "mart_sign_off": "mart_sign_off",
    "mart_tally": "mart_tally",
    "mart_target": "mart_target",
}
# Tables that are made for each audience and are no model.
MADE = (CUBE, "dim_metric", "mart_metric", "mart_revision", "mart_revision_cause", "release", *PRIVACY_TABLES)
RELEASE = """
    create table release as
    select
        $release as release,
        municipality,
        municipality_name,
        $audience as audience,
        cast($quartier as varchar) as quartier,
        * exclude (municipality, municipality_name) replace (
            case when $audience = 'council' then list_min(getvariable('released')) else first_month end as first_month,
            case when $audience = 'council' then list_max(getvariable('released')) else through_month end
                as through_month
        ),
        list_max(getvariable('released')) as released_through
    from warehouse.main.mart_release
"""


def write_audience_files(edition: Edition, *, thresholds: Disclosure, stages: Stages) -> dict[str, dict]:
    """Write `<audience>.duckdb` for every audience into the edition's folder.

    Returns per file its tables with rows and logical hash, as the manifest holds them. The council gets a file with
    the first released month.
    """
    provisional = provisional_totals(edition, thresholds)
    keep_shown(edition.records, provisional)
    first = _write(edition, [COORDINATOR], provisional, stages)
    return first | _write(edition, _cut_audiences(edition), provisional, stages)


def _write(
    edition: Edition, audiences: Sequence[Audience], provisional: pl.DataFrame, stages: Stages
) -> dict[str, dict]:
    """Several files at once: most of the work on one of them keeps only one processor busy."""
    with ThreadPoolExecutor(WORKERS) as pool:
        with stages.stage("protect", "Ausgaben zuschneiden"):
            files = list(pool.map(partial(_fill, edition, provisional), audiences))
        with stages.stage("derive", "Kennzahlen rechnen"):
            list(pool.map(partial(_derive, edition), files))
        with stages.stage("publish", "Ausgaben schreiben"):
            described = list(pool.map(_finish, files))
    return {audience.name: told for audience, told in zip(audiences, described, strict=True)}


def _cut_audiences(edition: Edition) -> list[Audience]:
    with duckdb.connect(str(edition.warehouse), read_only=True) as connection:
        areas = connection.execute("select area from dim_area where area_kind = 'quartier' order by position")
        quartiers = [Audience("quartier", area) for (area,) in areas.fetchall()]
    council = [Audience("council")] if edition.released else []
    return [*council, Audience("steering"), *quartiers]


def _fill(edition: Edition, provisional: pl.DataFrame, audience: Audience) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(edition.file(audience)))
    connection.execute(f"attach '{_quoted(edition.warehouse)}' as warehouse (read_only)")
    tell_released(connection, edition)
    if audience == COORDINATOR:
        _copy_models(connection)
    else:
        _cut(connection, edition, audience)
    tell_contacts(connection, edition, audience, provisional=provisional)
    tell_measures(connection, edition, audience)
    tell_revisions(connection, edition, audience)
    write_privacy_tables(connection, edition.privacy, is_exact=audience == COORDINATOR)
    named = {"release": edition.release, "audience": audience.kind, "quartier": audience.quartier}
    connection.execute(RELEASE, named)
    return connection


def _derive(edition: Edition, connection: duckdb.DuckDBPyConnection) -> None:
    derive_metrics(connection, edition.metrics)


def _finish(connection: duckdb.DuckDBPyConnection) -> dict[str, dict]:
    """Describe the tables and what is protected, and put everything into the file."""
    with connection:
        return {"tables": _describe(connection), "cells": _cells(connection)}


def _copy_models(connection: duckdb.DuckDBPyConnection) -> None:
    """Contacts lie by quartier, so that cutting one quartier out of a million rows reads only its blocks."""
    for table, model in MODELS.items():
        order = "order by quartier, date" if table == "mart_contact" else ""
        connection.execute(f"create table {table} as select * from warehouse.main.{model} {order}")  # noqa: S608


def _cut(connection: duckdb.DuckDBPyConnection, edition: Edition, audience: Audience) -> None:
    connection.execute(f"attach '{_quoted(edition.file(COORDINATOR))}' as full_release (read_only)")
    connection.execute("set variable quartier = $quartier", {"quartier": audience.quartier})
    connection.execute(
        """
        set variable services = (
            select coalesce(list(distinct category), [])
            from full_release.mart_contact_cube
            where dimension = 'service' and area_kind = 'quartier' and area = getvariable('quartier')
        )
        """
    )
    tell_frozen(connection, edition, audience)
    for table in MODELS:
        connection.execute(f"create table {table} as {audience.query(table)}")


def _describe(connection: duckdb.DuckDBPyConnection) -> dict[str, dict]:
    """Rows and logical hash per table; the hash knows neither the order of rows nor the release's id."""
    described = {}
    for table in sorted((*MODELS, *MADE)):
        columns = "* exclude (release)" if table == "release" else "*"
        ((rows, digest),) = connection.execute(
            f"select count(*), coalesce(sum(hash(content)), 0) from (select {columns} from main.{table}) as content"  # noqa: S608
        ).fetchall()
        described[table] = {"rows": rows, "logical_hash": f"{digest:032x}"}
    return described


def _cells(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Published contact cells by state, in their last version."""
    states = connection.execute(
        """
        select state, count(*)
        from main.mart_contact_cube
        where basis = 'published' and contacts is distinct from 0
        group by state
        """
    )
    return dict(sorted(states.fetchall()))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
