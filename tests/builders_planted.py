"""Files with known faults: valid rows of a source, some of them broken in one named way.

Every fault says which rule it breaks in which column, so that a test can ask for exactly these findings and no others.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

RECEIVED = datetime(2026, 10, 28, 8, 0, tzinfo=UTC)
FAULTLESS = 0.7
Row = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """One way to break a row: the rule that must be found in `column`, and the cells that break it."""

    rule: str
    column: str
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """How valid rows of a source are drawn, and the faults that may be planted in them."""

    source: str
    row: Callable[[random.Random, int], Row]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Planted:
    """One file: its rows in order, the row numbers that are valid, and (row, column, rule) of every planted fault."""

    source: str
    rows: tuple[Row, ...]
    valid: frozenset[int]
    faults: frozenset[tuple[int, str, str]] = field(default_factory=frozenset)


def planted(sheet: Sheet, seed: int) -> Planted:
    """A file of 12 to 30 rows, about a third of them broken, no two in the same way in one row."""
    generator = random.Random(f"{sheet.source}-{seed}")
    rows, faults = [], set()
    for index in range(generator.randint(12, 30)):
        row = sheet.row(generator, index)
        if generator.random() > FAULTLESS:
            fault = generator.choice(sheet.faults)
            row |= fault.cells
            faults.add((index + 2, fault.column, fault.rule))
        rows.append(row)
    broken = {number for number, _, _ in faults}
    return Planted(sheet.source, tuple(rows), frozenset(range(2, len(rows) + 2)) - broken, frozenset(faults))


def write_csv(file: Planted, path: Path) -> None:
    """Semicolons, UTF-8 with byte order mark, as Excel saves it."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(file.rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(file.rows)
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def write_xlsx(file: Planted, path: Path) -> None:
    """All cells as text, as they come from an export."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Lieferung")
        for number, cells in enumerate([list(file.rows[0]), *(list(row.values()) for row in file.rows)]):
            for position, cell in enumerate(cells):
                if cell:
                    sheet.write_string(number, position, cell)


def _contact(generator: random.Random, index: int) -> Row:
    return {
        "Datum": f"{generator.randint(1, 27):02d}.10.2026",
        "Uhrzeit": f"{generator.randint(8, 17):02d}:{generator.choice(('00', '15', '30'))}",
        "Angebot": generator.choice(("sprechstunde", "Sprechstunde Mitte")),
        "Träger": generator.choice(("caritas", "AWO")),
        "Quartier": generator.choice(("Mitte", "nord", "")),
        "Kontaktart": generator.choice(("Erstkontakt", "Folgekontakt", "unbekannt")),
        "Kanal": generator.choice(("telefonisch", "persönlich offen", "Video")),
        "Themen": generator.choice(("Wohnen", "Arbeit, Pflege", "pflege")),
        "Personen": str(generator.randint(1, 6)),
        "Dauer (Min.)": str(generator.randint(5, 90)),
        "Übergabe CM": generator.choice(("ja", "nein", "")),
        "Kennung": f"K-{generator.randint(100, 999)}",
    }


def _tally(generator: random.Random, index: int) -> Row:
    topic = ("Wohnen", "Arbeit", "Pflege")[index % 3]
    return {
        "Monat": f"{index // 3 % 9 + 1:02d}/{2023 + index // 27}",
        "Angebot": "Sprechstunde Mitte",
        "Merkmal": "Thema",
        "Ausprägung": topic,
        "Anzahl": str(generator.randint(0, 120)),
        "geschätzt": generator.choice(("ja", "nein", "")),
    }


def _event(generator: random.Random, index: int) -> Row:
    return {
        "Nr.": f"V-{index + 1:03d}",
        "Datum": f"{generator.randint(1, 27):02d}.09.2026",
        "Beginn": "15:30",
        "Titel": generator.choice(("Nachbarschaftscafé", "Begehung am Bahnhof", "Kurs „Sicher im Netz“")),
        "Art": generator.choice(("Offener Treff", "Kurs", "Begehung")),
        "Angebotsform": generator.choice(("offen", "gruppenbezogen")),
        "Quartier": generator.choice(("Mitte", "Nord")),
        "Ort": generator.choice(("Quartiersbüro", "")),
        "Träger": generator.choice(("AWO", "caritas")),
        "Status": "stattgefunden",
        "Teilnehmende": str(generator.randint(0, 80)),
        "Ehrenamtsstunden": generator.choice(("", "2,5", "12")),
    }


def _measure(generator: random.Random, index: int) -> Row:
    return {
        "Maßnahme-Nr.": f"M-{index + 1}",
        "Bezeichnung": "Quartiersmanagement",
        "Förderprogramm": "Städtebauförderung",
        "Bescheiddatum": "12.01.2025",
        "Bewilligt von": "01.01.2025",
        "Bewilligt bis": "31.12.2026",
        "Finanzierungsart": generator.choice(("Anteil", "Festbetrag", "Fehlbedarf")),
        "Bewilligt": f"{generator.randint(10, 99)}.{generator.randint(0, 999):03d},{generator.randint(0, 99):02d} €",
        "Träger": generator.choice(("AWO", "")),
    }


def _movement(generator: random.Random, index: int) -> Row:
    return {
        "Datum": f"{generator.randint(1, 27):02d}.{generator.randint(1, 9):02d}.2026",
        "Maßnahme-Nr.": "m1",
        "Vorgang": generator.choice(("bewilligt", "abgerufen", "verausgabt")),
        "Position": "Personal",
        "Betrag": f"{generator.randint(-9, 99)},{generator.randint(0, 99):02d}",
        "Haushaltsjahr": "2026",
    }


def _staffing(generator: random.Random, index: int) -> Row:
    return {
        "Stelle": f"Stelle {index + 1}",
        "Quartier": generator.choice(("Mitte", "Nord")),
        "Träger": "AWO",
        "Wochenstunden": generator.choice(("19,5", "39", "30")),
        "Vollzeit (Std.)": "39",
        "Personen": str(generator.randint(1, 3)),
        "gültig ab": "01.01.2025",
        "gültig bis": generator.choice(("", "31.12.2026")),
    }


def _opening_hours(generator: random.Random, index: int) -> Row:
    return {
        "Angebot": "sprechstunde",
        "Wochentag": generator.choice(("Mo", "Di", "Do")),
        "von": f"{generator.randint(8, 11):02d}:00",
        "bis": generator.choice(("12:00", "17:30")),
        "gültig ab": f"01.{index % 12 + 1:02d}.2024",
    }


def _population(generator: random.Random, index: int) -> Row:
    area = ("Mitte", "Nord", "Musterstadt")[index % 3]
    return {
        "Gebiet": area,
        "Stichtag": f"31.12.{2010 + index // 3}",
        "Einwohner": f"{generator.randint(1, 40)}.{generator.randint(0, 999):03d}",
        "Quelle": "Melderegister",
    }


SHEETS = (
    Sheet(
        "contacts",
        _contact,
        (
            Fault("not_a_date", "Datum", {"Datum": "31.02.2026"}),
            Fault("not_a_date", "Datum", {"Datum": "gestern"}),
            Fault("missing_value", "Datum", {"Datum": ""}),
            Fault("not_after_receipt", "Datum", {"Datum": "30.10.2026"}),
            Fault("not_a_time", "Uhrzeit", {"Uhrzeit": "25:10"}),
            Fault("unknown_key", "Angebot", {"Angebot": "Sprechstunde Mite"}),
            Fault("missing_value", "Angebot", {"Angebot": ""}),
            Fault("unknown_key", "Träger", {"Träger": "Diakonie"}),
            Fault("unknown_key", "Quartier", {"Quartier": "Süd"}),
            Fault("unknown_category", "Kontaktart", {"Kontaktart": "Drittkontakt"}),
            Fault("unknown_category", "Kanal", {"Kanal": "Rauchzeichen"}),
            Fault("unknown_key", "Themen", {"Themen": "Wohnen, Garten"}),
            Fault("missing_value", "Themen", {"Themen": ""}),
            Fault("not_a_number", "Personen", {"Personen": "zwei"}),
            Fault("not_a_number", "Personen", {"Personen": "1,5"}),
            Fault("too_small", "Personen", {"Personen": "0"}),
            Fault("too_large", "Personen", {"Personen": "21"}),
            Fault("too_large", "Dauer (Min.)", {"Dauer (Min.)": "481"}),
            Fault("not_a_flag", "Übergabe CM", {"Übergabe CM": "vielleicht"}),
        ),
    ),
    Sheet(
        "contact_tallies",
        _tally,
        (
            Fault("not_a_month", "Monat", {"Monat": "13/2025"}),
            Fault("not_a_month", "Monat", {"Monat": "2. Quartal 2025"}),
            Fault("unknown_key", "Angebot", {"Angebot": "Sprechstunde West"}),
            Fault("unknown_category", "Merkmal", {"Merkmal": "Wetter"}),
            Fault("unknown_key", "Ausprägung", {"Ausprägung": "Wohnnen"}),
            Fault("missing_value", "Ausprägung", {"Ausprägung": ""}),
            Fault("not_a_number", "Anzahl", {"Anzahl": "viele"}),
            Fault("not_a_number", "Anzahl", {"Anzahl": "12,5"}),
            Fault("not_a_flag", "geschätzt", {"geschätzt": "etwa"}),
        ),
    ),
    Sheet(
        "events",
        _event,
        (
            Fault("missing_value", "Nr.", {"Nr.": ""}),
            Fault("not_a_date", "Datum", {"Datum": "30.02.2026"}),
            Fault("missing_value", "Titel", {"Titel": ""}),
            Fault("unknown_category", "Art", {"Art": "Feier"}),
            Fault("unknown_category", "Status", {"Status": "verschoben"}),
            Fault("unknown_key", "Quartier", {"Quartier": "Mittte"}),
            Fault("present_when", "Teilnehmende", {"Teilnehmende": ""}),
            Fault("too_small", "Teilnehmende", {"Teilnehmende": "-3"}),
            Fault("too_large", "Teilnehmende", {"Teilnehmende": "5001"}),
            Fault("not_a_number", "Ehrenamtsstunden", {"Ehrenamtsstunden": "zwei Std."}),
        ),
    ),
    Sheet(
        "measures",
        _measure,
        (
            Fault("missing_value", "Bezeichnung", {"Bezeichnung": ""}),
            Fault("unknown_key", "Förderprogramm", {"Förderprogramm": "Stadtumbau"}),
            Fault("not_a_date", "Bescheiddatum", {"Bescheiddatum": "12.2025"}),
            Fault("not_before", "Bewilligt bis", {"Bewilligt bis": "31.12.2024"}),
            Fault("unknown_category", "Finanzierungsart", {"Finanzierungsart": "Darlehen"}),
            Fault("not_a_number", "Bewilligt", {"Bewilligt": "12.000,505 €"}),
            Fault("too_small", "Bewilligt", {"Bewilligt": "-1,00 €"}),
        ),
    ),
    Sheet(
        "movements",
        _movement,
        (
            Fault("not_a_date", "Datum", {"Datum": "32.01.2026"}),
            Fault("not_after_receipt", "Datum", {"Datum": "31.10.2026"}),
            Fault("unknown_key", "Maßnahme-Nr.", {"Maßnahme-Nr.": "m2"}),
            Fault("unknown_category", "Vorgang", {"Vorgang": "überwiesen"}),
            Fault("missing_value", "Betrag", {"Betrag": ""}),
            Fault("not_a_number", "Betrag", {"Betrag": "zwölf"}),
            Fault("too_small", "Haushaltsjahr", {"Haushaltsjahr": "1999"}),
        ),
    ),
    Sheet(
        "staffing",
        _staffing,
        (
            Fault("missing_value", "Stelle", {"Stelle": ""}),
            Fault("too_large", "Wochenstunden", {"Wochenstunden": "201"}),
            Fault("too_small", "Vollzeit (Std.)", {"Vollzeit (Std.)": "29"}),
            Fault("not_before", "gültig bis", {"gültig bis": "31.12.2024"}),
            Fault("not_a_number", "Personen", {"Personen": "1 und 2"}),
        ),
    ),
    Sheet(
        "opening_hours",
        _opening_hours,
        (
            Fault("unknown_category", "Wochentag", {"Wochentag": "Feiertag"}),
            Fault("not_before", "bis", {"bis": "07:59"}),
            Fault("not_a_time", "von", {"von": "8 Uhr 70"}),
            Fault("missing_value", "gültig ab", {"gültig ab": ""}),
        ),
    ),
    Sheet(
        "population",
        _population,
        (
            Fault("unknown_key", "Gebiet", {"Gebiet": "Westend"}),
            Fault("not_a_date", "Stichtag", {"Stichtag": "Silvester"}),
            Fault("missing_value", "Einwohner", {"Einwohner": ""}),
            Fault("too_small", "Einwohner", {"Einwohner": "-12"}),
        ),
    ),
)
