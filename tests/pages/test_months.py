"""What each audience sees of open, released and corrected months, and how the coordination closes one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders_release import build_release
from tests.pages.conftest import SCOPES, Open, open_in_workspace
from tests.pages.reading import visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture(scope="session")
def half(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Months up to September are released; seven contacts of September came later."""
    var = tmp_path_factory.mktemp("half") / "var"
    build_release(var, released=SEPTEMBER, late=7)
    return var


@pytest.fixture
def open_half(workspace: Path, half: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    monkeypatch.setenv("QM_VAR", str(half))
    return open_in_workspace


def _month(app) -> str:
    return next(box.value for box in app.selectbox if box.label == "Monat")


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("page", ["lage", "beratungskontakte", "karte", "veranstaltungen", "revisionen"])
def test_pages_open_at_the_last_released_month(open_half: Open, page: str, scope: str) -> None:
    app = open_half(page, scope)
    assert not app.exception
    assert "2026-09" in _month(app)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("page", ["lage", "beratungskontakte", "karte", "kennzahlen", "veranstaltungen"])
def test_pages_open_at_an_open_month(open_half: Open, page: str, scope: str) -> None:
    app = open_half(page, scope, monat="2026-10")
    assert not app.exception
    assert not app.error
    said = visible(app)
    if scope == COUNCIL:
        assert "liegen keine Zahlen vor" in said
        assert "2026-09" in _month(app)
    else:
        assert "noch nicht freigegeben" in said


def test_the_steering_group_reads_service_totals_of_an_open_month_and_no_more(open_half: Open) -> None:
    said = visible(open_half("beratungskontakte", STEERING, monat="2026-10"))
    assert "vorläufige Summen der Angebote" in said
    services = _table(open_half("beratungskontakte", STEERING, monat="2026-10"), "Angebot")
    row = services[services["Angebot"] == "Sprechstunde Nord"].iloc[0].tolist()
    assert row[-1].endswith("p")
    total = services[services["Angebot"] == "Musterstadt gesamt"].iloc[0].tolist()
    assert total[-1] == "…"


def _table(app, header: str):
    return next(table.value for table in app.get("table") if header in table.value.columns)


@pytest.mark.parametrize("scope", [COORDINATOR, NORTH])
def test_owners_read_how_far_it_moved_since_the_release(open_half: Open, scope: str) -> None:
    said = visible(open_half("beratungskontakte", scope, quartier="nord")).replace("\xa0", " ")
    assert "Seit der Freigabe +7, aktuell" in said


@pytest.mark.parametrize("scope", [STEERING, COUNCIL, SOUTH])
def test_others_do_not(open_half: Open, scope: str) -> None:
    assert "Seit der Freigabe" not in visible(open_half("beratungskontakte", scope, quartier="nord"))


@pytest.mark.parametrize("scope", SCOPES)
def test_a_corrected_month_carries_its_sign(open_half: Open, scope: str) -> None:
    app = open_half("beratungskontakte", scope, monat="2026-04", quartier="nord")
    total = app.get("table")[0].value
    april = total[total.iloc[:, 0].str.replace("\xa0", " ") == "April 2026"].iloc[0].tolist()
    assert april[1].endswith("\xa0r")
    assert "berichtigt" in " ".join(april)


@pytest.mark.parametrize("scope", SCOPES)
def test_the_revisions_say_what_was_and_why_as_far_as_one_may_know(open_half: Open, scope: str) -> None:
    said = visible(open_half("revisionen", scope, quartier="nord")).replace("\xa0", " ")
    assert "1 Monat wurde nach der Freigabe berichtigt" in said
    assert "April 2026, Fassung 2" in said
    assert ("Nachmeldung" in said) == (scope != COUNCIL)
    assert ("Nachmeldung_2026-04.csv" in said) == (scope not in (COUNCIL, SOUTH))
    assert ("von Caritasverband" in said) == (scope in (COORDINATOR, NORTH))


def test_only_the_coordination_finds_the_close_of_months(open_half: Open) -> None:
    assert "Monatsabschluss" in [each.value for each in open_half("monatspruefung", COORDINATOR).subheader]
    assert "Monatsabschluss" not in [each.value for each in open_half("monatspruefung", NORTH).subheader]


def test_the_next_step_of_a_month_needs_a_name_and_where_due_a_reason(open_half: Open) -> None:
    app = open_half("monatspruefung", COORDINATOR)
    (button,) = [each for each in app.button if "Über die Lücke schließen" in each.label]
    assert button.label.startswith("Oktober")
    assert button.disabled
    assert "1 von 2 Quartieren hat unterschrieben" in visible(app)


def test_a_released_month_stands_beside_the_current_one(open_half: Open) -> None:
    app = open_half("monatspruefung", NORTH, quartier="nord")
    assert "Freigegeben und aktuell" in [each.value for each in app.subheader]
