"""Tables on a phone: each row becomes a small list, and every cell carries its column's header as a label."""

from __future__ import annotations

import polars as pl
import streamlit as st

PHONE = "40rem"
FEW_COLUMNS = 3


def label_cells(container_key: str, frame: pl.DataFrame) -> None:
    """Give the cells of the table in the container their labels and hide the empty ones; the look is in style.css."""
    table = f".st-key-{container_key}"
    labels = "".join(
        f'{table} td:nth-child({index})::before{{content:"{_quoted(header)}"}}'
        for index, header in enumerate(frame.columns, start=1)
    )
    empty = ",".join(
        f"{table} tr:nth-child({row}) td:nth-child({column})"
        for column, cells in enumerate(frame.iter_columns(), start=1)
        for row, text in enumerate(cells, start=1)
        if not text
    )
    hidden = f"{empty}{{display:none !important}}" if empty else ""
    st.html(f"<style>@media (max-width: {PHONE}) {{{labels}{hidden}}}</style>")


def _quoted(text: str) -> str:
    """The text inside a CSS string; whatever could end the string or the style element is written as its code."""
    return "".join(
        character if character.isalnum() or character in " .,%€()/-" else f"\\{ord(character):x} " for character in text
    )
