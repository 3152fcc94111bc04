"""How words from files are compared.

Unicode NFC, no outer, doubled or invisible spaces, one kind of hyphen, upper and lower case alike.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

# Headers are asked for again and again while the header is looked for.
REMEMBERED = 4096
# Soft hyphens, spaces without width and byte order marks show nothing on screen; two hyphens look like the common one.
UNSEEN = str.maketrans({**dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff"), **dict.fromkeys("\u2010\u2011", "-")})


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """The form in which two spellings of one word are equal."""
    plain = text if text.isascii() else unicodedata.normalize("NFC", text).translate(UNSEEN)
    return " ".join(plain.split()).casefold()


def squeeze(text: str) -> str:
    """The folded form without any space: „Kita / Schule“ and „Kita/Schule“ are one word."""
    return fold(text).replace(" ", "")


def among(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a word is one of `words`, however it is spelled."""
    folded = {fold(word) for word in words}
    return lambda word: fold(word) in folded
