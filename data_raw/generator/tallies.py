"""Counts instead of rows: the same simulated contacts, counted per month and written as the office's own table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from data_raw.generator.days import months
from data_raw.generator.layouts import CHANNELS, KINDS
from data_raw.generator.model import Contact, TallyFeed
from data_raw.generator.table import Cells, Table

DIMENSIONS = {"total": "Gesamt", "topic": "Thema", "channel": "Kanal", "kind": "Kontaktart"}
ATTRIBUTES: dict[str, Callable[[Contact], tuple[str, ...]]] = {
    "total": lambda contact: ("",),
    "topic": lambda contact: contact.topics,
    "channel": lambda contact: (contact.channel,),
    "kind": lambda contact: (contact.contact_kind,),
}
GERMAN_MONTHS = ("Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")

STRICHLISTE_QUESTIONS = {"total": "Gespräche insgesamt", "topic": "Worum ging es?", "kind": "Neu oder bekannt?"}
STRICHLISTE_ANSWERS = {
    "first": "neu",
    "follow_up": "schon einmal da",
    "unknown": "weiß nicht",
    "wohnen": "Wohnung und Miete",
    "existenz": "Geld vom Amt",
    "kita-schule": "Kita oder Schule",
    "familie": "Familie",
    "arbeit": "Arbeit",
    "gesundheit": "Gesundheit",
    "pflege": "Pflege und Alter",
    "schulden": "Schulden",
    "energie": "Strom und Heizung",
    "ehrenamt": "Mithelfen",
    "beteiligung": "Stadtteil",
    "sonstiges": "anderes",
}

Count = tuple[date, str, str, int | None]


def counts(by_month: dict[date, list[Contact]], feed: TallyFeed, *, first: date, last: date) -> Iterator[Count]:
    """Month, dimension, category and count; None in months the office says nothing about. No closed months."""
    categories = {dimension: _categories(by_month, feed, dimension) for dimension in feed.dimensions}
    for month in months(first, last):
        if month not in by_month:
            continue
        for dimension in feed.dimensions:
            found = Counter(key for contact in by_month[month] for key in ATTRIBUTES[dimension](contact))
            for category in categories[dimension]:
                yield month, dimension, category, None if month in feed.blank else found[category]


def _categories(by_month: dict[date, list[Contact]], feed: TallyFeed, dimension: str) -> list[str]:
    every = (contact for contacts in by_month.values() for contact in contacts)
    ticked = {key for contact in every for key in ATTRIBUTES[dimension](contact)}
    return sorted(ticked.union(feed.unticked) if dimension == "topic" else ticked)


def tally_table(found: list[Count], feed: TallyFeed, names: dict[str, str]) -> Table:
    """The counts in the office's own table; `names` are names of services and topics by key."""
    return SHAPES[feed.shape](found, feed, {**KINDS, **CHANNELS, **names})


def _contract(found: list[Count], feed: TallyFeed, names: dict[str, str]) -> Table:
    rows = tuple(
        {
            "Monat": month,
            "Angebot": names[feed.service],
            "Merkmal": DIMENSIONS[dimension],
            "Ausprägung": names.get(category),
            "Anzahl": count,
        }
        for month, dimension, category, count in found
    )
    return Table(headers=("Monat", "Angebot", "Merkmal", "Ausprägung", "Anzahl"), rows=rows)


def _strichliste(found: list[Count], feed: TallyFeed, names: dict[str, str]) -> Table:
    rows: list[Cells] = []
    for month, dimension, category, count in found:
        if dimension == "total":
            rows.append(_stroke(month, "Flyer mitgegeben", None, (count or 0) // 3))
        row = _stroke(month, STRICHLISTE_QUESTIONS[dimension], STRICHLISTE_ANSWERS.get(category), count)
        rows.append({**row, "ca.": "x" if month in feed.estimated else None})
    return Table(headers=("Monat", "Frage", "Antwort", "Striche", "ca."), rows=tuple(rows))


def _stroke(month: date, question: str, answer: str | None, count: int | None) -> Cells:
    return {"Monat": month, "Frage": question, "Antwort": answer, "Striche": count, "ca.": None}


def _months_wide(found: list[Count], feed: TallyFeed, names: dict[str, str]) -> Table:
    """One column per month of the year: "-" for zero, "k.A." where the office says nothing, empty months to come."""
    year = found[0][0].year
    headers = [f"{name} {year % 100}" for name in GERMAN_MONTHS]
    rows: dict[tuple[str, str], Cells] = {}
    for month, dimension, category, count in found:
        label = (DIMENSIONS[dimension], names[category])
        row = rows.setdefault(label, {"Merkmal": label[0], "Zeile": label[1], **dict.fromkeys(headers)})
        row[headers[month.month - 1]] = "k.A." if count is None else count or "-"
    return Table(headers=("Merkmal", "Zeile", *headers), rows=tuple(rows.values()))


SHAPES: dict[str, Callable[[list[Count], TallyFeed, dict[str, str]], Table]] = {
    "contract": _contract,
    "strichliste": _strichliste,
    "months_wide": _months_wide,
}
