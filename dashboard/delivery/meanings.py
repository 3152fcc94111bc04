"""What a carrier's word may mean: the entries of the list that a column is looked up in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from dashboard import blocks, cached
from dashboard.delivery import answer_words as words
from dashboard.view import View

DIMENSION_OF = {"topics": "topic", "channel": "channel", "contact_kind": "kind"}
CHOOSE = "bitte wählen"


def entries(view: View, column: str) -> dict[str, str]:
    """Key → name of what a column's words may mean, as far as the release knows it."""
    if column == "service":
        return {service.key: service.name for service in cached.services(view)}
    if column in ("quartier", "residence_quartier"):
        return {place.key: place.name for place in cached.places(view.release)}
    wanted = DIMENSION_OF.get(column)
    return {
        key: name
        for dimension in cached.dimensions(view)
        if dimension.key == wanted or column == "category"
        for key, name in dimension.categories
    }


def choose_meanings(view: View, draft: str, unknown: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], str]:
    """Ask for every word what it means; return (column, word) → key of those that were answered."""
    with st.container(key=f"meanings_{draft}"):
        return {
            (words.text(entry.get("column")), words.text(entry.get("word"))): key
            for entry in unknown
            if (key := _choose_meaning(view, draft, entry)) is not None
        }


def _choose_meaning(view: View, draft: str, entry: Mapping[str, Any]) -> str | None:
    """Nothing is chosen until the person does; the suggestion only stands first."""
    column, word = words.text(entry.get("column")), words.text(entry.get("word"))
    suggestion, name = words.text(entry.get("suggestion")), words.text(entry.get("suggestion_name"))
    options = {**({suggestion: name or suggestion} if suggestion else {}), **entries(view, column)}
    rows = words.number(entry.get("rows")) or 0
    where = f"„{word}“ in „{words.text(entry.get('header'))}“, {rows} {'Zeile' if rows == 1 else 'Zeilen'}"
    meant = f". Gemeint ist vielleicht „{name}“" if name else ""
    return st.selectbox(
        blocks.plain(f"{where}{meant}"),
        list(options),
        index=None,
        format_func=lambda key: options.get(key, key),
        placeholder=CHOOSE,
        key=f"word_{draft}_{column}_{word}",
        persist_state="session",
    )
