"""Landed rows → the warehouse of one municipality, by dbt inside this process; its tests are the gate.

dbt takes seconds to import, so this module is imported only where a build happens. The project is parsed once per
process and serves all municipalities, because the build database has the same name for each.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from pipelines.errors import PipelineError
from pipelines.load_landed import load_landed
from settings import ROOT, Paths, Workspace

PROJECT = ROOT / "warehouse"
FILE_VARIABLE = "DBT_WAREHOUSE_FILE"
NO_ARTIFACTS = "--no-write-json"


class BuildFailedError(PipelineError):
    """A model or a test of the warehouse failed; nothing of this build is published."""


@dataclass(frozen=True)
class Built:
    """A finished build: its database file, and how many models and tests ran in how many seconds."""

    file: Path
    passed: int
    failed: int
    seconds: float


def build_warehouse(municipality: str, *, paths: Paths, workspace: Workspace) -> Built:
    """Build `var/build/<municipality>/warehouse.duckdb` afresh from the municipality's records.

    Raises BuildFailedError with a German sentence that names the failing models and tests.
    """
    folder = paths.var / "build" / municipality
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    file = folder / "warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        load_landed(connection, municipality, records=paths.records, workspace=workspace)
    started = time.perf_counter()
    nodes = run_dbt("build", "--exclude-resource-type", "unit_test", NO_ARTIFACTS, file=file, var=paths.var)
    return Built(file=file, passed=len(nodes), failed=0, seconds=time.perf_counter() - started)


def run_dbt(*command: str, file: Path, var: Path) -> list:
    """Run a dbt command on the build database `file`; returns dbt's results per node.

    Raises BuildFailedError when a node fails.
    """
    project = parsed_project(var)
    with _warehouse_file(file):
        outcome = dbtRunner(manifest=project).invoke([*command, *_quiet(var)])
    results = list(getattr(outcome.result, "results", []))
    if not outcome.success:
        raise BuildFailedError(_explain(results, outcome.exception, var)) from outcome.exception
    return results


def document_project(file: Path, *, var: Path) -> Path:
    """dbt's documentation of the project as one self-contained HTML file, with the types of the build `file`."""
    run_dbt("run", file=file, var=var)
    run_dbt("docs", "generate", "--static", "--no-compile", file=file, var=var)
    return var / "dbt" / "static_index.html"


@cache
def parsed_project(var: Path) -> Any:
    """dbt's manifest of the project; what did not change since the last run is taken from `var/dbt`."""
    with _warehouse_file(Path("warehouse.duckdb")):
        outcome = dbtRunner().invoke(["parse", NO_ARTIFACTS, *_quiet(var)])
    if not outcome.success:
        raise BuildFailedError(_explain([], outcome.exception, var)) from outcome.exception
    return outcome.result


@contextmanager
def _warehouse_file(file: Path) -> Iterator[None]:
    """Tell dbt where to build, and take its lock off the file afterwards: it would keep it until the process ends."""
    os.environ[FILE_VARIABLE] = str(file)
    try:
        yield
    finally:
        DuckDBConnectionManager.close_all_connections()
        del os.environ[FILE_VARIABLE]


def _quiet(var: Path) -> list[str]:
    """dbt says nothing: stdout belongs to the command's answer, and its log costs a tenth of the build."""
    folders = {
        "--project-dir": PROJECT,
        "--profiles-dir": PROJECT,
        "--target-path": var / "dbt",
        "--log-path": var / "dbt",
    }
    return [
        "--quiet", "--log-level", "none", "--log-level-file", "none", "--no-use-colors",
        *(str(part) for option in folders.items() for part in option),
    ]  # fmt: skip


def _explain(results: list, exception: BaseException | None, var: Path) -> str:
    """What failed, for people. dbt's own words may quote a cell, so they go into a file."""
    failed = [result for result in results if result.status == "fail"]
    broken = [result for result in results if result.status == "error"]
    log = var / "dbt" / "failures.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    words = [f"{result.node.name}: {result.message}" for result in failed + broken]
    log.write_text("\n\n".join([*words, repr(exception)]) + "\n", encoding="utf-8")
    said = [
        f"{result.node.config.meta.get('message', 'Eine Prüfung schlägt an.')} ({result.node.name})"
        for result in failed
    ]
    if broken or not failed:
        named = ", ".join(result.node.name for result in broken) or type(exception).__name__
        said.append(f"Nicht gebaut: {named}. Einzelheiten: {log}.")
    return f"Der neue Datenbestand besteht seine Prüfungen nicht, der bisherige Stand bleibt. {' '.join(said)}"
