"""In whose name orders are given, and with whose rights: the name of the login, or on the page; the view's scope."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.access.identity import identity_now
from dashboard.access.visitor import require
from dashboard.commands import Desk
from dashboard.view import View

NAME = "name_of_person"
OFFICES = {"coordinator": "Koordination", "quartier": "Quartiersmanagement"}


def name_box(label: str = "Ihr Name") -> str:
    """The name that records keep: of whoever is logged in, else asked for once per session."""
    person = identity_now()
    if person is not None:
        return person.name
    return st.text_input(
        label,
        key=NAME,
        max_chars=80,
        autocomplete="name",
        persist_state="session",
    ).strip()


def desk_of(view: View) -> Desk:
    """The desk of this view: a quartier's orders are cut to its own subjects. Without a name, the office signs.

    Whoever has lost the scope since the page was drawn gives no more orders.
    """
    typed = str(st.session_state.get(NAME) or "").strip()
    return Desk(
        paths=view.paths,
        municipality=view.scope.municipality,
        scope=view.scope.text if view.scope.quartier else None,
        by=view.visitor.name or typed or OFFICES[view.scope.audience],
        deliver=view.visitor.rights_to_deliver(view.scope),
        require=partial(require, view.visitor, view.scope, view.paths),
    )
