"""Eschweiler: who signed, closed and released which months."""

from __future__ import annotations

from data_raw.generator.table import table

CLOSINGS = table("""
at | event | from | through | quartier | by | reason
2026-10-05T11:00:00+02:00 | closed | 2024-09 | 2026-08 | | Stadt Eschweiler, Soziale Quartiersentwicklung | Übernahme des Altbestands; Meldungen vor Einführung sind nicht unterschrieben
2026-10-05T11:00:00+02:00 | released | 2024-09 | 2026-08 | | Stadt Eschweiler, Soziale Quartiersentwicklung | Erste Freigabe mit dem Altbestand
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | eschweiler-west | Quartiersbüro Eschweiler-West |
2026-11-06T10:00:00+01:00 | released | 2026-09 | 2026-09 | | Stadt Eschweiler, Soziale Quartiersentwicklung | Eschweiler-West hat September 2026 unterschrieben
""")
