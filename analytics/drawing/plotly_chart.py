"""A figure drawn by Plotly for screens and notebooks; title, subtitle and sentence stand beside it as text."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics.drawing.bars import bar_chart, column_chart
from analytics.drawing.lines import line_chart
from analytics.drawing.matrix import matrix_chart
from analytics.drawing.multiples import multiples_chart
from analytics.drawing.stages import range_chart, stage_chart
from analytics.drawing.template import PLOTLY_CONFIG
from analytics.figures.figure_data import FigureData
from analytics.palette import Theme

__all__ = ["PLOTLY_CONFIG", "plotly_chart"]

_DRAWERS = {
    "line": line_chart,
    "bars": bar_chart,
    "columns": column_chart,
    "stages": stage_chart,
    "ranges": range_chart,
    "small_multiples": multiples_chart,
    "matrix": matrix_chart,
}


def plotly_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """Draw a figure in a theme; pass PLOTLY_CONFIG along and no theme of the page."""
    return _DRAWERS[figure.kind](figure, theme)
