"""Eschweiler: programmes, funded measures and how their money moves. Notice numbers and sums are invented."""

from __future__ import annotations

from datetime import date

from data_raw.generator.model import Grant
from data_raw.generator.table import table

# The city's accounting names its columns in its own way.
ACCOUNTING_HEADERS = {
    "Datum": "Buchung vom",
    "Maßnahme-Nr.": "Auftrag",
    "Vorgang": "Buchungsart",
    "Position": "Kostenart",
    "Betrag": "EUR",
    "Haushaltsjahr": "HHJ",
}

PROGRAMMES = table("""
Schlüssel | Name | Bewilligungsbehörde
staedtebau | Städtebauförderung, Sozialer Zusammenhalt | Bezirksregierung Köln
heimat-scheck | Heimat-Scheck NRW | Bezirksregierung Köln
""")

MEASURES = table("""
Maßnahme-Nr. | Bezeichnung | Förderprogramm | Bewilligungsbehörde | Bescheid-Nr. | Bescheiddatum | Bewilligt von | Bewilligt bis | Finanzierungsart | Zuwendungsfähige Ausgaben | Beantragt | Bewilligt | Eigenanteil | Leistungen Dritter | Verwendungsnachweis bis | Zweckbindung bis | Träger | Quartier
ESW-01 | Spiel- und Begegnungsfläche Gutenbergstraße | staedtebau | Bezirksregierung Köln | SB-2025-0149 | 10.02.2025 | 01.03.2025 | 31.12.2026 | Anteil | 112.500,00 | 90.000,00 | 90.000,00 | 22.500,00 | 0,00 | 30.06.2027 | 31.12.2041 | stadt-eschweiler | eschweiler-west
ESW-02 | Weihnachtsfest im Quartier | heimat-scheck | Bezirksregierung Köln | HS-2024-0776 | 04.11.2024 | 04.11.2024 | 31.12.2024 | Festbetrag | 2.000,00 | 2.000,00 | 2.000,00 | 0,00 | 0,00 | 31.03.2025 | | stadt-eschweiler | eschweiler-west
""")

GRANTS = (
    Grant(
        measure="ESW-01",
        applied=("27.09.2024", 90000),
        approved=("10.02.2025", 90000),
        first=date(2025, 4, 1),
        last=date(2026, 12, 1),
        costs=(("Bauleistungen", 0.7), ("Spielgeräte", 0.3)),
        every=2,
        pace=0.6,
        extra_drawn=(("03.08.2026", 18000),),
    ),
    Grant(
        measure="ESW-02",
        applied=("07.10.2024", 2000),
        approved=("04.11.2024", 2000),
        first=date(2024, 12, 1),
        last=date(2024, 12, 1),
        costs=(("Sachausgaben", 1.0),),
        evidenced="14.03.2025",
        accepted="02.07.2025",
    ),
)
