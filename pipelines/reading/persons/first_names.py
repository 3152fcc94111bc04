"""Whether a word is a frequent first name; the names stand in `first_names.txt`."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("first_names.txt")
# Letters that do not come apart into a plain letter and its accent.
PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


def is_first_name(word: str) -> bool:
    """Whether one word, in any spelling of case and accents, is a frequent first name."""
    return _form(word) in _names()


@cache
def _names() -> frozenset[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _form(word: str) -> str:
    """The form in which names are compared: `Ayşe` and `AYSE` are one."""
    parted = unicodedata.normalize("NFKD", word.casefold().translate(PLAIN))
    return "".join(sign for sign in parted if not unicodedata.combining(sign))
