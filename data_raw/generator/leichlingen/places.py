"""Leichlingen: quartiers, sites, carriers, inhabitants and schematic cells."""

from __future__ import annotations

from data_raw.generator.shapes import Cells
from data_raw.generator.table import table

MUNICIPALITY = table("""
Schlüssel | Name | AGS
leichlingen | Leichlingen (Rheinland) | 05378016
""")

QUARTIERS = table("""
Schlüssel | Name | Stadtbezirk-Schlüssel | Stadtbezirk | gültig ab | gültig bis
innenstadt | Innenstadt | | | 01.01.2023 |
cremers-weiden | Cremers Weiden | | | 01.01.2023 |
""")

SITES = table("""
Schlüssel | Name | Anschrift | Quartier | Breite | Länge | gültig ab | gültig bis
kirchstrasse | Quartiersbüro Kirchstraße | Kirchstraße 6-8, 42799 Leichlingen | innenstadt | 51,1063 | 7,0158 | 01.03.2023 |
treff-cremers-weiden | Quartierstreff Cremers Weiden | Cremers Weiden, 42799 Leichlingen | cremers-weiden | 51,1017 | 7,0052 | 01.04.2024 |
""")

CARRIERS = table("""
Schlüssel | Name | gültig ab | gültig bis
stadt-leichlingen | Stadt Leichlingen | 01.01.2023 |
diakonie | Diakonisches Werk des Kirchenkreises Leverkusen | 01.01.2023 |
kim | Kommunales Integrationsmanagement | 01.01.2023 |
jobcenter | Jobcenter | 01.01.2023 |
diakoniewerk | Diakoniewerk der Evangelisch-Freikirchlichen Gemeinden, Altenhilfe | 01.01.2023 |
""")

POPULATION = table("""
Gebiet | 2022 | 2023 | 2024 | 2025
leichlingen | 28300 | 28400 | 28500 | 28500
innenstadt | 7200 | 7250 | 7300 | 7300
cremers-weiden | 1400 | 1400 | 1450 | 1450
""")

# The unnamed cells around the two quartiers keep these small on the map.
CELLS = Cells(
    outline=(
        (6.994, 51.104),
        (7.012, 51.085),
        (7.070, 51.082),
        (7.125, 51.092),
        (7.146, 51.110),
        (7.128, 51.130),
        (7.070, 51.138),
        (7.018, 51.131),
    ),
    centres={
        "innenstadt": (7.0165, 51.1065),
        "cremers-weiden": (7.0050, 51.1010),
        "north": (7.0250, 51.1230),
        "south": (7.0210, 51.0920),
        "east": (7.0420, 51.1060),
        "far-east": (7.1000, 51.1100),
    },
    areas={"innenstadt": ("innenstadt",), "cremers-weiden": ("cremers-weiden",)},
    outline_area="leichlingen",
    area_version="Beispiel 2023",
)
