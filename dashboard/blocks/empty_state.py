"""What stands where nothing can be shown: why it is empty and who can change that."""

from __future__ import annotations

from html import escape
from typing import NoReturn

import streamlit as st

FOR_STAFF = (
    "Diese Seite gehört zur internen Arbeit der Verwaltung und der Träger und ist nicht Teil der öffentlichen Ansicht."
)
BY_COORDINATION = (
    "Legen Sie Lieferungen in den Eingang `data_raw/<Kommune>/<Quelle>/` und starten Sie `make refresh` "
    "(oder `python -m pipelines refresh`). Danach diese Seite neu laden."
)
BY_OTHERS = "Die Koordination des Quartiersmanagements veröffentlicht die Zahlen. Bitte schauen Sie später noch einmal."


def empty_state(why: str) -> None:
    """One calm sentence in place of a figure or table."""
    st.html(f'<p class="qm-empty">{escape(why)}</p>')


def not_for_you() -> NoReturn:
    """End the page for an audience that may not see it."""
    st.title("Nicht öffentlich")
    st.markdown(FOR_STAFF)
    st.stop()


def no_release(why: str, *, may_command: bool) -> NoReturn:
    """End the page because nothing is published, with the next step for whoever can take it."""
    st.title("Noch keine Zahlen")
    st.markdown(why if may_command else "Für diese Ansicht ist noch nichts veröffentlicht.")
    st.markdown(BY_COORDINATION if may_command else BY_OTHERS)
    st.stop()
