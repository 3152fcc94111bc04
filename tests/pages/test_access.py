"""Who may open what: the address never widens a scope, a council process has no other, refused pages run nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard import filters
from tests.builders_release import RELEASE, TOWN
from tests.pages.conftest import ROOT, SCOPES, Open, open_in_workspace
from tests.pages.reading import everything, topic_of, visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES


def test_the_address_seeds_the_filters(open_app: Open) -> None:
    app = open_app("beratungskontakte", STEERING, monat="2026-05", quartier="nord")
    assert [box.value for box in app.selectbox][1:] == ["2026-05", "nord"]
    assert "Nord, Mai 2026" in visible(app)


def test_without_an_address_the_last_ended_month_of_the_whole_town_is_shown(open_app: Open) -> None:
    app = open_app("lage", STEERING)
    assert [box.value for box in app.selectbox][1:] == ["2026-10", "alle"]


def test_a_quartier_manager_starts_at_home(open_app: Open) -> None:
    app = open_app("lage", SOUTH)
    assert [box.value for box in app.selectbox][1:] == ["2026-10", "sued"]


def test_who_looks_as_a_quartier_looks_at_it_first(open_app: Open) -> None:
    app = open_app("beratungskontakte", COORDINATOR, quartier="nord")
    app.selectbox[0].select(SOUTH).run()
    assert [box.value for box in app.selectbox] == [SOUTH, "2026-10", "sued"]
    app.selectbox[0].select(STEERING).run()
    assert [box.value for box in app.selectbox] == [STEERING, "2026-10", "sued"]


@pytest.mark.parametrize("month", ["2031-01", "2020-01", "kaputt", "2026-13", "<script>alert(1)</script>", ""])
def test_an_unknown_month_is_said_and_replaced(open_app: Open, month: str) -> None:
    app = open_app("lage", STEERING, monat=month)
    assert not app.exception
    assert [box.value for box in app.selectbox][1] == "2026-10"
    assert "Zu dem Monat in der Adresse liegen keine Zahlen vor" in visible(app)
    assert "script>" not in visible(app)


def test_an_unknown_quartier_is_said_and_replaced(open_app: Open) -> None:
    app = open_app("lage", STEERING, quartier="atlantis")
    assert [box.value for box in app.selectbox][2] == "alle"
    assert "Das Quartier in der Adresse gibt es hier nicht" in visible(app)


def test_filters_stay_while_moving_between_pages(open_app: Open) -> None:
    app = open_app("lage", STEERING)
    app.selectbox[1].select("2026-03").run()
    app.selectbox[2].select("nord").run()
    app.switch_page("pages/foerdermittel.py").run()
    assert [box.value for box in app.selectbox][1:] == ["2026-03", "nord"]


def test_a_release_can_be_pinned_and_left_again(open_app: Open) -> None:
    app = open_app("lage", STEERING, stand=RELEASE)
    assert "hält einen Datenstand fest" in visible(app)
    app.button[0].click().run()
    assert "hält einen Datenstand fest" not in visible(app)


@pytest.mark.parametrize("release", ["20200101T000000Z-00000000", "../../etc", "x" * 400])
def test_a_release_that_is_gone_leads_to_the_current_one(open_app: Open, release: str) -> None:
    app = open_app("lage", STEERING, stand=release)
    assert filters.UNKNOWN_RELEASE in visible(app)
    assert RELEASE in visible(app)


def test_a_foreign_quartier_in_the_address_grants_nothing(open_app: Open) -> None:
    asked = {"quartier": "sued", "ansicht": SOUTH, "kommune": "anderswo"}
    own, foreign = (open_app("beratungskontakte", scope, **asked) for scope in (SOUTH, NORTH))
    assert (own.selectbox[0].value, foreign.selectbox[0].value) == (SOUTH, NORTH)
    assert topic_of(own, "Schulden") != "·"
    assert topic_of(foreign, "Schulden") == "·"


@pytest.mark.parametrize("page", ["datenlieferungen"])
def test_the_council_is_refused_pages_that_are_not_public(
    workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setenv("QM_VAR", str(published))
    monkeypatch.setenv("QM_AUDIENCE", "council")
    app = open_in_workspace()
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        app.switch_page(f"pages/{page}.py")
    direct = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60)
    direct.session_state["app_ran"] = True
    direct.run()
    assert [heading.value for heading in direct.title] == ["Nicht öffentlich"]
    assert not direct.get("table")
    assert not direct.button


def test_a_council_process_ignores_what_a_session_pretends(
    workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QM_VAR", str(published))
    monkeypatch.setenv("QM_AUDIENCE", "council")
    app = open_in_workspace("beratungskontakte", COORDINATOR)
    assert [box.label for box in app.selectbox] == ["Monat", "Quartier"]
    assert "Einzelkontakte" not in everything(app)


def _labels(app: AppTest) -> set[str]:
    return {button.label for button in app.button}


def test_only_the_coordinators_own_view_refreshes(open_app: Open) -> None:
    assert "Jetzt aktualisieren" in _labels(open_app("datenlieferungen", COORDINATOR))
    for scope in (STEERING, NORTH):
        assert "Jetzt aktualisieren" not in _labels(open_app("datenlieferungen", scope))


@pytest.mark.parametrize("part", ["ueberblick", "abgeben", "eintragen", "vorlagen", "texte"])
def test_the_steering_group_can_order_nothing_whatever_the_address_says(open_app: Open, part: str) -> None:
    app = open_app("datenlieferungen", STEERING, teil=part)
    assert not app.button
    assert not app.text_input
    assert not app.number_input
    assert not app.get("file_uploader")
    assert not app.button_group


def test_a_page_reached_without_the_app_shows_nothing_of_its_own(
    workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QM_VAR", str(published))
    app = AppTest.from_file(str(ROOT / "pages" / "beratungskontakte.py"), default_timeout=60).run()
    assert "Kontakte" not in everything(app).replace("beratungskontakte", "")


def test_unexpected_errors_become_one_calm_sentence(
    open_app: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Frau Muster, Kennung 4711")

    monkeypatch.setattr("analytics.figures.lage.tiles", broken)
    app = open_app("lage", STEERING)
    assert "lässt sich gerade nicht zeigen" in app.error[0].value
    assert "4711" not in everything(app)
    assert "4711" not in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_broken_setting_is_said_in_german(workspace: Path) -> None:
    (workspace / "config" / "workspace.toml").write_text("[workspace]\n", encoding="utf-8")
    app = open_in_workspace()
    assert "config/workspace.toml" in app.error[0].value


def test_all_interfaces_are_refused_inside_the_guard(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    known = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else known(name))
    app = open_app("lage", COORDINATOR)
    assert "keine Anmeldung eingerichtet" in app.warning[0].value
    assert not app.title


def test_the_municipality_is_chosen_in_the_session_never_in_the_address(
    workspace: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QM_VAR", str(published))
    config = workspace / "config" / "workspace.toml"
    config.write_text(
        config.read_text(encoding="utf-8") + '\n[municipalities.anderswo]\nname = "Anderswo"\n', encoding="utf-8"
    )
    app = open_in_workspace("lage", kommune="anderswo")
    assert app.selectbox[0].value == TOWN
    app.selectbox[0].select("anderswo").run()
    assert [heading.value for heading in app.title] == ["Noch keine Zahlen"]
