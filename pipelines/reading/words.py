"""How words from files are compared: Unicode NFC, no outer or doubled spaces, upper and lower case alike."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The form in which two spellings of one word are equal."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
