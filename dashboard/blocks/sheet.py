"""The sheet of one metric: which one, and its facts as a list of terms."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analytics.queries.metrics import MetricSheet


def choose_sheet(sheets: Sequence[MetricSheet]) -> MetricSheet:
    """Let people choose one metric; the first stands open."""
    names = {sheet.series.metric.key: sheet.series.metric.name for sheet in sheets}
    chosen = st.selectbox(
        "Kennzahl",
        list(names),
        format_func=lambda key: names[key],
        key="sheet",
        persist_state="session",
        filter_mode=None,
    )
    return next((sheet for sheet in sheets if sheet.series.metric.key == chosen), sheets[0])


def facts(shown: Sequence[tuple[str, str]]) -> None:
    """Label and text, as a definition list."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in shown)
    st.html(f'<dl class="qm-facts">{rows}</dl>')
