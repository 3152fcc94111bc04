"""The registry: every metric well-formed, and its cells exist in the cubes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipelines.releasing.cell_words import MEASURES
from pipelines.releasing.registry import FOLDER, PERIOD_KINDS, RegistryError, load_registry

METRICS = {metric.metric: metric for metric in load_registry()}


def _write(folder: Path, **changes: object) -> None:
    sheet = yaml.safe_load((FOLDER / "contacts_per_1000.yml").read_text("utf-8"))
    (folder / "contacts_per_1000.yml").write_text(yaml.safe_dump(sheet | changes), encoding="utf-8")


def test_metrics_stand_in_the_order_of_their_positions() -> None:
    positions = [metric.position for metric in METRICS.values()]
    assert positions == sorted(set(positions))
    assert next(iter(METRICS)) == "contacts"


def test_every_measure_of_the_cube_has_words() -> None:
    models = FOLDER.parent / "models"
    sql = "".join(path.read_text("utf-8") for path in (*models.rglob("int_*_measure.sql"), *models.rglob("cube_*.sql")))
    missing = [name for name in MEASURES if name not in sql and f"'{name.removeprefix('grant_')}'" not in sql]
    assert missing == []


def test_only_money_runs_to_date() -> None:
    assert METRICS["contacts"].periods == PERIOD_KINDS
    assert METRICS["grant_spent"].periods == (*PERIOD_KINDS, "to_date")
    assert METRICS["outflow_rate"].periods == ("to_date",)


def test_contacts_count_as_such_wherever_they_stand() -> None:
    assert METRICS["contacts_per_1000"].counts_contacts
    assert not METRICS["reporting_rate"].counts_contacts


@pytest.mark.parametrize(
    "changes",
    [
        {"surprise": 1},
        {"theme": "weather"},
        {"numerator": {"cube": "contact"}},
        {"numerator": {"cube": "contact", "dimension": "topic", "category": "kita"}},
        {"denominator": {"cube": "measure", "measure": "sunshine"}},
        {"period_kinds": ["week"]},
        {"variation": "u_prime"},
        {"metric": "another"},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_malformed_sheet_is_refused_by_name(tmp_path: Path, changes: dict) -> None:
    _write(tmp_path, **changes)
    with pytest.raises(RegistryError, match=r"contacts_per_1000\.yml"):
        load_registry(tmp_path)


def test_the_example_of_this_test_is_well_formed(tmp_path: Path) -> None:
    _write(tmp_path)
    assert [metric.metric for metric in load_registry(tmp_path)] == ["contacts_per_1000"]
