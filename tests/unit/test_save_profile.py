"""A confirmed layout becomes the next version of a profile, and never takes another one's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import ProfileError
from pipelines.orders.save_profile import save_profile
from pipelines.profile import Profile, load_profiles
from tests.builders import MUNICIPALITY, some_paths
from tests.builders_delivery import CONTRACTS

DOCUMENT = {
    "source": "contacts",
    "title": "Gesprächsliste",
    "fingerprint": ["Gesprächstag", "Weg"],
    "headers": {"Gesprächstag": "date", "Weg": "channel", "Neu?": "contact_kind", "Worum": "topics"},
    "constants": {"service": "sprechstunde", "carrier": "caritas"},
    "categories": {"channel": {"vor Ort": "walk_in", "ja": "phone", "~": "video", "12:30": "message"}},
}


def _save(root: Path, document: dict, key: str = "caritas-liste") -> Profile:
    return save_profile(key, document, municipality=MUNICIPALITY, paths=some_paths(root), contracts=CONTRACTS)


def _files(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(root.rglob("*")) if path.is_file()}


def test_a_document_is_read_back_as_it_was_meant(tmp_path: Path) -> None:
    saved = _save(tmp_path, DOCUMENT)
    assert saved.name == "caritas-liste@1"
    (loaded,) = load_profiles(some_paths(tmp_path).config, MUNICIPALITY, CONTRACTS)
    assert loaded == saved
    assert loaded.layout.headers == {
        "Gesprächstag": ("date",), "Weg": ("channel",), "Neu?": ("contact_kind",), "Worum": ("topics",),
    }  # fmt: skip
    assert loaded.layout.categories["channel"] == {
        "vor Ort": "walk_in", "ja": "phone", "~": "video", "12:30": "message",
    }  # fmt: skip
    assert list(_files(tmp_path)) == ["caritas-liste@1.yml"]


def test_a_changed_document_is_the_next_version_and_the_first_stays(tmp_path: Path) -> None:
    _save(tmp_path, DOCUMENT)
    before = _files(tmp_path)
    assert _save(tmp_path, DOCUMENT | {"title": "Neue Gesprächsliste"}).version == 2
    after = _files(tmp_path)
    assert sorted(after) == ["caritas-liste@1.yml", "caritas-liste@2.yml"]
    assert after["caritas-liste@1.yml"] == before["caritas-liste@1.yml"]


def test_the_same_document_is_no_new_version(tmp_path: Path) -> None:
    _save(tmp_path, DOCUMENT)
    assert _save(tmp_path, dict(reversed(DOCUMENT.items()))).name == "caritas-liste@1"
    assert list(_files(tmp_path)) == ["caritas-liste@1.yml"]


def test_a_version_that_somebody_is_writing_is_left_to_them(tmp_path: Path) -> None:
    folder = some_paths(tmp_path).config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    (folder / "caritas-liste@1.yml.reserved").touch()
    assert _save(tmp_path, DOCUMENT).version == 2


@pytest.mark.parametrize(
    "key", ["", "../caritas", "caritas/liste", "Caritas", "a.b", "-a", "a-", "a@2", "con\n", "x" * 61, "ä"]
)
def test_a_key_that_is_no_file_name_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ProfileError, match="Kurzname"):
        _save(tmp_path, DOCUMENT, key)
    assert _files(tmp_path) == {}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"source": "kontakte"}, "kontakte"),
        ({"headers": {"Weg": "kanal"}}, "kanal"),
        ({"fingerprint": []}, "fingerprint"),
        ({"befehl": "rm"}, "befehl"),
        ({"layout": "months_wide"}, "months_wide"),
    ],
)
def test_a_document_that_no_run_would_accept_is_refused(tmp_path: Path, change: dict, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        _save(tmp_path, DOCUMENT | change)
    assert _files(tmp_path) == {}


@pytest.mark.parametrize(
    "fingerprint", [["Weg"], ["Gesprächstag"], ["weg ", "NEU?"], ["Worum", "Gesprächstag", "Weg", "Neu?"]]
)
def test_two_profiles_never_share_files(tmp_path: Path, fingerprint: list[str]) -> None:
    _save(tmp_path, DOCUMENT)
    with pytest.raises(ProfileError, match="caritas-liste@1"):
        _save(tmp_path, DOCUMENT | {"fingerprint": fingerprint}, "awo-liste")


def test_other_headers_sources_and_places_are_other_files(tmp_path: Path) -> None:
    _save(tmp_path, DOCUMENT | {"header_row": 4})
    other = DOCUMENT | {"fingerprint": ["Tag", "Weg"], "headers": {"Tag": "date", "Weg": "channel"}}
    assert _save(tmp_path, other, "awo-liste").name == "awo-liste@1"
    assert _save(tmp_path, DOCUMENT | {"header_row": 2}, "kja-liste").name == "kja-liste@1"


def test_the_template_is_never_taken_over(tmp_path: Path) -> None:
    own = {"source": "contacts", "title": "Liste", "fingerprint": ["Datum", "Kanal"]}
    with pytest.raises(ProfileError, match="Vorlage"):
        _save(tmp_path, own | {"date_format": "%d/%m/%Y"})
    assert _save(tmp_path, own | {"categories": {"channel": {"vor Ort": "walk_in"}}}).version == 1
