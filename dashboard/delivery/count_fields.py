"""Numbers typed by dimension and category: an empty field is "not reported", 0 is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from analytics.queries.tally_choices import TOTAL, Dimension
from dashboard import blocks

MOST = 100_000
Place = tuple[str, str]


def count_fields(
    name: str,
    dimensions: Sequence[Dimension],
    *,
    disabled: bool = False,
    beside: Callable[[Place], str] = lambda place: "",
) -> dict[Place, int | None]:
    """Draw a field for the total and one per category; return what stands in them by (dimension, category).

    `name` says what is counted (a service's month, say): fields of the same name keep their numbers in the session.
    `beside` gives the words that stand at a field's label.
    """

    def field(place: Place, label: str) -> int | None:
        said = f" :small[({blocks.plain(beside(place))})]" if beside(place) else ""
        return _field(name, place, f"{blocks.plain(label)}{said}", disabled)

    with st.container(key=f"total_{name}"):
        counts = {(TOTAL, TOTAL): field((TOTAL, TOTAL), "Kontakte insgesamt")}
    for column, dimension in zip(st.columns(len(dimensions) or 1, gap="large"), dimensions, strict=False):
        with column, st.container(key=f"counts_{name}_{dimension.key}"):
            st.markdown(f"**{blocks.plain(dimension.name)}**")
            for category, label in dimension.categories:
                counts[dimension.key, category] = field((dimension.key, category), label)
    return counts


def field_key(name: str, place: Place) -> str:
    """The key of one field in the session's state."""
    return f"count_{name}_{place[0]}_{place[1]}"


def _field(name: str, place: Place, label: str, disabled: bool) -> int | None:
    return st.number_input(
        label,
        min_value=0,
        max_value=MOST,
        value=None,
        step=1,
        key=field_key(name, place),
        disabled=disabled,
        persist_state="session",
    )
