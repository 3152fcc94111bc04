"""The registry: every metric well-formed, and its cells exist in the cubes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from analytics.queries.events import ASSEMBLIES_PER_YEAR
from pipelines.releasing.cell_words import MEASURES
from pipelines.releasing.registry import (
    FOLDER,
    PERIOD_KINDS,
    MeasureCells,
    Metric,
    RegistryError,
    load_counting_rules,
    load_registry,
)

MODELS = FOLDER.parent / "models"
METRICS = {metric.metric: metric for metric in load_registry()}


def _write(folder: Path, **changes: object) -> None:
    sheet = yaml.safe_load((FOLDER / "contacts_per_1000.yml").read_text("utf-8"))
    (folder / "contacts_per_1000.yml").write_text(yaml.safe_dump(sheet | changes), encoding="utf-8")


def test_metrics_stand_in_the_order_of_their_positions() -> None:
    positions = [metric.position for metric in METRICS.values()]
    assert positions == sorted(set(positions))
    assert next(iter(METRICS)) == "contacts"


def test_every_measure_of_the_cube_has_words() -> None:
    sql = "".join(path.read_text("utf-8") for path in (*MODELS.rglob("int_*_measure.sql"), *MODELS.rglob("cube_*.sql")))
    missing = [name for name in MEASURES if name not in sql and f"'{name.removeprefix('grant_')}'" not in sql]
    assert missing == []


def test_only_money_runs_to_date() -> None:
    assert METRICS["contacts"].periods == PERIOD_KINDS
    assert METRICS["grant_spent"].periods == (*PERIOD_KINDS, "to_date")
    assert METRICS["outflow_rate"].periods == ("to_date",)


def _parents(model: str) -> set[str]:
    """Every model that a model reads, directly or through others."""
    (path,) = MODELS.rglob(f"{model}.sql")
    direct = set(re.findall(r"ref\('(\w+)'\)", path.read_text("utf-8")))
    return direct.union(*(_parents(parent) for parent in direct))


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_a_metric_is_made_in_the_models_it_names(metric: Metric) -> None:
    """The last model is the cube of its numerator, and each other one is read on the way to a cube it names."""
    cubes = [f"cube_{cells.cube}" for cells in (metric.numerator, metric.denominator) if cells]
    assert set(cubes) == {model for model in metric.source_models if model.startswith("cube_")}
    assert metric.source_models[-1] in cubes
    readers = {cube: _parents(cube) for cube in cubes}
    for model in metric.source_models:
        assert model in cubes or any(model in parents for parents in readers.values())


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_the_measures_are_made_in_the_models_named(metric: Metric) -> None:
    named = "".join(path.read_text("utf-8") for model in metric.source_models for path in MODELS.rglob(f"{model}.sql"))
    for cells in (metric.numerator, metric.denominator):
        if isinstance(cells, MeasureCells):
            assert cells.measure in named or f"'{cells.measure.removeprefix('grant_')}'" in named


def test_every_metric_has_a_counting_rule_and_every_rule_a_metric() -> None:
    versions = {rule.rule for rules in load_counting_rules().values() for rule in rules}
    assert {metric.counting_rule for metric in METRICS.values()} == versions


def test_later_versions_of_a_rule_say_since_when() -> None:
    for rules in load_counting_rules().values():
        assert [rule.valid_from is None for rule in rules] == [True, *[False] * (len(rules) - 1)]


def test_the_rule_of_contacts_is_the_one_of_the_warehouse() -> None:
    project = yaml.safe_load((FOLDER.parent / "dbt_project.yml").read_text("utf-8"))
    assert METRICS["contacts"].counting_rule == project["vars"]["counting_rule"]


def test_a_malformed_rule_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "termin-2.yml").write_text("rule: termin-3\ntext: Anders gezählt.\n", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"termin-2\.yml"):
        load_counting_rules(tmp_path)


def test_the_assemblies_of_a_year_have_one_yardstick() -> None:
    yardstick = METRICS["citizens_assemblies"].yardstick
    assert yardstick
    assert (yardstick.low, yardstick.high) == ASSEMBLIES_PER_YEAR


def test_formulas_say_what_is_divided() -> None:
    assert METRICS["contacts"].formula == "Beratungskontakte"
    assert METRICS["own_share"].formula == "Eigenanteile ÷ Zuwendungsfähige Ausgaben × 100"
    assert METRICS["contacts_per_1000"].formula.endswith("× 1.000")


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
