"""Without a chosen quartier: which quartiers there are to check."""

from __future__ import annotations

import streamlit as st

from analytics.figures import month_check as figures
from dashboard import blocks, cached
from dashboard.view import View

CHOOSE = "Geprüft und unterschrieben wird je Quartier. Bitte wählen Sie eines."
OWN = "Geprüft und unterschrieben wird je Quartier, vom Quartiersmanagement dort. Ihr Quartier:"


def quartiers(view: View) -> None:
    """One line per quartier that this view may check, with its link."""
    own = view.scope.quartier
    blocks.sentence(OWN if own else CHOOSE)
    for place in cached.places(view.release):
        if own in (None, place.key):
            check = cached.month_check(view, place.key)
            with st.container(horizontal=True, vertical_alignment="top", key=f"place_{place.key}"):
                st.page_link(
                    "pages/monatspruefung.py",
                    label=place.name,
                    query_params=view.address() | {"quartier": place.key},
                )
                blocks.sentence(figures.signature_sentence(check))
