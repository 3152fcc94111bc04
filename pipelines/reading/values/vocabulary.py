"""The words a file may use for master data: keys and names, with what was probably meant when a word is unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from pipelines.reading.values.words import fold, squeeze

SIMILARITY = 0.6


@dataclass(frozen=True)
class Entry:
    """One master data entry: key, German name, and the days it is valid on (None = open)."""

    key: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Vocabulary:
    """All entries of one kind of master data; `title` is its German name."""

    title: str
    entries: tuple[Entry, ...]
    keys: Mapping[str, str] = field(init=False)
    ambiguous: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        own = {fold(entry.key): entry.key for entry in self.entries}
        named: dict[str, set[str]] = {}
        for entry in self.entries:
            named.setdefault(fold(entry.name), set()).add(entry.key)
        doubled = frozenset(word for word, keys in named.items() if len(keys) > 1 and word not in own)
        names = {word: next(iter(keys)) for word, keys in named.items() if len(keys) == 1}
        object.__setattr__(self, "keys", {**_unspaced({**names, **own}), **names, **own})
        object.__setattr__(self, "ambiguous", doubled)

    def key_of(self, word: str) -> str | None:
        """The key that `word` stands for, as key or name; None when unknown or when several have that name.

        Spaces do not matter where that leaves one entry: „Kita/Schule“ is „Kita / Schule“.
        """
        return self.keys.get(fold(word)) or self.keys.get(squeeze(word))

    def unknown(self, word: str, *, echo: bool) -> str:
        """What to say about a word without a key. `echo` tells whether the word itself may be repeated."""
        if fold(word) in self.ambiguous:
            return f"Mehrere Einträge in „{self.title}“ heißen so. Bitte den Schlüssel statt des Namens angeben."
        said = f"„{word}“ steht" if echo else "Der Eintrag steht"
        meant = self.closest(word)
        otherwise = ". Bitte den Eintrag prüfen oder die Stammdaten ergänzen."
        advice = f"; meinten Sie „{meant.name}“?" if meant else otherwise
        return f"{said} nicht in „{self.title}“{advice}"

    def closest(self, word: str) -> Entry | None:
        """The entry that the word resembles; None when it resembles none."""
        close = get_close_matches(fold(word), list(self.keys), n=1, cutoff=SIMILARITY)
        return next((entry for entry in self.entries if close and entry.key == self.keys[close[0]]), None)


def _unspaced(keys: Mapping[str, str]) -> dict[str, str]:
    """The words without their spaces, where no two entries become alike."""
    squeezed: dict[str, set[str]] = {}
    for word, key in keys.items():
        squeezed.setdefault(squeeze(word), set()).add(key)
    return {word: next(iter(found)) for word, found in squeezed.items() if len(found) == 1}


def from_categories(title: str, categories: Mapping[str, str]) -> Vocabulary:
    """The vocabulary of a contract's category list."""
    return Vocabulary(title, tuple(Entry(key, name) for key, name in categories.items()))


def merged(title: str, vocabularies: Iterable[Vocabulary]) -> Vocabulary:
    """All entries of several vocabularies under one title; a key that comes twice counts once."""
    entries = {entry.key: entry for vocabulary in vocabularies for entry in vocabulary.entries}
    return Vocabulary(title, tuple(entries.values()))
