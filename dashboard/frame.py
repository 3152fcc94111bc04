"""What stands around every page: the workspace's name, whose eyes one looks through, the filters, and notes."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from analytics.release import Release, open_release
from analytics.scope import Scope
from analytics.sentences import stand_text
from dashboard import cached
from dashboard.access import MUNICIPALITY, PREVIEW
from dashboard.filters import QUARTIER, unpin
from dashboard.kept_choice import kept, kept_choice
from settings import Paths, Workspace

STYLE = Path(__file__).with_name("style.css")
PINNED = "Diese Adresse hält einen Datenstand fest: {stand}. Spätere Lieferungen sind darin nicht enthalten."


def masthead(workspace: Workspace, municipality: str) -> None:
    """The line above everything: workspace, municipality, and "Beispieldaten" when the data are invented."""
    mark = '<span class="qm-example">Beispieldaten</span>' if workspace.example else ""
    st.html(
        f'<p class="qm-masthead"><span class="qm-workspace">{escape(workspace.title)}</span>'
        f"<span>{escape(workspace.municipalities[municipality])}</span>{mark}</p>"
    )


def choose_municipality(workspace: Workspace, chosen: str) -> None:
    """The municipality, when the workspace has several; nothing is ever shown across them."""
    names = workspace.municipalities
    if len(names) > 1:
        kept_choice(MUNICIPALITY, "Kommune", list(names), chosen=chosen, words=lambda key: names.get(key, key))


def choose_preview(allowed: tuple[Scope, ...], chosen: Scope, paths: Paths) -> None:
    """Draw "Ansicht als": the local coordinator looks through the eyes of another audience."""
    if len(allowed) > 1:
        places = {place.key: place.name for place in cached.places(open_release(allowed[0], paths.var))}
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
            "Ansicht als",
            list(words),
            chosen=chosen.text,
            words=lambda text: words.get(text, text),
            on_change=go_home,
        )


def notes(lines: tuple[str, ...]) -> None:
    """Sentences about parts of the address that could not be followed."""
    for line in lines:
        st.html(f'<p class="qm-note" role="status">{escape(line)}</p>')


def pinned_note(release: Release) -> None:
    """Say that the address holds on to one release, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        notes((PINNED.format(stand=stand_text(release.info)),))
        st.button("Zum aktuellen Stand", on_click=unpin)
