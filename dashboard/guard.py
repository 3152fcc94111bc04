"""`open_page`: the first statement of every page. Nothing is read before it returns, however the page was reached."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.palette import theme_of
from analytics.release import ReleaseError
from analytics.scope import Scope
from analytics.sentences import open_month_note
from dashboard import frame, page_registry
from dashboard.access import allowed_scopes, chosen_municipality, chosen_scope, served_audience
from dashboard.blocks.empty_state import no_release, not_for_you
from dashboard.filters import choose_filters, chosen_release
from dashboard.local_only import check_binding, check_headers
from dashboard.view import View
from settings import Paths, Workspace, read_paths, read_workspace

APP_RAN = "app_ran"
DEEP_LINK = "deep_link"


def open_page(key: str) -> View:
    """Check that this page may be seen, draw the frame around it, and return what the page may know.

    Ends the run with a German explanation when the page is not meant for the audience or nothing is published yet.
    Raises DashboardError when the request or the address of the server is not local.
    """
    _only_through_app(key)
    check_local()
    paths = read_paths()
    workspace = read_workspace(paths.config)
    municipality = chosen_municipality(workspace)
    allowed = allowed_scopes(municipality, paths)
    scope = chosen_scope(allowed)
    frame.masthead(workspace, municipality)
    row = st.container(horizontal=True, vertical_alignment="bottom", key="filters")
    with row:
        frame.choose_municipality(workspace, municipality)
        frame.choose_preview(allowed, scope, paths)
    if scope.audience not in page_registry.entry(key).audiences:
        not_for_you()
    return _view(key, scope, workspace, paths, row)


def check_local() -> None:
    """Refuse to answer when there is no login and the server or the request is not local. Raises DashboardError."""
    check_binding(st.get_option("server.address"))
    check_headers({name.lower(): value for name, value in st.context.headers.items()})


def _view(key: str, scope: Scope, workspace: Workspace, paths: Paths, row: DeltaGenerator) -> View:
    try:
        release, pinned, notes = chosen_release(scope, paths)
    except ReleaseError as error:
        no_release(str(error), may_command=_may_command(scope))
    with row:
        filters = choose_filters(release, workspace.today())
    if pinned:
        frame.pinned_note(release)
    frame.notes((*notes, *filters.notes, *open_month_note(release, filters.month)))
    return View(
        page=key,
        scope=scope,
        release=release,
        month=filters.month,
        quartier=filters.quartier,
        as_of=workspace.today(),
        theme=theme_of(st.context.theme.type or "light", workspace.accent),
        may_command=_may_command(scope),
        may_deliver=_may_deliver(scope),
        workspace=workspace,
        paths=paths,
    )


def _may_command(scope: Scope) -> bool:
    """Commands belong to the coordinator's own view; a preview of another audience has none."""
    return served_audience() == "coordinator" == scope.audience


def _may_deliver(scope: Scope) -> bool:
    """The coordinator delivers for everyone, a quartier for its own subjects; nobody in a council process does."""
    return served_audience() == "coordinator" and scope.sees_rows


def _only_through_app(key: str) -> None:
    """On a cold start a direct address runs the page's file before app.py ever did; go there first, and come back."""
    if not st.session_state.get(APP_RAN):
        address = st.query_params.to_dict()
        st.session_state[DEEP_LINK] = (key, address)
        st.switch_page("app.py", query_params=address)
