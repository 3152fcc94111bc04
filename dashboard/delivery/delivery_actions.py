"""A delivery taken back, confirmed, or brought back: one is chosen, then done, and records keep who did it and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from analytics import formatting
from analytics.figures.deliveries import STATUS_WORDS
from analytics.queries.deliveries import Delivery
from dashboard import blocks, commands, work
from dashboard.delivery.desk import desk_of, name_box
from dashboard.filters import unpin
from dashboard.view import View

WHERE, RESULT, CHOSEN = "delivery_action", "delivery_action_result", "delivery_chosen"
INTRODUCTION = (
    "Hier nehmen Sie eine falsche Lieferung zurück, bestätigen eine angehaltene oder lassen eine wieder gelten."
)
DONE = {
    "confirm": "Bestätigt: Die Lieferung zählt jetzt.",
    "withdraw": "Zurückgezogen: Die Lieferung zählt nicht mehr. Was vorher galt, gilt wieder.",
    "restore": "Die Lieferung gilt wieder.",
}
NOT_POSSIBLE = "An dieser Lieferung ist nichts zu tun: {status}."


def delivery_actions(view: View, deliveries: Sequence[Delivery]) -> None:
    """Choose a delivery and do with it what its status allows."""
    if not deliveries:
        return
    blocks.section("Lieferung ändern", text=INTRODUCTION)
    by_key = {entry.delivery: entry for entry in deliveries}
    with st.container(horizontal=True, vertical_alignment="bottom", key="action_row"):
        chosen = _choose(view, by_key)
        name_box()
    entry = by_key.get(chosen or "")
    if entry is not None:
        _actions(view, entry)
    work.spot(WHERE)
    kind, words = st.session_state.pop(RESULT, (None, ""))
    if kind is not None:
        (st.success if kind == "done" else st.warning)(blocks.plain(words))


def _choose(view: View, by_key: Mapping[str, Delivery]) -> str | None:
    """The box belongs to one release, because its labels say what a delivery's status is in it."""
    keys, kept = list(by_key), str(st.session_state.get(CHOSEN))
    chosen: str | None = st.selectbox(
        "Lieferung",
        keys,
        index=keys.index(kept) if kept in by_key else 0,
        format_func=lambda key: _label(by_key[key]) if key in by_key else key,
        key=f"action_{view.release.id}",
    )
    st.session_state[CHOSEN] = chosen
    return chosen


def _actions(view: View, entry: Delivery) -> None:
    desk = desk_of(view)
    if entry.status == "withdrawn":
        _button("Wieder gelten lassen", "restore", partial(commands.restore, desk, entry.delivery))
    elif entry.status in ("landed", "superseded", "held"):
        if entry.status == "held":
            _button("Bestätigen", "confirm", partial(commands.confirm, desk, entry.delivery), primary=True)
        reason = st.text_input(
            "Grund, falls Sie zurückziehen", key=f"reason_{entry.delivery}", max_chars=300, persist_state="session"
        )
        take_back = partial(commands.withdraw, desk, entry.delivery, reason=reason.strip())
        _button("Zurückziehen", "withdraw", take_back, possible=bool(reason.strip()))
    else:
        blocks.empty_state(NOT_POSSIBLE.format(status=STATUS_WORDS.get(entry.status, entry.status)))


def _button(
    label: str, name: str, do: Callable[..., commands.Outcome], *, possible: bool = True, primary: bool = False
) -> None:
    st.button(
        label,
        type="primary" if primary else "secondary",
        disabled=work.is_busy() or not possible,
        on_click=_begin,
        args=(name, do),
    )


def _begin(name: str, do: Callable[..., commands.Outcome]) -> None:
    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        if outcome is not None:
            unpin()
        st.session_state[RESULT] = ("done", DONE[name]) if outcome is not None else ("failed", reason)

    work.start("Die Lieferung wird geändert.", lambda tell: do(tell=tell), settle=settle, where=WHERE)


def _label(entry: Delivery) -> str:
    status = STATUS_WORDS.get(entry.status, entry.status)
    return f"{formatting.stamp(entry.received_at)} · {formatting.file_name(entry.file)} · {status}"
