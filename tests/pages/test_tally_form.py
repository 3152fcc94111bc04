"""Zahlen eintragen: what is typed stays, adds up in words, and becomes a delivery that is checked first."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import SCOPES, Open
from tests.pages.desk import CHECKED, DELIVERED, fake_desk, labels, press
from tests.pages.reading import visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES


def _opened(open_app: Open, scope: str = NORTH) -> AppTest:
    return open_app("datenlieferungen", scope, teil="eintragen")


def _type(app: AppTest, label: str, value: int | None) -> AppTest:
    next(field for field in app.number_input if field.label.replace("\\", "") == label).set_value(value)
    return app.run()


def _choose(app: AppTest, label: str, option: str) -> AppTest:
    next(box for box in app.selectbox if box.label == label).select(option)
    return app.run()


def test_typed_numbers_are_checked_and_handed_in_as_a_file(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED | {"source": "contact_tallies", "findings": []}, deliver=DELIVERED)
    app = _choose(_opened(open_app), "Angebot", "lotsen-nord")
    assert "Noch ist nichts eingetragen." in visible(app)
    assert labels(app)["Prüfen"] is False
    _type(app, "Kontakte insgesamt", 12)
    _type(app, "Erstkontakt", 5)
    _type(app, "Folgekontakt", 0)
    assert "Kontaktart: zusammen 5 von 12; 1 Feld ist leer." in visible(app)
    press(app, "Prüfen")
    assert desk.files == [
        b"Monat;Angebot;Merkmal;Auspr\xc3\xa4gung;Anzahl;gesch\xc3\xa4tzt\n"
        b"2026-10;lotsen-nord;total;;12;nein\n"
        b"2026-10;lotsen-nord;kind;first;5;nein\n"
        b"2026-10;lotsen-nord;kind;follow_up;0;nein\n"
        b"2026-10;lotsen-nord;kind;unknown;;nein\n"
    ]
    assert "--source=contact_tallies" in desk.calls[0]
    press(app, "Übernehmen")
    assert len(desk.made("deliver")) == 1
    assert app.success


def test_estimates_are_marked(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED)
    app = _type(_opened(open_app), "Kontakte insgesamt", 12)
    app.checkbox[0].check().run()
    press(app, "Prüfen")
    assert b";total;;12;ja\n" in desk.files[0]


def test_checking_again_replaces_what_was_checked_before(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, check=CHECKED)
    app = press(_type(_opened(open_app), "Kontakte insgesamt", 12), "Prüfen")
    press(_type(app, "Kontakte insgesamt", 13), "Prüfen")
    assert len(desk.calls) == 2
    assert visible(app).count('class=\\"qm-file\\"') == 1
    assert not Path(desk.calls[0][1]).exists()


def test_numbers_stay_with_their_service_and_month(open_app: Open) -> None:
    app = _choose(_opened(open_app), "Angebot", "lotsen-nord")
    _type(app, "Kontakte insgesamt", 12)
    _choose(app, "Angebot", "sprechstunde-nord")
    assert app.number_input[0].value is None
    _choose(app, "Angebot", "lotsen-nord")
    assert app.number_input[0].value == 12
    _choose(app, "Berichtsmonat", "2026-09")
    assert app.number_input[0].value is None


def test_numbers_outlive_another_page(open_app: Open) -> None:
    app = _type(_opened(open_app), "Kontakte insgesamt", 12)
    app.switch_page("pages/lage.py").run()
    app.query_params["teil"] = "eintragen"
    app.switch_page("pages/datenlieferungen.py").run()
    assert app.number_input[0].value == 12


def test_a_quartier_is_offered_its_own_services_only(open_app: Open) -> None:
    (box,) = [box for box in _opened(open_app, SOUTH).selectbox if box.label == "Angebot"]
    assert list(box.options) == ["Sprechstunde Süd"]
    (box,) = [box for box in _opened(open_app, COORDINATOR).selectbox if box.label == "Angebot"]
    assert len(box.options) == 3


def test_a_place_of_others_offers_nothing(open_app: Open) -> None:
    app = open_app("datenlieferungen", SOUTH, teil="eintragen", quartier="nord")
    assert not app.number_input
    assert "kein Angebot" in visible(app)


def test_the_form_says_what_counts_already(open_app: Open) -> None:
    app = _choose(_opened(open_app), "Angebot", "sprechstunde-nord")
    assert "zählen in diesem Monat schon Einzelkontakte" in visible(app)
    _choose(_choose(app, "Angebot", "lotsen-nord"), "Berichtsmonat", "2026-08")
    assert "zählen in diesem Monat schon Einzelkontakte" not in visible(app)
    assert "(bisher\xa0" in app.number_input[0].label
