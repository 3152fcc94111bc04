"""The map with its legend in words and its table twin. Nothing is loaded from another host."""

from __future__ import annotations

import streamlit as st
from analytics.drawing.map_deck import legend_html, map_deck

from analytics.figures import areas
from analytics.queries.areas import AreaMap
from dashboard.blocks.heading import sentence
from dashboard.blocks.table import table
from dashboard.view import View


def area_map(view: View, shown: AreaMap) -> None:
    """Draw the map, its legend beside or below it, the note on the boundaries, and the numbers as a table."""
    st.pydeck_chart(map_deck(shown, view.theme), height=520, alt=areas.alt(shown), key=f"map_{view.page}")
    st.html(legend_html(shown, view.theme))
    sentence(areas.note(shown))
    table(view, areas.map_table(shown))
