"""Files that a person has dropped here and not yet handed in, kept while the session lasts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.delivery import uploads

KEPT = "drafts"
UPLOAD = "upload"
NEW, CHECKED, FAILED, DELIVERED = "new", "checked", "failed", "delivered"


@dataclass(frozen=True)
class Draft:
    """One dropped file.

    `stage` is new (not looked at), checked (`answer` is what `check` said), failed (`words` say why) or delivered
    (`result` is what `deliver` said, `words` what came of it). `source` is set once a person or the check chose one.
    """

    key: str
    name: str
    path: Path | None
    stage: str
    source: str | None = None
    answer: Mapping[str, Any] | None = None
    words: str = ""
    result: Mapping[str, Any] | None = None
    place: str = UPLOAD


def drafts(place: str = UPLOAD) -> tuple[Draft, ...]:
    """Those of the session at one place of the page, the latest first."""
    held: dict[str, Draft] = st.session_state.get(KEPT, {})
    return tuple(draft for draft in reversed(held.values()) if draft.place == place)


def add(name: str, path: Path | None, *, refusal: str = "", place: str = UPLOAD, source: str | None = None) -> Draft:
    """A new file; with `refusal` it is not even looked at, with `source` its kind is known."""
    stage = FAILED if refusal else NEW
    draft = Draft(secrets.token_hex(6), name, path, stage, source=source, words=refusal, place=place)
    st.session_state.setdefault(KEPT, {})[draft.key] = draft
    return draft


def find(key: str) -> Draft | None:
    """The draft as it stands now; None when it was discarded."""
    return st.session_state.get(KEPT, {}).get(key)


def change(key: str, **fields: Any) -> None:
    """Replace fields of a draft; one that was discarded meanwhile stays discarded."""
    held: dict[str, Draft] = st.session_state.get(KEPT, {})
    if key in held:
        held[key] = replace(held[key], **fields)


def discard(key: str) -> None:
    """Forget a draft and remove its file."""
    draft = st.session_state.get(KEPT, {}).pop(key, None)
    if draft is not None and draft.path is not None:
        uploads.remove(draft.path)
