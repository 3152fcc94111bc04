"""Leverkusen: events, citizens' assemblies, sittings of the three levels, goals."""

from __future__ import annotations

from data_raw.generator.model import Gathering
from data_raw.generator.table import table

OFFICES = (
    ("wiesdorf", "Wiesdorf", "caritas", "Mi"),
    ("manfort", "Manfort", "caritas", "Do"),
    ("rheindorf", "Rheindorf", "diakonie", "Di"),
    ("opladen", "Opladen", "awo", "Mo"),
    ("alkenrath", "Alkenrath", "diakonie", "Fr"),
    ("steinbuechel", "Steinbüchel", "kja", "Mi"),
)
# Assemblies a year as months: between two and four in each quartier.
ASSEMBLY_MONTHS = {
    "wiesdorf": (3, 6, 9, 11),
    "manfort": (2, 5, 10),
    "rheindorf": (3, 6, 9, 12),
    "opladen": (4, 11),
    "alkenrath": (5, 10),
    "steinbuechel": (3, 9, 11),
}
ROOMS = {"rheindorf": "buergertreff-rheindorf"}

EVENTS = (
    *(
        Gathering(
            key=f"treff-{quartier}",
            title=f"Offener Treff {name}",
            kind="Offener Treff",
            quartier=quartier,
            weekday=weekday,
            nth=nth,
            mean=7 if quartier == "alkenrath" else 17,
            site=ROOMS.get(quartier, f"buero-{quartier}"),
            carrier=carrier,
            volunteers=2,
        )
        for quartier, name, carrier, weekday in OFFICES
        for nth in (2, 4)
    ),
    *(
        Gathering(
            key=f"versammlung-{quartier}",
            title=f"Bürgerinnen- und Bürgerversammlung {name}",
            kind="Bürgerversammlung",
            quartier=quartier,
            weekday="Do",
            nth=3,
            mean=24 if quartier == "alkenrath" else 48,
            months=ASSEMBLY_MONTHS[quartier],
            start="18:00",
            form="Veranstaltung",
            site=ROOMS.get(quartier, f"buero-{quartier}"),
            carrier=carrier,
            partners="Stadt Leverkusen, Vereine im Quartier",
            method="Liste",
        )
        for quartier, name, carrier, _ in OFFICES
    ),
    *(
        Gathering(
            key=f"fest-{quartier}",
            title=f"Nachbarschaftsfest {name}",
            kind="Fest",
            quartier=quartier,
            weekday="Sa",
            nth=2,
            mean=180,
            months=(6 + index % 3,),
            start="14:00",
            form="Veranstaltung",
            carrier=carrier,
            partners="Kitas, Schulen und Vereine",
            method="geschätzt",
            volunteers=14,
            measure={"rheindorf": "LEV-05", "manfort": "LEV-06"}.get(quartier, "LEV-04"),
        )
        for index, (quartier, name, carrier, _) in enumerate(OFFICES)
        if quartier != "alkenrath"
    ),
    Gathering(
        key="pflegeberuf",
        title="Einstieg in den Pflegeberuf",
        kind="Infoveranstaltung",
        quartier="wiesdorf",
        weekday="Do",
        nth=3,
        mean=32,
        months=(4, 9),
        start="17:00",
        form="Veranstaltung",
        site="service-point",
        carrier="stadt-leverkusen",
        partners="Klinikum Leverkusen, Kplus-Gruppe",
        method="Liste",
    ),
    Gathering(
        key="sprachcafe-manfort",
        title="Sprachcafé",
        kind="Kurs",
        quartier="manfort",
        weekday="Di",
        nth=1,
        mean=11,
        form="gruppenbezogen",
        site="buero-manfort",
        carrier="caritas",
        method="Liste",
        volunteers=3,
        measure="LEV-06",
    ),
    Gathering(
        key="hausaufgaben-steinbuechel",
        title="Lernzeit im Quartier",
        kind="Kurs",
        quartier="steinbuechel",
        weekday="Mo",
        nth=2,
        mean=12,
        months=(1, 2, 3, 5, 6, 9, 10, 11, 12),
        form="gruppenbezogen",
        site="buero-steinbuechel",
        carrier="kja",
        method="Liste",
        volunteers=4,
    ),
    Gathering(
        key="begehung-opladen",
        title="Rundgang Sauberkeit und Sicherheit",
        kind="Begehung",
        quartier="opladen",
        weekday="Mi",
        nth=2,
        mean=15,
        months=(5, 10),
        start="16:00",
        form="Veranstaltung",
        carrier="awo",
        partners="Ordnungsamt, Bezirksvertretung",
    ),
)

