"""The sheet of one metric: which one, and its facts as a list of terms."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st


def choose_sheet(sheets: Sequence[Any]) -> Any:
    """Let people choose one metric; the first stands open."""
    names = {sheet.metric: sheet.name for sheet in sheets}
    chosen = st.selectbox(
        "Kennzahl",
        list(names),
        format_func=lambda key: names[key],
        key="sheet",
        persist_state="session",
        filter_mode=None,
    )
    return next((sheet for sheet in sheets if sheet.metric == chosen), sheets[0])


def facts(shown: Sequence[tuple[str, str]]) -> None:
    """Label and text, as a definition list."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in shown)
    st.html(f'<dl class="qm-facts">{rows}</dl>')
