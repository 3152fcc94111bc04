"""Leichlingen: the partners' services in the Quartiersbüro Kirchstraße, five days a week, with hours and posts."""

from __future__ import annotations

from data_raw.generator.table import table

SERVICES = table("""
Schlüssel | Name | Träger | Quartier | Standort | Meldeweg | Ansprechstelle | gültig ab | gültig bis
sozialberatung | Sozialberatung (SGB XII, AsylbLG) | stadt-leichlingen | innenstadt | kirchstrasse | Einzelkontakte | Sozialamt | 01.03.2023 |
fruehe-hilfen | Frühe Hilfen | stadt-leichlingen | innenstadt | kirchstrasse | Einzelkontakte | Jugendamt | 01.03.2023 |
pflegeberatung | Senioren-, Pflege- und Wohnraumberatung | stadt-leichlingen | innenstadt | kirchstrasse | Einzelkontakte | Sozialamt | 01.03.2023 |
sanierungsberatung | Sanierungsmanagement | stadt-leichlingen | innenstadt | kirchstrasse | Einzelkontakte | Sanierungsmanagement | 01.03.2023 |
stadtnetzwerk | Stadtnetzwerk | stadt-leichlingen | innenstadt | kirchstrasse | Einzelkontakte | Stadtplanung | 01.05.2023 |
integrationsmanagement | Kommunales Integrationsmanagement | kim | innenstadt | kirchstrasse | Einzelkontakte | Kommunales Integrationsmanagement | 01.03.2023 |
antidiskriminierung | Antidiskriminierungsstelle | diakonie | innenstadt | kirchstrasse | Einzelkontakte | Diakonisches Werk | 01.03.2023 |
beschaeftigung | Beschäftigungsförderung | diakonie | innenstadt | kirchstrasse | Einzelkontakte | Diakonisches Werk und Jobcenter | 01.03.2023 |
altenhilfe | Altenhilfe | diakoniewerk | innenstadt | kirchstrasse | Einzelkontakte | Diakoniewerk, Altenhilfe | 01.06.2023 |
treff-cremers-weiden | Quartierstreff Cremers Weiden | stadt-leichlingen | cremers-weiden | treff-cremers-weiden | Monatszahlen | Quartiersmanagement | 01.04.2024 |
""")

OPENING_HOURS = table("""
Angebot | Wochentag | von | bis | gültig ab | gültig bis
sozialberatung | Mo | 09:00 | 12:00 | 01.03.2023 |
sozialberatung | Do | 14:00 | 17:00 | 01.03.2023 |
fruehe-hilfen | Di | 09:00 | 12:00 | 01.03.2023 |
pflegeberatung | Mi | 09:00 | 12:00 | 01.03.2023 |
pflegeberatung | Do | 09:00 | 12:00 | 01.03.2023 |
sanierungsberatung | Do | 15:00 | 18:00 | 01.03.2023 |
stadtnetzwerk | Mi | 15:00 | 18:00 | 01.05.2023 |
integrationsmanagement | Di | 14:00 | 17:00 | 01.03.2023 |
antidiskriminierung | Mi | 13:00 | 15:00 | 01.03.2023 |
beschaeftigung | Fr | 09:00 | 12:00 | 01.03.2023 |
altenhilfe | Fr | 10:00 | 12:00 | 01.06.2023 |
treff-cremers-weiden | Di | 15:00 | 17:00 | 01.04.2024 |
""")

CLOSINGS = table("""
Angebot | von | bis | Grund
 | 24.12.2023 | 31.12.2023 | Betriebsruhe zum Jahreswechsel
 | 24.12.2024 | 31.12.2024 | Betriebsruhe zum Jahreswechsel
 | 24.12.2025 | 31.12.2025 | Betriebsruhe zum Jahreswechsel
 | 24.12.2026 | 31.12.2026 | Betriebsruhe zum Jahreswechsel
sanierungsberatung | 28.07.2025 | 31.08.2025 | Sommerschließung
""")

STAFFING = table("""
Stelle | Quartier | Angebot | Träger | Wochenstunden | Vollzeit (Std.) | Personen | gültig ab | gültig bis | Finanzierung
Quartiersmanagement | innenstadt | | stadt-leichlingen | 39,0 | 39,0 | 1 | 01.03.2023 | | Stadt
Quartiersarbeit Cremers Weiden | cremers-weiden | treff-cremers-weiden | stadt-leichlingen | 19,5 | 39,0 | 1 | 01.04.2024 | | Quartiersentwicklung und Stadt
Sozialberatung | innenstadt | sozialberatung | stadt-leichlingen | 12,0 | 39,0 | 2 | 01.03.2023 | | Stadt
Pflegeberatung | innenstadt | pflegeberatung | stadt-leichlingen | 19,5 | 39,0 | 1 | 01.03.2023 | | Stadt
Stadtnetzwerk | innenstadt | stadtnetzwerk | stadt-leichlingen | 19,5 | 39,0 | 2 | 01.05.2023 | | Städtebauförderung
Integrationsmanagement | innenstadt | integrationsmanagement | kim | 19,5 | 39,0 | 2 | 01.03.2023 | | Kommunales Integrationsmanagement
Antidiskriminierung und Beschäftigung | innenstadt | beschaeftigung | diakonie | 19,5 | 39,0 | 2 | 01.03.2023 | | Träger
Beschäftigungsförderung Jobcenter | innenstadt | beschaeftigung | jobcenter | 9,75 | 39,0 | 2 | 01.03.2023 | | Jobcenter
Altenhilfe | innenstadt | altenhilfe | diakoniewerk | 9,75 | 39,0 | 2 | 01.06.2023 | | Träger
""")
