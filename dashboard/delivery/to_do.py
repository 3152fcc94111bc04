"""What this reader has to do next, the most urgent first, each with the way there."""

from __future__ import annotations

from html import escape

import streamlit as st

from analytics.queries.task import Task
from dashboard import blocks, cached
from dashboard.delivery.decisions import decision
from dashboard.view import View

SHOWN = 8
NOTHING = "Es ist nichts zu tun: Alle fälligen Meldungen sind da, keine Datei wartet, kein Monat ist offen."
URGENCIES = ("überfällig", "zu entscheiden", "abzuschließen", "demnächst")
# What leads on, by kind of task: label, and the part of the page Datenlieferungen where that is.
WAYS = {
    "missing": ("Datei abgeben", "abgeben"),
    "coming": ("Datei abgeben", "abgeben"),
    "refused": ("Neu abgeben", "abgeben"),
    "rejected": ("Neu abgeben", "abgeben"),
    "lapsed": ("Monat prüfen", None),
    "sign_off": ("Monat prüfen", None),
    "deadline": ("Ansehen", None),
}


def to_do(view: View) -> None:
    """Draw the list; a conflict between two deliveries can be decided in place."""
    entries = cached.tasks(view).tasks
    blocks.section("Zu tun")
    if not entries:
        blocks.empty_state(NOTHING)
    for index, entry in enumerate(entries[:SHOWN]):
        _entry(view, entry, index)
    if len(entries) > SHOWN:
        with st.expander(f"{len(entries) - SHOWN} weitere", type="compact"):
            for index, entry in enumerate(entries[SHOWN:], start=SHOWN):
                _entry(view, entry, index)


def _entry(view: View, entry: Task, index: int) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key=f"task_{index}"):
        mark = f'<span class="qm-when">{escape(URGENCIES[entry.urgency])}</span>'
        st.html(f'<p class="qm-task">{mark}{escape(entry.sentence)}</p>')
        label, part = WAYS.get(entry.kind, ("", None))
        if label:
            address = dict(entry.params) | ({"teil": part} if part else {})
            st.page_link(f"pages/{entry.page}.py", label=label, query_params=address)
    if entry.kind == "conflict" and entry.subject is not None and entry.month is not None:
        decision(view, entry.subject, entry.month)
