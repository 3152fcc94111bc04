"""Month, quartier and release: chosen in one place, written into the address, kept from page to page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from analytics import months
from analytics.release import Release, ReleaseError, open_release
from analytics.scope import Scope
from dashboard import cached
from dashboard.bound_choice import bound_choice
from dashboard.view import EVERYWHERE
from settings import Paths

PIN, QUARTIER = "stand", "quartier"
UNKNOWN_MONTH = "Zu dem Monat in der Adresse liegen keine Zahlen vor. Gezeigt wird {shown}."
UNKNOWN_PLACE = "Das Quartier in der Adresse gibt es hier nicht. Gezeigt wird: {shown}."
UNKNOWN_RELEASE = "Der Datenstand in der Adresse wird hier nicht (mehr) aufbewahrt. Gezeigt wird der aktuelle Stand."


@dataclass(frozen=True)
class Filters:
    """The choices of this run; `notes` are sentences about parts of the address that could not be followed."""

    month: date
    quartier: str | None
    notes: tuple[str, ...]


def chosen_release(scope: Scope, paths: Paths) -> tuple[Release, bool, tuple[str, ...]]:
    """The release the address pins, else the current one; whether it is pinned; and a note when the pin failed.

    A pin is kept while moving between pages. Raises ReleaseError when there is no release at all.
    """
    asked = st.query_params.get(PIN) or st.session_state.get(PIN)
    if not asked:
        return open_release(scope, paths.var), False, ()
    try:
        release = open_release(scope, paths.var, asked)
    except ReleaseError:
        unpin()
        return open_release(scope, paths.var), False, (UNKNOWN_RELEASE,)
    st.session_state[PIN] = asked
    if st.query_params.get(PIN) != asked:
        st.query_params[PIN] = asked
    return release, True, ()


def unpin() -> None:
    """Go back to the current release."""
    st.session_state.pop(PIN, None)
    st.query_params.pop(PIN, None)


def choose_filters(release: Release, as_of: date) -> Filters:
    """Draw the two filters and return what was chosen."""
    month, month_known = _choose_month(release, as_of)
    names = {EVERYWHERE: f"{release.info.municipality_name} gesamt"}
    names |= {place.key: place.name for place in cached.places(release)}
    own = release.scope.quartier or EVERYWHERE
    quartier, place_known = bound_choice(
        QUARTIER, "Quartier", list(names), default=own if own in names else EVERYWHERE, words=lambda key: names[key]
    )
    notes = (
        *(() if month_known else (UNKNOWN_MONTH.format(shown=months.month_name(month)),)),
        *(() if place_known else (UNKNOWN_PLACE.format(shown=names[quartier]),)),
    )
    return Filters(month, None if quartier == EVERYWHERE else quartier, notes)


def _choose_month(release: Release, as_of: date) -> tuple[date, bool]:
    covered = months.month_range(release.info.first_month, release.info.through_month)
    released = release.info.released_through
    default = min(max(released or months.default_month(as_of), covered[0]), covered[-1])
    keys = [months.month_key(month) for month in reversed(covered)]
    chosen, known = bound_choice(
        "monat",
        "Monat",
        keys,
        default=months.month_key(default),
        words=lambda key: _month_words(months.parse_month(key), released),
    )
    return months.parse_month(chosen), known


def _month_words(month: date, released: date | None) -> str:
    """`Oktober 2026 · offen`: months that are not released say so where they are chosen."""
    name = months.month_name(month)
    return name if released is not None and month <= released else f"{name} · offen"
