"""What a person can tell about a file that was not understood: its kind, its columns, its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard import blocks, work
from dashboard.delivery import answer_words as words
from dashboard.delivery import orders
from dashboard.delivery.drafts import Draft
from dashboard.delivery.kinds import EVERY_KIND
from dashboard.delivery.meanings import choose_meanings
from dashboard.delivery.profile_document import key_of, stored_document, template_document, with_words
from dashboard.delivery.proposal_editor import proposal_editor
from dashboard.view import View

KIND = "Was enthält die Datei?"
WORDS = (
    "Diese Wörter kennt das Verzeichnis nicht. Sagen Sie bei jedem, was gemeint ist; danach gilt es für alle Dateien "
    "dieses Aufbaus."
)


def teach(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    """Ask for what is missing, most basic first."""
    proposal = answer.get("proposal")
    if isinstance(proposal, Mapping):
        proposal_editor(view, draft, proposal)
    elif _has_no_kind(answer):
        _choose_kind(draft, answer)
    else:
        _choose_words(view, draft, answer)


def _has_no_kind(answer: Mapping[str, Any]) -> bool:
    return not answer.get("source") and any(entry.get("rule") == "which_source" for entry in words.findings(answer))


def _choose_kind(draft: Draft, answer: Mapping[str, Any]) -> None:
    offered = [key for key in answer.get("candidates") or [] if key in EVERY_KIND] or list(EVERY_KIND)
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"kind_row_{draft.key}"):
        kind = st.selectbox(
            KIND,
            offered,
            index=None,
            format_func=EVERY_KIND.__getitem__,
            placeholder="bitte wählen",
            key=f"kind_{draft.key}",
            filter_mode=None,
        )
        st.button(
            "Noch einmal prüfen",
            key=f"again_{draft.key}",
            disabled=work.is_busy() or kind is None,
            on_click=orders.choose_source,
            args=(draft.key, kind),
        )


def _choose_words(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    unknown = [entry for entry in answer.get("unknown_words") or [] if isinstance(entry, Mapping)]
    source, profile = words.text(answer.get("source")), words.text(answer.get("profile"))
    if not unknown or not source:
        return
    blocks.sentence(WORDS)
    chosen = choose_meanings(view, draft.key, unknown)
    stored = stored_document(view.paths.config, view.scope.municipality, profile) if profile else None
    known = stored or template_document(source, [words.text(entry.get("header")) for entry in unknown])
    st.button(
        "Zuordnung speichern",
        key=f"words_{draft.key}",
        disabled=work.is_busy() or not chosen,
        on_click=partial(orders.teach_layout, view, draft.key),
        args=(key_of(profile) if stored else f"vorlage-{source.replace('_', '-')}", with_words(known, chosen)),
    )
