"""Section "Vorlagen": an empty form per kind of delivery."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard import blocks, commands
from dashboard.access.log import log_export
from dashboard.delivery.desk import desk_of
from dashboard.delivery.kinds import KINDS
from dashboard.view import View

INTRODUCTION = (
    "Eine leere Excel-Datei mit den richtigen Spalten, Auswahllisten und einer Legende. "
    "Was damit ausgefüllt wird, lässt sich ohne Nacharbeit einlesen."
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def templates(view: View) -> None:
    """Choose a kind and save its form; the form is made when it is asked for."""
    blocks.section("Vorlagen", text=INTRODUCTION)
    with st.container(horizontal=True, vertical_alignment="bottom", key="template_row"):
        source = st.selectbox(
            "Art der Lieferung",
            list(KINDS),
            format_func=lambda key: KINDS[key],
            key="template_source",
            persist_state="session",
            filter_mode=None,
        )
        st.download_button(
            "Vorlage speichern",
            data=partial(_made, view, desk_of(view), source),
            file_name=_file_name(source),
            mime=XLSX,
            key=f"template_{source}",
            on_click="ignore",
            type="primary",
        )


def _made(view: View, desk: commands.Desk, source: str) -> bytes:
    log_export(view, _file_name(source), 0)
    return commands.template(desk, source)


def _file_name(source: str) -> str:
    return f"Vorlage_{KINDS[source].replace(' ', '_')}.xlsx"
