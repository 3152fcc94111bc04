"""Builds the navigation for whoever is looking and brings people back to the page they asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.access.choices import allowed_scopes, chosen_municipality, chosen_scope
from dashboard.access.denied import AccessDenied
from dashboard.access.visitor import visitor_now
from dashboard.frame import STYLE
from dashboard.guard import APP_RAN, DEEP_LINK, open_page
from dashboard.page_registry import REGISTRY, PageEntry
from settings import read_paths, read_workspace


def begin() -> str | None:
    """Set up the browser page and return the audience of this session, None when nobody with rights is there."""
    paths = read_paths()
    workspace = read_workspace(paths.config)
    st.set_page_config(page_title=workspace.title, layout="wide")
    st.html(STYLE)
    st.session_state[APP_RAN] = True
    try:
        visitor = visitor_now(workspace, paths)
    except AccessDenied:
        return None
    return chosen_scope(allowed_scopes(visitor, chosen_municipality(visitor), paths)).audience


def page_of(entry: PageEntry, audience: str | None) -> st.Page:
    """The page for st.navigation. For an audience that may not see it, its file is not even registered."""
    allowed = audience in entry.audiences
    return st.Page(
        f"pages/{entry.key}.py" if allowed else _closed(entry.key),
        title=entry.title,
        url_path=entry.key,
        default=entry is REGISTRY[0],
        visibility="visible" if allowed else "hidden",
    )


def resume(pages: dict[str, st.Page]) -> None:
    """Go on to the page whose address was opened before the app had run."""
    link = st.session_state.pop(DEEP_LINK, None)
    if link is not None:
        key, address = link
        st.switch_page(pages[key], query_params=address)


def _closed(key: str) -> Callable[[], None]:
    def closed() -> None:
        open_page(key)

    return closed
