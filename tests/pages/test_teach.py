"""What a person tells about an unknown file: nothing is mapped by itself, and what was confirmed becomes a profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.desk import CHECKED, FakeDesk, fake_desk, labels, press
from tests.pages.reading import visible

COORDINATOR = SCOPES[0]
FILE = ("Liste.csv", b"Tag;Weg\n", "text/csv")
UNKNOWN_WORDS = {
    "profile": None,
    "findings": [],
    "unknown_words": [
        {
            "column": "topics",
            "header": "Anliegen",
            "word": "Miete",
            "rows": 7,
            "suggestion": "wohnen",
            "suggestion_name": "Wohnen",
        },
        {"column": "channel", "header": "Weg", "word": "Brief", "rows": 5, "suggestion": None, "suggestion_name": None},
    ],
}
PROPOSAL: dict[str, Any] = {
    "source": "contacts",
    "source_title": "Beratungskontakte",
    "summary": "Die Kopfzeile steht in Zeile 3. 2 von 4 Spalten sind zugeordnet.",
    "headers": [
        {
            "position": 0,
            "header": "Tag",
            "role": "column",
            "column": "date",
            "confidence": "sicher",
            "share": 1.0,
            "evidence": ["28 von 28 Werten sind ein Datum"],
        },
        {
            "position": 1,
            "header": "Weg",
            "role": "column",
            "column": "channel",
            "confidence": "wahrscheinlich",
            "share": 0.9,
            "evidence": ["Name ähnlich „Kanal“"],
        },
        {
            "position": 2,
            "header": "Notiz",
            "role": "column",
            "column": None,
            "confidence": "unbekannt",
            "share": None,
            "evidence": [],
        },
        {
            "position": 3,
            "header": "Name",
            "role": "person",
            "column": None,
            "confidence": "sicher",
            "share": None,
            "evidence": ["Angaben zu Personen dürfen nicht geliefert werden"],
        },
    ],
    "columns": [
        {"key": "date", "name": "Datum"},
        {"key": "channel", "name": "Kanal"},
        {"key": "topics", "name": "Themen"},
    ],
    "constants": [
        {
            "column": "carrier",
            "column_title": "Träger",
            "required": True,
            "candidates": [{"key": "awo", "name": "AWO"}, {"key": "caritas", "name": "Caritas"}],
            "suggestion": None,
            "evidence": "steht nicht in der Datei",
        }
    ],
    "words": UNKNOWN_WORDS["unknown_words"],
    "marks": [
        {
            "mark": "-",
            "rows": 3,
            "meanings": [{"key": "zero", "name": "keine Kontakte"}, {"key": "not_reported", "name": "nicht gemeldet"}],
        }
    ],
    "untold": 0,
    "open": ["„Träger“ steht nicht in der Datei. Bitte auswählen, was für alle Zeilen gilt."],
    "document": {
        "source": "contacts",
        "title": "Eigener Aufbau",
        "fingerprint": ["Tag", "Weg"],
        "headers": {"Tag": "date", "Weg": "channel"},
    },
}
UNKNOWN_LAYOUT = {"status": "refused", "source": None, "findings": [{"rule": "which_source", "message": "Unbekannt."}]}


def _dropped(open_app: Open, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]) -> tuple[AppTest, FakeDesk]:
    def save(words: list[str]) -> dict[str, Any]:
        desk.saved.append(json.loads(Path(words[2]).read_text(encoding="utf-8")))
        return {"profile": f"{words[1]}@1"}

    desk = fake_desk(monkeypatch, check=lambda _: CHECKED if desk.saved else answer, save_profile=save)
    app = open_app("datenlieferungen", COORDINATOR, teil="abgeben")
    app.file_uploader[0].set_value([FILE])
    return app.run(), desk


def _box(app: AppTest, part: str) -> Any:
    return next(box for box in app.selectbox if part in box.label)


def test_an_unknown_word_is_mapped_only_when_a_person_says_so(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app, desk = _dropped(open_app, monkeypatch, CHECKED | UNKNOWN_WORDS)
    assert _box(app, "Miete").value is None
    assert _box(app, "Miete").options[0] == "Wohnen"
    assert "Gemeint ist vielleicht „Wohnen“" in _box(app, "Miete").label
    assert _box(app, "Brief").options == ["persönlich offen", "telefonisch", "E-Mail/Messenger"]
    assert labels(app)["Zuordnung speichern"] is False
    _box(app, "Miete").select("wohnen").run()
    press(app, "Zuordnung speichern")
    (call,) = desk.made("save-profile")
    assert call[1] == "vorlage-contacts"
    assert desk.saved == [
        {
            "source": "contacts",
            "title": "Wörter zur Vorlage",
            "fingerprint": ["Anliegen", "Weg"],
            "categories": {"topics": {"Miete": "wohnen"}},
        }
    ]
    assert len(desk.made("check")) == 2
    assert labels(app)["Übernehmen"] is True


def test_words_of_a_known_layout_go_into_its_next_version(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, workspace: Path
) -> None:
    folder = workspace / "config" / "profiles" / TOWN
    folder.mkdir(parents=True)
    (folder / "awo@2.yml").write_text(
        "source: contacts\ntitle: AWO\nfingerprint: [Tag]\ncategories: {topics: {Job: arbeit}}\n", encoding="utf-8"
    )
    app, desk = _dropped(open_app, monkeypatch, CHECKED | UNKNOWN_WORDS | {"profile": "awo@2"})
    _box(app, "Miete").select("wohnen").run()
    press(app, "Zuordnung speichern")
    assert desk.made("save-profile")[0][1] == "awo"
    assert desk.saved[0]["categories"] == {"topics": {"Job": "arbeit", "Miete": "wohnen"}}


def test_an_unknown_layout_is_proposed_corrected_and_saved(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    app, desk = _dropped(open_app, monkeypatch, UNKNOWN_LAYOUT | {"proposal": PROPOSAL})
    said = visible(app)
    assert "Die Kopfzeile steht in Zeile 3." in said
    assert "wahrscheinlich: Name ähnlich „Kanal“." in said
    assert "„Name“: Angaben zu Personen: bitte in der Datei löschen." in said
    assert "Bitte auswählen, was für alle Zeilen gilt." in said
    assert _box(app, "„Weg“ ist").value == "channel"
    assert _box(app, "„Notiz“ ist").value is None
    assert labels(app)["Aufbau speichern"] is False
    _box(app, "„Weg“ ist").select("topics").run()
    _box(app, "Träger für alle Zeilen").select("awo").run()
    _box(app, "Das Zeichen").select("zero").run()
    app.text_input(key=next(field.key for field in app.text_input if field.label == "Name dieses Aufbaus")).input(
        "AWO Lützenkirchen"
    ).run()
    press(app, "Aufbau speichern")
    assert desk.made("save-profile")[0][1] == "awo-luetzenkirchen"
    assert desk.saved == [
        {
            "source": "contacts",
            "title": "AWO Lützenkirchen",
            "fingerprint": ["Tag", "Weg"],
            "headers": {"Tag": "date", "Weg": "topics"},
            "ignore": ["Notiz"],
            "constants": {"carrier": "awo"},
            "marks": {"-": "zero"},
        }
    ]
    assert "75 Zeilen, davon 74 in Ordnung" in visible(app)
