"""Leichlingen: who signed, closed and released which months; September 2026 without the Altenhilfe."""

from __future__ import annotations

from data_raw.generator.table import table

CLOSINGS = table("""
at | event | from | through | quartier | by | reason
2026-10-05T11:00:00+02:00 | closed | 2023-03 | 2026-08 | | Stadt Leichlingen, Sozialamt | Übernahme des Altbestands; Meldungen vor Einführung sind nicht unterschrieben
2026-10-05T11:00:00+02:00 | released | 2023-03 | 2026-08 | | Stadt Leichlingen, Sozialamt | Erste Freigabe mit dem Altbestand
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | cremers-weiden | Quartierstreff Cremers Weiden |
2026-11-06T10:00:00+01:00 | closed | 2026-09 | 2026-09 | | Stadt Leichlingen, Sozialamt | Altenhilfe hat September 2026 nicht gemeldet; Innenstadt ohne sie abgeschlossen
2026-11-06T10:00:00+01:00 | released | 2026-09 | 2026-09 | | Stadt Leichlingen, Sozialamt | September 2026 ohne die Altenhilfe
2026-11-06T10:00:00+01:00 | signed | 2026-10 | 2026-10 | cremers-weiden | Quartierstreff Cremers Weiden |
""")
