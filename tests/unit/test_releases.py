"""The pointer, the serving release and what may be deleted, on bare folders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from pipelines.releasing.release_id import is_made_of, new_release_id
from pipelines.releasing.releases import current_release, finish_release, point_to, prune, release_folder, sweep

TOWN = "musterstadt"


def _finished(var: Path, release: str) -> Path:
    folder = release_folder(var, TOWN, release)
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    return folder


def _releases(var: Path) -> list[str]:
    return sorted(path.name for path in release_folder(var, TOWN, "").iterdir())


def test_nothing_serves_before_the_first_release(tmp_path: Path) -> None:
    assert current_release(tmp_path, TOWN) is None
    assert prune(tmp_path, TOWN, keep=1) == []


def test_a_pointer_to_a_release_that_is_gone_points_nowhere(tmp_path: Path) -> None:
    _finished(tmp_path, "r1")
    point_to(tmp_path, TOWN, "r1")
    assert current_release(tmp_path, TOWN) == "r1"
    (release_folder(tmp_path, TOWN, "r1") / "manifest.json").unlink()
    assert current_release(tmp_path, TOWN) is None


def test_an_unfinished_release_gets_its_name_whole(tmp_path: Path) -> None:
    folder = _finished(tmp_path, "r1.tmp")
    assert finish_release(folder) == release_folder(tmp_path, TOWN, "r1")
    assert _releases(tmp_path) == ["r1"]
    assert (release_folder(tmp_path, TOWN, "r1") / "manifest.json").is_file()


def test_a_new_pointer_leaves_nothing_beside_it(tmp_path: Path) -> None:
    for release in ("r1", "r2"):
        _finished(tmp_path, release)
        point_to(tmp_path, TOWN, release)
    assert current_release(tmp_path, TOWN) == "r2"
    assert [path.name for path in (tmp_path / "current").iterdir()] == [TOWN]


def test_prune_keeps_the_newest_and_the_serving_one(tmp_path: Path) -> None:
    for release in ("r1", "r2", "r3", "r4"):
        _finished(tmp_path, release)
    point_to(tmp_path, TOWN, "r1")
    assert prune(tmp_path, TOWN, keep=2) == ["r2"]
    assert _releases(tmp_path) == ["r1", "r3", "r4"]


def test_what_a_killed_run_left_is_swept_and_no_release_is(tmp_path: Path) -> None:
    _finished(tmp_path, "r1")
    _finished(tmp_path, "r2.tmp")
    (tmp_path / "build" / TOWN).mkdir(parents=True)
    (tmp_path / "build" / TOWN / "warehouse.duckdb").write_bytes(b"half")
    sweep(tmp_path, TOWN)
    assert _releases(tmp_path) == ["r1"]
    assert not (tmp_path / "build" / TOWN).exists()


@pytest.mark.parametrize("offset", [0, 2])
def test_a_release_id_says_when_in_utc_and_of_what(offset: int) -> None:
    moment = datetime(2026, 11, 12, 8, 15, tzinfo=UTC).astimezone(timezone(timedelta(hours=offset)))
    release = new_release_id("1a2b3c4d5e", moment)
    assert release == "20261112T081500Z-1a2b3c4d"
    assert is_made_of(release, "1a2b3c4dffff")
    assert not is_made_of(release, "ffff")
    assert not is_made_of(None, "1a2b3c4d")
