"""The finished warehouse → one DuckDB file per audience, all with the same tables.

The coordinator's file is written first and holds everything; the others are cut from it. A file is written once and
never changed, so nothing that was cut away lies in its bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from pipelines.disclosure.audiences import Audience
from pipelines.disclosure.minimum_count import protect_contacts
from pipelines.releasing.derive import derive_metrics
from pipelines.releasing.registry import Metric, load_registry
from pipelines.releasing.stages import Stages
from settings import Workspace

COORDINATOR = Audience("coordinator")
WORKERS = 2
# Table of the release → the model it comes from.
MODELS = {
    "dim_area": "dim_area",
    "dim_category": "dim_category",
    "dim_service": "dim_service",
    "dim_site": "dim_site",
    "mart_area": "mart_area",
    "mart_contact": "mart_contact",
    "mart_contact_cube": "cube_contact",
    "mart_deadline": "mart_deadline",
    "mart_delivery": "mart_delivery",
    "mart_event": "mart_event",
    "mart_expected": "mart_expected",
    "mart_finding": "mart_finding",
    "mart_measure": "mart_measure",
    "mart_month_digest": "mart_month_digest",
    "mart_movement": "mart_movement",
    "mart_own_tally": "mart_own_tally",
    "mart_service_count": "mart_service_count",
    "mart_sign_off": "mart_sign_off",
    "mart_tally": "mart_tally",
    "mart_target": "mart_target",
}
RELEASE = """
    create table release as
    select
        $release as release,
        municipality,
        municipality_name,
        $audience as audience,
        cast($quartier as varchar) as quartier,
        * exclude (municipality, municipality_name)
    from warehouse.main.mart_release
"""


@dataclass(frozen=True)
class Edition:
    """The files of one release in the making; `metrics` is the registry."""

    warehouse: Path
    folder: Path
    release: str
    minimum: int
    metrics: Sequence[Metric]

    def file(self, audience: Audience) -> Path:
        """Where the audience's file is written."""
        return self.folder / f"{audience.name}.duckdb"


def write_audience_files(
    warehouse: Path, folder: Path, *, release: str, workspace: Workspace, stages: Stages
) -> dict[str, dict]:
    """Write `<audience>.duckdb` for every audience into `folder`.

    Returns per file its tables with rows and logical hash, as the manifest holds them.
    """
    edition = Edition(warehouse, folder, release, workspace.disclosure.minimum_contacts, load_registry())
    return _write(edition, [COORDINATOR], stages) | _write(edition, _cut_audiences(warehouse), stages)


def _write(edition: Edition, audiences: Sequence[Audience], stages: Stages) -> dict[str, dict]:
    """Several files at once: most of the work on one of them keeps only one processor busy."""
    with ThreadPoolExecutor(WORKERS) as pool:
        with stages.stage("protect", "Ausgaben zuschneiden und schützen"):
            files = list(pool.map(partial(_fill, edition), audiences))
        with stages.stage("derive", "Kennzahlen rechnen"):
            list(pool.map(partial(_derive, edition), audiences, files))
        with stages.stage("publish", "Ausgaben schreiben"):
            described = list(pool.map(_finish, files))
    return {audience.name: {"tables": tables} for audience, tables in zip(audiences, described, strict=True)}


def _cut_audiences(warehouse: Path) -> list[Audience]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        areas = connection.execute("select area from dim_area where area_kind = 'quartier' order by position")
        quartiers = [area for (area,) in areas.fetchall()]
    return [Audience("council"), Audience("steering"), *(Audience("quartier", quartier) for quartier in quartiers)]


def _fill(edition: Edition, audience: Audience) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(str(edition.file(audience)))
    connection.execute(f"attach '{_quoted(edition.warehouse)}' as warehouse (read_only)")
    if audience == COORDINATOR:
        _copy_models(connection)
    else:
        _cut(connection, audience, full_release=edition.file(COORDINATOR), minimum=edition.minimum)
    named = {"release": edition.release, "audience": audience.kind, "quartier": audience.quartier}
    connection.execute(RELEASE, named)
    return connection


def _derive(edition: Edition, audience: Audience, connection: duckdb.DuckDBPyConnection) -> None:
    derive_metrics(connection, edition.metrics, shared_from=None if audience == COORDINATOR else "full_release")


def _finish(connection: duckdb.DuckDBPyConnection) -> dict[str, dict]:
    """Describe the tables and put everything into the file."""
    with connection:
        return _describe(connection)


def _copy_models(connection: duckdb.DuckDBPyConnection) -> None:
    """Contacts lie by quartier, so that cutting one quartier out of a million rows reads only its blocks."""
    for table, model in MODELS.items():
        order = "order by quartier, date" if table == "mart_contact" else ""
        connection.execute(f"create table {table} as select * from warehouse.main.{model} {order}")  # noqa: S608


def _cut(connection: duckdb.DuckDBPyConnection, audience: Audience, *, full_release: Path, minimum: int) -> None:
    connection.execute(f"attach '{_quoted(full_release)}' as full_release (read_only)")
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
    for table in MODELS:
        if table != "mart_contact_cube":
            connection.execute(f"create table {table} as {audience.query(table)}")
    protect_contacts(connection, minimum=minimum, own_quartier=audience.quartier)


def _describe(connection: duckdb.DuckDBPyConnection) -> dict[str, dict]:
    """Rows and logical hash per table; the hash knows neither the order of rows nor the release's id."""
    tables = sorted((*MODELS, "release", "mart_metric", "dim_metric"))
    described = {}
    for table in tables:
        columns = "* exclude (release)" if table == "release" else "*"
        ((rows, digest),) = connection.execute(
            f"select count(*), coalesce(sum(hash(content)), 0) from (select {columns} from main.{table}) as content"  # noqa: S608
        ).fetchall()
        described[table] = {"rows": rows, "logical_hash": f"{digest:032x}"}
    return described


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
