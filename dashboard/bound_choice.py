"""A select box whose value stands in the page's address and is kept while moving between pages.

Streamlit's own binding writes the German label into the address; links are to carry the key (2026-10, manfort).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st


def bound_choice(
    name: str, label: str, options: Sequence[str], *, default: str, words: Callable[[str], str]
) -> tuple[str, bool]:
    """Draw the box for the address parameter `name`; return the chosen option and whether the address was understood.

    An address that changed since the last run wins over the box, so that links and the back button work. What could
    not be understood is replaced in the address; the answer stays False until the person chooses.
    """
    widget, seen, missed = f"choice_{name}", f"address_{name}", f"missed_{name}"
    asked = st.query_params.get(name)
    if asked is not None and asked != st.session_state.get(seen):
        st.session_state[widget] = asked if asked in options else default
        st.session_state[missed] = asked not in options
    if st.session_state.get(widget) not in options:
        st.session_state[widget] = default
    chosen = st.selectbox(
        label,
        options,
        format_func=words,
        key=widget,
        on_change=st.session_state.pop,
        args=(missed, None),
        persist_state="session",
        filter_mode=None,
    )
    if asked != chosen:
        st.query_params[name] = chosen
    st.session_state[seen] = chosen
    return chosen, not st.session_state.get(missed)
