"""Leichlingen: events, sittings and goals."""

from __future__ import annotations

from datetime import date

from data_raw.generator.model import Gathering
from data_raw.generator.table import table

OPENED = date(2023, 3, 1)

EVENTS = (
    Gathering(
        key="treff-innenstadt",
        title="Offener Treff Kirchstraße",
        kind="Offener Treff",
        quartier="innenstadt",
        weekday="Mo",
        nth=1,
        mean=16,
        site="kirchstrasse",
        carrier="stadt-leichlingen",
        volunteers=3,
        first=OPENED,
    ),
    Gathering(
        key="fruehstueck-innenstadt",
        title="Nachbarschaftsfrühstück",
        kind="Offener Treff",
        quartier="innenstadt",
        weekday="Fr",
        nth=3,
        mean=22,
        start="09:30",
        site="kirchstrasse",
        carrier="diakoniewerk",
        volunteers=4,
        first=OPENED,
    ),
    Gathering(
        key="stadtnetz-innenstadt",
        title="Stadtpark und Fußgängerzone: Beteiligung",
        kind="Infoveranstaltung",
        quartier="innenstadt",
        weekday="Mi",
        nth=2,
        mean=35,
        months=(3, 6, 10),
        start="18:00",
        form="Veranstaltung",
        site="kirchstrasse",
        carrier="stadt-leichlingen",
        partners="Stadtplanung",
        method="Liste",
        measure="LEI-02",
        first=date(2023, 5, 1),
    ),
    Gathering(
        key="klima-innenstadt",
        title="Klimagerecht sanieren",
        kind="Infoveranstaltung",
        quartier="innenstadt",
        weekday="Do",
        nth=3,
        mean=21,
        months=(2, 9),
        start="18:30",
        form="Veranstaltung",
        site="kirchstrasse",
        carrier="stadt-leichlingen",
        method="Liste",
        first=OPENED,
    ),
    Gathering(
        key="cafe-cremers-weiden",
        title="Café Cremers Weiden",
        kind="Offener Treff",
        quartier="cremers-weiden",
        weekday="Di",
        nth=2,
        mean=8,
        site="treff-cremers-weiden",
        carrier="stadt-leichlingen",
        volunteers=2,
        measure="LEI-03",
        first=date(2024, 4, 1),
    ),
    Gathering(
        key="siedlungsgespraech",
        title="Siedlungsgespräch Cremers Weiden",
        kind="Bürgerversammlung",
        quartier="cremers-weiden",
        weekday="Do",
        nth=2,
        mean=19,
        months=(5, 11),
        start="18:00",
        form="Veranstaltung",
        site="treff-cremers-weiden",
        carrier="stadt-leichlingen",
        method="Liste",
        measure="LEI-03",
        first=date(2024, 4, 1),
    ),
)

SINGLE_EVENTS = table("""
Nr. | Datum | Beginn | Titel | Art | Angebotsform | Quartier | Ort | Träger | Kooperation | Status | Teilnehmende | Zählweise | Ehrenamtliche | Ehrenamtsstunden | Maßnahme
eroeffnung | 08.03.2023 | 11:00 | Eröffnung des Quartiersbüros | Fest | Veranstaltung | innenstadt | kirchstrasse | stadt-leichlingen | alle Partner des Quartiersbüros | stattgefunden | 120 | geschätzt | 6 | 18,0 | LEI-01
sommerfest-2025 | 12.07.2025 | 14:00 | Sommerfest Cremers Weiden | Fest | Veranstaltung | cremers-weiden | | stadt-leichlingen | Wohnungsgenossenschaft | ausgefallen | | | | | LEI-03
""")

MEETINGS = (
    Gathering(
        key="steuerungsgruppe",
        title="Steuerungsgruppe Quartiersarbeit",
        kind="Steuerung",
        quartier=None,
        weekday="Mi",
        nth=2,
        mean=12,
        months=(2, 6, 10),
    ),
    Gathering(
        key="partnerrunde",
        title="Partnerrunde Kirchstraße",
        kind="Umsetzung",
        quartier="innenstadt",
        weekday="Mo",
        nth=3,
        mean=13,
        months=(1, 4, 7, 11),
        first=OPENED,
    ),
    Gathering(
        key="siedlungsgespraech",
        title="Siedlungsgespräch Cremers Weiden",
        kind="Beteiligung",
        quartier="cremers-weiden",
        weekday="Do",
        nth=2,
        mean=19,
        months=(5, 11),
        first=date(2024, 4, 1),
    ),
)

TARGETS = table("""
Ziel-Nr. | Ziel | Zielart | Kennzahl | Quartier | Produkt | Plan | fällig am | Ist | Grundlage | Richtung | Bescheid oder Vorlage | Stand vom | Begründung
LEI-Z1 | Konzept zur Ausrichtung des Quartierstreffs mit Arbeitsschwerpunkt Cremers Weiden: Fertigstellung 30.06.2021 | Termin | | cremers-weiden | 050101 | 30.06.2021 | 30.06.2021 | | Produkt | ohne | | | Ein Abschluss des Konzepts ist nicht gemeldet; die Angebote im Siedlungsbereich laufen weiter
LEI-Z2 | Angebote an mindestens fünf Tagen in der Woche | Anzahl | | innenstadt | 050101 | 5 | 31.12.2023 | 5 | Produkt | mehr | | 31.12.2023 |
LEI-Z3 | Beratungskontakte im Quartiersbüro | Anzahl | contacts | innenstadt | 050101 | 2200 | 31.12.2026 | | Produkt | mehr | | |
LEI-Z4 | Beteiligung zum Handlungskonzept durchgeführt | Text | | innenstadt | | Bericht liegt vor | 31.12.2026 | | Bescheid | ohne | SB-2023-0288 | |
""")
