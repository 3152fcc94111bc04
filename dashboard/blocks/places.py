"""Links that keep the choice of the page: to its quartiers, and on to the pages that say more."""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.page_registry import entry
from dashboard.view import View


def choose_place(view: View) -> None:
    """One link per quartier to this page, for pages that need one to be chosen."""
    with st.container(horizontal=True, gap="medium", key="places"):
        for place in cached.places(view.release):
            st.page_link(f"pages/{view.page}.py", label=place.name, query_params=_kept(view) | {"quartier": place.key})


def more(view: View, page: str) -> None:
    """The way to the page that says more about the same month and quartier."""
    st.page_link(f"pages/{page}.py", label=f"Mehr: {entry(page).title}", query_params=_kept(view))


def _kept(view: View) -> dict[str, str]:
    """Month and quartier, not the release: whoever follows goes on with the newest one."""
    return {name: value for name, value in view.address().items() if name != "stand"}
