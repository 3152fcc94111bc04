"""A public machine gets the council's file and the settings, and not a byte more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipelines.errors import PipelineError
from pipelines.orders.export_public import export_public
from settings import Paths, read_paths, read_workspace
from tests.builders_canaries import FILES, OTHER_TOWN, RELEASES, build_marked, text_mark
from tests.builders_release import TOWN, build_release
from tests.pages.conftest import WORKSPACE


@pytest.fixture
def town(tmp_path: Path) -> Paths:
    """A workspace with two towns, as they are at home."""
    config = tmp_path / "config"
    config.mkdir()
    text = f'{WORKSPACE}\n[municipalities.{OTHER_TOWN}]\nname = "Anderswo"  # nebenan\n'
    (config / "workspace.toml").write_text(text, encoding="utf-8")
    (config / "access.toml").write_text("geheim", encoding="utf-8")
    build_marked(tmp_path / "var")
    for town, release in RELEASES.items():
        manifest = tmp_path / "var" / "releases" / town / release / "manifest.json"
        given = json.loads(manifest.read_text(encoding="utf-8"))
        given |= {"built_at": "2026-11-10T08:12:00Z", "inputs": [{"file": "geheim.csv"}], "fingerprint": "geheim"}
        given |= {"audiences": {"council": {"tables": {}}, "steering": {"tables": {"geheim": 1}}}}
        manifest.write_text(json.dumps(given), encoding="utf-8")
    return read_paths({}, var=str(tmp_path / "var"), config=str(config), records=str(tmp_path / "records"))


def _export(target: Path, paths: Paths, *towns: str) -> dict[str, str]:
    return export_public(target, towns, paths=paths, workspace=read_workspace(paths.config))


def test_only_what_the_council_may_have_leaves_the_house(town: Paths, tmp_path: Path) -> None:
    target = tmp_path / "public"
    assert _export(target, town, TOWN, OTHER_TOWN) == RELEASES
    files = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    assert files == {"config/workspace.toml"} | {
        name
        for key, release in RELEASES.items()
        for name in (
            f"var/current/{key}",
            f"var/releases/{key}/{release}/council.duckdb",
            f"var/releases/{key}/{release}/manifest.json",
        )
    }
    content = b"".join((target / name).read_bytes() for name in sorted(files))
    assert b"geheim" not in content
    foreign = [file for file in FILES if not file.endswith("/council") and text_mark(file).encode() in content]
    assert foreign == []


def test_one_town_is_exported_without_naming_the_others(town: Paths, tmp_path: Path) -> None:
    target = tmp_path / "public"
    _export(target, town, TOWN)
    assert list(read_workspace(target / "config").municipalities) == [TOWN]
    _export(target, town, OTHER_TOWN)
    assert list(read_workspace(target / "config").municipalities) == [TOWN, OTHER_TOWN]


def test_a_later_export_follows_and_old_releases_go(town: Paths, tmp_path: Path) -> None:
    target = tmp_path / "public"
    keep = read_workspace(town.config).keep_releases
    for day in range(10, 10 + keep + 2):
        build_release(town.var, release_id=f"202612{day}T081200Z-0badcafe", audiences=["council"])
        last = _export(target, town, TOWN)[TOWN]
    left = sorted(path.name for path in (target / "var" / "releases" / TOWN).iterdir())
    assert len(left) == keep
    assert (target / "var" / "current" / TOWN).read_text(encoding="utf-8").strip() == last == left[-1]
    assert _export(target, town, TOWN) == {TOWN: last}


def test_nothing_is_written_without_a_council_release(town: Paths, tmp_path: Path) -> None:
    shutil.rmtree(town.var / "releases" / OTHER_TOWN)
    with pytest.raises(PipelineError, match=OTHER_TOWN):
        _export(tmp_path / "public", town, TOWN, OTHER_TOWN)
    assert not (tmp_path / "public").exists()
