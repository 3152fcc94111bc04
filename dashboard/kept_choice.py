"""Choices whose value outlives a change of page: a widget's own state is dropped as soon as it is not drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st


def kept(name: str) -> Any:
    """The value of the box `name`: as just chosen, else as remembered, else None."""
    return st.session_state.get(f"box_{name}", st.session_state.get(name))


def kept_choice(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    chosen: str,
    words: Callable[[str], str],
    on_change: Callable[[], None] | None = None,
) -> str:
    """Draw the box with `chosen` selected and remember what it holds."""
    box = f"box_{name}"
    st.session_state[box] = chosen
    value = st.selectbox(label, options, format_func=words, key=box, on_change=on_change, filter_mode=None)
    st.session_state[name] = value
    return value


def kept_segments(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    chosen: str,
    words: Callable[[str], str],
    on_change: Callable[[], None] | None = None,
) -> str:
    """The same as a row of buttons of which one is pressed: for the few parts of a page."""
    box = f"box_{name}"
    st.session_state[box] = chosen
    value = st.segmented_control(
        label, options, format_func=words, key=box, on_change=on_change, required=True, label_visibility="collapsed"
    )
    st.session_state[name] = value or chosen
    return value or chosen
