"""An unknown layout: what each header probably is and why, to be corrected, confirmed and saved as a profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from dashboard import blocks, work
from dashboard.delivery import answer_words as words
from dashboard.delivery import orders
from dashboard.delivery.drafts import Draft
from dashboard.delivery.meanings import CHOOSE, choose_meanings
from dashboard.delivery.profile_document import Confirmed, confirmed_document, short_name
from dashboard.view import View

INTRODUCTION = (
    "Diesen Aufbau kennt der Quartiersmonitor noch nicht. Er schlägt vor, was die Spalten bedeuten. Prüfen Sie den "
    "Vorschlag und speichern Sie ihn; ab dann werden Dateien dieses Aufbaus von selbst gelesen."
)
SURE, LEFT_OUT = "sicher", "nicht übernehmen"
ASIDE = {
    "month": "ein Monat",
    "category": "eine Ausprägung",
    "person": "Angaben zu Personen: bitte in der Datei löschen",
}


def proposal_editor(view: View, draft: Draft, proposal: Mapping[str, Any]) -> None:
    """Draw the proposal; every choice is kept with the draft."""
    blocks.sentence(INTRODUCTION)
    blocks.sentence(f"{words.text(proposal.get('source_title'))}: {words.text(proposal.get('summary'))}")
    columns = {
        words.text(entry.get("key")): words.text(entry.get("name")) for entry in _mappings(proposal.get("columns"))
    }
    headers = _headers(draft, proposal, columns)
    _aside(proposal)
    constants = {
        words.text(entry.get("column")): value
        for entry in _mappings(proposal.get("constants"))
        if (value := _constant(draft, entry)) is not None
    }
    meanings = choose_meanings(view, draft.key, _mappings(proposal.get("words")))
    marks = {
        words.text(entry.get("mark")): meaning
        for entry in _mappings(proposal.get("marks"))
        if (meaning := _mark(draft, entry)) is not None
    }
    _open(proposal)
    _save(view, draft, proposal, partial(Confirmed, columns=headers, constants=constants, words=meanings, marks=marks))


def _headers(draft: Draft, proposal: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str | None]:
    """What is unsure stands open; what is sure can be unfolded."""
    entries = [entry for entry in _mappings(proposal.get("headers")) if entry.get("role") == "column"]
    sure = [entry for entry in entries if entry.get("confidence") == SURE]
    chosen = {words.text(entry.get("header")): _header(draft, entry, columns) for entry in entries if entry not in sure}
    if sure:
        with st.expander(f"{len(sure)} Spalten sind sicher zugeordnet", type="compact"):
            chosen |= {words.text(entry.get("header")): _header(draft, entry, columns) for entry in sure}
    return chosen


def _header(draft: Draft, entry: Mapping[str, Any], columns: Mapping[str, str]) -> str | None:
    """One header of the file with the evidence beside its choice."""
    header, proposed = words.text(entry.get("header")), entry.get("column")
    said = [words.text(line) for line in entry.get("evidence") or []]
    evidence = ". ".join(line for line in said if line) or "Dazu ist nichts bekannt"
    with st.container(horizontal=True, vertical_alignment="center", key=f"header_{draft.key}_{entry.get('position')}"):
        sure = words.text(entry.get("confidence"))
        st.html(
            f'<p class="qm-header"><b>{escape(header)}</b>'
            f"<span>{escape(f'{sure}: {evidence}.' if sure else f'{evidence}.')}</span></p>"
        )
        offered = [None, *columns]
        return st.selectbox(
            blocks.plain(f"„{header}“ ist"),
            offered,
            index=offered.index(proposed) if proposed in columns else 0,
            format_func=lambda key: LEFT_OUT if key is None else columns.get(key, key),
            key=f"column_{draft.key}_{entry.get('position')}",
            label_visibility="collapsed",
            persist_state="session",
        )


def _aside(proposal: Mapping[str, Any]) -> None:
    """Headers that are no columns of their own."""
    for role, said in ASIDE.items():
        names = [
            words.text(entry.get("header")) for entry in _mappings(proposal.get("headers")) if entry.get("role") == role
        ]
        if names:
            blocks.sentence(f"{', '.join(f'„{name}“' for name in names)}: {said}.")


def _constant(draft: Draft, entry: Mapping[str, Any]) -> str | None:
    candidates = {words.text(one.get("key")): words.text(one.get("name")) for one in _mappings(entry.get("candidates"))}
    suggestion, offered = entry.get("suggestion"), list(candidates)
    why = words.text(entry.get("evidence"))
    return st.selectbox(
        blocks.plain(f"{words.text(entry.get('column_title'))} für alle Zeilen{f' ({why})' if why else ''}"),
        offered,
        index=offered.index(suggestion) if suggestion in candidates else None,
        format_func=lambda key: candidates.get(key, key),
        placeholder=CHOOSE,
        key=f"constant_{draft.key}_{words.text(entry.get('column'))}",
        persist_state="session",
    )


def _mark(draft: Draft, entry: Mapping[str, Any]) -> str | None:
    meanings = {words.text(one.get("key")): words.text(one.get("name")) for one in _mappings(entry.get("meanings"))}
    mark = words.text(entry.get("mark"))
    return st.selectbox(
        blocks.plain(f"Das Zeichen „{mark}“ bei den Anzahlen heißt"),
        list(meanings),
        index=None,
        format_func=lambda key: meanings.get(key, key),
        placeholder=CHOOSE,
        key=f"mark_{draft.key}_{mark}",
        persist_state="session",
    )


def _open(proposal: Mapping[str, Any]) -> None:
    questions = [words.text(line) for line in proposal.get("open") or []]
    if questions:
        items = "".join(f"<li>{escape(line)}</li>" for line in questions if line)
        st.html(f'<p class="qm-sentence">Noch zu klären:</p><ul class="qm-questions">{items}</ul>')


def _save(view: View, draft: Draft, proposal: Mapping[str, Any], confirmed: Any) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"save_row_{draft.key}"):
        title = st.text_input(
            "Name dieses Aufbaus",
            placeholder="zum Beispiel: Caritas, Beratungsliste",
            key=f"title_{draft.key}",
            max_chars=80,
            persist_state="session",
        ).strip()
        key = short_name(title)
        st.button(
            "Aufbau speichern",
            key=f"save_{draft.key}",
            type="primary",
            disabled=work.is_busy() or not key,
            on_click=partial(orders.teach_layout, view, draft.key),
            args=(key, confirmed_document(proposal.get("document") or {}, confirmed(title))),
        )


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [entry for entry in value if isinstance(entry, Mapping)] if isinstance(value, list | tuple) else []
