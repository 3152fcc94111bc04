"""The fingerprint of a release changes with everything that decides on it, and with nothing else."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipelines.records.entries import DECISION as DECISION_KIND
from pipelines.records.entries import RECEIPT, add_entry
from pipelines.records.ledger import append, read_ledger
from pipelines.records.month_events import add_signature
from pipelines.releasing.release_id import fingerprint
from settings import ROOT, Paths
from tests.builders import MUNICIPALITY, THRESHOLDS, Records, a_workspace, some_paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = some_paths(tmp_path)
    Records(paths.records).deliver("carriers", [{"carrier": "a", "name": "A", "valid_from": date(2020, 1, 1)}])
    return paths


def _fingerprint(paths: Paths, **settings: object) -> str:
    return fingerprint(MUNICIPALITY, paths=paths, workspace=a_workspace(**settings))


def test_the_same_records_have_the_same_fingerprint(paths: Paths) -> None:
    assert _fingerprint(paths) == _fingerprint(paths)


def test_it_does_not_depend_on_the_day_it_is_read_or_on_looks(paths: Paths) -> None:
    assert _fingerprint(paths) == _fingerprint(paths, as_of=date(2030, 1, 1), title="Anders", keep_releases=9, rows=7)


@pytest.mark.parametrize(
    "setting",
    [
        {"disclosure": dataclasses.replace(THRESHOLDS, minimum_contacts=6)},
        {"delivery_due_day": 11},
        {"spend_within_months": 3},
        {"federal_state": "BY"},
        {"example": False},
    ],
)
def test_it_depends_on_the_numbers_the_rules_use(paths: Paths, setting: dict) -> None:
    assert _fingerprint(paths) != _fingerprint(paths, **setting)


def test_a_new_delivery_changes_it_and_reading_one_again_does_not(paths: Paths) -> None:
    before = _fingerprint(paths)
    folder = paths.records / MUNICIPALITY
    (delivery,) = read_ledger(folder).values()
    append(folder, dataclasses.replace(delivery, fingerprint="read again", vocabulary="other"))
    assert _fingerprint(paths) == before
    append(folder, dataclasses.replace(delivery, status="quarantined"))
    assert _fingerprint(paths) != before


def test_a_finding_changes_it(paths: Paths) -> None:
    before = _fingerprint(paths)
    findings = paths.records / MUNICIPALITY / "findings"
    findings.mkdir()
    (findings / "000001-abc.json").write_text("[]", encoding="utf-8")
    assert _fingerprint(paths) != before


def test_it_needs_neither_duckdb_nor_dbt() -> None:
    modules = "pipelines.releasing.release_id, pipelines.releasing.releases"
    code = f"import sys, {modules}; print({{'duckdb', 'dbt', 'polars'}} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


DECISION = {"service": "punkt", "month": "2024-04-01", "origin": "rows", "reason": None}
SIGNATURE = {"quartier": "nord", "month": "2024-04-01", "digest": "0" * 64}


def test_it_changes_with_decisions_and_signatures_but_not_with_receipts(paths: Paths) -> None:
    records, said = paths.records / MUNICIPALITY, {"by": "Koordination", "at": "2024-05-02T08:00:00Z"}
    before = _fingerprint(paths)
    add_entry(records, RECEIPT, content={"source": "contacts", "raw_sha256": "1" * 64}, **said)
    assert _fingerprint(paths) == before
    add_entry(records, DECISION_KIND, content=DECISION, **said)
    decided = _fingerprint(paths)
    add_signature(records, **SIGNATURE, **said)
    assert len({before, decided, _fingerprint(paths)}) == 3
