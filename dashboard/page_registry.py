"""The pages in the order of the navigation and who may see each. A page's key is its file name and its address."""

from __future__ import annotations

from dataclasses import dataclass

EVERYONE = frozenset({"council", "steering", "quartier", "coordinator", "privacy"})
STAFF = EVERYONE - {"council", "privacy"}
COUNTING = frozenset({"quartier", "coordinator"})
GUARDING = frozenset({"coordinator", "privacy"})


@dataclass(frozen=True)
class PageEntry:
    """One page: `key` is pages/<key>.py, `title` stands in the navigation, `audiences` may open it."""

    key: str
    title: str
    audiences: frozenset[str] = EVERYONE


REGISTRY = (
    PageEntry("lage", "Lage"),
    PageEntry("beratungskontakte", "Beratungskontakte"),
    PageEntry("veranstaltungen", "Veranstaltungen"),
    PageEntry("foerdermittel", "Fördermittel"),
    PageEntry("ziele", "Ziele und Beschlüsse"),
    PageEntry("karte", "Karte"),
    PageEntry("ebenen", "Drei Ebenen"),
    PageEntry("profil", "Quartiersprofil"),
    PageEntry("datenlieferungen", "Datenlieferungen", STAFF),
    PageEntry("monatspruefung", "Monatsprüfung", COUNTING),
    PageEntry("revisionen", "Revisionen"),
    PageEntry("kennzahlen", "Kennzahlen-Steckbriefe"),
    PageEntry("datenschutz", "Datenschutz", GUARDING),
)


def entry(key: str) -> PageEntry:
    """The registered page `key`. Raises KeyError, a programming error, when there is none."""
    return {page.key: page for page in REGISTRY}[key]
