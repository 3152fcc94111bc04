"""What stands around every page: the workspace's name, whose eyes one looks through, the filters, and notes."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from analytics.release import Release, ReleaseError, open_release
from analytics.scope import Scope
from analytics.sentences import stand_text
from dashboard import cached
from dashboard.access import MUNICIPALITY, PREVIEW
from dashboard.filters import unpin
from dashboard.kept_choice import kept_choice
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
        names = {scope.text: scope_words(scope, paths) for scope in allowed}
        kept_choice(PREVIEW, "Ansicht als", list(names), chosen=chosen.text, words=lambda text: names.get(text, text))


def scope_words(scope: Scope, paths: Paths) -> str:
    """The audience in German; a quartier's management with the name of its quartier."""
    if scope.quartier is None:
        return scope.label
    try:
        places = cached.places(open_release(scope, paths.var))
    except ReleaseError:
        return f"Quartier {scope.quartier}"
    return next((f"Quartier {place.name}" for place in places if place.key == scope.quartier), scope.label)


def notes(lines: tuple[str, ...]) -> None:
    """Sentences about parts of the address that could not be followed."""
    for line in lines:
        st.html(f'<p class="qm-note" role="status">{escape(line)}</p>')


def pinned_note(release: Release) -> None:
    """Say that the address holds on to one release, with the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key="pinned"):
        notes((PINNED.format(stand=stand_text(release.info)),))
        st.button("Zum aktuellen Stand", on_click=unpin)
