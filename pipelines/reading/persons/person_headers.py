"""Headers under which people are named, reached, told apart or described; what is in such a column does not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from pipelines.contract import LOADER

FILE = Path(__file__).with_name("person_headers.yml")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LETTERS = re.compile(r"[a-z]+")


def is_person_header(name: str) -> bool:
    """Whether a header announces something about a person."""
    words, known = _words_of(name), _known()
    of_offices = known["of_offices"] if not known["offices"].isdisjoint(words) else frozenset()
    pairs = {f"{first}-{second}" for first, second in pairwise(words)}
    return bool(known["telling"].intersection(words) - of_offices) or not known["pairs"].isdisjoint(pairs)


def says_only_what_it_holds(name: str) -> bool:
    """Whether a header is made of known words only, so that repeating it tells of nobody."""
    known = _known()
    parts = {part for pair in known["pairs"] for part in pair.split("-")}
    harmless = known["telling"] | known["offices"] | known["beside"] | parts
    return harmless.issuperset(_words_of(name)) and not any(sign.isdigit() for sign in name)


def _words_of(name: str) -> list[str]:
    return LETTERS.findall(unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS))


@cache
def _known() -> Mapping[str, frozenset[str]]:
    lists = yaml.load(FILE.read_text(encoding="utf-8"), LOADER)  # noqa: S506
    return {key: frozenset(words.split()) for key, words in lists.items()}
