"""Decisions that the example towns had taken before they could enter them: `decisions.csv`, one line per entry.

The decisions are invented; what they rest on follows the public papers: the three building blocks of Vorlage 2019/3030
in Leverkusen, product 050101 with its goal for Cremers Weiden in Leichlingen.
"""

from __future__ import annotations

from data_raw.generator.table import Table, table

HEADER = (
    "at | decision | title | decided_on | body | responsible | review_on | reference | measure | metric | quartier | "
    "status | result | by"
)
LEVERKUSEN = (
    "2026-10-05T12:00:00+02:00 | 2025-01 | Dritter Sprechtag im Quartiersbüro Wiesdorf | 2025-03-24 | "
    "Steuerungskreis Quartiersmanagement | Stadt Leverkusen, Fachbereich Soziales | 2026-10-31 | Vorlage 2019/3030 | "
    "Das Quartiersbüro öffnet ab April 2025 einen dritten Tag in der Woche; die Stelle wird dafür aufgestockt | "
    "contacts | wiesdorf | open | | Stadt Leverkusen, Fachbereich Soziales"
)
LEICHLINGEN = (
    "2026-10-05T12:00:00+02:00 | 2025-01 | Arbeitsschwerpunkt Cremers Weiden wird fortgeführt | 2025-12-11 | "
    "Steuerungsgruppe Quartiersarbeit | Stadt Leichlingen, Sozialamt | 2027-01-29 | Produkt 050101 | "
    "Der Quartierstreff behält zwei Nachmittage vor Ort, bis das Konzept fertig ist | "
    "contacts | cremers-weiden | open | | Stadt Leichlingen, Sozialamt"
)
LINES = {"leverkusen": (LEVERKUSEN,), "leichlingen": (LEICHLINGEN,)}


def decision_table(town: str) -> Table:
    """The entries of a town; a header alone where there is none."""
    return table("\n".join((HEADER, *LINES.get(town, ()))))
