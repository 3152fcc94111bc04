"""The quartiers as links, where a page needs one to be chosen."""

from __future__ import annotations

import streamlit as st

from dashboard import cached
from dashboard.view import View


def choose_place(view: View) -> None:
    """One link per quartier to this page, the month kept."""
    with st.container(horizontal=True, gap="medium", key="places"):
        for place in cached.places(view.release):
            address = view.address() | {"quartier": place.key}
            address.pop("stand")
            st.page_link(f"pages/{view.page}.py", label=place.name, query_params=address)
