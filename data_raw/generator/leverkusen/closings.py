"""Leverkusen: who signed, closed and released which months, and why July 2026 was opened again."""

from __future__ import annotations

from data_raw.generator.table import table

CLOSINGS = table("""
at | event | from | through | quartier | by | reason
2026-10-05T11:00:00+02:00 | closed | 2023-01 | 2026-08 | | Stadt Leverkusen, Fachbereich Soziales | Übernahme des Altbestands; Meldungen vor Einführung sind nicht unterschrieben
2026-10-05T11:00:00+02:00 | released | 2023-01 | 2026-08 | | Stadt Leverkusen, Fachbereich Soziales | Erste Freigabe mit dem Altbestand
2026-11-06T10:00:00+01:00 | reopened | 2026-07 | 2026-07 | | Stadt Leverkusen, Fachbereich Soziales | Quartiersbüro Steinbüchel hat am 19.10.2026 für Juli 2026 15 Kontakte nachgemeldet
2026-11-06T10:00:00+01:00 | signed | 2026-07 | 2026-07 | steinbuechel | Quartiersbüro Steinbüchel |
2026-11-06T10:00:00+01:00 | closed | 2026-07 | 2026-07 | | Stadt Leverkusen, Fachbereich Soziales | Nachmeldung geprüft; die anderen Quartiere sind unverändert aus dem Altbestand
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | wiesdorf | Caritasverband Leverkusen, Quartiersarbeit |
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | manfort | Caritasverband Leverkusen, Quartiersarbeit |
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | rheindorf | Quartiersbüro Rheindorf |
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | opladen | Quartiersbüro Opladen |
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | alkenrath | Quartiersbüro Alkenrath |
2026-11-06T10:00:00+01:00 | signed | 2026-09 | 2026-09 | steinbuechel | Quartiersbüro Steinbüchel |
2026-11-06T10:00:00+01:00 | released | 2026-07 | 2026-07 | | Stadt Leverkusen, Fachbereich Soziales | September 2026 von allen unterschrieben; Juli 2026 um die Nachmeldung aus Steinbüchel berichtigt
2026-11-06T10:00:00+01:00 | released | 2026-09 | 2026-09 | | Stadt Leverkusen, Fachbereich Soziales | September 2026 von allen unterschrieben; Juli 2026 um die Nachmeldung aus Steinbüchel berichtigt
2026-11-06T10:00:00+01:00 | signed | 2026-10 | 2026-10 | wiesdorf | Caritasverband Leverkusen, Quartiersarbeit |
2026-11-06T10:00:00+01:00 | signed | 2026-10 | 2026-10 | rheindorf | Quartiersbüro Rheindorf |
2026-11-06T10:00:00+01:00 | signed | 2026-10 | 2026-10 | alkenrath | Quartiersbüro Alkenrath |
""")
