"""Text from deliveries stays text: neither Markdown, nor HTML, nor CSS can come out of a cell or a header."""

from __future__ import annotations

import pytest

from dashboard.blocks.narrow import _quoted
from dashboard.blocks.table import plain


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("[Fest](//host)", r"\[Fest\]\(//host\)"),
        ("![x](//host)", r"\!\[x\]\(//host\)"),
        (":red[rot] $a$", r"\:red\[rot\] \$a\$"),
        ("3. Oktober", r"3\. Oktober"),
        ("- Punkt", r"\- Punkt"),
        ("31.12.2026", "31.12.2026"),
        ("1.234,5 %", "1.234,5 %"),
    ],
)
def test_markdown_in_a_cell_is_shown_as_written(text: str, escaped: str) -> None:
    assert plain(text) == escaped


def test_a_header_cannot_leave_its_css_string() -> None:
    hostile = 'x"}</style><script>'
    assert not set(_quoted(hostile)) & set('"<>}')
    assert _quoted("Kontakte je 1.000 Einw.") == "Kontakte je 1.000 Einw."
