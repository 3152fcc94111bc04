"""What comes later about a month that was already reported: corrections, forgotten contacts, a service left out.

Paths are relative to the town's folder. data_raw/README.md lists the same states for readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from random import Random

from data_raw.generator.model import Contact
from data_raw.generator.streams import between, stream


@dataclass(frozen=True)
class Revision:
    """A second file for the same months: some rows added, some gone, some with the topic `topic` instead."""

    file: str
    received_at: str
    added: int
    gone: int = 0
    changed: int = 0
    topic: str = ""


@dataclass(frozen=True)
class Straggler:
    """A service that its joint list leaves out; it reports later, in a file of its own."""

    file: str
    received_at: str
    service: str


REVISIONS: Mapping[tuple[str, str], Revision] = {
    ("leverkusen", "contacts/service-point_2026-09.csv"): Revision(
        file="contacts/service-point_2026-09_korrigiert.csv",
        received_at="2026-10-21T14:20",
        added=5,
        gone=2,
        changed=3,
        topic="wohnen",
    ),
    ("leverkusen", "contacts/KJA Steinbuechel 07.2026.xlsx"): Revision(
        file="contacts/KJA Steinbuechel Nachtrag 07.2026.xlsx",
        received_at="2026-10-19T11:15",
        added=15,
    ),
    ("leverkusen", "contacts/Gespraeche_Alkenrath_2026-09.csv"): Revision(
        file="contacts/Gespraeche_Alkenrath_2026-09_Nachtrag.csv",
        received_at="2026-11-09T09:40",
        added=4,
    ),
    ("eschweiler", "contacts/Sprechzeiten_2026_08.xlsx"): Revision(
        file="contacts/Sprechzeiten_2026_08_Nachtrag.xlsx",
        received_at="2026-11-10T16:05",
        added=6,
    ),
}

STRAGGLERS: Mapping[tuple[str, str], Straggler] = {
    ("leichlingen", "contacts/Quartiersbuero_Kirchstrasse_2026-09.csv"): Straggler(
        file="contacts/Altenhilfe_2026-09.csv",
        received_at="2026-11-09T10:05",
        service="altenhilfe",
    ),
}


def straggling(town: str, file: str) -> str | None:
    """The service that a joint list leaves out, if any."""
    straggler = STRAGGLERS.get((town, file))
    return straggler.service if straggler else None


def sequels(town: str, file: str, contacts: list[Contact]) -> Iterator[tuple[Straggler | Revision, list[Contact]]]:
    """Later files about what `file` was to hold, with their contacts; `contacts` are all of the month."""
    straggler = STRAGGLERS.get((town, file))
    if straggler:
        yield straggler, [contact for contact in contacts if contact.service == straggler.service]
    revision = REVISIONS.get((town, file))
    if revision:
        yield revision, _revise(contacts, revision)


def _revise(contacts: list[Contact], revision: Revision) -> list[Contact]:
    rng = stream("revision", revision.file)
    kept = list(contacts)
    for _ in range(revision.gone):
        kept.pop(_place(rng, kept))
    for _ in range(revision.changed):
        place = _place(rng, kept)
        kept[place] = replace(kept[place], topics=(revision.topic,))
    for _ in range(revision.added):
        kept.append(_forgotten(rng, kept))
    return sorted(kept, key=lambda contact: (contact.date, contact.time, contact.carrier))


def _forgotten(rng: Random, contacts: list[Contact]) -> Contact:
    """A contact like one of the others, ten minutes after it."""
    like = contacts[_place(rng, contacts)]
    minutes = like.time.hour * 60 + like.time.minute + 10
    return replace(like, time=time(minutes // 60, minutes % 60), handover=False)


def _place(rng: Random, contacts: list[Contact]) -> int:
    return between(rng, 0, len(contacts) - 1)
