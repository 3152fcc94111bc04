"""Numbers typed by dimension and category: an empty field is "not reported", 0 is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.queries.tally_choices import TOTAL, Dimension
from dashboard import blocks

MOST = 100_000
Counts = Mapping[tuple[str, str], int | None]


def count_fields(
    name: str, dimensions: Sequence[Dimension], *, disabled: bool = False
) -> dict[tuple[str, str], int | None]:
    """Draw a field for the total and one per category; return what stands in them by (dimension, category).

    `name` says what is counted (a service's month, say): fields of the same name keep their numbers in the session.
    """
    with st.container(key=f"total_{name}"):
        counts = {(TOTAL, TOTAL): _field(name, (TOTAL, TOTAL), "Kontakte insgesamt", disabled)}
    for column, dimension in zip(st.columns(len(dimensions) or 1, gap="large"), dimensions, strict=False):
        with column, st.container(key=f"counts_{name}_{dimension.key}"):
            st.markdown(f"**{blocks.plain(dimension.name)}**")
            for category, label in dimension.categories:
                place = (dimension.key, category)
                counts[place] = _field(name, place, label, disabled)
    return counts


def field_key(name: str, place: tuple[str, str]) -> str:
    """The key of one field in the session's state."""
    return f"count_{name}_{place[0]}_{place[1]}"


def _field(name: str, place: tuple[str, str], label: str, disabled: bool) -> int | None:
    return st.number_input(
        blocks.plain(label),
        min_value=0,
        max_value=MOST,
        value=None,
        step=1,
        key=field_key(name, place),
        disabled=disabled,
        persist_state="session",
    )
