"""The parts of the page Datenlieferungen, chosen by one row of buttons and written into the address as `teil`."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.bound_choice import bound_choice
from dashboard.delivery.carrier_texts import carrier_texts
from dashboard.delivery.overview import overview
from dashboard.delivery.tally_form import tally_form
from dashboard.delivery.templates import templates
from dashboard.delivery.upload import upload
from dashboard.kept_choice import kept_segments
from dashboard.view import View

PART = "teil"
SECTIONS: dict[str, tuple[str, Callable[[View], None]]] = {
    "ueberblick": ("Überblick", overview),
    "abgeben": ("Datei abgeben", upload),
    "eintragen": ("Zahlen eintragen", tally_form),
    "vorlagen": ("Vorlagen", templates),
    "texte": ("Texte an Träger", carrier_texts),
}


def sections(view: View) -> None:
    """Draw the chosen part; who may not deliver has the overview alone."""
    if not view.may_deliver:
        overview(view)
        return
    first = next(iter(SECTIONS))
    chosen, _ = bound_choice(
        PART, "Abschnitt", list(SECTIONS), default=first, words=lambda key: SECTIONS[key][0], draw=kept_segments
    )
    SECTIONS[chosen][1](view)
