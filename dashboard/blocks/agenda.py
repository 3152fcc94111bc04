"""The lines of an agenda: kind, sentence, and the way to the page it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analytics.figures.agenda import Line
from dashboard.page_registry import entry


def agenda_lines(lines: Sequence[Line]) -> None:
    """Draw each line with a link that carries its month and quartier."""
    for index, line in enumerate(lines):
        with st.container(horizontal=True, vertical_alignment="top", key=f"line_{index}"):
            kind = f'<span class="qm-when">{escape(line.kind)}</span>'
            st.html(f'<p class="qm-task">{kind}<span>{escape(line.sentence)}</span></p>')
            st.page_link(f"pages/{line.page}.py", label=entry(line.page).title, query_params=dict(line.params))


def folded_facts(title: str, facts: Sequence[tuple[str, str]], *, lead: str = "") -> None:
    """Terms and what they mean, for those who ask."""
    with st.expander(title, type="compact"):
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in facts)
        said = f'<p class="qm-sentence">{escape(lead)}</p>' if lead else ""
        st.html(f'{said}<dl class="qm-facts">{rows}</dl>')
