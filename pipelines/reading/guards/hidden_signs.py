"""Characters that cannot be seen: those that turn or break what stands around them, and those that only get lost."""

from __future__ import annotations

import re

# C0 and C1 controls but for tab, line ends and form feed; direction controls (UAX #9); what stands for a lost byte.
FORBIDDEN = "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd\ufffe\uffff"
FORBIDDEN_SIGN = re.compile(f"[{FORBIDDEN}]")
FORBIDDEN_IN_BYTES = bytes(code for code in range(32) if code not in b"\t\n\r\x0c") + b"\x7f"
# Zero-width characters and soft hyphens come along when text is copied; they mean nothing in a table.
LOST = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
WITHOUT_LOST = {ord(sign): None for sign in LOST}


def forbidden_at(text: str) -> int | None:
    """Where the first forbidden character stands; None in text without one."""
    # Deleting bytes is several times faster than searching, and the length tells whether anything was there.
    if text.isascii() and len(text.encode().translate(None, FORBIDDEN_IN_BYTES)) == len(text):
        return None
    found = FORBIDDEN_SIGN.search(text)
    return found.start() if found else None


def without_lost(text: str) -> str:
    """The text without characters that show nothing and mean nothing."""
    return text.translate(WITHOUT_LOST) if not text.isascii() and any(sign in text for sign in LOST) else text
