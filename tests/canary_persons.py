"""Fifty invented persons, everything that says who they are, and files of every format that speak of them."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import polars as pl

from tests.builders_workbook import Sheet, ods, xls, xlsx

HEADER = ("Datum", "Angebot", "Träger", "Kontaktart", "Kanal", "Themen", "Dauer (Min.)", "Kennung")
ROW = ("05.10.2026", "sprechstunde", "caritas", "Erstkontakt", "telefonisch", "Wohnen", "20", "")
FIRST = ("Anna", "Mehmet", "Oksana", "Piotr", "Fatima", "Uwe", "Svitlana", "Jürgen", "Ayşe", "Dagmar")
BEGINNINGS = ("Zorwitt", "Quellmut", "Brantosz", "Vlisgard", "Krumelak")
ENDINGS = ("annel", "ikken", "etzki", "ogluk", "enkova", "idouri", "ergola", "ennari", "ovicek", "hagenow")
# The letters that no other text holds, so that a hit is a leak.
ID = "QXZ7"
HASHES = ("md5", "sha1", "sha256")


@dataclass(frozen=True)
class Canary:
    """One invented person: names, day of birth (German), the carrier's code for them, e-mail, telephone."""

    number: int

    @property
    def first(self) -> str:
        return FIRST[self.number % len(FIRST)]

    @property
    def surname(self) -> str:
        return BEGINNINGS[self.number // len(ENDINGS)] + ENDINGS[self.number % len(ENDINGS)]

    @property
    def name(self) -> str:
        return f"{self.first} {self.surname}"

    @property
    def born(self) -> str:
        return f"{1 + self.number % 28:02d}.{1 + self.number % 12:02d}.{1931 + self.number % 40}"

    @property
    def code(self) -> str:
        return f"{ID}-{4100 + 37 * self.number}"

    @property
    def mail(self) -> str:
        return f"{self.surname.lower()}@canary.example"

    @property
    def phone(self) -> str:
        return f"0171 {55_000_000 + 7919 * self.number}"

    def facts(self) -> tuple[str, ...]:
        """Everything that must not be found, as it may be written."""
        day, month, year = self.born.split(".")
        written = (self.name, f"{self.surname}, {self.first}", self.surname, self.born, f"{year}-{month}-{day}")
        return (*written, self.code, self.mail, self.phone, self.phone.replace(" ", ""))


CANARIES = tuple(Canary(number) for number in range(50))


@cache
def markers() -> dict[str, str]:
    """Every byte sequence (as Latin-1 text, lower case) that would give somebody away → what it is.

    Facts in UTF-8 and UTF-16, their plain MD5, SHA-1 and SHA-256 in hex and base64.
    """
    found = {}
    for canary in CANARIES:
        for fact in canary.facts():
            for encoding in ("utf-8", "utf-16-le", "latin-1"):
                found[fact.encode(encoding, "replace").decode("latin-1").lower()] = f"{fact} of {canary.number}"
        for fact in (canary.name, canary.surname, canary.born, canary.code, canary.mail):
            for kind in HASHES:
                digest = hashlib.new(kind, fact.encode(), usedforsecurity=False).digest()
                for text in (digest.hex(), base64.b64encode(digest).decode().rstrip("="), digest.decode("latin-1")):
                    found[text.lower()] = f"{kind} of {fact}"
    return found


def hits(content: bytes) -> list[str]:
    """Which markers stand in the bytes, whatever their case."""
    known = markers()
    text = pl.Series([content.decode("latin-1").lower()])
    (words,) = text.str.extract_many(list(known)).to_list()
    return sorted({known[word] for word in words})


def good_row(canary: Canary) -> list[str]:
    """A contact as it should be, with the person's code."""
    return [f"{1 + canary.number % 28:02d}.10.2026", *ROW[1:7], canary.code]


def _with(column: int, value: str, canary: Canary) -> list[str]:
    row = good_row(canary)
    row[column] = value
    return row


# Columns in which something about a person lands by mistake; the row or the file is turned away.
SLIPS: Mapping[str, Callable[[Canary], list[str]]] = {
    "a day that is none": lambda who: _with(0, "35.10.2026", who),
    "the day of birth as the day": lambda who: _with(0, who.born, who),
    "a name as the service": lambda who: _with(1, who.surname, who),
    "a code as the carrier": lambda who: _with(2, who.code, who),
    "a mail as the kind": lambda who: _with(3, who.mail, who),
    "a phone as the channel": lambda who: _with(4, who.phone, who),
    "a name among the topics": lambda who: _with(5, f"Wohnen, {who.name}", who),
    "a code as the duration": lambda who: _with(6, who.code, who),
    "a name as the code": lambda who: _with(7, who.name, who),
    "a mail as the code": lambda who: _with(7, who.mail, who),
    "a day of birth as the code": lambda who: _with(7, who.born, who),
}
# Columns that no file may have.
FORBIDDEN: Mapping[str, Callable[[Canary], str]] = {
    "Name": lambda who: who.name,
    "Geburtsdatum": lambda who: who.born,
    "E-Mail": lambda who: who.mail,
    "Bemerkung": lambda who: f"{who.name} kommt wieder",
}


def _csv(rows: list[list[str]]) -> bytes:
    return "\r\n".join(";".join(row) for row in rows).encode("utf-8-sig")


FORMATS: Mapping[str, Callable[[list[list[str]]], bytes]] = {
    "csv": _csv,
    "xlsx": lambda rows: xlsx([Sheet("Oktober", rows)]),
    "xls": lambda rows: xls([Sheet("Oktober", rows)]),
    "ods": lambda rows: ods([Sheet("Oktober", rows)]),
}


def good_files() -> Iterator[tuple[str, bytes]]:
    """All fifty in rows that land, a quarter per format."""
    for position, (ending, write) in enumerate(FORMATS.items()):
        people = CANARIES[position :: len(FORMATS)]
        yield f"gut_{ending}.{ending}", write([list(HEADER), *map(good_row, people)])


def bad_files() -> Iterator[tuple[str, bytes]]:
    """Every slip and every forbidden column in every format, each with other persons in it."""
    number = 0
    for ending, write in FORMATS.items():
        for position, slip in enumerate(SLIPS.values()):
            who, other = CANARIES[number % 50], CANARIES[(number + 1) % 50]
            number += 2
            yield f"irrtum_{position}_{ending}.{ending}", write([list(HEADER), good_row(other), slip(who)])
        for position, (header, told) in enumerate(FORBIDDEN.items()):
            who = CANARIES[number % 50]
            number += 1
            yield f"verboten_{position}_{ending}.{ending}", write([[*HEADER, header], [*good_row(who), told(who)]])
        who = CANARIES[number % 50]
        number += 1
        yield f"kopf_{ending}.{ending}", write([[*HEADER, who.name], [*good_row(who), "x"]])
        yield f"oben_{ending}.{ending}", write([[f"Liste von {who.name}, {who.phone}"], list(HEADER), good_row(who)])
