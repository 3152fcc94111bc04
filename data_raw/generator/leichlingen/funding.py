"""Leichlingen: programmes, funded measures and how their money moves. Notice numbers and sums are invented."""

from __future__ import annotations

from datetime import date

from data_raw.generator.model import Grant
from data_raw.generator.table import table

PROGRAMMES = table("""
Schlüssel | Name | Bewilligungsbehörde
staedtebau | Städtebauförderung, Lebendige Zentren | Bezirksregierung Köln
quartiersentwicklung | Altengerechte Quartiersentwicklung | Land Nordrhein-Westfalen
""")

MEASURES = table("""
Maßnahme-Nr. | Bezeichnung | Förderprogramm | Bewilligungsbehörde | Bescheid-Nr. | Bescheiddatum | Bewilligt von | Bewilligt bis | Finanzierungsart | Zuwendungsfähige Ausgaben | Beantragt | Bewilligt | Eigenanteil | Leistungen Dritter | Verwendungsnachweis bis | Zweckbindung bis | Träger | Quartier
LEI-01 | Einrichtung des Quartiersbüros Kirchstraße | staedtebau | Bezirksregierung Köln | SB-2022-0617 | 21.10.2022 | 01.11.2022 | 31.12.2023 | Anteil | 150.000,00 | 120.000,00 | 105.000,00 | 45.000,00 | 0,00 | 30.06.2024 | 31.12.2033 | stadt-leichlingen | innenstadt
LEI-02 | Stadtnetzwerk Innenstadt | staedtebau | Bezirksregierung Köln | SB-2023-0288 | 24.04.2023 | 01.05.2023 | 31.12.2026 | Anteil | 240.000,00 | 168.000,00 | 168.000,00 | 72.000,00 | 0,00 | 30.06.2027 | | stadt-leichlingen | innenstadt
LEI-03 | Quartiersentwicklung Cremers Weiden | quartiersentwicklung | Land Nordrhein-Westfalen | QE-2024-031 | 18.03.2024 | 01.04.2024 | 30.06.2026 | Fehlbedarf | 98.000,00 | 90.000,00 | 84.000,00 | 11.500,00 | 2.500,00 | 15.12.2026 | | stadt-leichlingen | cremers-weiden
""")

GRANTS = (
    Grant(
        measure="LEI-01",
        applied=("12.05.2022", 120000),
        approved=("21.10.2022", 105000),
        first=date(2023, 1, 1),
        last=date(2023, 11, 1),
        costs=(("Umbau", 0.6), ("Ausstattung", 0.4)),
        every=2,
        pace=0.97,
        evidenced="28.05.2024",
        accepted="04.12.2024",
        repaid=("15.01.2025", 3150),
    ),
    Grant(
        measure="LEI-02",
        applied=("18.11.2022", 168000),
        approved=("24.04.2023", 168000),
        first=date(2023, 6, 1),
        last=date(2026, 12, 1),
        costs=(("Personalausgaben", 0.8), ("Öffentlichkeitsarbeit", 0.2)),
        every=2,
    ),
    Grant(
        measure="LEI-03",
        applied=("29.09.2023", 90000),
        approved=("18.03.2024", 84000),
        first=date(2024, 4, 1),
        last=date(2026, 6, 1),
        costs=(("Personalausgaben", 0.85), ("Sachausgaben", 0.15)),
        every=2,
        pace=0.98,
    ),
)
