"""Eschweiler: the quartier Eschweiler-West, its office, carriers, inhabitants and schematic cells."""

from __future__ import annotations

from data_raw.generator.shapes import Cells
from data_raw.generator.table import table

MUNICIPALITY = table("""
Schlüssel | Name | AGS
eschweiler | Eschweiler | 05334012
""")

QUARTIERS = table("""
Schlüssel | Name | Stadtbezirk-Schlüssel | Stadtbezirk | gültig ab | gültig bis
eschweiler-west | Eschweiler-West | | | 01.09.2024 |
""")

SITES = table("""
Schlüssel | Name | Anschrift | Quartier | Breite | Länge | gültig ab | gültig bis
gutenbergstrasse | Quartiersbüro Gutenbergstraße | Gutenbergstraße 52, 52249 Eschweiler | eschweiler-west | 50,8187 | 6,2461 | 01.09.2024 |
spielplatz | Grünfläche hinter der Gutenbergstraße | Gutenbergstraße, 52249 Eschweiler | eschweiler-west | 50,8181 | 6,2449 | 01.09.2024 |
adam-ries-schule | Adam-Ries-Schule | 52249 Eschweiler | eschweiler-west | 50,8203 | 6,2490 | 01.09.2024 |
""")

CARRIERS = table("""
Schlüssel | Name | gültig ab | gültig bis
stadt-eschweiler | Stadt Eschweiler | 01.01.2023 |
awo | Arbeiterwohlfahrt | 01.01.2023 |
kinderschutzbund | Kinderschutzbund | 01.01.2023 |
""")

POPULATION = table("""
Gebiet | 2022 | 2023 | 2024 | 2025
eschweiler | 56900 | 57100 | 57300 | 57400
eschweiler-west | | | 8300 | 8350
""")

# The unnamed cells around the quartier keep it to the west of the centre.
CELLS = Cells(
    outline=(
        (6.192, 50.828),
        (6.215, 50.790),
        (6.265, 50.779),
        (6.320, 50.795),
        (6.340, 50.835),
        (6.310, 50.872),
        (6.262, 50.885),
        (6.212, 50.866),
    ),
    centres={
        "eschweiler-west": (6.2455, 50.8185),
        "centre": (6.2680, 50.8180),
        "north": (6.2620, 50.8480),
        "south": (6.2500, 50.7950),
        "west": (6.2120, 50.8230),
        "east": (6.3050, 50.8200),
    },
    areas={"eschweiler-west": ("eschweiler-west",)},
    outline_area="eschweiler",
    area_version="Beispiel 2024",
)
