"""In whose name orders are given: the name on the page and the scope of the view."""

from __future__ import annotations

import streamlit as st

from dashboard.commands import Desk
from dashboard.view import View

NAME = "name_of_person"
OFFICES = {"coordinator": "Koordination", "quartier": "Quartiersmanagement"}


def name_box(label: str = "Ihr Name") -> str:
    """Ask for the name that records keep, once per session."""
    return st.text_input(
        label,
        key=NAME,
        max_chars=80,
        autocomplete="name",
        persist_state="session",
    ).strip()


def desk_of(view: View) -> Desk:
    """The desk of this view: a quartier's orders are cut to its own subjects. Without a name, the office signs."""
    name = str(st.session_state.get(NAME) or "").strip() or OFFICES[view.scope.audience]
    scope = view.scope.text if view.scope.quartier else None
    return Desk(paths=view.paths, municipality=view.scope.municipality, scope=scope, by=name)
