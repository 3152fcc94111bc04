"""The sheet of one metric: which one, and its facts as a list of terms."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analytics.queries.metrics import MetricSheet
from dashboard.kept_choice import kept, kept_choice


def choose_sheet(sheets: Sequence[MetricSheet]) -> MetricSheet:
    """Let people choose one metric; the first stands open."""
    names = {sheet.series.metric.key: sheet.series.metric.name for sheet in sheets}
    wanted = kept("sheet")
    chosen = kept_choice(
        "sheet",
        "Kennzahl",
        list(names),
        chosen=wanted if wanted in names else next(iter(names)),
        words=lambda key: names.get(key, key),
    )
    return next((sheet for sheet in sheets if sheet.series.metric.key == chosen), sheets[0])


def facts(shown: Sequence[tuple[str, str]]) -> None:
    """Label and text, as a definition list."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in shown)
    st.html(f'<dl class="qm-facts">{rows}</dl>')
