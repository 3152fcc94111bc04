"""A choice whose value stands in the page's address and is kept while moving between pages.

Streamlit's own binding writes the German label into the address; links are to carry the key (2026-10, manfort).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.kept_choice import kept, kept_choice


def bound_choice(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    words: Callable[[str], str],
    draw: Callable[..., str] = kept_choice,
) -> tuple[str, bool]:
    """Draw the box (or, with `draw=kept_segments`, the buttons) for the address parameter `name`.

    Returns the chosen option and whether the address was understood. An address that changed since the last run wins
    over the box, so that links and the back button work. What could not be understood is replaced in the address; the
    answer stays False until the person chooses.
    """
    seen, missed = f"seen_{name}", f"missed_{name}"
    asked, wanted = st.query_params.get(name), kept(name)
    if asked is not None and asked != st.session_state.get(seen):
        wanted = asked
        st.session_state[missed] = asked not in options
    chosen = draw(
        name,
        label,
        options,
        chosen=wanted if wanted in options else default,
        words=words,
        on_change=lambda: st.session_state.pop(missed, None),
    )
    if asked != chosen:
        st.query_params[name] = chosen
    st.session_state[seen] = chosen
    return chosen, not st.session_state.get(missed)
