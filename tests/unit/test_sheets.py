"""No metric is shown anywhere without a sheet in the registry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.releasing.registry import load_registry
from tests.builders_release import METRICS as SHOWN_IN_TESTS
from tests.sample_files import DATA, TOWN_KEYS, read_rows

ROOT = Path(__file__).resolve().parents[2]
SHEETS = {metric.metric: metric for metric in load_registry()}
ROOMS = [path for room in ("analytics", "dashboard", "pages") for path in sorted((ROOT / room).rglob("*.py"))]
# Functions that take readings of metrics, and what they call the keys.
READERS = {"all_series": "keys", "metric_series": "key", "area_map": "metric"}
SUBJECTS = ("series", "money")
# Constants that hold keys and are handed on.
LISTS = ("METRICS", "ADJUSTED")


def _strings(node: ast.AST) -> Iterator[str]:
    yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str))


def _named_keys(tree: ast.Module) -> Iterator[str]:
    """Keys handed to what reads metrics, keys of their series, and the constants that hold several keys."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for name in set(LISTS) & set(constants):
        yield from _strings(constants[name])
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in READERS:
                given = [word.value for word in node.keywords if word.arg == READERS[name]]
                given += node.args[1:2] if name == "metric_series" else []
                for value in given:
                    yield from _strings(constants.get(value.id, value) if isinstance(value, ast.Name) else value)
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr in SUBJECTS:
            yield from _strings(node.slice)


def _in_sql(text: str) -> set[str]:
    return set(re.findall(r"\bmetric = '(\w+)'", text)) | set(re.findall(r"m\.metric = '(\w+)'", text))


def test_every_key_in_the_code_has_a_sheet() -> None:
    found = {
        path: set(_named_keys(ast.parse(path.read_text("utf-8")))) | _in_sql(path.read_text("utf-8")) for path in ROOMS
    }
    keys = set().union(*found.values())
    assert {"contacts", "attendance", "outflow_rate", "citizens_assemblies", "contacts_per_1000"} <= keys
    assert {str(path): named - set(SHEETS) for path, named in found.items() if named - set(SHEETS)} == {}


def test_the_check_would_see_a_metric_without_a_sheet() -> None:
    tree = ast.parse('KEYS = ("contacts", "laughter")\nall_series(release, keys=KEYS)\nx = page.series["smiles"]')
    assert set(_named_keys(tree)) - set(SHEETS) == {"laughter", "smiles"}


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_every_goal_counts_by_a_metric_with_a_sheet(town: str) -> None:
    keys = {row["Kennzahl"] for path in (DATA / town / "targets").iterdir() for row in read_rows(path)}
    assert {key for key in keys if key} - set(SHEETS) == set()


def test_every_metric_of_the_tests_has_a_sheet_of_the_same_name() -> None:
    assert {key: name for key, (name, *_) in SHOWN_IN_TESTS.items()} == {
        key: SHEETS[key].name for key in SHOWN_IN_TESTS if key in SHEETS
    }
