"""Words around figures: the question as title, the answer in a sentence, sections, and where numbers come from."""

from __future__ import annotations

from html import escape

import streamlit as st
from analytics.sentences import rounding_note, sign_legend, source_note, stand_text

from dashboard.view import View


def heading(view: View, title: str, answer: str) -> None:
    """The page's question, the answer in words, and the Stand of the data."""
    st.title(title, anchor=False)
    st.html(f'<p class="qm-lead">{escape(answer)}</p><p class="qm-stand">{escape(stand_text(view.release.info))}</p>')


def section(title: str, subtitle: str = "") -> None:
    """A part of the page; the subtitle says unit and scope."""
    st.subheader(title, anchor=False)
    if subtitle:
        st.html(f'<p class="qm-subtitle">{escape(subtitle)}</p>')


def sentence(text: str) -> None:
    """One sentence that says in words what a figure or table shows."""
    if text:
        st.html(f'<p class="qm-sentence">{escape(text)}</p>')


def source(view: View) -> None:
    """The foot of the page: what the signs mean and a link that keeps exactly these numbers."""
    st.divider()
    signs = " · ".join(f"{sign} {words}" for sign, words in sign_legend())
    lines = (f"Zeichen: {signs}.", rounding_note(view.release), source_note(view.release))
    st.html("".join(f'<p class="qm-source">{escape(line)}</p>' for line in lines if line))
    st.page_link(
        f"pages/{view.page}.py",
        label="Link, der genau diese Zahlen festhält",
        query_params=view.address(),
    )
