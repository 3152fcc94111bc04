"""The other parts of Datenlieferungen: what is to do, decisions, forms, letters; for whom, and what they order."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import commands
from dashboard.child import Ended
from dashboard.errors import CommandFailed
from settings import read_paths
from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.desk import fake_desk, labels, press
from tests.pages.reading import visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES
DONE = {"changed": True, "deliveries": []}


def _select(app: AppTest, label: str, begins: str) -> AppTest:
    box = next(box for box in app.selectbox if box.label == label)
    box.select_index(next(index for index, option in enumerate(box.options) if begins in option))
    return app.run()


def test_to_dos_lead_to_where_they_are_done(open_app: Open) -> None:
    app = open_app("datenlieferungen", COORDINATOR)
    assert "überfällig" in visible(app)
    links = {link.proto.label: link.proto.query_string for link in app.get("page_link")}
    assert "teil=abgeben" in links["Datei abgeben"]
    assert "Monat prüfen" in links


def test_the_steering_group_reads_what_is_missing_and_has_no_list(open_app: Open) -> None:
    app = open_app("datenlieferungen", STEERING)
    assert "Zu tun" not in [heading.value for heading in app.subheader]
    assert "Fehlende Meldungen" in [heading.value for heading in app.subheader]


def test_a_delivery_is_taken_back_with_a_reason(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, withdraw=DONE)
    app = _select(open_app("datenlieferungen", COORDINATOR), "Lieferung", "angenommen")
    assert labels(app)["Zurückziehen"] is False
    (reason,) = [field for field in app.text_input if field.label.startswith("Grund, falls")]
    reason.input("falscher Monat").run()
    press(app, "Zurückziehen")
    (call,) = desk.calls
    assert {"--reason=falscher Monat", "--by=Koordination"} <= set(call)
    assert "Zurückgezogen" in app.success[0].value


def test_a_held_delivery_is_confirmed(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, confirm=DONE)
    app = _select(open_app("datenlieferungen", NORTH), "Lieferung", "wartet auf Bestätigung")
    press(app, "Bestätigen")
    assert [call[0] for call in desk.calls] == ["confirm"]
    assert f"--scope={TOWN}/quartier:nord" in desk.calls[0]


def test_a_withdrawn_delivery_is_brought_back(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, restore=Ended(1, b'{"error": "Geht nicht."}', "", True))
    app = _select(open_app("datenlieferungen", COORDINATOR), "Lieferung", "zurückgenommen")
    press(app, "Wieder gelten lassen")
    assert [call[0] for call in desk.calls] == ["restore"]
    assert app.warning[0].value == "Geht nicht."


def test_a_conflict_is_decided_where_it_is_told(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, decide=DONE)
    app = open_app("datenlieferungen", COORDINATOR)
    assert labels(app)["Entscheiden"] is False
    app.radio[0].set_value("tally").run()
    press(app, "Entscheiden")
    assert desk.calls[0][:4] == ["decide", "lotsen-nord", "2026-09", "tally"]


def test_letters_are_ready_to_be_changed_and_sent(open_app: Open) -> None:
    app = open_app("datenlieferungen", COORDINATOR, teil="texte")
    assert [heading.value for heading in app.subheader][1:] == [
        "AWO Kreisverband",
        "Caritasverband",
        "Diakonisches Werk",
    ]
    body = app.text_area[0]
    assert "Lotsen Nord" in body.value
    body.input("Ganz anders").run()
    assert app.text_area[0].value == "Ganz anders"
    assert app.get("link_button")[0].proto.url.endswith("body=Ganz%20anders")


def test_a_month_without_open_matters_has_no_letters(open_app: Open) -> None:
    app = open_app("datenlieferungen", COORDINATOR, teil="texte", monat="2024-05")
    assert not app.text_area
    assert "muss kein Träger" in visible(app)


def test_every_kind_has_a_form_to_save(open_app: Open) -> None:
    app = open_app("datenlieferungen", NORTH, teil="vorlagen")
    (box,) = [box for box in app.selectbox if box.label == "Art der Lieferung"]
    assert len(box.options) == 18
    (button,) = [each for each in app.get("download_button") if each.proto.label == "Vorlage speichern"]
    assert not button.proto.disabled


def test_a_form_is_made_by_the_real_child(workspace: Path) -> None:
    desk = commands.Desk(paths=read_paths(), municipality=TOWN)
    assert commands.template(desk, "contacts").startswith(b"PK")
    with pytest.raises(CommandFailed):
        commands.template(desk, "areas")


@pytest.mark.parametrize("part", ["ueberblick", "abgeben", "eintragen", "vorlagen", "texte", "kaputt"])
@pytest.mark.parametrize("scope", [COORDINATOR, NORTH, SOUTH])
def test_every_part_opens_for_those_who_deliver(open_app: Open, scope: str, part: str) -> None:
    app = open_app("datenlieferungen", scope, teil=part)
    assert not app.exception
    assert not app.error
    assert app.query_params["teil"] == ("ueberblick" if part == "kaputt" else part)
