"""Notes about metrics: those of the place, the form for a new one, and one taken back."""

from __future__ import annotations

import streamlit as st

from analytics.figures import decisions as figures
from analytics.months import month_name
from analytics.queries.decision_log import DecisionLog
from dashboard import blocks, commands, work
from dashboard.decisions.orders import begin, outcome, typed
from dashboard.delivery.desk import desk_of, name_box
from dashboard.view import View

WHERE, GONE_WHERE = "note_form", "note_gone"
METRIC, TEXT, NUMBER = "note_metric", "note_text", "note_number"
SUBTITLE = "Sie stehen auch an der Linie ihrer Kennzahl, in der Tabelle darunter und in deren Ausgabe."
INTRODUCTION = "Zu {place}, {month}. Bitte keine Namen und keine kleinen Zahlen: Der Steuerungskreis liest mit."
ELSEWHERE = "Bemerkungen schreiben Sie zum eigenen Quartier. Bitte wählen Sie es oben aus."
DONE = "Eingetragen. Die Bemerkung steht an der Linie ihrer Kennzahl."
GONE = "Zurückgenommen. Die Bemerkung steht nicht mehr da."


def notes(view: View, shown: DecisionLog) -> None:
    """Draw the notes, and for coordination and quartiers the form for the chosen place and month."""
    blocks.section("Bemerkungen", text=SUBTITLE)
    blocks.table(view, figures.note_table(shown), titled=False)
    if not view.may_deliver:
        return
    if view.scope.quartier not in (None, view.quartier):
        blocks.sentence(ELSEWHERE)
        return
    _form(view, shown)
    _take_back_box(view, shown)


def _form(view: View, shown: DecisionLog) -> None:
    with st.expander("Bemerkung eintragen", type="compact", key="fold_note"), st.form(WHERE, border=False):
        blocks.sentence(INTRODUCTION.format(place=shown.place.name, month=month_name(view.month)))
        if not view.may_command:
            # The coordination has its name in the form for decisions.
            name_box()
        names = {metric.key: metric.name for metric in shown.metrics}
        st.selectbox("Kennzahl der Bemerkung", list(names), format_func=names.__getitem__, key=METRIC)
        st.text_area("Bemerkung", key=TEXT, max_chars=500, height=80)
        st.form_submit_button(
            "Bemerkung eintragen", type="primary", disabled=work.is_busy(), on_click=_enter, args=(view,)
        )
    outcome(WHERE)


def _take_back_box(view: View, shown: DecisionLog) -> None:
    own = {
        note.number: f"{month_name(note.month)} · {note.metric_name or note.metric} · {note.text[:60]}"
        for note in shown.notes
        if view.scope.quartier in (None, note.quartier)
    }
    if own:
        with st.container(horizontal=True, vertical_alignment="bottom", key="note_gone_row"):
            chosen = st.selectbox(
                "Bemerkung zurücknehmen",
                list(own),
                index=None,
                format_func=lambda number: own.get(number, number),
                key=f"{NUMBER}_{view.release.id}",
                placeholder="Bitte wählen",
            )
            st.button(
                "Zurücknehmen", disabled=work.is_busy() or chosen is None, on_click=_take_back, args=(view, chosen)
            )
    outcome(GONE_WHERE)


def _enter(view: View) -> None:
    desk, metric, text = desk_of(view), typed(METRIC), typed(TEXT)
    begin(
        WHERE,
        "Die Bemerkung wird eingetragen.",
        DONE,
        lambda tell: commands.note(desk, metric=metric, quartier=view.quartier, month=view.month, text=text, tell=tell),
    )


def _take_back(view: View, number: str) -> None:
    desk = desk_of(view)
    begin(
        GONE_WHERE,
        "Die Bemerkung wird zurückgenommen.",
        GONE,
        lambda tell: commands.take_back_note(desk, number, tell=tell),
    )
