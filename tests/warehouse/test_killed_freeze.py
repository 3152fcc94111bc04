"""A freeze killed at any write has published nothing or all of its batch, and the next run publishes the same."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from pathlib import Path

import polars as pl
import pytest

from pipelines.records.month_events import batches
from pipelines.releasing.build import build_warehouse
from pipelines.releasing.freeze import Release, freeze
from pipelines.releasing.published_cells import KEY, published_cells
from settings import Paths
from tests.builders import Records, a_workspace
from tests.killed import Killed, dying_at
from tests.warehouse import town

TOWN = "stadtbruch"
WORKSPACE = a_workspace(municipalities={TOWN: "Stadt Bruch"})
MONTHS = ["2023-01-01", "2023-02-01"]


def _freeze(paths: Paths, warehouse: Path) -> None:
    release = Release(MONTHS, "Koordination", "2024-07-04T10:00:00Z", None)
    freeze(release, municipality=TOWN, warehouse=warehouse, paths=paths, workspace=WORKSPACE)


def _cells(records: Path) -> pl.DataFrame:
    cells = published_cells(records, batches(records), audience="coordinator")
    assert cells is not None
    return cells.sort(KEY)


def test_a_killed_freeze_leaves_nothing_half(paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = Records(paths.records, TOWN)
    town.found(records)
    town.live(records, 3)
    warehouse = build_warehouse(TOWN, paths=paths, workspace=WORKSPACE).file
    whole = dataclasses.replace(paths, records=tmp_path / "whole")
    shutil.copytree(paths.records, whole.records)
    _freeze(whole, warehouse)
    expected = _cells(whole.records / TOWN)
    for stop in itertools.count():
        tried = dataclasses.replace(paths, records=tmp_path / f"try-{stop}")
        shutil.copytree(paths.records, tried.records)
        try:
            with dying_at(monkeypatch, stop):
                _freeze(tried, warehouse)
            break
        except Killed:
            pass
        done = batches(tried.records / TOWN)
        if done:
            assert _cells(tried.records / TOWN).equals(expected)
        else:
            _freeze(tried, warehouse)
            assert _cells(tried.records / TOWN).equals(expected)
        shutil.rmtree(tried.records)
    assert stop > 2 * len(MONTHS) * 6, "every file of every month was flushed"
