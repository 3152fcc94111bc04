"""Lage's lines, Drei Ebenen and Quartiersprofil as each audience sees them."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from dashboard.page_registry import entry
from tests.pages.conftest import SCOPES, Open
from tests.pages.reading import visible

COORDINATOR, STEERING, COUNCIL, NORTH, SOUTH = SCOPES


def links(app) -> list[tuple[str, str, dict[str, list[str]]]]:
    """Label, page and address of every link but the last, which keeps the page itself."""
    found = [link.proto for link in app.get("page_link")]
    return [(link.label, link.page, parse_qs(link.query_string)) for link in found][:-1]


@pytest.mark.parametrize("scope", SCOPES)
def test_lage_says_since_when_and_leads_only_where_the_reader_may_go(open_app: Open, scope: str) -> None:
    app = open_app("lage", scope, quartier="alle")
    said = visible(app)
    assert "Seit der letzten Sitzung am 10.09.2026" in said
    assert "Konzept Quartierstreff: geplant 30.06.2026, kein Ergebnis gemeldet" in said
    ways = links(app)
    assert 1 <= len(ways) <= 7
    audience = scope.split("/")[1].split(":")[0]
    for label, page, address in ways:
        assert audience in entry(page).audiences
        assert label == entry(page).title
        assert set(address) == {"monat", "quartier"}
    assert ("ungewöhnlich" in said) is (audience != "council")


def test_a_quartier_has_the_lines_about_itself(open_app: Open) -> None:
    app = open_app("lage", STEERING, monat="2026-10", quartier="sued")
    assert [label for label, _, _ in links(app)] == ["Datenlieferungen"]
    assert "Sprechstunde Süd: Juni 2026 fehlt" in visible(app)


@pytest.mark.parametrize("scope", SCOPES)
def test_levels_are_said_in_words(open_app: Open, scope: str) -> None:
    said = visible(open_app("ebenen", scope, quartier="alle"))
    assert "Vorlage 2019/3030" in said
    assert "läuft in Musterstadt die Beteiligung in 1, die Umsetzung in 0 und die Steuerung in 2 von 2" in said
    for words in ("● läuft, 2 Versammlungen", "◐ teilweise, 0,50 Stellen, ohne Verfügungsmittel", "○ ruht"):
        assert words in said
    assert ("bis Ende Oktober 2026" in said) is (scope in (STEERING, COUNCIL))


def test_one_quartier_lists_its_sittings(open_app: Open) -> None:
    said = visible(open_app("ebenen", COORDINATOR, quartier="nord"))
    assert "Nord am 12.11.2026: Beteiligung läuft, Umsetzung teilweise, Steuerung läuft." in said
    assert "20.10.2026;Steuerung;Steuerungskreis Nord;8;Sitzungsliste" in said


def test_without_a_quartier_the_profile_asks_for_one(open_app: Open) -> None:
    app = open_app("profil", STEERING, quartier="alle", monat="2026-05")
    assert "Bitte wählen Sie ein Quartier" in visible(app)
    assert not app.get("table")
    assert [(label, page, address["quartier"], address["monat"]) for label, page, address in links(app)] == [
        ("Nord", "profil", ["nord"], ["2026-05"]),
        ("Süd", "profil", ["sued"], ["2026-05"]),
    ]


@pytest.mark.parametrize("scope", SCOPES)
def test_the_profile_shows_offers_with_hours_and_contact_point(open_app: Open, scope: str) -> None:
    app = open_app("profil", scope, quartier="nord", monat="2026-10")
    said = visible(app).replace("\\:", ":")
    assert "Sprechstunde Nord;Di 09:00–12:00, Do 14:30–17:00 Uhr;Büro Nord;Caritasverband;Treff Nord" in said
    assert "Musterstadt: 57 Kontakte" in said or scope == COUNCIL
    assert "Treff im Quartier" in said
    assert [page for _, page, _ in links(app)] == ["ebenen", "beratungskontakte", "veranstaltungen", "foerdermittel"]
