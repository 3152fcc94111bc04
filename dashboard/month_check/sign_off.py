"""The signature under a quartier's month: it names the figures on the screen, and lapses when they change."""

from __future__ import annotations

import streamlit as st

from analytics.figures import month_check as figures
from analytics.month_close import MonthCheck
from analytics.months import month_name
from dashboard import blocks, commands, work
from dashboard.delivery.desk import desk_of, name_box
from dashboard.filters import unpin
from dashboard.view import View

WHERE, RESULT = "sign_off", "sign_off_result"
INCOMPLETE = "Es fehlen noch Meldungen. Mit der nächsten Lieferung gilt die Unterschrift nicht mehr."
NAME_FIRST = "Zum Unterschreiben tragen Sie bitte Ihren Namen ein."


def sign_off(view: View, check: MonthCheck) -> None:
    """Draw who has signed, and the form for whoever signs now."""
    blocks.section("Unterschrift", text=figures.signature_sentence(check))
    holds = check.signature is not None and check.signature.holds
    if check.digest is not None and not holds:
        _form(view, check, check.digest)
    work.spot(WHERE)
    failed = st.session_state.pop(RESULT, None)
    if failed:
        st.warning(blocks.plain(failed))


def _form(view: View, check: MonthCheck, digest: str) -> None:
    if not check.is_complete:
        blocks.sentence(INCOMPLETE)
    with st.container(horizontal=True, vertical_alignment="bottom", key="sign_row"):
        name = name_box()
        note = st.text_input(
            "Bemerkung (freiwillig)",
            key=f"note_{check.place.key}_{check.month}",
            max_chars=300,
            persist_state="session",
        )
    st.button(
        f"{month_name(check.month)} für {check.place.name} unterschreiben",
        type="primary",
        disabled=work.is_busy() or not name,
        on_click=_sign,
        args=(view, check, digest, note.strip()),
    )
    if not name:
        blocks.sentence(NAME_FIRST)


def _sign(view: View, check: MonthCheck, digest: str, note: str) -> None:
    desk = desk_of(view)

    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        if outcome is None:
            st.session_state[RESULT] = reason
        else:
            unpin()

    work.start(
        "Der Monat wird unterschrieben.",
        lambda tell: commands.sign_off(
            desk, month=check.month, quartier=check.place.key, digest=digest, note=note or None, tell=tell
        ),
        settle=settle,
        where=WHERE,
    )
