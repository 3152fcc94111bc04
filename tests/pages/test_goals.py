"""Ziele und Beschlüsse: what each audience reads, and that forms hand what was typed to the commands."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.child import Ended
from tests.builders_decisions import DONE, DUE, LATER, NORTH_NOTE, SOUTH_NOTE, TOWN_NOTE
from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.desk import fake_desk, labels, press
from tests.pages.reading import everything, visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES
ENTERED = {"decision": "2026-03", "state": "open", "changed": True}


def _opened(open_app: Open, scope: str, **address: str) -> AppTest:
    app = open_app("ziele", scope, **({"quartier": "alle"} | address))
    assert not app.exception
    assert not app.error
    return app


def _options(call: list[str]) -> dict[str, str]:
    return dict(word.removeprefix("--").split("=", 1) for word in call if word.startswith("--") and "=" in word)


@pytest.mark.parametrize("scope", SCOPES)
def test_goals_and_the_rules_by_which_they_are_judged_are_read_by_everybody(open_app: Open, scope: str) -> None:
    said = visible(_opened(open_app, scope))
    assert "3 Ziele, Stand 12.11.2026" in said
    assert "Vorlage 2025/17 · Fertigstellung 30.06.2026" in said
    assert "seit 135 Tagen überfällig" in said
    assert "Der Träger hat gewechselt" in said
    assert "Das Ist liegt um mindestens ein Zehntel besser als der Plan" in said


@pytest.mark.parametrize("scope", SCOPES)
def test_decisions_are_read_by_everybody_and_the_work_on_them_by_staff(open_app: Open, scope: str) -> None:
    app = _opened(open_app, scope)
    said, all_of_it = visible(app), everything(app)
    assert all(title in said for title in (DUE, DONE, LATER))
    assert "Vorlage 2025/17" in said
    for words in ("Amt für Soziales", "Wiedervorlage", "Wird gut genutzt", "Ein Tag mehr in der Woche"):
        assert (words in all_of_it) == (scope != COUNCIL), words


@pytest.mark.parametrize("scope", [COORDINATOR, STEERING, NORTH, SOUTH])
def test_a_review_shows_before_and_after_with_its_span_and_method(open_app: Open, scope: str) -> None:
    app = _opened(open_app, scope)
    said = visible(app)
    assert f"Wieder vorzulegen: {DUE}" in said
    assert "Der Unterschied ist" in said
    assert "wahrscheinlich zwischen" in said
    assert "Verfahren von Welch, 1947" in said
    charts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert any(f"Vermerkt: Oktober\xa02025: Beschluss 2025-01 vom 14.10.2025: {DUE}" in alt for alt in charts)


@pytest.mark.parametrize(
    ("scope", "told"),
    [
        (COORDINATOR, {NORTH_NOTE, SOUTH_NOTE, TOWN_NOTE}),
        (STEERING, {NORTH_NOTE, SOUTH_NOTE, TOWN_NOTE}),
        (NORTH, {NORTH_NOTE, TOWN_NOTE}),
        (SOUTH, {SOUTH_NOTE, TOWN_NOTE}),
        (COUNCIL, set()),
    ],
)
def test_notes_stand_on_the_page_at_the_lines_and_in_their_tables(open_app: Open, scope: str, told: set[str]) -> None:
    pages = [_opened(open_app, scope), open_app("beratungskontakte", scope, quartier="alle")]
    for app in pages:
        said = everything(app)
        assert {note for note in (NORTH_NOTE, SOUTH_NOTE, TOWN_NOTE) if note in said} == told
    if told:
        table = pages[1].get("table")[0].value
        assert any(TOWN_NOTE in hint for hint in table["Hinweis"])
        # Read without pointing at the chart, and printed.
        assert f"<li>Mai 2026: Bemerkung: {TOWN_NOTE}</li>" in visible(pages[1])


@pytest.mark.parametrize(
    ("scope", "forms"),
    [
        (COORDINATOR, {"Beschluss eintragen", "Bemerkung eintragen", "Als erledigt eintragen"}),
        (NORTH, {"Bemerkung eintragen"}),
        (STEERING, set()),
        (COUNCIL, set()),
    ],
)
def test_forms_are_for_those_who_may_enter(open_app: Open, scope: str, forms: set[str]) -> None:
    address = {"quartier": "nord"} if scope == NORTH else {}
    found = {"Beschluss eintragen", "Bemerkung eintragen", "Als erledigt eintragen"} & set(
        labels(_opened(open_app, scope, **address))
    )
    assert found == forms


def test_a_quartier_notes_on_its_own_page_only(open_app: Open) -> None:
    app = _opened(open_app, NORTH, quartier="sued")
    assert "Bemerkung eintragen" not in labels(app)
    assert "Bemerkungen schreiben Sie zum eigenen Quartier" in visible(app)


def test_a_typed_decision_becomes_a_command(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, decision=ENTERED)
    app = _opened(open_app, COORDINATOR)
    for field, text in {
        "title": "Zweiter Treff",
        "body": "Rat",
        "reference": "Vorlage 2026/1",
        "responsible": "Sozialamt",
    }.items():
        app.text_input(key=f"decision_{field}").input(text)
    app.text_area(key="decision_measure").input("Räume\nsuchen")
    app.date_input(key="decision_decided_on").set_value(date(2026, 11, 3))
    app.date_input(key="decision_review_on").set_value(date(2027, 11, 3))
    app.selectbox(key="decision_metric").set_value("attendance")
    app.selectbox(key="decision_quartier").set_value("sued")
    app.text_input(key="name_of_person").input("Eva Muster")
    press(app, "Beschluss eintragen")
    (call,) = desk.made("decision")
    given = _options(call)
    assert {name: given[name] for name in ("title", "decided-on", "body", "reference", "measure", "metric")} == {
        "title": "Zweiter Treff",
        "decided-on": "2026-11-03",
        "body": "Rat",
        "reference": "Vorlage 2026/1",
        "measure": "Räume suchen",
        "metric": "attendance",
    }
    assert (given["quartier"], given["responsible"], given["review-on"]) == ("sued", "Sozialamt", "2027-11-03")
    assert (given["by"], given["municipality"]) == ("Eva Muster", TOWN)
    assert "Der Beschluss steht im Protokoll" in app.success[0].value


def test_a_refused_decision_says_why_and_keeps_what_was_typed(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Ended(1, '{"error": "Das Feld „Beschluss“ enthält vermutlich Angaben zu Personen."}'.encode(), "", True)
    fake_desk(monkeypatch, decision=refused)
    app = _opened(open_app, COORDINATOR)
    app.text_input(key="decision_title").input("Antrag von jemandem")
    press(app, "Beschluss eintragen")
    assert "vermutlich Angaben zu Personen" in app.warning[0].value
    assert app.text_input(key="decision_title").value == "Antrag von jemandem"


def test_a_review_is_finished_moved_or_taken_back(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, decision={"decision": "2025-01", "state": "done"})
    app = _opened(open_app, COORDINATOR)
    app.text_area(key="review_2025-01_result_text").input("Bleibt so")
    press(app, "Als erledigt eintragen")
    app.date_input(key="review_2025-01_day").set_value(date(2027, 5, 31))
    press(app, "Wiedervorlage verschieben")
    press(app, "Beschluss zurücknehmen")
    finished, moved, gone = desk.made("decision")
    assert finished[1] == moved[1] == gone[1] == "2025-01"
    assert (_options(finished)["status"], _options(finished)["result"]) == ("done", "Bleibt so")
    assert _options(moved)["review-on"] == "2027-05-31"
    assert "status" not in _options(moved)
    assert "--withdraw" in gone


def test_a_quartiers_note_carries_its_scope_month_and_place(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = fake_desk(monkeypatch, note={"note": "4", "state": "open"})
    app = _opened(open_app, NORTH, quartier="nord", monat="2026-06")
    app.selectbox(key="note_metric").set_value("contacts")
    app.text_area(key="note_text").input("Zwei Wochen geschlossen")
    press(app, "Bemerkung eintragen")
    given = _options(desk.made("note")[0])
    assert {name: given[name] for name in ("metric", "quartier", "month", "text", "scope")} == {
        "metric": "contacts",
        "quartier": "nord",
        "month": "2026-06",
        "text": "Zwei Wochen geschlossen",
        "scope": f"{TOWN}/quartier:nord",
    }
    assert "an der Linie ihrer Kennzahl" in app.success[0].value


@pytest.mark.parametrize(("scope", "own"), [(NORTH, {"1"}), (COORDINATOR, {"1", "2", "3"})])
def test_own_notes_are_taken_back(open_app: Open, monkeypatch: pytest.MonkeyPatch, scope: str, own: set[str]) -> None:
    desk = fake_desk(monkeypatch, note={"note": "1", "state": "withdrawn"})
    app = _opened(open_app, scope, quartier="nord" if scope == NORTH else "alle")
    (box,) = [box for box in app.selectbox if box.label == "Bemerkung zurücknehmen"]
    assert len(box.options) == len(own)
    assert labels(app)["Zurücknehmen"] is False
    box.set_value("1").run()
    press(app, "Zurücknehmen")
    assert desk.made("note")[0][:3] == ["note", "1", "--withdraw"]
