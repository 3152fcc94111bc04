"""Eschweiler: the events named in public papers, the recurring ones after them, sittings and goals."""

from __future__ import annotations

from datetime import date

from data_raw.generator.model import Gathering
from data_raw.generator.table import table

EVENTS = (
    Gathering(
        key="austauschcafe",
        title="Austauschcafé",
        kind="Offener Treff",
        quartier="eschweiler-west",
        weekday="Do",
        nth=1,
        mean=14,
        start="10:00",
        site="gutenbergstrasse",
        carrier="stadt-eschweiler",
        volunteers=2,
        first=date(2024, 11, 1),
    ),
    Gathering(
        key="spieletreff",
        title="Spieletreff im Gemeinschaftsraum",
        kind="Offener Treff",
        quartier="eschweiler-west",
        weekday="Mi",
        nth=3,
        mean=12,
        site="gutenbergstrasse",
        carrier="awo",
        volunteers=3,
        first=date(2025, 2, 1),
    ),
    Gathering(
        key="sozialraumkonferenz",
        title="Sozialraumkonferenz Eschweiler-West",
        kind="Sozialraumkonferenz",
        quartier="eschweiler-west",
        weekday="Mi",
        nth=2,
        mean=26,
        months=(3, 10),
        start="14:00",
        form="Veranstaltung",
        site="gutenbergstrasse",
        carrier="stadt-eschweiler",
        partners="Träger, Schulen, Kitas",
        method="Liste",
        first=date(2025, 1, 1),
    ),
    Gathering(
        key="spielplatzfest",
        title="Spielplatzfest",
        kind="Fest",
        quartier="eschweiler-west",
        weekday="Fr",
        nth=3,
        mean=140,
        months=(9,),
        form="Veranstaltung",
        site="spielplatz",
        carrier="kinderschutzbund",
        method="geschätzt",
        volunteers=11,
        measure="ESW-01",
        first=date(2025, 1, 1),
    ),
    Gathering(
        key="klassenbesuch",
        title="Klassenbesuch Adam-Ries-Schule",
        kind="Klassenbesuch",
        quartier="eschweiler-west",
        weekday="Do",
        nth=2,
        mean=48,
        months=(5, 10),
        start="09:00",
        form="gruppenbezogen",
        site="adam-ries-schule",
        carrier="stadt-eschweiler",
        partners="Adam-Ries-Schule",
        first=date(2025, 1, 1),
    ),
)

SINGLE_EVENTS = table("""
Nr. | Datum | Beginn | Titel | Art | Angebotsform | Quartier | Ort | Träger | Kooperation | Status | Teilnehmende | Zählweise | Ehrenamtliche | Ehrenamtsstunden | Maßnahme
spielplatzfest-2024 | 20.09.2024 | 15:00 | Spielplatzfest | Fest | Veranstaltung | eschweiler-west | spielplatz | kinderschutzbund | Quartiersmanagement | stattgefunden | 150 | geschätzt | 12 | 42,0 |
austauschcafe-202410 | 10.10.2024 | 10:00 | Erstes Austauschcafé | Offener Treff | offen | eschweiler-west | gutenbergstrasse | stadt-eschweiler | Akteure im Quartier | stattgefunden | 16 | gezählt | 1 | 2,0 |
klassenbesuch-2024 | 31.10.2024 | 09:00 | Vorstellung in den Klassen der Adam-Ries-Schule | Klassenbesuch | gruppenbezogen | eschweiler-west | adam-ries-schule | stadt-eschweiler | Adam-Ries-Schule | stattgefunden | 96 | gezählt | | |
weihnachtsfest-2024 | 13.12.2024 | 16:00 | Weihnachtsfest | Fest | Veranstaltung | eschweiler-west | gutenbergstrasse | stadt-eschweiler | AWO | stattgefunden | 110 | geschätzt | 9 | 31,5 | ESW-02
weihnachtsfest-2025 | 12.12.2025 | 16:00 | Weihnachtsfest | Fest | Veranstaltung | eschweiler-west | gutenbergstrasse | stadt-eschweiler | AWO | stattgefunden | 135 | geschätzt | 10 | 35,0 |
weihnachtsfest-2026 | 11.12.2026 | 16:00 | Weihnachtsfest | Fest | Veranstaltung | eschweiler-west | gutenbergstrasse | stadt-eschweiler | AWO | geplant | | | | |
""")

MEETINGS = (
    Gathering(
        key="arbeitskreis",
        title="Arbeitskreis Eschweiler-West",
        kind="Umsetzung",
        quartier="eschweiler-west",
        weekday="Di",
        nth=3,
        mean=12,
        months=(2, 5, 9, 11),
        first=date(2024, 11, 1),
    ),
    Gathering(
        key="lenkungsgruppe",
        title="Lenkungsgruppe soziale Quartiersentwicklung",
        kind="Steuerung",
        quartier=None,
        weekday="Do",
        nth=3,
        mean=9,
        months=(3, 9),
        first=date(2025, 1, 1),
    ),
    Gathering(
        key="bewohnerrunde",
        title="Bewohnerrunde Eschweiler-West",
        kind="Beteiligung",
        quartier="eschweiler-west",
        weekday="Mi",
        nth=4,
        mean=17,
        months=(4, 10),
        first=date(2025, 1, 1),
    ),
)

TARGETS = table("""
Ziel-Nr. | Ziel | Zielart | Kennzahl | Quartier | Produkt | Plan | fällig am | Ist | Grundlage | Richtung | Bescheid oder Vorlage | Stand vom | Begründung
ESW-Z1 | Wöchentlicher Veranstaltungskalender im Gemeinschaftsraum | Text | | eschweiler-west | | liegt vor | 30.06.2025 | liegt vor | Beschluss | ohne | | 30.06.2025 |
ESW-Z2 | Veranstaltungen im Quartier | Anzahl | events_held | eschweiler-west | | 24 | 31.12.2026 | | Beschluss | mehr | | |
ESW-Z3 | Zwei volle Stellen besetzt | Quote | position_share | eschweiler-west | | 2 | 31.12.2025 | 2 | Beschluss | mehr | | 31.12.2025 |
""")
