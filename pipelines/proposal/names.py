"""How much a header's name says about which column of a contract it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

import yaml

from pipelines.contract import LOADER, Column
from pipelines.reading.values.words import fold

HINTS = Path(__file__).with_name("hints.yml")
# „Anzahl (Personen)“, „1. Datum*“, „b) Kanal:“ are the same names with something around them.
AROUND = re.compile(r"\([^)]*\)|\[[^\]]*\]|^\s*(\d+\s*[.)]|[a-z]\))\s*|[*:¹²³†]+\s*$")
SEPARATORS = re.compile(r"[\s_/.,;&+-]+")
SAME, KNOWN, HEAD, PART, ALIKE = 1.0, 0.85, 0.7, 0.5, 0.75
ALIKE_FROM = 0.8
# Shorter words stand in too many others by chance.
LETTERS = 4


@lru_cache
def hints() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Other names that carriers give to a column, by source and column; they only ever lead to a question."""
    listed = yaml.load(HINTS.read_bytes(), LOADER)  # noqa: S506
    return {source: {name: tuple(words) for name, words in columns.items()} for source, columns in listed.items()}


@lru_cache(maxsize=8192)
def plain(header: str) -> str:
    """The folded name without brackets, numbering, notes and separators."""
    folded = SEPARATORS.sub(" ", AROUND.sub(" ", fold(header))).strip()
    return folded or SEPARATORS.sub(" ", fold(header)).strip()


def likeness(header: str, column: Column, known: Iterable[str]) -> tuple[float, str]:
    """From 0 to 1 how well the name fits, and the German reason; `known` are other names of the column."""
    own = [column.header, *column.aliases]
    name = plain(header)
    if fold(header) in column.names or name in {plain(word) for word in own}:
        return SAME, f"Name wie „{column.header}“ in der Vorlage"
    if name in {plain(word) for word in known}:
        return KNOWN, f"Name üblich für „{column.header}“"
    strength, word = max(((_alike(name, plain(word)), word) for word in (*own, *known)), default=(0.0, ""))
    return strength, f"Name ähnlich „{word}“" if strength else ""


@lru_cache(maxsize=65536)
def _alike(name: str, word: str) -> float:
    """Every header meets the same few hundred words, so each pair is compared once."""
    matcher = SequenceMatcher(None, name, word)
    is_near = matcher.real_quick_ratio() >= ALIKE_FROM and matcher.quick_ratio() >= ALIKE_FROM
    ratio = matcher.ratio() if is_near else 0.0
    return max(ALIKE * ratio if ratio >= ALIKE_FROM else 0.0, _shared(name.split(), word.split()))


def _shared(name: list[str], word: list[str]) -> float:
    """What the parts of a name share with a known word; in German compounds the last part says what it is."""
    if not name or not word:
        return 0.0
    if set(word) <= set(name):
        return HEAD if len("".join(word)) >= LETTERS or word[-1] == name[-1] else PART
    if len(word) > 1 or len(word[0]) < LETTERS:
        return 0.0
    if any(part.endswith(word[0]) for part in name):
        return HEAD
    return PART if any(part.startswith(word[0]) for part in name) else 0.0
