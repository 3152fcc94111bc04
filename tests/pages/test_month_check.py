"""Monatsprüfung: the own count beside what counts, and a signature that names the figures on the screen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.desk import fake_desk, labels, press
from tests.pages.reading import visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES
SIGNED = {"month": "2026-10", "quartier": "nord", "digest": "x", "state": "signed"}


def _opened(open_app: Open, scope: str = NORTH, **address: str) -> AppTest:
    return open_app("monatspruefung", scope, **({"quartier": "nord", "monat": "2026-10"} | address))


def _compared(app: AppTest) -> list[list[str]]:
    tables = [table.value for table in app.get("table")]
    return [row for table in tables if "Erklärung" in table.columns for row in table.to_numpy().tolist()]


def _field(app: AppTest, begins: str) -> object:
    return next(field for field in app.number_input if field.label.startswith(begins))


def test_the_saved_own_count_stands_beside_what_counts(open_app: Open) -> None:
    app = _opened(open_app)
    rows = _compared(app)
    assert rows
    assert {row[0] for row in rows} == {"Sprechstunde Nord"}
    assert any(row[5].replace("\xa0", " ") == "4 mehr" for row in rows)


def test_typed_numbers_are_compared_at_once_and_saved_as_a_file(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = fake_desk(monkeypatch, own_tally={"rows": 1, "findings": []})
    app = _opened(open_app, SOUTH, quartier="sued")
    assert not _compared(app)
    assert "Noch ist nichts zu vergleichen" in visible(app)
    assert labels(app)["Eigene Zählung speichern"] is False
    app.number_input[0].set_value(3)
    app.run()
    ((service, dimension, _, own, _, difference, _),) = _compared(app)
    assert (service, dimension, own) == ("Sprechstunde Süd", "Gesamt", "3")
    assert difference.endswith(("mehr", "weniger", "gleich"))
    press(app, "Eigene Zählung speichern")
    (call,) = desk.calls
    assert call[0] == "own-tally"
    assert {"--quartier=sued", "--month=2026-10", f"--scope={TOWN}/quartier:sued"} <= set(call)
    assert desk.files[0].decode().splitlines()[1] == "2026-10;sprechstunde-sued;total;;3;nein"
    assert "gespeichert" in app.success[0].value


def test_a_refused_own_count_says_why(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_desk(monkeypatch, own_tally={"rows": 0, "findings": [{"message": "Der Monat passt nicht."}]})
    app = _opened(open_app)
    press(app, "Eigene Zählung speichern")
    assert "Der Monat passt nicht" in app.warning[0].value


def test_signing_needs_a_name_and_names_the_figures_that_were_seen(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = fake_desk(monkeypatch, sign_off=SIGNED)
    app = _opened(open_app)
    (label,) = [label for label in labels(app) if "unterschreiben" in label]
    assert label.replace("\xa0", " ") == "Oktober 2026 für Nord unterschreiben"
    assert labels(app)[label] is False
    app.text_input(key="name_of_person").input("Eva Muster").run()
    press(app, label)
    (call,) = desk.calls
    assert call[:2] == ["sign-off", "2026-10"]
    assert {"--quartier=nord", "--by=Eva Muster"} <= set(call)
    (digest,) = [word.removeprefix("--digest=") for word in call if word.startswith("--digest=")]
    assert len(digest) == 64


def test_a_month_that_is_signed_says_by_whom_and_asks_no_more(open_app: Open) -> None:
    app = _opened(open_app, monat="2026-07")
    assert "Unterschrieben von" in visible(app)
    assert not [label for label in labels(app) if "unterschreiben" in label]


def test_a_signature_that_lapsed_says_so_and_can_be_given_again(open_app: Open) -> None:
    app = _opened(open_app, monat="2026-08")
    assert "gilt nicht mehr, weil sich die Zahlen danach geändert haben" in visible(app)
    assert [label for label in labels(app) if "unterschreiben" in label]


def test_the_order_that_failed_leaves_its_reason(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.child import Ended

    failed = Ended(1, '{"error": "Die Zahlen haben sich inzwischen geändert."}'.encode(), "", True)
    fake_desk(monkeypatch, sign_off=failed)
    app = _opened(open_app)
    app.text_input(key="name_of_person").input("Eva Muster").run()
    press(app, next(label for label in labels(app) if "unterschreiben" in label))
    assert "Die Zahlen haben sich inzwischen geändert" in app.warning[0].value


def test_without_a_quartier_there_is_a_list_of_them(open_app: Open) -> None:
    app = _opened(open_app, COORDINATOR, quartier="alle")
    assert [link.proto.label for link in app.get("page_link")][:2] == ["Nord", "Süd"]
    assert not app.number_input


def test_the_month_of_others_is_not_shown(open_app: Open) -> None:
    app = _opened(open_app, SOUTH, quartier="nord")
    assert not app.number_input
    assert not [label for label in labels(app) if "unterschreiben" in label]
    assert "Sprechstunde Nord" not in visible(app)
    assert next(link.proto.label for link in app.get("page_link")) == "Süd"


@pytest.mark.parametrize("scope", [STEERING, COUNCIL])
def test_others_have_no_such_page(open_app: Open, scope: str) -> None:
    app = open_app("lage", scope)
    app.session_state["ansicht"] = scope
    with pytest.raises(ValueError, match="Could not find"):
        app.switch_page("pages/monatspruefung.py")


def test_a_number_is_followed_to_its_rows(open_app: Open) -> None:
    app = _opened(open_app)
    assert "Kontakte aus" in visible(app)
    names: Mapping[str, object] = {box.label: box for box in app.selectbox}
    assert {"Angebot der Zahl", "Zahl"} <= set(names)
