"""What a build does, in order: the dbt project's models and tests as SQL, compiled once per version of the project.

dbt needs several seconds to start and some hundredths per model, the SQL itself milliseconds. A build therefore runs
the compiled SQL on one connection; dbt is asked again only when a file in `warehouse/` or dbt itself has changed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from settings import ROOT

PROJECT = ROOT / "warehouse"
SUFFIXES = (".sql", ".yml")
COMPILERS = ("dbt-core", "dbt-duckdb")
SHORT = 16


@dataclass(frozen=True)
class Step:
    """One model (`kind` table or view) or test, its SQL, the models it needs, and a test's German message."""

    name: str
    kind: str
    sql: str
    needs: tuple[str, ...]
    message: str | None


def warehouse_plan(var: Path) -> tuple[Step, ...]:
    """The steps of a build, each after what it needs; kept in `var/dbt/` until the project changes.

    Raises BuildFailedError when dbt cannot compile the project.
    """
    path = var / "dbt" / f"plan-{_project_hash()}.json"
    if not path.is_file():
        from pipelines.releasing.dbt_project import compiled_steps

        steps = compiled_steps(var)
        _keep(path, steps)
        return steps
    return tuple(Step(**{**step, "needs": tuple(step["needs"])}) for step in json.loads(path.read_text("utf-8")))


def _keep(path: Path, steps: tuple[Step, ...]) -> None:
    for older in path.parent.glob("plan-*.json"):
        older.unlink()
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps([asdict(step) for step in steps], ensure_ascii=False), encoding="utf-8")
    temporary.replace(path)


def _project_hash() -> str:
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in COMPILERS).encode())
    for path in sorted(PROJECT.rglob("*")):
        if path.suffix in SUFFIXES:
            digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:SHORT]
