"""Lage's lines in a browser: each leads to the page it names, filtered to its month and quartier."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from analytics.months import month_name, parse_month
from dashboard.page_registry import REGISTRY
from tests.e2e.conftest import ran

KEYS = {page.title: page.key for page in REGISTRY}
EXPECTED = {
    "Koordination": {
        "Wiedervorlage",
        "überfällig",
        "Meldung fehlt",
        "berichtigt",
        "Frist läuft ab",
        "Ziel übererfüllt",
    },
    "Steuerungskreis": {"Wiedervorlage", "überfällig", "Meldung fehlt", "berichtigt", "Frist läuft ab"},
    "Rat und Öffentlichkeit": {"überfällig", "berichtigt", "Frist läuft ab", "Ziel übererfüllt"},
}
PLACES = {
    "alle": "Leverkusen gesamt",
    "wiesdorf": "Wiesdorf",
    "manfort": "Manfort",
    "opladen": "Opladen",
    "rheindorf": "Rheindorf",
    "alkenrath": "Alkenrath",
    "steinbuechel": "Steinbüchel",
}


def open_lage(page: Page, server: str, audience: str) -> None:
    """Lage of the whole town in its default month, as the audience sees it."""
    page.goto(f"{server}/lage?quartier=alle")
    ran(page, "Lage")
    if audience != "Koordination":
        page.get_by_role("combobox", name="Ansicht als").click()
        page.get_by_role("option", name=audience, exact=True).click()
        expect(page.get_by_role("combobox", name="Ansicht als")).to_have_value(audience)
        ran(page, "Lage")


@pytest.mark.parametrize("audience", EXPECTED)
def test_every_line_leads_where_it_says(server: str, page: Page, audience: str) -> None:
    open_lage(page, server, audience)
    lines = page.locator("[class*='st-key-line_']")
    number = lines.count()
    kinds = {text.strip() for text in lines.locator(".qm-when").all_inner_texts()}
    assert 1 <= number <= 7
    assert kinds >= EXPECTED[audience]
    for index in range(number):
        link = lines.nth(index).get_by_role("link")
        title, asked = link.inner_text(), parse_qs(urlsplit(link.get_attribute("href") or "").query)
        link.click()
        ran(page, title)
        reached = urlsplit(page.url)
        assert reached.path == f"/{KEYS[title]}"
        assert {name: parse_qs(reached.query)[name] for name in ("monat", "quartier")} == asked
        month, place = month_name(parse_month(asked["monat"][0])), PLACES[asked["quartier"][0]]
        expect(page.get_by_role("combobox", name="Monat")).to_have_value(re.compile(month))
        expect(page.get_by_role("combobox", name="Quartier")).to_have_value(place)
        open_lage(page, server, audience)


def test_what_stands_here_is_said_on_the_page(server: str, page: Page) -> None:
    open_lage(page, server, "Koordination")
    page.get_by_text("Was steht hier?").click()
    page.get_by_text("Jede Art bekommt eine Zeile").wait_for()


def test_the_profile_is_reached_from_its_list_of_quartiers(server: str, page: Page) -> None:
    page.goto(f"{server}/profil?monat=2026-05&quartier=alle")
    ran(page, "Quartiersprofil")
    page.locator(".st-key-places").get_by_role("link", name="Rheindorf").click()
    page.get_by_text("Rheindorf, Mai 2026").first.wait_for()
    page.get_by_role("link", name="Mehr: Drei Ebenen").click()
    ran(page, "Drei Ebenen")
    assert parse_qs(urlsplit(page.url).query)["quartier"] == ["rheindorf"]
    page.get_by_text("Rheindorf am 31.05.2026").wait_for()
