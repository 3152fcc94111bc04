"""What stands where nothing can be shown: why it is empty and who can change that."""

from __future__ import annotations

from html import escape
from typing import NoReturn

import streamlit as st

from analytics.scope import Scope
from dashboard.access.denied import BROKEN, TO_LOG_IN, AccessDenied

FOR_STAFF = (
    "Diese Seite gehört zur internen Arbeit der Verwaltung und der Träger und ist nicht Teil der öffentlichen Ansicht."
)
NOT_IN_VIEW = (
    "Diese Seite gehört nicht zur Ansicht „{view}“. Welche Ansichten Sie haben, legt die Koordination des "
    "Quartiersmanagements fest. Bitte wenden Sie sich an sie, wenn Sie die Seite brauchen."
)
BY_COORDINATION = (
    "Legen Sie Lieferungen in den Eingang `data_raw/<Kommune>/<Quelle>/` und starten Sie `make refresh` "
    "(oder `python -m pipelines refresh`). Danach diese Seite neu laden."
)
BY_OTHERS = "Die Koordination des Quartiersmanagements veröffentlicht die Zahlen. Bitte schauen Sie später noch einmal."


def empty_state(why: str) -> None:
    """One calm sentence in place of a figure or table."""
    st.html(f'<p class="qm-empty">{escape(why)}</p>')


def not_for_you(scope: Scope) -> NoReturn:
    """End the page for an audience that may not see it."""
    is_public = scope.audience == "council"
    st.title("Nicht öffentlich" if is_public else "Nicht in dieser Ansicht", anchor=False)
    st.markdown(FOR_STAFF if is_public else NOT_IN_VIEW.format(view=scope.label))
    st.stop()


def not_yours(error: AccessDenied) -> NoReturn:
    """End the page because nobody with rights is there: what happened, who can change it, and the next step."""
    st.title(error.title, anchor=False)
    st.markdown(error.text)
    if error.reason in TO_LOG_IN:
        st.button("Anmelden", type="primary", on_click=st.login)
    elif error.reason != BROKEN:
        st.button("Abmelden", on_click=st.logout)
    st.stop()


def no_release(why: str, *, may_command: bool) -> NoReturn:
    """End the page because nothing is published, with the next step for whoever can take it."""
    st.title("Noch keine Zahlen")
    st.markdown(why if may_command else "Für diese Ansicht ist noch nichts veröffentlicht.")
    st.markdown(BY_COORDINATION if may_command else BY_OTHERS)
    st.stop()
