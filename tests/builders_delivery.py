"""Deliveries for tests: a file from text, the words of a small municipality, and what reading makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from pipelines.contract import load_contracts
from pipelines.inbox import Arrival, InboxFile, inbox_file
from pipelines.profile import Layout, Profile
from pipelines.reading.values.vocabulary import Entry, Vocabulary, from_categories
from pipelines.receiving.read_delivery import Outcome, Rules, read_delivery
from pipelines.records.pseudonym import PseudonymKey
from tests.builders import MUNICIPALITY, a_workspace

CONTRACTS = load_contracts()
KEY = PseudonymKey(b"k" * 32)
RECEIVED = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
HEADER = "Datum;Angebot;Träger;Kontaktart;Kanal;Themen"
ROW = "05.10.2026;sprechstunde;caritas;Erstkontakt;telefonisch;Wohnen"
TALLY_HEADER = "Monat;Angebot;Merkmal;Ausprägung;Anzahl"


def _words(title: str, **names: str) -> Vocabulary:
    return Vocabulary(title, tuple(Entry(key, name, date(2020, 1, 1), None) for key, name in names.items()))


WORDS: Mapping[str, Vocabulary] = {
    "services": Vocabulary(
        "Angebote",
        (
            Entry("sprechstunde", "Sprechstunde Mitte", date(2023, 1, 1), None),
            Entry("cafe", "Austauschcafé", date(2023, 1, 1), date(2024, 12, 31)),
        ),
    ),
    "carriers": _words("Träger", caritas="Caritasverband", awo="AWO"),
    "quartiers": _words("Quartiere", mitte="Mitte", nord="Nord"),
    "areas": _words("Gebiete", mitte="Mitte", nord="Nord", musterstadt="Musterstadt"),
    "topics": _words("Themen", wohnen="Wohnen", arbeit="Arbeit", pflege="Pflege"),
    "sites": _words("Standorte", buero="Quartiersbüro"),
    "programmes": _words("Förderprogramme", stadt="Städtebauförderung"),
    "measures": _words("Maßnahmen", m1="Quartiersmanagement"),
    "contacts.channel": from_categories("Kanal", CONTRACTS["contacts"].columns["channel"].categories or {}),
    "contacts.contact_kind": from_categories(
        "Kontaktart", CONTRACTS["contacts"].columns["contact_kind"].categories or {}
    ),
}


def a_profile(text: str, *, key: str = "muster", version: int = 1) -> Profile:
    """A profile from the YAML that a user would write."""
    return Profile(key, version, f"sha-{key}-{version}", Layout.model_validate(yaml.safe_load(text)))


def a_file(folder: Path, content: str | bytes, *, name: str, source: str, received: datetime = RECEIVED) -> InboxFile:
    """A file with this content as the inbox would hand it on."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return inbox_file(path, MUNICIPALITY, source, Arrival(received, None))


def read(
    folder: Path,
    content: str | bytes,
    *,
    source: str = "contacts",
    name: str = "lieferung.csv",
    profiles: tuple[Profile, ...] = (),
    received: datetime = RECEIVED,
) -> Outcome:
    """What reading makes of a file with this content."""
    file = a_file(folder, content, name=name, source=source, received=received)
    return read_delivery(file, Rules(CONTRACTS[source], profiles, WORDS, a_workspace(), lambda: KEY))


def rules_of(outcome: Outcome) -> list[tuple[str | None, str]]:
    """Cell and rule of every finding."""
    return [(finding.cell, finding.rule) for finding in outcome.findings]
