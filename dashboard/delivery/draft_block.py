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
SURE_WHOLE = "Die Datei ist vollständig und soll so gelten."
SURE_LOSS = "Das ist richtig so: {loss}"
FEW_FINDINGS = 6
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
    result, answer = draft.result or {}, draft.answer or {}
    landed = result.get("status") == "landed"
    said = f"{draft.words} {words.effects_words(answer)}".strip() if landed else draft.words
    (st.success if result.get("status") in ("landed", "repeated") else st.warning)(blocks.plain(said))
    _findings(view, draft, result)
    with st.container(horizontal=True, vertical_alignment="center"):
        if landed:
            link_to_numbers(view, answer)
        _button(draft, "Ausblenden", orders.discard, draft.key, kind="tertiary")


def _checked(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    status = answer.get("status")
    lines = (("qm-subtitle", words.recognised(answer)), ("qm-sentence", words.summary(answer)))
    written = "".join(f'<p class="{style}">{escape(line)}</p>' for style, line in lines if line)
    if written:
        st.html(written)
    if draft.words:
        st.warning(blocks.plain(draft.words))
    if status in ("repeated", "known"):
        when = words.text(answer.get("same_as"))
        st.info(blocks.plain(REPEATED.format(when=f" (Lieferung {when})" if when else "")))
    elif status == "refused" and not words.is_whole_file(answer):
        st.warning(REFUSED)
    if not answer.get("proposal"):
        _findings(view, draft, answer)
    if len(words.effects(answer)) > words.SHOWN_EFFECTS:
        blocks.folded_table(
            view, "Wirkung je Angebot und Monat", lambda: words.effect_table(answer, draft.key), key=draft.key
        )
    teach(view, draft, answer)
    _next_step(view, draft, answer)


def _findings(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    """By cell as a table; what concerns the whole file as a sentence."""
    if words.is_whole_file(answer):
        for entry in words.findings(answer):
            st.warning(blocks.plain(words.text(entry.get("message"))))
    elif words.findings(answer):
        table = words.finding_table(answer, draft.key)
        blocks.sentence(words.findings_words(answer))
        blocks.table(view, table, titled=False, downloads=table.frame.height > FEW_FINDINGS)


def _next_step(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    """The buttons. What takes numbers away has to be confirmed in words first."""
    possible = answer.get("status") in ("new", "would_hold") and draft.source is not None
    loss = words.losses(answer) if possible else ""
    sure = True
    if loss:
        said = SURE_WHOLE if answer.get("status") == "would_hold" else SURE_LOSS.format(loss=loss)
        sure = st.checkbox(blocks.plain(said), key=f"sure_{draft.key}", persist_state="session")
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
