"""Who has delivered what, read from the current release."""

from __future__ import annotations

from pathlib import Path

from pipelines.orders.status import status
from pipelines.wording import status_lines
from settings import Paths
from tests.builders import a_workspace, some_paths
from tests.builders_release import FIRST, MISSING, MONTH, RELEASE, SERVICES, TOWN, build_release

MONTHS = (MONTH.year - FIRST.year) * 12 + MONTH.month - FIRST.month + 1


def test_expected_delivered_and_missing_reports(tmp_path: Path) -> None:
    # A release of its own: one process must not open one file in two ways, and others have the shared one open.
    paths = some_paths(tmp_path)
    build_release(paths.var)
    answer = status(TOWN, paths=paths, workspace=a_workspace())
    assert answer["release"] == RELEASE
    # One service-month is closed and therefore not expected.
    assert answer["expected"] == MONTHS * len(SERVICES) - 1
    assert answer["expected"] - answer["delivered"] == len(answer["missing"]) == len(MISSING)
    assert answer["missing"][-1] == {"service": "lotsen-nord", "service_name": "Lotsen Nord", "month": "2026-10-01"}
    assert len(answer["months"]) == MONTHS
    for count in ("expected", "delivered", "on_time"):
        assert sum(month[count] for month in answer["months"]) == answer[count]
    lines = status_lines({TOWN: answer}, a_workspace())
    assert lines[0].startswith(f"Musterstadt      Stand {RELEASE}")
    assert lines[-1].strip() == "fehlt: 2026-10 Lotsen Nord"


def test_without_a_release_nothing_is_claimed(tmp_path: Path) -> None:
    answer = status(TOWN, paths=some_paths(tmp_path), workspace=a_workspace())
    assert (answer["release"], answer["expected"], answer["missing"]) == (None, None, [])
    assert status_lines({TOWN: answer}, a_workspace()) == ["Musterstadt      noch kein Stand"]


def test_a_quartier_is_told_of_its_own_services(tmp_path: Path) -> None:
    paths = some_paths(tmp_path)
    build_release(paths.var)
    own = {quartier: _status(paths, quartier) for quartier in ("nord", "sued")}
    whole = _status(paths, None)
    for count in ("expected", "delivered", "on_time"):
        assert own["nord"][count] + own["sued"][count] == whole[count]
    assert {entry["service"] for entry in own["nord"]["missing"]} <= {"sprechstunde-nord", "lotsen-nord"}
    assert len(own["nord"]["missing"]) + len(own["sued"]["missing"]) == len(MISSING)
    assert (own["nord"]["expected"], own["sued"]["expected"]) == (2 * MONTHS, MONTHS - 1)


def _status(paths: Paths, quartier: str | None) -> dict:
    return status(TOWN, paths=paths, workspace=a_workspace(), quartier=quartier)
