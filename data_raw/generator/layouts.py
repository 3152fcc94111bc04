"""How senders write contacts down: the contract's own columns, or their own headers and words (config/profiles)."""

from __future__ import annotations

from typing import Any

from data_raw.generator.model import Contact, Layout
from data_raw.generator.table import Cells, Table
from data_raw.generator.write_file import Format

KINDS = {"first": "Erstkontakt", "follow_up": "Folgekontakt", "unknown": "unbekannt"}
CHANNELS = {
    "walk_in": "persönlich offen",
    "appointment": "persönlich mit Termin",
    "phone": "telefonisch",
    "message": "E-Mail/Messenger",
    "video": "Video",
    "outreach": "aufsuchend",
}
CONTRACT_WORDS = {"contact_kind": KINDS, "channel": CHANNELS}

CONTRACT_COLUMNS = (
    ("Datum", "date"),
    ("Uhrzeit", "time"),
    ("Angebot", "service"),
    ("Träger", "carrier"),
    ("Quartier", "quartier"),
    ("Kontaktart", "contact_kind"),
    ("Kanal", "channel"),
    ("Themen", "topics"),
    ("Personen", "persons"),
    ("Dauer (Min.)", "duration_min"),
    ("Übergabe CM", "handover"),
    ("Sprachmittlung", "language_mediation"),
    ("Kennung", "client_ref"),
    ("Wohnquartier", "residence_quartier"),
)

CONTRACT = Layout(columns=CONTRACT_COLUMNS, form=Format(encoding="utf-8-sig"), words=CONTRACT_WORDS)

CARITAS_WORDS: dict[str, dict[Any, Any]] = {
    "service": {"buero-manfort": "QB Manfort", "buero-wiesdorf": "QB Wiesdorf"},
    "contact_kind": {"first": "neu", "follow_up": "bekannt", "unknown": "?"},
    "channel": {
        "walk_in": "Sprechstunde",
        "appointment": "Termin",
        "phone": "Telefon",
        "message": "Mail",
        "outreach": "Hausbesuch",
    },
    "topics": {
        "wohnen": "Wohnungssuche & Miete",
        "existenz": "Bürgergeld/Grundsicherung",
        "kita-schule": "Kita / Schule",
        "familie": "Familie",
        "arbeit": "Arbeit",
        "gesundheit": "Gesundheit",
        "pflege": "Pflege",
        "schulden": "Schulden",
        "energie": "Energiekosten",
        "ehrenamt": "Ehrenamt",
        "beteiligung": "Stadtteil",
        "sonstiges": "Anderes",
    },
    "language_mediation": {True: "x", False: None},
}

CARITAS_1 = Layout(
    columns=(
        ("Tag der Beratung", "date"),
        ("Uhrzeit von", "time"),
        ("Büro", "service"),
        ("Stadtteil", "quartier"),
        ("Fallart", "contact_kind"),
        ("Form", "channel"),
        ("Anliegen", "topics"),
        ("Anzahl Personen", "persons"),
        ("Minuten", "duration_min"),
        ("Klientennr.", "client_ref"),
        ("Status", "state"),
    ),
    form=Format(encoding="cp1252"),
    words=CARITAS_WORDS,
)

CARITAS_2 = Layout(
    columns=(
        ("Beratung am", "date"),
        ("um", "time"),
        ("Büro", "service"),
        ("Stadtteil", "quartier"),
        ("Fallart", "contact_kind"),
        ("Zugangsweg", "channel"),
        ("Beratungsanliegen", "topics"),
        ("Anwesend", "persons"),
        ("Dauer", "duration_min"),
        ("Dolmetschen", "language_mediation"),
        ("Klientennr.", "client_ref"),
        ("Status", "state"),
    ),
    form=Format(encoding="cp1252"),
    words=CARITAS_WORDS,
)

DIAKONIE = Layout(
    columns=(
        ("Gesprächstag", "date"),
        ("Von", "time"),
        ("Neu/Wieder", "contact_kind"),
        ("Weg", "channel"),
        ("Worum ging es", "topics"),
        ("Personen im Gespräch", "persons"),
        ("Dauer in Minuten", "duration_min"),
    ),
    form=Format(delimiter=",", dates="%Y-%m-%d"),
    words={
        "contact_kind": {"first": "Neu", "follow_up": "Wieder", "unknown": "k.A."},
        "channel": {
            "walk_in": "vor Ort",
            "appointment": "mit Termin",
            "phone": "Telefon",
            "message": "schriftlich",
            "outreach": "zu Hause",
        },
    },
)

KJA = Layout(
    columns=tuple(
        (header, attribute)
        for header, attribute in CONTRACT_COLUMNS
        if attribute not in ("handover", "language_mediation", "residence_quartier")
    ),
    form=Format(suffix="xlsx", sheet="Kontakte"),
    words=CONTRACT_WORDS,
    names=False,
)

LEICHLINGEN = Layout(
    columns=tuple(
        (header, attribute)
        for header, attribute in CONTRACT_COLUMNS
        if attribute not in ("handover", "residence_quartier")
    ),
    form=Format(delimiter="\t"),
    words={**CONTRACT_WORDS, "language_mediation": {True: "x", False: None}},
)

ESCHWEILER = Layout(
    columns=(
        ("Datum", "date"),
        ("Uhrzeit", "time"),
        ("Kontakt", "contact_kind"),
        ("Wie", "channel"),
        ("Thema 1-3", "topics"),
        ("Pers.", "persons"),
        ("Min.", "duration_min"),
        ("Dolmetscher", "language_mediation"),
        ("Kennziffer", "client_ref"),
    ),
    form=Format(suffix="xlsx", sheet="Sprechzeiten", titles=("Quartiersbüro Gutenbergstraße 52", "Kontakte", "")),
    words={
        "contact_kind": {"first": "erstmals", "follow_up": "wiederholt", "unknown": "unklar"},
        "channel": {
            "walk_in": "Sprechzeit",
            "appointment": "Termin",
            "phone": "Anruf",
            "message": "E-Mail",
            "outreach": "unterwegs",
        },
        "language_mediation": {True: "x", False: None},
    },
)


def contact_table(contacts: list[Contact], layout: Layout, names: dict[str, dict[str, str]]) -> Table:
    """The contacts in a sender's columns and words; `names` are the names of master data by attribute."""
    words = {**(names if layout.names else {}), **layout.words}
    headers = tuple(header for header, _ in layout.columns)
    rows = tuple(_row(contact, layout, words) for contact in contacts)
    return Table(headers=headers, rows=rows)


def _row(contact: Contact, layout: Layout, words: dict) -> Cells:
    return {
        header: _cell(getattr(contact, attribute), words.get(attribute, {})) for header, attribute in layout.columns
    }


def _cell(value: object, words: dict) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(words.get(each, each)) for each in value)
    return words.get(value, value)
