"""Datenschutz: what the coordination reads there, what can be saved, and who may not open it."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import ROOT, SCOPES, Open
from tests.pages.reading import visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES


def test_the_page_says_what_was_found_what_goes_and_what_is_processed(open_app: Open) -> None:
    app = open_app("datenschutz", COORDINATOR)
    assert not app.exception
    said = visible(app).replace("\\xa0", " ").replace("\xa0", " ")
    assert "12.480 Zellen angegriffen, 0 bestimmbar." in said
    assert "Als Nächstes zu löschen: Abgewiesene Dateien im Eingang" in said
    assert "1 abgewiesene Datei wartet im Eingang" in said
    assert "Um Personen geht es in 1 von 2 Verarbeitungen: Beratungskontakte." in said
    assert [part.value for part in app.subheader][:2] == ["Letzter Angriff", "Was geschützt wird"]
    saved = {button.label for button in app.get("download_button")}
    assert saved == {"Als CSV speichern", "Als XLSX speichern"}


def test_the_whole_record_is_folded_away_until_somebody_asks(open_app: Open) -> None:
    app = open_app("datenschutz", COORDINATOR)
    assert "beim Einlesen verschlüsselt" not in visible(app)


@pytest.mark.parametrize("scope", [STEERING, COUNCIL, NORTH])
def test_the_page_is_not_there_for_others(open_app: Open, scope: str) -> None:
    app = open_app("lage", scope)
    with pytest.raises(ValueError, match="datenschutz"):
        app.switch_page("pages/datenschutz.py")


def test_a_direct_address_is_refused_too(workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QM_VAR", str(published))
    monkeypatch.setenv("QM_AUDIENCE", "council")
    direct = AppTest.from_file(str(ROOT / "pages" / "datenschutz.py"), default_timeout=60)
    direct.session_state["app_ran"] = True
    direct.run()
    assert [heading.value for heading in direct.title] == ["Nicht öffentlich"]
    assert not direct.get("table")
