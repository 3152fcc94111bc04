"""At most four numbers that answer the page's question at a glance."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

import streamlit as st

from analytics.drawing.spark_svg import spark_svg
from analytics.figures.tiles import Tile
from analytics.formatting import NBSP
from analytics.palette import Theme
from dashboard.view import View


def tiles(view: View, shown: Sequence[Tile]) -> None:
    """Each tile: name, value, comparison in words, signal in words, and the last 13 months as a small line."""
    st.html(f'<dl class="qm-tiles">{"".join(_tile(tile, view.theme) for tile in shown)}</dl>')


def _tile(tile: Tile, theme: Theme) -> str:
    signal = f'<span class="qm-{tile.signal}">{escape(tile.signal_words)}</span>' if tile.signal_words else ""
    lines = (("qm-compare", escape(tile.comparison)), ("qm-compare", escape(tile.so_far)), ("qm-signal", signal))
    words = "".join(f'<dd class="{style}">{text}</dd>' for style, text in lines if text)
    return f'<div class="qm-tile"><dt>{escape(tile.name)}</dt>{_value(tile)}{words}{_spark(tile, theme)}</div>'


def _value(tile: Tile) -> str:
    if tile.state != "value":
        return f'<dd class="qm-value qm-absent">{escape(tile.state_words)}</dd>'
    mark = f'<abbr title="{escape(tile.state_words)}">{escape(tile.sign)}</abbr>' if tile.sign else ""
    return f'<dd class="qm-value">{escape(tile.value)}<span class="qm-unit">{NBSP}{escape(tile.unit)}</span>{mark}</dd>'


def _spark(tile: Tile, theme: Theme) -> str:
    if tile.spark is None:
        return ""
    picture = b64encode(spark_svg(tile.spark, theme).encode()).decode()
    return f'<dd><img class="qm-spark" src="data:image/svg+xml;base64,{picture}" alt="{escape(tile.spark.alt)}"></dd>'
