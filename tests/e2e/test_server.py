"""The server as people meet it: cold, by a deep link, in every role, on its own host only."""

from __future__ import annotations

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

import duckdb
import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import ROOT, WorkspaceFolders, free_port, ran, says, serving, visit

PAGES = {
    "lage": "Lage",
    "beratungskontakte": "Beratungskontakte",
    "veranstaltungen": "Veranstaltungen",
    "foerdermittel": "Fördermittel",
    "karte": "Karte",
    "ebenen": "Drei Ebenen",
    "profil": "Quartiersprofil",
    "datenlieferungen": "Datenlieferungen",
    "monatspruefung": "Monatsprüfung",
    "kennzahlen": "Kennzahlen-Steckbriefe",
}
NOT_FOR = {
    "Rat und Öffentlichkeit": {"datenlieferungen", "monatspruefung"},
    "Steuerungskreis": {"monatspruefung"},
}
AUDIENCES = ("Koordination", "Steuerungskreis", "Rat und Öffentlichkeit", "Quartier Manfort")


def test_a_deep_link_works_on_a_cold_server(example: WorkspaceFolders, page: Page) -> None:
    with duckdb.connect(str(example.release("leverkusen") / "coordinator.duckdb"), read_only=True) as connection:
        (contacts,) = connection.execute(
            "select value from mart_metric where metric = 'contacts' and period_kind = 'month' "
            "and period = date '2026-03-01' and area_kind = 'quartier' and area = 'wiesdorf'"
        ).fetchone()
    with serving(example) as address:
        page.goto(f"{address}/beratungskontakte?monat=2026-03&quartier=wiesdorf")
        ran(page, "Beratungskontakte")
        says(page, f"Wiesdorf, März 2026: {contacts:.0f} Kontakte")
        assert page.locator("html").get_attribute("lang") == "de"
        assert urlsplit(page.url).path == "/beratungskontakte"
        assert set(urlsplit(page.url).query.split("&")) >= {"monat=2026-03", "quartier=wiesdorf"}


@pytest.fixture
def outside_hosts(page: Page, server: str) -> Iterator[set[str]]:
    """Hosts other than the server's own that the browser asked for."""
    own = urlsplit(server).netloc
    hosts: set[str] = set()

    def note(address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own:
            hosts.add(parts.netloc)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    return hosts


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_stays_on_its_own_host(server: str, page: Page, outside_hosts: set[str], audience: str) -> None:
    page.goto(server)
    ran(page, "Lage")
    page.get_by_role("combobox", name="Ansicht als").click()
    page.get_by_role("option", name=audience, exact=True).click()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    seen = set()
    for key, title in PAGES.items():
        if key in NOT_FOR.get(audience, ()):
            assert page.get_by_test_id("stTopNav").get_by_role("link", name=title, exact=True).count() == 0
            continue
        visit(page, title)
        ran(page, title)
        text = page.locator("[data-testid=stApp]").inner_text()
        assert "Beispieldaten" in text
        assert "lässt sich gerade nicht zeigen" not in text
        seen.add(key)
    assert seen == PAGES.keys() - NOT_FOR.get(audience, set())
    assert outside_hosts == set()


def test_a_council_process_serves_the_council_only(example: WorkspaceFolders, page: Page) -> None:
    with serving(example, QM_AUDIENCE="council") as address:
        page.goto(f"{address}/datenlieferungen")
        page.get_by_text("nicht für").or_(page.get_by_text("gibt es nicht")).first.wait_for()
        assert "service-point_2026" not in page.content()
        page.goto(f"{address}/beratungskontakte")
        ran(page, "Beratungskontakte")
        assert page.get_by_role("combobox", name="Ansicht als").count() == 0
        assert page.get_by_text("Einzelkontakte").count() == 0


def test_other_machines_are_refused_without_a_login(example: WorkspaceFolders, server: str) -> None:
    command = [sys.executable, "-m", "dashboard", "--address", "0.0.0.0", "--port", str(free_port())]
    result = subprocess.run(command, cwd=ROOT, env=example.environment, capture_output=True, text=True, timeout=60)
    assert result.returncode == 1
    assert "keine Anmeldung" in result.stderr
    for header in ({"Host": "quartier.example"}, {"X-Forwarded-For": "192.0.2.1"}):
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(urllib.request.Request(server, headers=header), timeout=20)
        assert refusal.value.code == 403


def test_the_filters_follow_from_page_to_page(server: str, page: Page) -> None:
    page.goto(f"{server}/?monat=2025-06&quartier=alkenrath")
    ran(page, "Lage")
    visit(page, "Veranstaltungen")
    ran(page, "Veranstaltungen")
    page.wait_for_url(
        lambda address: {"monat=2025-06", "quartier=alkenrath"} <= set(urlsplit(address).query.split("&"))
    )
    says(page, "Alkenrath, Juni 2025")
