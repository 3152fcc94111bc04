"""The close of months by the coordination: release what is checked, close over a named gap, reopen for a correction."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.figures import month_states as figures
from analytics.months import month_key, month_name
from analytics.queries.month_states import MonthState
from dashboard import blocks, cached, commands, work
from dashboard.child import Tell
from dashboard.delivery.desk import desk_of, name_box
from dashboard.filters import unpin
from dashboard.kept_choice import kept, kept_choice
from dashboard.view import View

WHERE, RESULT, CHOICE = "close", "close_result", "close_month"
NAME_FIRST = "Bitte tragen Sie Ihren Namen ein."
EXPLAINED = {
    "open": "Fehlen Unterschriften, können Sie den Monat über eine benannte Lücke schließen.",
    "checked": (
        "Mit der Freigabe wird der Monat eingefroren: Spätere Lieferungen ändern ihn erst mit einer neuen Fassung. "
        "Steuerungskreis, Rat und Öffentlichkeit sehen ihn danach."
    ),
    "released": (
        "Für eine Berichtigung öffnen Sie den Monat wieder. Bis zur neuen Freigabe bleibt die alte Fassung gültig."
    ),
}


def close(view: View) -> None:
    """Draw the state of the months and, for the one that is chosen, the next step."""
    states = cached.month_states(view)
    blocks.section("Monatsabschluss", text=figures.sentence(states))
    chosen = _choose(states)
    blocks.sentence(f"{month_name(chosen.month)}: {figures.state_words(chosen)}. {EXPLAINED[chosen.state]}")
    with st.container(horizontal=True, vertical_alignment="bottom", key="close_row"):
        name = name_box()
        reason = st.text_input(
            "Begründung" if chosen.state == "checked" else "Begründung (nötig)",
            key=f"close_reason_{chosen.month}_{chosen.state}",
            max_chars=300,
        ).strip()
    _button(view, chosen, name=name, reason=reason)
    work.spot(WHERE)
    failed = st.session_state.pop(RESULT, None)
    if failed:
        st.warning(blocks.plain(failed))
    blocks.folded_table(view, "Alle Monate", lambda: figures.month_table(states))


def _choose(states: tuple[MonthState, ...]) -> MonthState:
    """The month to act on: at first the oldest that is not released."""
    named = {month_key(each.month): each for each in states}
    pending = [key for key, each in named.items() if each.state != "released"]
    wanted = kept(CHOICE)
    chosen = kept_choice(
        CHOICE,
        "Monat abschließen",
        list(named),
        chosen=wanted if wanted in named else (pending or list(named))[-1 if pending else 0],
        words=lambda key: (
            f"{month_name(named[key].month)} · {figures.WORDS[named[key].state]}" if key in named else key
        ),
    )
    return named.get(chosen, states[0])


def _button(view: View, chosen: MonthState, *, name: str, reason: str) -> None:
    desk, month = desk_of(view), chosen.month
    words, title, do = {
        "open": (
            "Über die Lücke schließen",
            "Der Monat wird geschlossen.",
            lambda tell: commands.close_month(desk, month=month, reason=reason, tell=tell),
        ),
        "checked": (
            "Freigeben",
            "Der Monat wird eingefroren, geschützt und veröffentlicht.",
            lambda tell: commands.release_month(desk, months=[month], reason=reason or None, tell=tell),
        ),
        "released": (
            "Wieder öffnen",
            "Der Monat wird geöffnet.",
            lambda tell: commands.reopen(desk, month=month, reason=reason, tell=tell),
        ),
    }[chosen.state]
    st.button(
        f"{month_name(month)}: {words}",
        type="primary" if chosen.state == "checked" else "secondary",
        disabled=work.is_busy() or not name or (not reason and chosen.state != "checked"),
        on_click=_start,
        args=(title, do),
    )
    if not name:
        blocks.sentence(NAME_FIRST)


def _start(title: str, do: Callable[[Tell], commands.Outcome]) -> None:
    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        if outcome is None:
            st.session_state[RESULT] = reason
        else:
            unpin()

    work.start(title, do, settle=settle, where=WHERE)
