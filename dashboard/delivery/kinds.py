"""The kinds of deliveries by name, those that come often first. A test compares them with the contracts."""

from __future__ import annotations

KINDS = {
    "contacts": "Beratungskontakte",
    "contact_tallies": "Strichlisten und Monatszahlen",
    "events": "Veranstaltungen",
    "movements": "Mittelbewegungen",
    "measures": "Maßnahmen mit Bescheid",
    "meetings": "Sitzungen",
    "closures": "Schließtage",
    "opening_hours": "Öffnungszeiten",
    "staffing": "Stellen",
    "targets": "Produktziele und Kennzahlen",
    "population": "Einwohnerzahlen",
    "services": "Angebote",
    "carriers": "Träger",
    "sites": "Standorte",
    "topics": "Themen",
    "programmes": "Förderprogramme",
    "quartiers": "Quartiere",
    "municipalities": "Kommune",
}
AREAS = {"areas": "Gebietsgrenzen"}
EVERY_KIND = KINDS | AREAS
