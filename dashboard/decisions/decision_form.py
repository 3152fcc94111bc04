"""A decision is entered: Beschluss → Maßnahme → Kennzahl → Wiedervorlage."""

from __future__ import annotations

import streamlit as st

from analytics.queries.decision_log import DecisionLog
from dashboard import blocks, cached, commands, work
from dashboard.decisions.orders import begin, outcome, typed
from dashboard.delivery.desk import desk_of, name_box
from dashboard.view import View

WHERE = "decision_form"
INTRODUCTION = (
    "Beschluss, Tag, Vorlage, Kennzahl und Quartier sind öffentlich, alles andere lesen Steuerungskreis und Quartiere. "
    "Bitte Ämter und Stellen nennen, keine Personen."
)
DONE = "Eingetragen. Der Beschluss steht im Protokoll und als Marke an seiner Kennzahl."
WITHOUT_METRIC = "ohne Kennzahl"
FIELDS = (
    *("title", "decided_on", "body", "reference", "measure", "metric"),
    *("quartier", "responsible", "review_on"),
)


def decision_form(view: View, shown: DecisionLog) -> None:
    """Draw the form; what is missing or not allowed is said by the command."""
    fold = st.expander("Beschluss eintragen", type="compact", key="fold_decision")
    with fold, st.form(WHERE, border=False):
        blocks.sentence(INTRODUCTION)
        name_box()
        st.text_input("Beschluss (öffentlich)", key=_key("title"), max_chars=200)
        with st.container(horizontal=True, key="decision_row_1"):
            st.date_input("beschlossen am", value=None, format="DD.MM.YYYY", key=_key("decided_on"))
            st.text_input("Gremium", key=_key("body"), max_chars=100)
            st.text_input("Vorlage (öffentlich)", key=_key("reference"), max_chars=100)
        st.text_area("Maßnahme", key=_key("measure"), max_chars=500, height=80)
        with st.container(horizontal=True, key="decision_row_2"):
            _metric_box(shown)
            _quartier_box(view)
        with st.container(horizontal=True, key="decision_row_3"):
            st.text_input("zuständig (Amt oder Stelle)", key=_key("responsible"), max_chars=100)
            st.date_input("Wiedervorlage", value=None, format="DD.MM.YYYY", key=_key("review_on"))
        st.form_submit_button(
            "Beschluss eintragen", type="primary", disabled=work.is_busy(), on_click=_enter, args=(view,)
        )
    outcome(WHERE)


def _metric_box(shown: DecisionLog) -> None:
    names = {"": WITHOUT_METRIC} | {metric.key: metric.name for metric in shown.metrics}
    st.selectbox("Kennzahl (öffentlich)", list(names), format_func=names.__getitem__, key=_key("metric"))


def _quartier_box(view: View) -> None:
    names = {"": f"{view.release.info.municipality_name} gesamt"}
    names |= {place.key: place.name for place in cached.places(view.release)}
    st.selectbox("Quartier des Beschlusses", list(names), format_func=names.__getitem__, key=_key("quartier"))


def _enter(view: View) -> None:
    desk, fields = desk_of(view), {name: typed(_key(name)) or None for name in FIELDS}
    begin(
        WHERE,
        "Der Beschluss wird eingetragen.",
        DONE,
        lambda tell: commands.decision(desk, None, fields, tell=tell),
    )


def _key(field: str) -> str:
    return f"decision_{field}"
