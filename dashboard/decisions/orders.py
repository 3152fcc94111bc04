"""One order about decisions or notes: begun in the background, and what became of it said where it was given."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard import blocks, commands, work
from dashboard.child import Tell
from dashboard.filters import unpin


def begin(where: str, title: str, done: str, do: Callable[[Tell], commands.Outcome]) -> None:
    """Start the order; its place shows `done` or the reason why nothing changed."""

    def settle(outcome: commands.Outcome | None, reason: str | None) -> None:
        if outcome is not None:
            unpin()
        st.session_state[_result(where)] = ("done", done) if outcome is not None else ("failed", reason)

    work.start(title, do, settle=settle, where=where)


def outcome(where: str) -> None:
    """Draw the progress of the order, and once what became of it."""
    work.spot(where)
    kind, words = st.session_state.pop(_result(where), (None, ""))
    if kind is not None:
        (st.success if kind == "done" else st.warning)(blocks.plain(words))


def typed(key: str) -> str:
    """What stands in a field of a form."""
    return str(st.session_state.get(key) or "").strip()


def _result(where: str) -> str:
    return f"{where}_result"
