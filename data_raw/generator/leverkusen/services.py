"""Leverkusen: services with opening hours, closings and posts."""

from __future__ import annotations

from data_raw.generator.table import table

SERVICES = table("""
Schlüssel | Name | Träger | Quartier | Standort | Meldeweg | Ansprechstelle | gültig ab | gültig bis
service-point | Service-Point Integration | stadt-leverkusen | | service-point | Einzelkontakte | Kommunales Integrationszentrum | 01.01.2023 |
themensprechstunden | Themensprechstunden im Service-Point | stadt-leverkusen | | service-point | Monatszahlen | Kommunales Integrationszentrum | 01.01.2023 |
buero-wiesdorf | Quartiersbüro Wiesdorf | caritas | wiesdorf | buero-wiesdorf | Einzelkontakte | Quartiersbüro Wiesdorf | 01.01.2023 |
buero-manfort | Quartiersbüro Manfort | caritas | manfort | buero-manfort | Einzelkontakte | Quartiersbüro Manfort | 01.01.2023 |
buero-rheindorf | Quartiersbüro Rheindorf | diakonie | rheindorf | buero-rheindorf | Monatszahlen | Quartiersbüro Rheindorf | 01.01.2023 |
buero-opladen | Quartiersbüro Opladen | awo | opladen | buero-opladen | Monatszahlen | Quartiersbüro Opladen | 01.01.2023 |
buero-alkenrath | Quartiersbüro Alkenrath | diakonie | alkenrath | buero-alkenrath | Einzelkontakte | Quartiersbüro Alkenrath | 01.01.2023 |
buero-steinbuechel | Quartiersbüro Steinbüchel | kja | steinbuechel | buero-steinbuechel | Einzelkontakte | Quartiersbüro Steinbüchel | 01.01.2023 |
""")

OPENING_HOURS = table("""
Angebot | Wochentag | von | bis | gültig ab | gültig bis
service-point | Mo | 12:45 | 16:45 | 01.01.2023 |
service-point | Do | 13:00 | 17:00 | 01.01.2023 |
service-point | Fr | 08:30 | 12:30 | 01.01.2023 |
themensprechstunden | Di | 10:00 | 12:00 | 01.01.2023 |
themensprechstunden | Mi | 14:00 | 16:00 | 01.01.2023 |
buero-wiesdorf | Mo | 10:00 | 13:00 | 01.01.2023 |
buero-wiesdorf | Mi | 14:00 | 17:00 | 01.01.2023 |
buero-wiesdorf | Fr | 10:00 | 12:00 | 01.04.2025 |
buero-manfort | Di | 09:00 | 12:00 | 01.01.2023 |
buero-manfort | Do | 14:00 | 17:00 | 01.01.2023 |
buero-rheindorf | Mo | 09:00 | 12:00 | 01.01.2023 |
buero-rheindorf | Mi | 09:00 | 12:00 | 01.01.2023 |
buero-rheindorf | Do | 15:00 | 18:00 | 01.01.2023 |
buero-opladen | Di | 14:00 | 17:00 | 01.01.2023 |
buero-opladen | Fr | 09:00 | 12:00 | 01.01.2023 |
buero-alkenrath | Mi | 10:00 | 12:00 | 01.01.2023 |
buero-alkenrath | Fr | 14:00 | 16:00 | 01.01.2023 |
buero-steinbuechel | Di | 10:00 | 13:00 | 01.01.2023 |
buero-steinbuechel | Do | 13:00 | 16:00 | 01.01.2023 |
""")

CLOSINGS = table("""
Angebot | von | bis | Grund
 | 20.02.2023 | 20.02.2023 | Rosenmontag
 | 12.02.2024 | 12.02.2024 | Rosenmontag
 | 03.03.2025 | 03.03.2025 | Rosenmontag
 | 16.02.2026 | 16.02.2026 | Rosenmontag
 | 24.12.2023 | 31.12.2023 | Betriebsruhe zum Jahreswechsel
 | 24.12.2024 | 31.12.2024 | Betriebsruhe zum Jahreswechsel
 | 24.12.2025 | 31.12.2025 | Betriebsruhe zum Jahreswechsel
 | 24.12.2026 | 31.12.2026 | Betriebsruhe zum Jahreswechsel
buero-alkenrath | 24.07.2023 | 11.08.2023 | Sommerpause
buero-alkenrath | 22.07.2024 | 09.08.2024 | Sommerpause
buero-alkenrath | 21.07.2025 | 08.08.2025 | Sommerpause
buero-alkenrath | 27.07.2026 | 14.08.2026 | Sommerpause
buero-opladen | 14.07.2025 | 25.07.2025 | Umzug der Räume
""")

STAFFING = table("""
Stelle | Quartier | Angebot | Träger | Wochenstunden | Vollzeit (Std.) | Personen | gültig ab | gültig bis | Finanzierung
Case Management Stadt | | service-point | stadt-leverkusen | 78,0 | 39,0 | 2 | 01.01.2023 | | Kommunales Integrationsmanagement und Stadt
Case Management Caritas | | service-point | caritas | 39,0 | 39,0 | 1 | 01.01.2023 | | Kommunales Integrationsmanagement
Case Management KJA | | service-point | kja | 19,5 | 39,0 | 1 | 01.01.2023 | | Kommunales Integrationsmanagement
Case Management Diakonie | | service-point | diakonie | 39,0 | 39,0 | 2 | 01.01.2023 | | Kommunales Integrationsmanagement
Case Management AWO | | service-point | awo | 19,5 | 39,0 | 1 | 01.01.2023 | | Kommunales Integrationsmanagement
Quartiersmanagement Wiesdorf | wiesdorf | buero-wiesdorf | caritas | 19,5 | 39,0 | 1 | 01.01.2023 | 31.03.2025 | Stadt
Quartiersmanagement Wiesdorf | wiesdorf | buero-wiesdorf | caritas | 29,25 | 39,0 | 2 | 01.04.2025 | | Stadt
Quartiersmanagement Manfort | manfort | buero-manfort | caritas | 19,5 | 39,0 | 1 | 01.01.2023 | | Stadt und Zusammen im Quartier
Quartiersmanagement Rheindorf | rheindorf | buero-rheindorf | diakonie | 39,0 | 39,0 | 2 | 01.01.2023 | | Städtebauförderung und Stadt
Quartiersmanagement Opladen | opladen | buero-opladen | awo | 19,5 | 39,0 | 1 | 01.01.2023 | | Stadt
Quartiersmanagement Alkenrath | alkenrath | buero-alkenrath | diakonie | 19,5 | 39,0 | 1 | 01.01.2023 | | Stadt
Quartiersmanagement Steinbüchel | steinbuechel | buero-steinbuechel | kja | 23,4 | 39,0 | 2 | 01.01.2023 | | Stadt
""")
