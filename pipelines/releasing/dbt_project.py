"""The dbt project in `warehouse/`: parsed, compiled and documented by dbt inside this process.

dbt takes seconds to import, so this module is imported only where the project itself has changed or is to be described.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from pipelines.errors import BuildFailedError
from pipelines.releasing.warehouse_plan import PROJECT, Step

FILE_VARIABLE = "DBT_WAREHOUSE_FILE"
# The name of the file is the name of the database in the compiled SQL.
FILE_NAME = "warehouse.duckdb"
NO_ARTIFACTS = "--no-write-json"
# What a test of ours may say: it fails when it returns a row.
PLAIN_TEST = {"severity": "ERROR", "fail_calc": "count(*)", "error_if": "!= 0", "where": None, "limit": None}


def compiled_steps(var: Path) -> tuple[Step, ...]:
    """Every model and data test of the project as SQL, each after what it needs.

    Raises BuildFailedError when dbt cannot compile the project or a test is more than „no rows“.
    """
    folder = var / "dbt"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    file.unlink(missing_ok=True)
    results = run_dbt("compile", NO_ARTIFACTS, file=file, var=var)
    nodes = {result.node.unique_id: result.node for result in results}
    needs = {name: [other for other in node.depends_on.nodes if other in nodes] for name, node in nodes.items()}
    return tuple(_step(nodes[name]) for name in TopologicalSorter(needs).static_order())


def run_dbt(*command: str, file: Path, var: Path) -> list:
    """Run a dbt command on the database `file`; returns dbt's results per node.

    Raises BuildFailedError when dbt or one of its nodes fails.
    """
    with _warehouse_file(file):
        outcome = dbtRunner().invoke([*command, *_quiet(var)])
    results = list(getattr(outcome.result, "results", []))
    if not outcome.success:
        names = ", ".join(result.node.name for result in results if result.status in ("fail", "error"))
        log = var / "dbt" / "failures.log"
        log.write_text(f"{outcome.exception!r}\n" + "\n".join(str(result.message) for result in results), "utf-8")
        raise BuildFailedError(
            f"Das Modell des Datenbestands ist fehlerhaft: {names or command[0]}. Einzelheiten: {log}."
        ) from outcome.exception
    return results


def document_project(file: Path, *, var: Path) -> Path:
    """dbt's documentation of the project as one self-contained HTML file, with the types of the database `file`."""
    run_dbt("run", file=file, var=var)
    run_dbt("docs", "generate", "--static", "--no-compile", file=file, var=var)
    return var / "dbt" / "static_index.html"


def _step(node: Any) -> Step:
    config = node.config
    if node.resource_type == "test":
        differing = [key for key, value in PLAIN_TEST.items() if getattr(config, key) != value]
        if differing:
            raise BuildFailedError(f"Die Prüfung {node.name} stellt {', '.join(differing)} ein; vorgesehen ist nichts.")
    return Step(
        name=node.name,
        kind="test" if node.resource_type == "test" else config.materialized,
        sql=node.compiled_code,
        needs=tuple(name.rpartition(".")[2] for name in node.depends_on.nodes if name.startswith("model.")),
        message=config.meta.get("message"),
    )


@contextmanager
def _warehouse_file(file: Path) -> Iterator[None]:
    """Tell dbt where to work, and take its lock off the file afterwards: it would keep it until the process ends."""
    os.environ[FILE_VARIABLE] = str(file)
    try:
        yield
    finally:
        DuckDBConnectionManager.close_all_connections()
        del os.environ[FILE_VARIABLE]


def _quiet(var: Path) -> list[str]:
    """dbt says nothing: stdout belongs to the command's answer."""
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
