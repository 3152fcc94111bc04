"""Leverkusen: programmes, funded measures and how their money moves. Notice numbers and sums are invented."""

from __future__ import annotations

from datetime import date

from data_raw.generator.model import Grant
from data_raw.generator.table import table

PROGRAMMES = table("""
Schlüssel | Name | Bewilligungsbehörde
kim | Kommunales Integrationsmanagement NRW | Bezirksregierung Arnsberg
verfuegungsfonds | Städtebauförderung, Verfügungsfonds | Bezirksregierung Köln
soziale-stadt | Soziale Stadt / Sozialer Zusammenhalt | Bezirksregierung Köln
zusammen-im-quartier | Zusammen im Quartier | Land Nordrhein-Westfalen
verfuegungsmittel | Verfügungsmittel der Quartiere | Stadt Leverkusen
""")

MEASURES = table("""
Maßnahme-Nr. | Bezeichnung | Förderprogramm | Bewilligungsbehörde | Bescheid-Nr. | Bescheiddatum | Bewilligt von | Bewilligt bis | Finanzierungsart | Zuwendungsfähige Ausgaben | Beantragt | Bewilligt | Eigenanteil | Leistungen Dritter | Verwendungsnachweis bis | Zweckbindung bis | Träger | Quartier
LEV-01 | Case Management im Service-Point 2023 | kim | Bezirksregierung Arnsberg | B-2023-0114 | 19.12.2022 | 01.01.2023 | 31.12.2023 | Festbetrag | 318.000,00 | 285.000,00 | 285.000,00 | 33.000,00 | 0,00 | 30.06.2024 | | stadt-leverkusen |
LEV-02 | Case Management im Service-Point 2024/2025 | kim | Bezirksregierung Arnsberg | B-2024-0087 | 15.12.2023 | 01.01.2024 | 31.12.2025 | Festbetrag | 642.500,00 | 600.000,00 | 570.000,00 | 72.500,00 | 0,00 | 30.06.2026 | | stadt-leverkusen |
LEV-03 | Case Management im Service-Point 2026 | kim | Bezirksregierung Arnsberg | B-2026-0031 | 12.12.2025 | 01.01.2026 | 31.12.2026 | Festbetrag | 330.000,00 | 300.000,00 | 285.000,00 | 45.000,00 | 0,00 | 30.06.2027 | | stadt-leverkusen |
LEV-04 | Verfügungsmittel der Quartiere 2026 | verfuegungsmittel | Stadt Leverkusen | VM-2026 | 15.01.2026 | 01.01.2026 | 31.12.2026 | Festbetrag | 30.000,00 | 30.000,00 | 30.000,00 | 0,00 | 0,00 | 31.03.2027 | | stadt-leverkusen |
LEV-05 | Verfügungsfonds Rheindorf | verfuegungsfonds | Bezirksregierung Köln | SB-2023-0412 | 27.03.2023 | 01.04.2023 | 31.12.2026 | Anteil | 93.750,00 | 60.000,00 | 60.000,00 | 12.000,00 | 6.750,00 | 30.06.2027 | | diakonie | rheindorf
LEV-06 | Zusammen im Quartier: Kinder in Manfort stärken | zusammen-im-quartier | Land Nordrhein-Westfalen | ZIQ-2024-058 | 11.12.2023 | 01.01.2024 | 31.03.2026 | Anteil | 150.000,00 | 130.000,00 | 120.000,00 | 30.000,00 | 0,00 | 30.09.2026 | | caritas | manfort
LEV-07 | Umbau des Bürgertreffs Rheindorf | soziale-stadt | Bezirksregierung Köln | SB-2022-0933 | 05.12.2022 | 01.01.2023 | 30.06.2025 | Anteil | 600.000,00 | 480.000,00 | 480.000,00 | 120.000,00 | 0,00 | 31.12.2025 | 31.12.2040 | stadt-leverkusen | rheindorf
""")

STAFF_AND_THINGS = (("Personalausgaben", 0.88), ("Sachausgaben", 0.12))
SMALL_PROJECTS = (("Projekte der Bewohnerschaft", 0.7), ("Material", 0.3))

GRANTS = (
    Grant(
        measure="LEV-01",
        applied=("14.09.2022", 285000),
        approved=("19.12.2022", 285000),
        first=date(2023, 1, 1),
        last=date(2023, 12, 1),
        costs=STAFF_AND_THINGS,
        pace=0.99,
        evidenced="12.06.2024",
        accepted="18.02.2025",
        repaid=("20.03.2025", 2850),
    ),
    Grant(
        measure="LEV-02",
        applied=("06.09.2023", 600000),
        approved=("15.12.2023", 570000),
        first=date(2024, 1, 1),
        last=date(2025, 12, 1),
        costs=STAFF_AND_THINGS,
        evidenced="23.06.2026",
    ),
    Grant(
        measure="LEV-03",
        applied=("03.09.2025", 300000),
        approved=("12.12.2025", 285000),
        first=date(2026, 1, 1),
        last=date(2026, 12, 1),
        costs=STAFF_AND_THINGS,
    ),
    Grant(
        measure="LEV-04",
        applied=("05.11.2025", 30000),
        approved=("15.01.2026", 30000),
        first=date(2026, 2, 1),
        last=date(2026, 12, 1),
        costs=SMALL_PROJECTS,
    ),
    Grant(
        measure="LEV-05",
        applied=("30.11.2022", 60000),
        approved=("27.03.2023", 60000),
        first=date(2023, 5, 1),
        last=date(2026, 12, 1),
        costs=SMALL_PROJECTS,
        every=3,
        amended=(("14.05.2025", 15000),),
    ),
    Grant(
        measure="LEV-06",
        applied=("15.08.2023", 130000),
        approved=("11.12.2023", 120000),
        first=date(2024, 1, 1),
        last=date(2026, 3, 1),
        costs=(("Personalausgaben", 0.75), ("Honorare", 0.15), ("Sachausgaben", 0.1)),
        pace=0.96,
    ),
    Grant(
        measure="LEV-07",
        applied=("30.03.2022", 480000),
        approved=("05.12.2022", 480000),
        first=date(2023, 4, 1),
        last=date(2025, 5, 1),
        costs=(("Bauleistungen", 0.82), ("Planung", 0.13), ("Ausstattung", 0.05)),
        every=2,
        pace=0.98,
        evidenced="11.12.2025",
    ),
)
