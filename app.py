"""Quartiersmonitor in the browser: `streamlit run app.py`, or `make run`.

Runs on every interaction, before the page: it builds the navigation for whoever is looking and hands over to the page.
The pages stand in dashboard/page_registry.py, one file per question in pages/; access is decided by the guard that
each page calls first, because hiding a page from the navigation protects nothing.
"""

from __future__ import annotations

import streamlit as st

from dashboard.calm import calm
from dashboard.navigation import begin, page_of, resume
from dashboard.page_registry import REGISTRY


def main() -> None:
    """One run of the app."""
    with calm():
        audience = begin()
        pages = {entry.key: page_of(entry, audience) for entry in REGISTRY}
        chosen = st.navigation(list(pages.values()), position="top")
        resume(pages)
        chosen.run()


main()
