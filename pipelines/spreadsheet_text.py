"""Text from files that came from outside, written so that no spreadsheet runs it as a formula."""

from __future__ import annotations

import re

# Spreadsheets run a cell that begins with one of these (OWASP, CSV Injection; full-width forms too), and may drop
# invisible signs before it. A plain number stays what it is.
_FORMULA = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@|%＝＋－＠]|[\t\r\n]"
)
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*")


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
