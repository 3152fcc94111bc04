"""One dropped file: what it was taken for, what it would do, what is wrong with it, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard import blocks, work
from dashboard.delivery import answer_words as words
from dashboard.delivery import orders
from dashboard.delivery.drafts import CHECKED, DELIVERED, FAILED, NEW, Draft
from dashboard.delivery.release_links import link_to_numbers
from dashboard.delivery.teach import teach
from dashboard.view import View

REPEATED = "Diese Zahlen sind schon da{when}. Es gibt nichts zu übernehmen."
REFUSED = (
    "Diese Datei kann nicht übernommen werden. Bitte ändern Sie sie wie unten beschrieben und geben Sie sie neu ab."
)
SURE_LOSS = "Das ist richtig so: {loss}"
WAITING = "Wird gleich geprüft."


def draft_block(view: View, draft: Draft) -> None:
    """Draw the block; what can be done depends on the draft's stage."""
    with st.container(key=f"draft_{draft.key}"):
        st.html(f'<h3 class="qm-file">{escape(words.text(draft.name))}</h3>')
        if draft.stage == NEW:
            blocks.sentence(WAITING)
        elif draft.stage == FAILED:
            _refusal(draft)
        elif draft.stage == DELIVERED:
            _delivered(view, draft)
        elif draft.stage == CHECKED and draft.answer is not None:
            _checked(view, draft, draft.answer)
        work.spot(f"draft_{draft.key}")


def _refusal(draft: Draft) -> None:
    st.warning(blocks.plain(draft.words))
    with st.container(horizontal=True):
        if draft.path is not None:
            _button(draft, "Noch einmal prüfen", orders.choose_source, draft.key, draft.source)
        _button(draft, "Verwerfen", orders.discard, draft.key, kind="tertiary")


def _delivered(view: View, draft: Draft) -> None:
    result = draft.result or {}
    (st.success if result.get("status") in ("landed", "repeated") else st.warning)(blocks.plain(draft.words))
    if words.findings(result):
        blocks.table(view, words.finding_table(result, draft.key), titled=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        if result.get("status") == "landed":
            link_to_numbers(view, draft.answer or {})
        _button(draft, "Ausblenden", orders.discard, draft.key, kind="tertiary")


def _checked(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    st.html(f'<p class="qm-subtitle">{escape(words.recognised(answer))}</p>')
    blocks.sentence(words.summary(answer))
    if draft.words:
        st.warning(blocks.plain(draft.words))
    status = answer.get("status")
    if status in ("repeated", "known"):
        when = words.text(answer.get("same_as"))
        st.info(blocks.plain(REPEATED.format(when=f" (Lieferung {when})" if when else "")))
    elif status == "refused":
        st.warning(REFUSED)
    _details(view, draft, answer)
    teach(view, draft, answer)
    _next_step(view, draft, answer)


def _details(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    if words.findings(answer):
        blocks.sentence(words.findings_words(answer))
        blocks.table(view, words.finding_table(answer, draft.key), titled=False)
    if len(words.effects(answer)) > words.SHOWN_EFFECTS:
        blocks.folded_table(
            view, "Wirkung je Angebot und Monat", lambda: words.effect_table(answer, draft.key), key=draft.key
        )


def _next_step(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    """The buttons. What takes numbers away has to be confirmed in words first."""
    possible = answer.get("status") in ("new", "would_hold") and draft.source is not None
    loss = words.losses(answer) if possible else ""
    sure = True
    if loss:
        sure = st.checkbox(blocks.plain(SURE_LOSS.format(loss=loss)), key=f"sure_{draft.key}", persist_state="session")
    with st.container(horizontal=True):
        if possible:
            st.button(
                "Übernehmen",
                key=f"take_{draft.key}",
                type="primary",
                disabled=work.is_busy() or not sure,
                on_click=orders.hand_in,
                args=(view, draft.key),
                kwargs={"confirmed": bool(loss) and sure},
            )
        _button(draft, "Verwerfen", orders.discard, draft.key, kind="tertiary")


def _button(draft: Draft, label: str, do: Any, *args: Any, kind: Any = "secondary") -> None:
    st.button(label, key=f"{label}_{draft.key}", type=kind, disabled=work.is_busy(), on_click=do, args=args)
