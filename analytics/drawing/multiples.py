"""Small multiples: one line each on one scale."""

from __future__ import annotations

import math
from html import escape
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from analytics.drawing.lines import gap_traces, highest, line_trace
from analytics.drawing.template import SMALL_SIZE, framed, note, plain_axis, value_axis, write
from analytics.drawing.ticks import value_ticks
from analytics.figures.figure_data import FigureData, Series
from analytics.palette import Theme

COLUMNS = 2
PANEL = 150
GUTTER = 0.08
TITLE_SHARE = 0.34
TITLE_CHARACTERS = 26


def multiples_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """Each series named above its panel with its last value; all panels share the axis from zero."""
    rows = max(1, math.ceil(len(figure.series) / COLUMNS))
    chart = framed(theme, height=rows * PANEL + 12, margin=(36, 14, 4, 26))
    ticks, top = value_ticks(highest(figure), figure.unit, goal=2)
    notes = []
    for index, series in enumerate(figure.series):
        row, column = divmod(index, COLUMNS)
        axes = _axes(index)
        chart.layout[axes["xaxis"].replace("x", "xaxis")] = _month_axis(figure, theme, column, anchor=axes["yaxis"])
        chart.layout[axes["yaxis"].replace("y", "yaxis")] = _shared_axis(
            theme, ticks, top, row=row, rows=rows, column=column, anchor=axes["xaxis"]
        )
        chart.add_traces(
            [
                trace.update(axes)
                for trace in [*gap_traces(series, theme, top=top), line_trace(series, theme, width=1.8)]
            ]
        )
        notes.append(_panel_title(series, theme, axes))
    write(chart, notes)
    return chart


def _axes(index: int) -> dict[str, str]:
    number = "" if index == 0 else str(index + 1)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _month_axis(figure: FigureData, theme: Theme, column: int, *, anchor: str) -> dict[str, Any]:
    """Only years are written; the panels are small."""
    width = (1 - GUTTER * (COLUMNS - 1)) / COLUMNS
    start = column * (width + GUTTER)
    years = [(index, text.split()[-1]) for index, text in figure.ticks if text.startswith("Jan")]
    return {
        **plain_axis(theme),
        "anchor": anchor,
        "domain": [start, start + width],
        "range": [-0.8, len(figure.labels) + 0.2],
        "tickvals": [index for index, _ in years],
        "ticktext": [text for _, text in years],
        "tickangle": 0,
    }


def _shared_axis(
    theme: Theme, ticks: list[tuple[float, str]], top: float, *, row: int, rows: int, column: int, anchor: str
) -> dict[str, Any]:
    panel = 1 / rows
    ceiling = 1 - row * panel
    return {
        **value_axis(theme, ticks, top=top),
        "anchor": anchor,
        "domain": [max(0.0, ceiling - panel), ceiling - panel * TITLE_SHARE],
        "showticklabels": column == 0,
    }


def _panel_title(series: Series, theme: Theme, axes: dict[str, str]) -> dict[str, Any]:
    last = series.points[-1]
    name = "<br>".join(map(escape, wrap(series.name, TITLE_CHARACTERS)))
    text = f"{name} <b>{escape(last.label)}</b>" + (f" {last.mark}" if last.mark else "")
    place = {"x": 0, "xref": f"{axes['xaxis']} domain", "y": 1, "yref": f"{axes['yaxis']} domain"}
    look = {"xanchor": "left", "yanchor": "bottom", "align": "left", "yshift": 4}
    return note(theme, text, colour=theme.ink, size=SMALL_SIZE, **place, **look)
