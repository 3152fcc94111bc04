"""The coordinator's "Jetzt aktualisieren"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.commands import refresh
from dashboard.errors import CommandFailed
from dashboard.view import View

RESULT = "refresh_result"
STATUS_WORDS = {
    "landed": "neu gelesen",
    "superseded": "ersetzt",
    "quarantined": "zurückgestellt",
    "unchanged": "unverändert",
}


def refresh_button(view: View) -> None:
    """Read the inbox now, then show what came of it on the new release."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Jetzt aktualisieren", type="primary"):
            _refresh(view)
        st.markdown("Liest neue Dateien aus dem Eingang und veröffentlicht einen neuen Stand.")
    kind, words = st.session_state.pop(RESULT, (None, ""))
    if kind is not None:
        (st.success if kind == "done" else st.warning)(words)


def _refresh(view: View) -> None:
    with st.spinner("Der Eingang wird gelesen …"):
        try:
            outcome = refresh(view.paths, municipality=view.scope.municipality)
        except CommandFailed as error:
            st.session_state[RESULT] = ("failed", str(error))
        else:
            st.session_state[RESULT] = ("findings" if outcome.has_findings else "done", report_words(outcome.report))
    st.rerun()


def report_words(report: Mapping[str, Any]) -> str:
    """What a refresh did, in one sentence."""
    counted = Counter(delivery["status"] for delivery in report.get("deliveries", ()))
    parts = ", ".join(f"{counted[status]} {words}" for status, words in STATUS_WORDS.items() if counted[status])
    change = "Ein neuer Stand ist veröffentlicht." if report.get("changed") else "Der Stand ist unverändert."
    read = f" Dateien im Eingang: {parts}." if parts else " Im Eingang liegt keine Datei."
    findings = " Bitte lesen Sie die Befunde unten." if counted["quarantined"] else ""
    return change + read + findings
