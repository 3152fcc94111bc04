"""Leverkusen: districts, quartiers, sites, carriers, inhabitants and schematic cells."""

from __future__ import annotations

from data_raw.generator.shapes import Cells
from data_raw.generator.table import table

MUNICIPALITY = table("""
Schlüssel | Name | AGS
leverkusen | Leverkusen | 05316000
""")

QUARTIERS = table("""
Schlüssel | Name | Stadtbezirk-Schlüssel | Stadtbezirk | gültig ab | gültig bis
wiesdorf | Wiesdorf | stadtbezirk-1 | Stadtbezirk I | 01.01.2023 |
manfort | Manfort | stadtbezirk-1 | Stadtbezirk I | 01.01.2023 |
rheindorf | Rheindorf | stadtbezirk-1 | Stadtbezirk I | 01.01.2023 |
opladen | Opladen | stadtbezirk-2 | Stadtbezirk II | 01.01.2023 |
alkenrath | Alkenrath | stadtbezirk-3 | Stadtbezirk III | 01.01.2023 |
steinbuechel | Steinbüchel | stadtbezirk-3 | Stadtbezirk III | 01.01.2023 |
""")

SITES = table("""
Schlüssel | Name | Anschrift | Quartier | Breite | Länge | gültig ab | gültig bis
service-point | Service-Point Integration | Räume der JSL, Innenstadt | wiesdorf | 51,0342 | 6,9871 | 01.01.2023 |
buero-wiesdorf | Quartiersbüro Wiesdorf | Wiesdorf | wiesdorf | 51,0309 | 6,9822 | 01.01.2023 |
buero-manfort | Quartiersbüro Manfort | Manfort | manfort | 51,0291 | 7,0142 | 01.01.2023 |
buero-rheindorf | Quartiersbüro Rheindorf | Rheindorf | rheindorf | 51,0667 | 6,9491 | 01.01.2023 |
buergertreff-rheindorf | Bürgertreff Rheindorf | Rheindorf | rheindorf | 51,0689 | 6,9537 | 01.01.2023 |
buero-opladen | Quartiersbüro Opladen | Opladen | opladen | 51,0684 | 7,0041 | 01.01.2023 |
buero-alkenrath | Quartiersbüro Alkenrath | Alkenrath | alkenrath | 51,0426 | 7,0251 | 01.01.2023 |
buero-steinbuechel | Quartiersbüro Steinbüchel | Steinbüchel | steinbuechel | 51,0537 | 7,0560 | 01.01.2023 |
""")

CARRIERS = table("""
Schlüssel | Name | gültig ab | gültig bis
stadt-leverkusen | Stadt Leverkusen | 01.01.2023 |
caritas | Caritasverband Leverkusen | 01.01.2023 |
kja | Katholische Jugendagentur | 01.01.2023 |
diakonie | Diakonisches Werk | 01.01.2023 |
awo | Arbeiterwohlfahrt | 01.01.2023 |
jsl | JOB Service Beschäftigungsförderung Leverkusen | 01.01.2023 |
""")

POPULATION = table("""
Gebiet | 2022 | 2023 | 2024 | 2025
leverkusen | 165700 | 166400 | 166900 | 167200
stadtbezirk-1 | 60900 | 61200 | 61400 | 61500
stadtbezirk-2 | 53100 | 53300 | 53500 | 53600
stadtbezirk-3 | 51700 | 51900 | 52000 | 52100
wiesdorf | 24300 | 24500 | 24600 | 24700
manfort | 6500 | 6550 | 6600 | 6600
rheindorf | 16900 | 16950 | 17000 | 17000
opladen | 25100 | 25200 | 25300 | 25350
alkenrath | 5200 | 5250 | 5250 | 5300
steinbuechel | 14400 | 14450 | 14500 | 14500
""")

# Centres of all thirteen Stadtteile, so that the districts fill the town; only six of them are quartiers here.
CELLS = Cells(
    outline=(
        (6.905, 51.052),
        (6.945, 51.018),
        (7.005, 51.012),
        (7.062, 51.020),
        (7.108, 51.048),
        (7.102, 51.072),
        (7.060, 51.092),
        (7.005, 51.097),
        (6.945, 51.090),
        (6.908, 51.075),
    ),
    centres={
        "hitdorf": (6.925, 51.066),
        "rheindorf": (6.951, 51.066),
        "wiesdorf": (6.976, 51.033),
        "manfort": (7.011, 51.030),
        "buerrig": (6.982, 51.054),
        "kueppersteg": (6.997, 51.049),
        "opladen": (7.000, 51.069),
        "quettingen": (7.025, 51.062),
        "bergisch-neukirchen": (7.034, 51.082),
        "alkenrath": (7.024, 51.044),
        "schlebusch": (7.046, 51.033),
        "steinbuechel": (7.058, 51.052),
        "luetzenkirchen": (7.052, 51.067),
    },
    areas={
        "stadtbezirk-1": ("hitdorf", "rheindorf", "wiesdorf", "manfort"),
        "stadtbezirk-2": ("buerrig", "kueppersteg", "opladen", "quettingen", "bergisch-neukirchen"),
        "stadtbezirk-3": ("alkenrath", "schlebusch", "steinbuechel", "luetzenkirchen"),
        **{name: (name,) for name in ("wiesdorf", "manfort", "rheindorf", "opladen", "alkenrath", "steinbuechel")},
    },
    outline_area="leverkusen",
    area_version="Beispiel 2023",
)
