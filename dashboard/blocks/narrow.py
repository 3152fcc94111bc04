"""Tables on a phone: each row becomes a small list, and every cell carries its column's header as a label."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

PHONE = "40rem"
FEW_COLUMNS = 3


def label_cells(container_key: str, headers: Sequence[str]) -> None:
    """Give the cells of the table in the container their labels; how they look stands in style.css."""
    rules = "".join(
        f'.st-key-{container_key} td:nth-child({index})::before{{content:"{_quoted(header)}"}}'
        for index, header in enumerate(headers, start=1)
    )
    st.html(f"<style>@media (max-width: {PHONE}) {{{rules}}}</style>")


def _quoted(text: str) -> str:
    """The text inside a CSS string; whatever could end the string or the style element is written as its code."""
    return "".join(
        character if character.isalnum() or character in " .,%€()/-" else f"\\{ord(character):x} " for character in text
    )
