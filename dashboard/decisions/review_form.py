"""What became of a decision: its result, or another day to look at it; a decision taken out of the log."""

from __future__ import annotations

import streamlit as st

from analytics.queries.decisions import Decision
from dashboard import commands, work
from dashboard.decisions.orders import begin, outcome, typed
from dashboard.delivery.desk import desk_of
from dashboard.view import View

DONE = "Eingetragen. Das Ergebnis steht im Protokoll."
MOVED = "Eingetragen. Die Wiedervorlage ist verschoben."
GONE = "Zurückgenommen. Der Beschluss steht nicht mehr im Protokoll."


def review_form(view: View, decision: Decision) -> None:
    """Draw the fields for one decision that is due."""
    where = f"review_{decision.number}"
    with st.form(where):
        st.text_area("Ergebnis", key=f"{where}_result_text", max_chars=500, height=80)
        st.date_input("oder neue Wiedervorlage", value=None, format="DD.MM.YYYY", key=f"{where}_day")
        with st.container(horizontal=True, key=f"{where}_buttons"):
            for label, order in (
                ("Als erledigt eintragen", _finish),
                ("Wiedervorlage verschieben", _move),
                ("Beschluss zurücknehmen", _take_back),
            ):
                st.form_submit_button(label, disabled=work.is_busy(), on_click=order, args=(view, decision.number))
    outcome(where)


def _finish(view: View, number: str) -> None:
    where = f"review_{number}"
    _change(view, number, {"status": "done", "result": typed(f"{where}_result_text")}, DONE)


def _move(view: View, number: str) -> None:
    where = f"review_{number}"
    _change(view, number, {"review_on": typed(f"{where}_day"), "result": typed(f"{where}_result_text")}, MOVED)


def _change(view: View, number: str, fields: dict[str, str | None], done: str) -> None:
    desk = desk_of(view)
    begin(
        f"review_{number}",
        "Der Beschluss wird geändert.",
        done,
        lambda tell: commands.decision(desk, number, fields, tell=tell),
    )


def _take_back(view: View, number: str) -> None:
    desk = desk_of(view)
    begin(
        f"review_{number}",
        "Der Beschluss wird zurückgenommen.",
        GONE,
        lambda tell: commands.take_back_decision(desk, number, tell=tell),
    )
