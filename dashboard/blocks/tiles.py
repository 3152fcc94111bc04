"""At most four numbers that answer the page's question at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st
from analytics.drawing.spark_svg import spark_uri
from analytics.figures.tile import Tile

from dashboard.view import View


def tiles(view: View, shown: Sequence[Tile]) -> None:
    """Each tile: name, value, comparison in words, signal in words, and the last 13 months as a small line."""
    st.html(f'<dl class="qm-tiles">{"".join(_tile(tile, view.theme) for tile in shown)}</dl>')


def _tile(tile: Tile, theme: str) -> str:
    value = (
        f'<dd class="qm-value">{escape(tile.value)}</dd>'
        if tile.state == "value"
        else f'<dd class="qm-value qm-absent">{escape(tile.state_words)}</dd>'
    )
    lines = (("qm-compare", tile.comparison), ("qm-signal", tile.signal_words))
    words = "".join(f'<dd class="{style}">{escape(text)}</dd>' for style, text in lines if text)
    spark = (
        f'<dd><img class="qm-spark" src="{spark_uri(tile.spark, theme)}" alt="{escape(tile.spark.alt)}"></dd>'
        if tile.spark
        else ""
    )
    return f'<div class="qm-tile"><dt>{escape(tile.name)}</dt>{value}{words}{spark}</div>'
