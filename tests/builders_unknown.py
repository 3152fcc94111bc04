"""Files in layouts that no profile knows, made from known rows, with the truth about every header and word beside."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from random import Random

import xlsxwriter

Row = dict[str, object]

# Names that stand neither in the contracts nor among the names known from elsewhere; some share a part with them.
NEW_NAMES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "contacts": {
        "date": ["Beratungstag", "Tagesdatum", "Kontakt am", "Gesprächsdatum"],
        "time": ["Startuhrzeit", "Los um", "Anfangszeit"],
        "service": ["Sprechstunde/Büro", "Bei", "Angebot im Quartier", "Unser Angebot"],
        "carrier": ["Trägerorganisation", "Trägerkürzel", "Freier Träger"],
        "quartier": ["Quartiersname", "Viertel", "Wohnviertel"],
        "contact_kind": ["Art des Gesprächs", "Kontakt-Art", "Erst/Folge", "Zum wievielten Mal"],
        "channel": ["Kontaktkanal", "Auf welchem Weg", "Kanal der Beratung", "Begegnung"],
        "topics": ["Hauptthemen", "Thema/Themen", "Themen der Beratung", "Besprochen"],
        "persons": ["Personenanzahl", "Wie viele Personen", "Köpfe"],
        "duration_min": ["Gesprächsdauer (min)", "Dauer/Min", "Länge in Min."],
        "language_mediation": ["Sprachmittlung ja/nein", "mit Sprachmittlung", "Dolmetschende dabei"],
        "client_ref": ["Kennung der Person", "Chiffre", "Klientenkennung"],
    },
    "contact_tallies": {
        "month": ["Monat/Jahr", "Monat der Zählung", "Für"],
        "service": ["Angebot im Quartier", "Wo gezählt", "Unser Angebot"],
        "dimension": ["Merkmalsgruppe", "Gezähltes Merkmal", "Art der Zählung"],
        "category": ["Ausprägung/Zeile", "Im Einzelnen", "Davon"],
        "contacts": ["Anzahl der Gespräche", "Kontaktzahl", "Wie oft"],
    },
    "events": {
        "event": ["Veranstaltungs-Nr.", "Nr. des Termins", "Zähler"],
        "date": ["Veranstaltung am", "Termindatum", "Kalendertag"],
        "start": ["Startuhrzeit", "Los um", "Uhrzeit Beginn"],
        "title": ["Titel der Veranstaltung", "Name", "Worum es geht"],
        "event_type": ["Art d. Veranstaltung", "Veranstaltungstyp", "Sorte"],
        "offer_form": ["Form des Angebotes", "Angebotsform (KJH)", "Offen oder Gruppe"],
        "quartier": ["Quartiersname", "Viertel"],
        "carrier": ["Trägerorganisation", "Freier Träger", "Macht wer"],
        "status": ["Status der Veranstaltung", "Hat stattgefunden?", "Lage"],
        "attendance": ["Anzahl Teilnehmende", "Köpfe", "Teilnehmende gesamt"],
        "volunteers": ["Ehrenamtlich Helfende", "Zahl Ehrenamtliche", "Hände"],
    },
}  # fmt: skip
DECORATIONS: Sequence[Callable[[str], str]] = (
    str, str, str, str.upper, str.lower, lambda name: f"{name}*", lambda name: f"{name}:", lambda name: f"  {name} ",
    lambda name: f"{name} (Pflicht)", lambda name: name.replace(" ", "_"),
)  # fmt: skip
OWN_WORDS: Mapping[str, Mapping[str, str]] = {
    "contact_kind": {"Neukontakt": "first", "Folgegespräch": "follow_up", "k. A.": "unknown"},
    "channel": {"vor Ort": "walk_in", "mit Termin": "appointment", "am Telefon": "phone"},
    "topics": {"Wohnungsfragen": "wohnen", "Arbeit & Beruf": "arbeit", "Pflege zu Hause": "pflege"},
}
NAMES: Mapping[str, Mapping[str, str]] = {
    "service": {"Sprechstunde Mitte": "sprechstunde"},
    "carrier": {"Caritasverband": "caritas", "AWO": "awo"},
    "quartier": {"Mitte": "mitte", "Nord": "nord"},
    "contact_kind": {"Erstkontakt": "first", "Folgekontakt": "follow_up", "unbekannt": "unknown"},
    "channel": {"persönlich offen": "walk_in", "telefonisch": "phone", "aufsuchend": "outreach"},
    "topics": {"Wohnen": "wohnen", "Arbeit": "arbeit", "Pflege": "pflege"},
    "dimension": {"Gesamt": "total", "Thema": "topic", "Kanal": "channel"},
    "event_type": {"Kurs": "course", "Fest": "festival", "Begehung": "walk"},
    "offer_form": {"offen": "open", "gruppenbezogen": "group"},
    "status": {"geplant": "planned", "stattgefunden": "held", "ausgefallen": "cancelled"},
}
OPTIONAL = {
    "contacts": ("time", "quartier", "persons", "duration_min", "language_mediation", "client_ref"),
    "contact_tallies": (),
    "events": ("start", "volunteers"),
}
FIXED = {"service": "sprechstunde", "carrier": "caritas"}


@dataclass(frozen=True)
class UnknownFile:
    """A file, the rows it was made from, and what a person who knows the layout would say about it.

    `headers`: header → column. `words`: per column, the file's word → key. `constants`: what the file does not say.
    """

    source: str
    name: str
    content: bytes
    rows: list[Row]
    headers: dict[str, str]
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)


def unknown_file(source: str, seed: int, *, known_names: Mapping[str, Sequence[str]]) -> UnknownFile:
    """A file with one row per record in a layout drawn from `seed`; `known_names` are names known for each column."""
    random = Random(seed)
    rows = _rows(source, random)
    dropped = [name for name in OPTIONAL[source] if random.random() < 0.3]
    constants = {name: key for name, key in FIXED.items() if name in rows[0] and random.random() < 0.4}
    if constants:
        rows = [row | constants for row in rows]
    columns = [name for name in rows[0] if name not in dropped and name not in constants]
    random.shuffle(columns)
    headers = _headers(source, columns, random, known_names)
    words = {name: _words(name, random) for name in columns if name in NAMES}
    write_day = random.choice(["{:%d.%m.%Y}", "{:%Y-%m-%d}", "{:%d.%m.%y}"])
    cells = [[_written(row[name], words.get(name), write_day) for name in columns] for row in rows]
    banner = [["Liste der Einrichtung"], ["Bitte bis zum 10. senden"], []][: random.choice([0, 0, 1, 3])]
    lines = [*banner, headers, *cells]
    as_workbook = random.random() < 0.4
    return UnknownFile(
        source=source,
        name="liste.xlsx" if as_workbook else "liste.csv",
        content=workbook({"Tabelle1": lines}) if as_workbook else text(lines, random.choice(";,\t")),
        rows=[{name: value for name, value in row.items() if name not in dropped} for row in rows],
        headers=dict(zip(headers, columns, strict=True)),
        words={name: mapping for name, mapping in words.items() if mapping is not NAMES[name]},
        constants=constants,
    )


def _rows(source: str, random: Random) -> list[Row]:
    if source == "contacts":
        return [_contact(random) for _ in range(random.randint(12, 40))]
    if source == "events":
        return [_event(number, random) for number in range(1, random.randint(12, 40))]
    months = [date(2026, month, 1) for month in range(1, random.randint(3, 8))]
    kinds = {"topic": ["wohnen", "arbeit", "pflege"], "channel": ["walk_in", "phone"]}
    marked = [("total", None), *((kind, word) for kind, words in kinds.items() for word in words)]
    return [
        {
            "month": month,
            "service": "sprechstunde",
            "dimension": kind,
            "category": word,
            "contacts": random.randint(0, 60),
        }
        for month in months
        for kind, word in marked
    ]


def _contact(random: Random) -> Row:
    topics = sorted(NAMES["topics"].values())
    return {
        "date": date(2026, 10, random.randint(1, 30)),
        "time": time(random.randint(9, 17), random.choice([0, 15, 30, 45])),
        "service": "sprechstunde", "carrier": random.choice(["caritas", "awo"]),
        "quartier": random.choice(["mitte", "nord"]), "contact_kind": random.choice(["first", "follow_up", "unknown"]),
        "channel": random.choice(["walk_in", "phone"]), "topics": random.sample(topics, random.choice([1, 1, 2])),
        "persons": random.randint(1, 4), "duration_min": random.choice([15, 20, 30, 45, 60, 90]),
        "language_mediation": random.random() < 0.3, "client_ref": f"K-{random.randint(100, 999)}",
    }  # fmt: skip


def _event(number: int, random: Random) -> Row:
    return {
        "event": f"V-{number:03d}", "date": date(2026, random.randint(1, 10), random.randint(1, 28)),
        "start": time(random.randint(9, 18), 30),
        "title": f"{random.choice(['Sommerfest', 'Nähkurs', 'Rundgang'])} {number}",
        "event_type": random.choice(["course", "festival", "walk"]), "offer_form": random.choice(["open", "group"]),
        "quartier": random.choice(["mitte", "nord"]), "carrier": random.choice(["caritas", "awo"]), "status": "held",
        "attendance": random.randint(3, 80), "volunteers": random.randint(0, 6),
    }  # fmt: skip


def _headers(
    source: str, columns: Sequence[str], random: Random, known_names: Mapping[str, Sequence[str]]
) -> list[str]:
    """A third each of names from the contract, names known from elsewhere, and new ones; many of them decorated."""
    headers: list[str] = []
    for column in columns:
        pool = random.choice([known_names[column][:1], known_names[column], NEW_NAMES[source][column]])
        name = random.choice(DECORATIONS)(random.choice(list(pool)))
        while " ".join(name.split()).casefold() in {" ".join(other.split()).casefold() for other in headers}:
            name = f"{name} 2"
        headers.append(name)
    return headers


def _words(name: str, random: Random) -> Mapping[str, str]:
    """The words of the lists, or the carrier's own."""
    return OWN_WORDS[name] if name in OWN_WORDS and random.random() < 0.3 else NAMES[name]


def _written(value: object, words: Mapping[str, str] | None, write_day: str) -> str:
    spelled = {key: word for word, key in reversed(list((words or {}).items()))}
    everything = {key: word for listed in NAMES.values() for word, key in listed.items()} | spelled
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list):
        return ", ".join(everything[key] for key in value)
    if isinstance(value, date):
        return write_day.format(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else everything.get(str(value), str(value))


def text(lines: Sequence[Sequence[str]], delimiter: str) -> bytes:
    """The lines as CSV in UTF-8."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    return stream.getvalue().encode()


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The sheets as XLSX; whole numbers are numbers there."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                for position, cell in enumerate(line):
                    if cell.isdigit():
                        sheet.write_number(row, position, int(cell))
                    elif cell:
                        sheet.write_string(row, position, cell)
    return stream.getvalue()


def put(folder: Path, file: UnknownFile) -> Path:
    """Write the file to `folder`."""
    path = folder / file.name
    path.write_bytes(file.content)
    return path
