"""Measures with their stages, and places before a yardstick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

import plotly.graph_objects as go

from analytics.drawing.bars import horizontal_bars, longest
from analytics.drawing.template import framed, hovers, note, series_colour, write
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.palette import Theme

STAGE_BAR = 19
PLACE = 30
NAMES_SHARE = 0.34
Note = dict[str, Any]


def stage_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """Each measure with its stages as bars below its name, all on one scale: the later, the fuller."""
    stages, measures = figure.series, len(figure.labels)
    block = len(stages) + 1.9
    chart = framed(theme, height=max(90, round(measures * block * STAGE_BAR) + 12), margin=(104, 84, 4, 4))
    chart.update_xaxes(range=[0, longest(figure) * 1.02], showticklabels=False)
    chart.update_yaxes(range=[measures * block - 0.9, -0.9], showticklabels=False)
    for position, series in enumerate(stages):
        rows = [index * block + 1 + position for index in range(measures)]
        chart.add_trace(horizontal_bars(replace(series, colour=f"ramp{position}"), rows, theme, width=0.66))
    write(chart, _stage_notes(figure, theme, block))
    return chart


def _stage_notes(figure: FigureData, theme: Theme, block: float) -> Iterator[Note]:
    """The measure's name over its stages, each named at the left and valued at its end."""
    for index, name in enumerate(figure.labels):
        head: Note = {"x": 0, "xref": "paper", "y": index * block, "xanchor": "left", "xshift": -104}
        yield note(theme, f"<b>{escape(name)}</b>", colour=theme.ink, size=14, **head)
        for position, series in enumerate(figure.series):
            row = index * block + 1 + position
            yield note(theme, series.name, x=0, y=row, xanchor="right", xshift=-8)
            yield _stage_value(theme, series.points[index], row)


def _stage_value(theme: Theme, point: Point, row: float) -> Note:
    place: Note = {"x": point.value or 0, "y": row, "xanchor": "left", "xshift": 6}
    return note(theme, point.label, colour=theme.ink, size=12.5, **place)


def range_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """A dot per place before a pale field that is the yardstick."""
    count, dots = len(figure.labels), figure.series[0]
    low, high = figure.reference or (0.0, 0.0)
    last = int(max(longest(figure), high)) + 1
    chart = framed(theme, height=max(96, count * PLACE + 46), margin=(8, 40, 24, 22))
    chart.update_yaxes(range=[count - 0.4, -0.7], showticklabels=False)
    whole = list(range(last + 1))
    chart.update_xaxes(range=[-0.4, last], tickvals=whole, ticktext=list(map(str, whole)), domain=[NAMES_SHARE, 1])
    edges = {"x0": low, "x1": high, "y0": -0.6, "y1": count - 0.4}
    chart.add_shape(type="rect", fillcolor=theme.band, line_width=0, layer="below", **edges)
    chart.add_trace(_dots(dots, theme))
    middle: Note = {"x": (low + high) / 2, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "center"}
    write(chart, [note(theme, "Maßstab", **middle), *_place_notes(figure, theme)])
    return chart


def _place_notes(figure: FigureData, theme: Theme) -> Iterator[Note]:
    for row, (name, point) in enumerate(zip(figure.labels, figure.series[0].points, strict=True)):
        yield note(theme, escape(name), colour=theme.ink, size=13, x=0, xref="paper", y=row, xanchor="left")
        if point.value is None:
            yield note(theme, f"<b>{escape(point.label)}</b>", x=0, y=row)


def _dots(series: Series, theme: Theme) -> go.Scatter:
    """Open where the value is provisional."""
    colour = series_colour(theme, series.colour)
    fills = [theme.paper if point.mark else colour for point in series.points]
    return go.Scatter(
        x=[point.value for point in series.points],
        y=list(range(len(series.points))),
        mode="markers",
        marker={"size": 13, "opacity": 1, "color": fills, "line": {"color": colour, "width": 2}},
        **hovers(series.points),
    )
