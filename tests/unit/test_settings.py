"""Settings: what is missing, unknown or of the wrong kind is named; arguments win over the environment."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from settings import ROOT, SettingsError, read_paths, read_workspace

EXAMPLE = (ROOT / "config" / "workspace.toml").read_text(encoding="utf-8")


def workspace_of(folder: Path, text: str):
    (folder / "workspace.toml").write_text(text, encoding="utf-8")
    return read_workspace(folder)


def test_the_example_is_read(tmp_path: Path) -> None:
    workspace = workspace_of(tmp_path, EXAMPLE)
    assert list(workspace.municipalities) == ["leverkusen", "leichlingen", "eschweiler"]
    assert workspace.today() == workspace.as_of == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("keep = 5", "", r"\[releases\] keep is missing"),
        ("keep = 5", "kept = 5", r"\[releases\] keep is missing"),
        ("keep = 5", "keep = 5\nkept = 6", r"unknown setting \[releases\] kept"),
        ("keep = 5", 'keep = "5"', r"\[releases\] keep must be of type int"),
        ("keep = 5", "keep = true", r"\[releases\] keep must be of type int"),
        ('name = "Leverkusen"', "", r"\[municipalities.leverkusen\]"),
        ("[workspace]", "[workspace", "workspace.toml"),
        ('state = "NW"', 'state = "NRW"', r"\[calendar\] state must be one of BB, .*NW"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        workspace_of(tmp_path, EXAMPLE.replace(old, new, 1))


def test_an_argument_wins_over_the_environment(tmp_path: Path) -> None:
    paths = read_paths({"QM_VAR": str(tmp_path / "a"), "QM_DATA": str(tmp_path / "b")}, var=str(tmp_path / "c"))
    assert paths.var == tmp_path / "c"
    assert paths.data == tmp_path / "b"
    assert paths.config == ROOT / "config"
