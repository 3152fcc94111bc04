"""A proposal with a person's choices becomes a profile; nothing is mapped that nobody chose."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.delivery.profile_document import (
    Confirmed,
    confirmed_document,
    key_of,
    short_name,
    stored_document,
    template_document,
    with_words,
)

PROPOSED = {
    "source": "contacts",
    "title": "Eigener Aufbau",
    "fingerprint": ["Tag", "Weg"],
    "headers": {"Tag": "date", "Weg": "channel"},
    "constants": {"carrier": "awo"},
}


def test_choices_replace_what_was_proposed() -> None:
    confirmed = Confirmed(
        title="AWO Liste",
        columns={"Tag": "date", "Weg": None, "Büro": "service"},
        constants={"quartier": "nord"},
        words={("topics", "Miete"): "wohnen"},
        marks={"-": "zero"},
    )
    assert confirmed_document(PROPOSED, confirmed) == {
        "source": "contacts",
        "title": "AWO Liste",
        "fingerprint": ["Tag", "Weg"],
        "headers": {"Tag": "date", "Büro": "service"},
        "ignore": ["Weg"],
        "constants": {"carrier": "awo", "quartier": "nord"},
        "categories": {"topics": {"Miete": "wohnen"}},
        "marks": {"-": "zero"},
    }
    assert PROPOSED["headers"] == {"Tag": "date", "Weg": "channel"}


def test_a_header_that_the_layout_needs_is_not_ignored() -> None:
    wide = {"months_wide": {"row_header": "Thema"}, "group_rows": {"header": "Zeile", "column": "dimension"}}
    confirmed = Confirmed(title="x", columns={"Thema": None, "Zeile": None, "Notiz": None})
    assert confirmed_document(wide, confirmed)["ignore"] == ["Notiz"]


def test_words_are_added_to_those_that_are_known() -> None:
    document = {"categories": {"topics": {"Miete": "wohnen"}, "channel": {"Anruf": "phone"}}}
    added = with_words(document, {("topics", "Job"): "arbeit"})
    assert added == {"categories": {"topics": {"Miete": "wohnen", "Job": "arbeit"}, "channel": {"Anruf": "phone"}}}
    assert document["categories"]["topics"] == {"Miete": "wohnen"}


def test_a_template_with_own_words() -> None:
    assert template_document("contacts", ["Kanal", "Themen", "Kanal"]) == {
        "source": "contacts",
        "title": "Wörter zur Vorlage",
        "fingerprint": ["Kanal", "Themen"],
    }


def test_a_stored_profile_is_found_by_its_name_alone(tmp_path: Path) -> None:
    folder = tmp_path / "profiles" / "stadt"
    folder.mkdir(parents=True)
    (folder / "awo@2.yml").write_text("source: contacts\n", encoding="utf-8")
    (tmp_path / "secret@1.yml").write_text("a: b\n", encoding="utf-8")
    assert stored_document(tmp_path, "stadt", "awo@2") == {"source": "contacts"}
    for name in ("awo@3", "../../secret@1", "awo", ""):
        assert stored_document(tmp_path, "stadt", name) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [("AWO Lützenkirchen, Liste", "awo-luetzenkirchen-liste"), ("  Straße 1 ", "strasse-1"), ("!!!", ""), ("", "")],
)
def test_a_short_name_is_made_of_words(text: str, key: str) -> None:
    assert short_name(text) == key


def test_the_key_of_a_profile() -> None:
    assert key_of("awo-liste@12") == "awo-liste"
