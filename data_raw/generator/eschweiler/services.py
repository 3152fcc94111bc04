"""Eschweiler: the office hours in Eschweiler-West and its two posts."""

from __future__ import annotations

from data_raw.generator.table import table

SERVICES = table("""
Schlüssel | Name | Träger | Quartier | Standort | Meldeweg | Ansprechstelle | gültig ab | gültig bis
buero-eschweiler-west | Sprechzeiten Eschweiler-West | stadt-eschweiler | eschweiler-west | gutenbergstrasse | Einzelkontakte | Amt für Soziales, Senioren und Integration | 01.09.2024 |
""")

OPENING_HOURS = table("""
Angebot | Wochentag | von | bis | gültig ab | gültig bis
buero-eschweiler-west | Di | 11:00 | 13:00 | 01.09.2024 |
buero-eschweiler-west | Do | 15:00 | 17:00 | 01.09.2024 |
""")

CLOSINGS = table("""
Angebot | von | bis | Grund
 | 27.02.2025 | 27.02.2025 | Weiberfastnacht
 | 12.02.2026 | 12.02.2026 | Weiberfastnacht
 | 24.12.2024 | 31.12.2024 | Betriebsruhe zum Jahreswechsel
 | 24.12.2025 | 31.12.2025 | Betriebsruhe zum Jahreswechsel
 | 24.12.2026 | 31.12.2026 | Betriebsruhe zum Jahreswechsel
""")

STAFFING = table("""
Stelle | Quartier | Angebot | Träger | Wochenstunden | Vollzeit (Std.) | Personen | gültig ab | gültig bis | Finanzierung
Quartiersmanagement Eschweiler-West | eschweiler-west | buero-eschweiler-west | stadt-eschweiler | 39,0 | 39,0 | 1 | 01.09.2024 | | Stadt
Assistenz Quartiersmanagement | eschweiler-west | buero-eschweiler-west | stadt-eschweiler | 39,0 | 39,0 | 1 | 01.02.2025 | | Stadt
""")
