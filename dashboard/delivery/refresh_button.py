"""The coordinator's "Jetzt aktualisieren"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard import work
from dashboard.commands import Desk, Outcome, refresh
from dashboard.delivery.desk import desk_of
from dashboard.filters import unpin
from dashboard.view import View

RESULT, WHERE = "refresh_result", "refresh"
STATUS_WORDS = {
    "landed": "neu gelesen",
    "superseded": "ersetzt",
    "held": "zu bestätigen",
    "repeated": "schon bekannt",
    "withdrawn": "zurückgenommen",
    "erased": "nur gelöschte Monate",
    "quarantined": "abgewiesen",
    "unchanged": "unverändert",
}


def refresh_button(view: View) -> None:
    """Read the inbox now, then show what came of it on the new release."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Jetzt aktualisieren", disabled=work.is_busy(), on_click=_refresh, args=(desk_of(view),))
        st.markdown("Liest neue Dateien aus dem Eingang und veröffentlicht einen neuen Stand.")
    work.spot(WHERE)
    kind, words = st.session_state.pop(RESULT, (None, ""))
    if kind is not None:
        (st.success if kind == "done" else st.warning)(words)


def _refresh(desk: Desk) -> None:
    work.start("Der Eingang wird gelesen.", lambda tell: refresh(desk, tell=tell), settle=_settle, where=WHERE)


def _settle(outcome: Outcome | None, reason: str | None) -> None:
    if outcome is None:
        st.session_state[RESULT] = ("failed", reason)
    else:
        unpin()
        st.session_state[RESULT] = ("findings" if outcome.has_findings else "done", report_words(outcome.report))


def report_words(report: Mapping[str, Any]) -> str:
    """What a refresh did, in one sentence."""
    counted = Counter(str(delivery.get("status")) for delivery in report.get("deliveries", ()))
    parts = ", ".join(f"{counted[status]} {words}" for status, words in STATUS_WORDS.items() if counted[status])
    change = "Ein neuer Stand ist veröffentlicht." if report.get("changed") else "Der Stand ist unverändert."
    read = f" Dateien im Eingang: {parts}." if parts else " Im Eingang liegt keine Datei."
    findings = " Bitte lesen Sie die Befunde unten." if counted["quarantined"] else ""
    return change + read + findings
