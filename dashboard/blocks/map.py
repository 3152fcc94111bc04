"""The map with its legend in words and its table twin. Nothing is loaded from another host."""

from __future__ import annotations

from html import escape

import streamlit as st

from analytics.drawing.map_deck import HEIGHT, map_deck
from analytics.drawing.map_legend import legend_html
from analytics.figures import areas
from analytics.queries.areas import AreaMap
from dashboard.blocks.empty_state import empty_state
from dashboard.blocks.table import table
from dashboard.view import View

NO_BOUNDARIES = (
    "Zu diesen Gebieten liegen keine Grenzen vor, darum gibt es keine Karte. Die Koordination kann sie als Lieferung "
    "„Gebietsgrenzen“ (GeoJSON, GeoPackage oder Shapefile) nachreichen. Die Zahlen stehen in der Tabelle."
)


def area_map(view: View, shown: AreaMap) -> None:
    """Draw the map, its legend and the note on the boundaries beside it, and the numbers as a table below."""
    if any(area.geometry for area in shown.areas):
        _drawing(view, shown)
    else:
        empty_state(NO_BOUNDARIES)
    table(view, areas.map_table(shown))


def _drawing(view: View, shown: AreaMap) -> None:
    drawing, words = st.columns([3, 1], gap="medium")
    with drawing:
        st.pydeck_chart(map_deck(shown, view.theme), height=HEIGHT, alt=areas.alt(shown), key=f"map_{view.page}")
    with words:
        st.html(legend_html(shown, view.theme))
        st.html(f'<p class="qm-source">{escape(areas.note(shown))}</p>')
