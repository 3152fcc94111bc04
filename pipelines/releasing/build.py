"""Landed rows → the warehouse of one municipality: the models in order, its tests as the gate."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.errors import BuildFailedError
from pipelines.releasing.load_landed import load_landed
from pipelines.releasing.warehouse_plan import Step, warehouse_plan
from settings import Paths, Workspace

CREATE = 'create {kind} warehouse.main."{name}" as ({sql})'
COUNT = "select count(*) from ({sql})"


@dataclass(frozen=True)
class Built:
    """A finished build: its database file, and how many models and tests ran in how many seconds."""

    file: Path
    passed: int
    seconds: float


@dataclass(frozen=True)
class Failure:
    """A step that failed: what the engine said, or how many rows a test found."""

    step: Step
    reason: str


def build_warehouse(municipality: str, *, paths: Paths, workspace: Workspace, until: str | None = None) -> Built:
    """Build `var/build/<municipality>/warehouse.duckdb` afresh from the municipality's records.

    With `until` (UTC text) it is what it would have been then.
    Raises BuildFailedError with a German sentence that names the failing models and tests.
    """
    folder = paths.var / "build" / municipality
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    file = folder / "warehouse.duckdb"
    plan = warehouse_plan(paths.var)
    started = time.perf_counter()
    with duckdb.connect(str(file)) as connection:
        load_landed(connection, municipality, records=paths.records, workspace=workspace, until=until)
        failures = _run(connection, plan)
    if failures:
        raise BuildFailedError(_explain(failures, log=paths.var / "build" / "failures.log"))
    return Built(file=file, passed=len(plan), seconds=time.perf_counter() - started)


def _run(connection: duckdb.DuckDBPyConnection, plan: Sequence[Step]) -> list[Failure]:
    """Run every step whose models could be built; all failing tests are told, not only the first."""
    failures: list[Failure] = []
    missing: set[str] = set()
    for step in plan:
        reason = None if missing.isdisjoint(step.needs) else ""
        if reason is None:
            reason = _failing(connection, step)
            failures += [Failure(step, reason)] if reason else []
        if reason is not None and step.kind != "test":
            missing.add(step.name)
    return failures


def _failing(connection: duckdb.DuckDBPyConnection, step: Step) -> str | None:
    """Why the step failed, None when it did not."""
    try:
        if step.kind != "test":
            connection.execute(CREATE.format(kind=step.kind, name=step.name, sql=step.sql))
            return None
        ((rows,),) = connection.execute(COUNT.format(sql=step.sql)).fetchall()
    except duckdb.Error as error:
        return f"{type(error).__name__}: {error}"
    return f"{rows} rows" if rows else None


def _explain(failures: Sequence[Failure], *, log: Path) -> str:
    """What failed, for people. The engine's own words may quote a cell, so they go into a file."""
    log.write_text("\n\n".join(f"{failure.step.name}: {failure.reason}" for failure in failures) + "\n", "utf-8")
    tests = [failure.step for failure in failures if failure.step.kind == "test"]
    broken = [failure.step.name for failure in failures if failure.step.kind != "test"]
    said = [f"{step.message or 'Eine Prüfung schlägt an.'} ({step.name})" for step in tests]
    if broken:
        said.append(f"Nicht gebaut: {', '.join(broken)}. Einzelheiten: {log}.")
    return f"Der neue Datenbestand besteht seine Prüfungen nicht, der bisherige Stand bleibt. {' '.join(said)}"
