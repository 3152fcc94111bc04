"""A build runs what dbt compiled: the same tables as dbt's own build, failures told, compiled again after a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import BuildFailedError
from pipelines.releasing import build as building
from pipelines.releasing import warehouse_plan
from pipelines.releasing.build import build_warehouse
from pipelines.releasing.dbt_project import run_dbt
from pipelines.releasing.load_landed import load_landed
from pipelines.releasing.warehouse_plan import Step
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town

CONTACT = {
    "date": date(2023, 1, 9),
    "service": "punkt",
    "carrier": "a",
    "quartier": "nord",
    "contact_kind": "first",
    "channel": "phone",
    "topics": ["wohnen"],
}


def _contents(file: Path) -> dict[str, tuple]:
    """Per table and view of the warehouse: rows and a hash that knows no order."""
    with duckdb.connect(str(file), read_only=True) as connection:
        names = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'main' order by all"
        ).fetchall()
        count = 'select count(*), sum(hash(content)) from (select * from main."{}") as content'
        return {name: connection.execute(count.format(name)).fetchone() for (name,) in names}


def test_it_builds_what_dbt_builds(records: Records, paths: Paths, tmp_path: Path) -> None:
    town.found(records)
    records.deliver("contacts", [CONTACT, CONTACT | {"date": date(2023, 2, 1)}])
    built = build_warehouse(records.municipality, paths=paths, workspace=a_workspace())
    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        load_landed(connection, records.municipality, records=paths.records, workspace=a_workspace())
    nodes = run_dbt("build", "--exclude-resource-type", "unit_test", file=file, var=tmp_path)
    assert _contents(built.file) == _contents(file)
    assert built.passed == len(nodes)


def test_failing_steps_are_told_and_what_needs_them_is_left_out(
    records: Records, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = (
        Step("good", "table", "select 1 as one", (), None),
        Step("broken", "view", "select nothing from nowhere", (), None),
        Step("child", "view", "select * from broken", ("broken",), None),
        Step("child_holds", "test", "select * from child", ("child",), "Nie gefragt."),
        Step("two_is_one", "test", "select * from good where one = 1", ("good",), "Zwei ist nicht eins."),
        Step("one_is_one", "test", "select * from good where one <> 1", ("good",), "Eins ist eins."),
    )
    monkeypatch.setattr(building, "warehouse_plan", lambda var: plan)
    with pytest.raises(BuildFailedError) as caught:
        build_warehouse(records.municipality, paths=paths, workspace=a_workspace())
    said = str(caught.value)
    assert "Zwei ist nicht eins. (two_is_one)" in said
    assert "Nicht gebaut: broken." in said
    assert "Nie gefragt" not in said
    assert "Eins ist eins" not in said
    assert "nowhere" not in said
    assert "nowhere" in (paths.var / "build" / "failures.log").read_text("utf-8")


def test_the_plan_is_kept_until_the_project_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, asked = tmp_path / "warehouse", []
    project.mkdir()
    (project / "model.sql").write_text("select 1", encoding="utf-8")
    steps = (Step("model", "view", "select 1", (), None),)
    monkeypatch.setattr(warehouse_plan, "PROJECT", project)
    monkeypatch.setattr("pipelines.releasing.dbt_project.compiled_steps", lambda var: asked.append(var) or steps)
    var = tmp_path / "var"
    (var / "dbt").mkdir(parents=True)
    assert warehouse_plan.warehouse_plan(var) == warehouse_plan.warehouse_plan(var) == steps
    assert len(asked) == 1
    (project / "model.sql").write_text("select 2", encoding="utf-8")
    warehouse_plan.warehouse_plan(var)
    assert len(asked) == 2
    assert len(list((var / "dbt").glob("plan-*"))) == 1
