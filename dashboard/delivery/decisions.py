"""Two deliveries about one service's month: which of them counts."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import blocks, commands, work
from dashboard.delivery.desk import desk_of
from dashboard.filters import unpin
from dashboard.view import View

RESULT = "decision_result"
ORIGINS = {"rows": "die Einzelkontakte", "tally": "die Monatszahlen"}


def decision(view: View, service: str, month: date) -> None:
    """Draw the choice; nothing is preselected, because nobody has decided yet."""
    key = f"decision_{service}_{month}"
    with st.container(horizontal=True, vertical_alignment="bottom", key=key):
        origin = st.radio(
            "Es zählen",
            list(ORIGINS),
            format_func=ORIGINS.__getitem__,
            index=None,
            horizontal=True,
            key=f"origin_{key}",
        )
        reason = st.text_input("Grund", key=f"why_{key}", max_chars=300, persist_state="session")
        st.button(
            "Entscheiden",
            key=f"decide_{key}",
            disabled=work.is_busy() or origin is None,
            on_click=_decide,
            args=(view, service, month, origin, reason.strip()),
        )
    work.spot(key)
    failed = st.session_state.pop(f"{RESULT}_{key}", None)
    if failed:
        st.warning(blocks.plain(failed))


def _decide(view: View, service: str, month: date, origin: str, reason: str) -> None:
    key, desk = f"decision_{service}_{month}", desk_of(view)

    def settle(outcome: commands.Outcome | None, why_not: str | None) -> None:
        if outcome is None:
            st.session_state[f"{RESULT}_{key}"] = why_not
        else:
            unpin()

    work.start(
        "Die Entscheidung wird übernommen.",
        lambda tell: commands.decide(
            desk, service=service, month=month, origin=origin, reason=reason or None, tell=tell
        ),
        settle=settle,
        where=key,
    )
