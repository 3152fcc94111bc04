"""What goes wrong in the example on purpose, so that every state of the house is seen on first start.

Paths are relative to the town's folder. data_raw/README.md lists the same states for readers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data_raw.generator.table import Table


@dataclass(frozen=True)
class Spoiled:
    """One cell of a file holds something a rule will not accept. `row` counts from 0."""

    row: int
    header: str
    value: object


@dataclass(frozen=True)
class Stray:
    """A file that no contract and no profile knows."""

    file: str
    content: bytes
    received_at: str
    by: str


MISSING = {
    ("leverkusen", "contacts/KJA Steinbuechel 02.2025.xlsx"),
    ("leverkusen", "contact_tallies/Strichliste_2026_10.csv"),
}

EMPTY = {("leverkusen", "contacts/Gespraeche_Alkenrath_2024-08.csv")}

RECEIVED: Mapping[tuple[str, str], str] = {
    ("leverkusen", "contacts/service-point_2026-08.csv"): "2026-09-17T10:42",
    ("leverkusen", "contacts/Caritas_Beratungen_11_2025.csv"): "2025-12-19T15:05",
    ("leichlingen", "contacts/Quartiersbuero_Kirchstrasse_2025-12.csv"): "2026-01-16T09:30",
    ("eschweiler", "contacts/Sprechzeiten_2025_07.xlsx"): "2025-08-21T11:12",
}

SPOILED: Mapping[tuple[str, str], tuple[Spoiled, ...]] = {
    ("leverkusen", "contacts/Caritas_Beratungen_02_2026.csv"): (Spoiled(7, "Beratung am", "31.02.2026"),),
    ("leverkusen", "contacts/service-point_2026-10.csv"): (Spoiled(11, "Themen", "Aufenthalt und Einbürgerug"),),
    ("leichlingen", "contacts/Quartiersbuero_Kirchstrasse_2026-06.csv"): (Spoiled(20, "Angebot", None),),
    ("eschweiler", "contacts/Sprechzeiten_2026_09.xlsx"): (Spoiled(5, "Datum", date(2062, 9, 15)),),
}

STRAYS: Mapping[str, tuple[Stray, ...]] = {
    "leichlingen": (
        Stray(
            file="contacts/Raumbelegung_2026-10.csv",
            content=(
                "Raum;Tag;belegt ab;belegt bis;Zweck\r\n"
                "Büro 3;06.10.2026;09:00;12:00;Sprechstunde\r\n"
                "Veranstaltungsraum;07.10.2026;15:00;18:00;Stadtnetzwerk\r\n"
            ).encode("cp1252"),
            received_at="2026-11-04T08:55",
            by="Quartiersbüro Kirchstraße",
        ),
    ),
}


def spoil(table: Table, town: str, file: str) -> Table:
    """The table with the bad cells planted for this file, if any; an empty one where the sender reports a zero."""
    if (town, file) in EMPTY:
        return replace(table, rows=())
    rows = list(table.rows)
    for spoiled in SPOILED.get((town, file), ()):
        rows[spoiled.row] = {**rows[spoiled.row], spoiled.header: spoiled.value}
    return replace(table, rows=tuple(rows))
