"""What stands around every page: the workspace's name, whose eyes one looks through, the filters, and notes."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from analytics.release import Release, ReleaseError, open_release
from analytics.scope import Scope
from analytics.sentences import stand_text
from dashboard import cached
from dashboard.access.choices import MUNICIPALITY, PREVIEW, open_municipalities, previews
from dashboard.access.visitor import Visitor
from dashboard.filters import QUARTIER, unpin
from dashboard.kept_choice import kept, kept_choice
from settings import Paths, Workspace

LOGOUT = "/auth/logout"
STYLE = Path(__file__).with_name("style.css")
PINNED = "Diese Adresse hält einen Datenstand fest: {stand}. Spätere Lieferungen sind darin nicht enthalten."


def masthead(
    workspace: Workspace, municipality: str | None = None, visitor: Visitor | None = None, scope: Scope | None = None
) -> None:
    """The line above everything: workspace, municipality, who looks in which role, and whether the data are invented.

    Without visitor nothing is said that only people with rights may know.
    """
    parts = [f'<span class="qm-workspace">{escape(workspace.title)}</span>']
    if municipality is not None:
        parts.append(f"<span>{escape(workspace.municipalities[municipality])}</span>")
    if workspace.example:
        parts.append('<span class="qm-example">Beispieldaten</span>')
    if visitor is not None and visitor.identity is not None and scope is not None:
        who = f"{escape(visitor.name)}, {escape(scope.label)}"
        parts.append(f'<span class="qm-who">{who} · <a href="{LOGOUT}" target="_self">Abmelden</a></span>')
    st.html(f'<p class="qm-masthead">{"".join(parts)}</p>')


def choose_municipality(workspace: Workspace, visitor: Visitor, chosen: str) -> None:
    """The municipality, when the visitor has rights in several; nothing is ever shown across them."""
    names = {key: workspace.municipalities[key] for key in open_municipalities(visitor)}
    if len(names) > 1:
        kept_choice(MUNICIPALITY, "Kommune", list(names), chosen=chosen, words=lambda key: names.get(key, key))


def choose_view(visitor: Visitor, allowed: tuple[Scope, ...], chosen: Scope, paths: Paths) -> None:
    """Draw "Ansicht": which of several scopes; for the coordinator "Ansicht als", through the eyes of others."""
    if len(allowed) > 1:
        places = _places(chosen, paths)
        words = {
            scope.text: f"Quartier {places.get(scope.quartier, scope.quartier)}" if scope.quartier else scope.label
            for scope in allowed
        }
        homes = {scope.text: scope.quartier for scope in allowed if scope.quartier}

        def go_home() -> None:
            """Who looks as a quartier looks at it first."""
            home = homes.get(kept(PREVIEW))
            if home:
                st.query_params[QUARTIER] = home

        kept_choice(
            PREVIEW,
            "Ansicht als" if previews(visitor, chosen.municipality) else "Ansicht",
            list(words),
            chosen=chosen.text,
            words=lambda text: words.get(text, text),
            on_change=go_home,
        )


def _places(scope: Scope, paths: Paths) -> dict[str, str]:
    """Key → name of the quartiers; none before anything is published."""
    try:
        return {place.key: place.name for place in cached.places(open_release(scope, paths.var))}
    except ReleaseError:
        return {}


def notes(lines: tuple[str, ...]) -> None:
    """Sentences about parts of the address that could not be followed."""
    for line in lines:
        st.html(f'<p class="qm-note" role="status">{escape(line)}</p>')


def pinned_note(release: Release) -> None:
    """Say that the address holds on to one release, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        notes((PINNED.format(stand=stand_text(release.info)),))
        st.button("Zum aktuellen Stand", on_click=unpin)
