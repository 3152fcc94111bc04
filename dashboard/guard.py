"""`open_page`: the first statement of every page. Nothing is read before it returns, however the page was reached."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.palette import theme_of
from analytics.release import ReleaseError
from analytics.scope import Scope
from analytics.sentences import open_month_note
from dashboard import frame, page_registry
from dashboard.access import choices, denied
from dashboard.access.denied import AccessDenied
from dashboard.access.log import log_page, log_refusal
from dashboard.access.pseudonym import NOBODY
from dashboard.access.visitor import Visitor, served_audience, visitor_now
from dashboard.access.wall import is_standing
from dashboard.blocks.empty_state import no_release, not_for_you, not_yours
from dashboard.entrance import check_request, check_start, public_address
from dashboard.errors import UnsafeBinding
from dashboard.filters import choose_filters, chosen_release
from dashboard.view import View
from settings import Paths, Workspace, read_paths, read_workspace

APP_RAN = "app_ran"
DEEP_LINK = "deep_link"
WITHOUT_WALL = (
    "Hinter einem Webserver bitte mit „python -m dashboard“ starten: So gestartet, wäre nicht alles geschützt."
)


def open_page(key: str) -> View:
    """Check that this page may be seen, draw the frame around it, and return what the page may know.

    Ends the run with a German explanation when nobody with rights is there, the page is not meant for the audience, or
    nothing is published yet. Raises DashboardError when the request or the address of the server is not allowed.
    """
    _only_through_app(key)
    check_way_in()
    paths = read_paths()
    workspace = read_workspace(paths.config)
    visitor = _visitor(key, workspace, paths)
    municipality = choices.chosen_municipality(visitor)
    allowed = choices.allowed_scopes(visitor, municipality, paths)
    scope = choices.chosen_scope(allowed)
    frame.masthead(workspace, municipality, visitor, scope)
    row = st.container(horizontal=True, vertical_alignment="bottom", key="filters")
    with row:
        frame.choose_municipality(workspace, visitor, municipality)
        frame.choose_view(visitor, allowed, scope, paths)
    if scope.audience not in page_registry.entry(key).audiences:
        log_refusal(paths, key, denied.PAGE, user=visitor.user, scope=scope)
        not_for_you(scope)
    return _view(key, scope, visitor, workspace, paths, row)


def check_way_in() -> None:
    """Refuse to answer when server or request can be reached in a way that was not meant. Raises DashboardError."""
    if public_address() and not is_standing():
        raise UnsafeBinding(WITHOUT_WALL)
    check_start(st.get_option("server.address"))
    check_request({name.lower(): value for name, value in st.context.headers.items()})


def _visitor(key: str, workspace: Workspace, paths: Paths) -> Visitor:
    try:
        return visitor_now(workspace, paths)
    except AccessDenied as error:
        log_refusal(paths, key, error.reason, user=NOBODY)
        frame.masthead(workspace)
        not_yours(error)


def _view(key: str, scope: Scope, visitor: Visitor, workspace: Workspace, paths: Paths, row: DeltaGenerator) -> View:
    try:
        release, pinned, notes = chosen_release(scope, paths)
    except ReleaseError as error:
        no_release(str(error), may_command=_may_command(scope))
    with row:
        filters = choose_filters(release, workspace.today())
    if pinned:
        frame.pinned_note(release)
    frame.notes((*notes, *filters.notes, *open_month_note(release, filters.month)))
    view = View(
        page=key,
        scope=scope,
        release=release,
        month=filters.month,
        quartier=filters.quartier,
        as_of=workspace.today(),
        theme=theme_of(st.context.theme.type or "light", workspace.accent),
        may_command=_may_command(scope),
        may_deliver=_may_deliver(scope, visitor),
        workspace=workspace,
        paths=paths,
        visitor=visitor,
    )
    log_page(view)
    return view


def _may_command(scope: Scope) -> bool:
    """Commands belong to the coordinator's own view; a preview of another audience has none."""
    return served_audience() == "coordinator" == scope.audience


def _may_deliver(scope: Scope, visitor: Visitor) -> bool:
    """The coordinator delivers for everyone, a quartier what it was given; nobody in a council process does."""
    has_any = visitor.rights_to_deliver(scope) != frozenset()
    return served_audience() == "coordinator" and scope.sees_rows and has_any


def _only_through_app(key: str) -> None:
    """On a cold start a direct address runs the page's file before app.py ever did; go there first, and come back."""
    if not st.session_state.get(APP_RAN):
        address = st.query_params.to_dict()
        st.session_state[DEEP_LINK] = (key, address)
        st.switch_page("app.py", query_params=address)
