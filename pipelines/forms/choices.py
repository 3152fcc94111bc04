"""The words that people may choose from in each column of a template, as they are read later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.contract import Column, Contract
from pipelines.reading.values.vocabulary import Vocabulary, from_categories

YES_AND_NO = ("ja", "nein")
# Signs that a count may hold instead of a number, with what they say without any profile.
SIGNS: Mapping[str, str] = {
    "k.A.": "nicht gemeldet (wie eine leere Zelle)",
    "x": "nicht erhoben: dieses Merkmal wird bei Ihnen nicht gezählt",
    "geschlossen": "das Angebot war den ganzen Monat geschlossen",
}
# A template is also used to deliver late: what ended within a year can still be chosen.
STILL_OFFERED = timedelta(days=366)


@dataclass(frozen=True)
class Choice:
    """One list of words: `column` of the contract, `kind` only where the list depends on another column's word."""

    column: str
    title: str
    words: tuple[str, ...]
    kind: str | None = None


def choices(contract: Contract, vocabularies: Mapping[str, Vocabulary], today: date) -> tuple[Choice, ...]:
    """All lists of a contract that have words, in the order of its columns."""
    found: list[Choice] = []
    for name, column in contract.columns.items():
        if column.type == "boolean":
            found.append(Choice(name, column.header, YES_AND_NO))
        elif column.type == "count":
            found.append(Choice(name, f"{column.header} (Zeichen)", tuple(SIGNS)))
        elif column.type == "category_of":
            found += _dependent(name, column, contract, vocabularies, today)
        elif column.categories or column.refers_to:
            found.append(Choice(name, column.header, _words(column, vocabularies, today)))
    return tuple(choice for choice in found if choice.words)


def _dependent(
    name: str, column: Column, contract: Contract, vocabularies: Mapping[str, Vocabulary], today: date
) -> list[Choice]:
    kinds = contract.columns[column.of or ""].categories or {}
    return [
        Choice(name, f"{column.header} bei {kinds[kind]}", offered(vocabularies[title], today), kinds[kind])
        for kind, title in (column.vocabulary or {}).items()
    ]


def _words(column: Column, vocabularies: Mapping[str, Vocabulary], today: date) -> tuple[str, ...]:
    if column.categories:
        return offered(from_categories(column.header, column.categories), today)
    separator = (column.separator or ",") if column.type == "keys" else None
    return offered(vocabularies[column.refers_to or ""], today, separator=separator)


def offered(vocabulary: Vocabulary, today: date, *, separator: str | None = None) -> tuple[str, ...]:
    """The entries' names; the key where a name is shared by several or holds the sign between several words."""
    current = [
        entry for entry in vocabulary.entries if entry.valid_to is None or entry.valid_to >= today - STILL_OFFERED
    ]
    return tuple(
        entry.name
        if vocabulary.key_of(entry.name) == entry.key and (separator is None or separator not in entry.name)
        else entry.key
        for entry in current
    )