MEETINGS = (
    *(
        Gathering(
            key=f"steuerungskreis-{quartier}",
            title=f"Steuerungskreis {name}",
            kind="Steuerung",
            quartier=quartier,
            weekday="Di",
            nth=3,
            mean=11,
            months=(2, 5, 9, 11),
        )
        for quartier, name, _, _ in OFFICES
    ),
    *(
        Gathering(
            key=f"stadtteilrunde-{quartier}",
            title=f"Stadtteilrunde {name}",
            kind="Umsetzung",
            quartier=quartier,
            weekday="Mi",
            nth=1,
            mean=14,
            months=(1, 3, 6, 10),
        )
        for quartier, name, _, _ in OFFICES
    ),
    *(
        Gathering(
            key=f"versammlung-{quartier}",
            title=f"Bürgerinnen- und Bürgerversammlung {name}",
            kind="Beteiligung",
            quartier=quartier,
            weekday="Do",
            nth=3,
            mean=48,
            months=ASSEMBLY_MONTHS[quartier],
        )
        for quartier, name, _, _ in OFFICES
    ),
    Gathering(
        key="lenkungsgruppe",
        title="Lenkungsgruppe Quartiersentwicklung",
        kind="Steuerung",
        quartier=None,
        weekday="Do",
        nth=2,
        mean=16,
        months=(3, 9),
    ),
)

SINGLE_EVENTS = table("""
Nr. | Datum | Beginn | Titel | Art | Angebotsform | Quartier | Ort | Träger | Kooperation | Status | Teilnehmende | Zählweise | Ehrenamtliche | Ehrenamtsstunden | Maßnahme
konferenz-2023 | 23.11.2023 | 16:00 | Sozialraumkonferenz Stadtbezirk I | Sozialraumkonferenz | Veranstaltung | wiesdorf | service-point | stadt-leverkusen | Träger der Wohlfahrtspflege | stattgefunden | 41 | Liste | | |
konferenz-2025 | 20.11.2025 | 16:00 | Sozialraumkonferenz Stadtbezirk III | Sozialraumkonferenz | Veranstaltung | steinbuechel | buero-steinbuechel | stadt-leverkusen | Träger der Wohlfahrtspflege | stattgefunden | 38 | Liste | | |
fest-alkenrath-2025 | 28.06.2025 | 14:00 | Hoffest Alkenrath | Fest | Veranstaltung | alkenrath | | diakonie | Wohnungsbaugesellschaft | ausgefallen | | | | | LEV-04
""")

TARGETS = table("""
Ziel-Nr. | Ziel | Zielart | Kennzahl | Quartier | Produkt | Plan | fällig am | Ist | Grundlage | Richtung | Bescheid oder Vorlage | Stand vom | Begründung
LEV-Z1 | Bürgerversammlungen in Wiesdorf | Anzahl | citizens_assemblies | wiesdorf | | 2 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z2 | Bürgerversammlungen in Manfort | Anzahl | citizens_assemblies | manfort | | 2 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z3 | Bürgerversammlungen in Rheindorf | Anzahl | citizens_assemblies | rheindorf | | 4 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z4 | Bürgerversammlungen in Opladen | Anzahl | citizens_assemblies | opladen | | 2 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z5 | Bürgerversammlungen in Alkenrath | Anzahl | citizens_assemblies | alkenrath | | 2 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z6 | Bürgerversammlungen in Steinbüchel | Anzahl | citizens_assemblies | steinbuechel | | 2 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z7 | Mindestens halbe Stelle in Alkenrath | Quote | position_share | alkenrath | | 0,5 | 31.12.2026 | | Beschluss | mehr | 2019/3030 | |
LEV-Z8 | Beratungskontakte im Service-Point und in den Quartieren | Anzahl | contacts | | | 6500 | 31.12.2026 | | Bescheid | mehr | B-2026-0031 | |
LEV-Z9 | Mittel des Verfügungsfonds Rheindorf verausgabt | Betrag | | rheindorf | | 75000 | 31.12.2026 | 70.008 € | Bescheid | mehr | SB-2023-0412 | 05.11.2026 | Die letzten Anträge aus der Bewohnerschaft werden im Dezember abgerechnet
""")
