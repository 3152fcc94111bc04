"""Words around figures: the question as title, the answer in a sentence, sections, and where numbers come from."""

from __future__ import annotations

from html import escape

import streamlit as st

from analytics.sentences import protection_note, sign_legend, source_note, stand_text
from dashboard.view import View


def heading(view: View, title: str, answer: str) -> None:
    """The page's question, the answer in words, and the Stand of the data."""
    st.title(title, anchor=False)
    st.html(f'<p class="qm-lead">{escape(answer)}</p><p class="qm-stand">{escape(stand_text(view.release.info))}</p>')


def section(title: str, subtitle: str = "", text: str = "") -> None:
    """A part of the page; the subtitle says unit and scope, the text what there is to see."""
    st.subheader(title, anchor=False)
    lines = (("qm-subtitle", subtitle), ("qm-sentence", text))
    written = "".join(f'<p class="{style}">{escape(line)}</p>' for style, line in lines if line)
    if written:
        st.html(written)


def sentence(text: str) -> None:
    """One sentence that says in words what a figure or table shows."""
    if text:
        st.html(f'<p class="qm-sentence">{escape(text)}</p>')


def source(view: View) -> None:
    """The foot of the page: what the signs mean and a link that keeps exactly these numbers."""
    st.divider()
    signs = "".join(
        f"<span><b>{escape(sign)}</b> {escape(words)}</span>" for sign, words in sign_legend(view.release.info)
    )
    lines = (protection_note(view.release.info), source_note(view.release))
    written = "".join(f'<p class="qm-source">{escape(line)}</p>' for line in lines if line)
    st.html(f'<p class="qm-source qm-signs">{signs}</p>{written}')
    st.page_link(
        f"pages/{view.page}.py",
        label="Link auf genau diese Zahlen",
        query_params=view.address(),
    )
