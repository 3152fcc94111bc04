"""Profiles are strict too, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import ProfileError
from pipelines.profile import load_profiles
from tests.builders_delivery import CONTRACTS

GOOD = "{source: contact_tallies, title: Blatt, fingerprint: [Stelle], constants: {dimension: total, estimated: 1}}"


def _load(root: Path, text: str, name: str = "muster@1.yml") -> list:
    folder = root / "profiles" / "musterstadt"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return load_profiles(root, "musterstadt", CONTRACTS)


def test_a_profile_is_named_by_its_file(tmp_path: Path) -> None:
    (profile,) = _load(tmp_path, GOOD, "awo-liste@12.yml")
    assert (profile.key, profile.version, profile.name) == ("awo-liste", 12, "awo-liste@12")
    assert profile.layout.constants == {"dimension": "total", "estimated": "1"}


def test_no_profiles_is_no_mistake(tmp_path: Path) -> None:
    assert load_profiles(tmp_path, "musterstadt", CONTRACTS) == []


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (GOOD, "muster.yml", "muster.yml"),
        (GOOD.replace("title: Blatt", "titel: Blatt"), "muster@1.yml", "titel"),
        (GOOD.replace("[Stelle]", "[]"), "muster@1.yml", "fingerprint"),
        (GOOD.replace("contact_tallies", "kontakte"), "muster@1.yml", "kontakte"),
        (GOOD.replace("dimension", "merkmal"), "muster@1.yml", "merkmal"),
        (GOOD.replace("title: Blatt", "title: Blatt, layout: months_wide"), "muster@1.yml", "months_wide"),
        (GOOD.replace("title: Blatt", "title: Blatt, file_month: '([0-9]+)'"), "muster@1.yml", "file_month"),
        (GOOD.replace("title: Blatt", "title: Blatt, file_month: '('"), "muster@1.yml", "file_month"),
        (GOOD.replace("title: Blatt", "title: Blatt, crs: Gauß"), "muster@1.yml", "crs"),
        ("{", "muster@1.yml", "muster@1.yml"),
    ],
)
def test_a_profile_with_a_mistake_is_refused_by_name(tmp_path: Path, text: str, name: str, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        _load(tmp_path, text, name)
