"""Months as a line in ink before the pale usual band; months without value carry their sign."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import plotly.graph_objects as go

from analytics.drawing.template import faded, framed, hovers, note, series_colour, value_axis, write
from analytics.drawing.ticks import value_ticks
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.formatting import SIGNS
from analytics.palette import Theme

HEIGHT = 330
Note = dict[str, Any]
NO_STEP = (0, 0, None)


def line_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """One or several lines over months, zero on the axis."""
    several = len(figure.series) > 1
    chart = framed(theme, height=HEIGHT, margin=(52, 96 if several else 58, 14, 40))
    ticks, top = value_ticks(highest(figure), figure.unit)
    chart.update_xaxes(
        range=[-0.6, len(figure.labels) - 0.4],
        tickvals=[index for index, _ in figure.ticks],
        ticktext=[text for _, text in figure.ticks],
        tickangle=0,
    )
    chart.update_yaxes(value_axis(theme, ticks, top=top))
    chart.layout.shapes = list(_shapes(figure, theme, top=top))
    for series in figure.series:
        chart.add_traces(gap_traces(series, theme, top=top))
        chart.add_trace(line_trace(series, theme, width=2.4 if series.colour in ("ink", "accent") else 2))
    ends = _end_labels(figure, theme, top=top) if several else _value_label(figure, theme)
    write(chart, [*_band_label(figure, theme), *ends, *_mark_labels(figure, theme)])
    return chart


def highest(figure: FigureData) -> float:
    """The largest thing drawn; never a hidden value, because points hold none."""
    values = [point.value for series in figure.series for point in series.points if point.value is not None]
    return max([*values, figure.band.top if figure.band else 0.0, 1.0 if not values else 0.0])


def _shapes(figure: FigureData, theme: Theme, *, top: float) -> Iterator[dict[str, Any]]:
    """The usual range in pale grey, a thin line at the chosen month, dotted ones at marks."""
    for first, last, limits in figure.band.steps() if figure.band else ():
        edges = {"x0": first - 0.5, "x1": last + 0.5, "y0": limits.lower, "y1": limits.upper}
        yield {"type": "rect", "fillcolor": theme.band, "line": {"width": 0}, "layer": "below", **edges}
    if figure.selected is not None:
        yield _upright(figure.selected, top, {"color": faded(theme.accent, 0.4), "width": 1})
    for mark in figure.marks:
        yield _upright(mark.index, top, {"color": theme.muted, "width": 1, "dash": "dot"})


def _upright(index: int, top: float, line: dict[str, Any]) -> dict[str, Any]:
    # A shape that refers to the paper lies below those of the axes: the band would hide it.
    ends = {"x0": index, "x1": index, "y0": 0, "y1": top}
    return {"type": "line", "layer": "below", "line": line, **ends}


def _band_label(figure: FigureData, theme: Theme) -> Iterator[Note]:
    """The band's name below it, or above where it stands on the zero line; only if it is wide enough to be seen."""
    first, _, band = next(figure.band.steps(), NO_STEP) if figure.band else NO_STEP
    top = highest(figure)
    if band is None or band.upper - band.lower < 0.04 * top:
        return
    is_below = band.lower > 0.12 * top
    place: Note = {"x": first - 0.4, "y": band.lower if is_below else band.upper, "xanchor": "left"}
    place |= {"yanchor": "top", "yshift": -1} if is_below else {"yanchor": "bottom", "yshift": 1}
    yield note(theme, "üblicher Schwankungsbereich", size=11.5, **place)


def line_trace(series: Series, theme: Theme, *, width: float) -> go.Scatter:
    """The line with open dots where a value is provisional or estimated; months without value break it."""
    colour, points = series_colour(theme, series.colour), series.points
    return go.Scatter(
        x=list(range(len(points))),
        y=[point.value for point in points],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": width},
        marker={
            "size": [_dot_size(points, index) for index in range(len(points))],
            "color": [theme.paper if point.mark else colour for point in points],
            "line": {"color": colour, "width": 1.6},
            "opacity": 1,
        },
        **hovers(points),
    )


def _dot_size(points: tuple[Point, ...], index: int) -> float:
    """Dots only where they say something: the last month, marked values, and months alone between gaps."""
    if index == len(points) - 1:
        return 8
    if points[index].mark:
        return 6
    neighbours = [points[near].value for near in (index - 1, index + 1) if 0 <= near < len(points)]
    return 5 if all(value is None for value in neighbours) else 0


def gap_traces(series: Series, theme: Theme, *, top: float) -> list[go.Bar | go.Scatter]:
    """Hidden months as hatched strips, other absences as their sign on the zero line."""
    absent = [(index, point) for index, point in enumerate(series.points) if point.state in SIGNS]
    hidden = [(index, point) for index, point in absent if point.state == "suppressed"]
    signs = [(index, point) for index, point in absent if point.state != "suppressed"]
    traces: list[go.Bar | go.Scatter] = []
    if hidden:
        traces.append(_strips(hidden, theme, top=top))
    if signs:
        traces.append(_signs(signs, theme, top=top))
    return traces


def _strips(hidden: list[tuple[int, Point]], theme: Theme, *, top: float) -> go.Bar:
    clear = "rgba(0,0,0,0)"
    pattern = {"shape": "/", "size": 5, "solidity": 0.22, "fgcolor": theme.hatch, "bgcolor": clear}
    return go.Bar(
        x=[index for index, _ in hidden],
        y=[top] * len(hidden),
        width=0.9,
        marker={"color": clear, "pattern": pattern, "line": {"width": 0}},
        **hovers([point for _, point in hidden]),
    )


def _signs(absent: list[tuple[int, Point]], theme: Theme, *, top: float) -> go.Scatter:
    return go.Scatter(
        x=[index for index, _ in absent],
        y=[top * 0.035] * len(absent),
        mode="text",
        text=[f"<b>{escape(point.label)}</b>" for _, point in absent],
        textfont={"size": 14, "color": theme.muted, "family": theme.font},
        **hovers([point for _, point in absent]),
    )


def _value_label(figure: FigureData, theme: Theme) -> Iterator[Note]:
    """The chosen month's value beside its dot."""
    points = figure.series[0].points
    if points and points[-1].value is not None:
        text = f"<b>{points[-1].label}</b>" + (f" {points[-1].mark}" if points[-1].mark else "")
        place: Note = {"x": len(points) - 1, "y": points[-1].value, "xanchor": "left", "yanchor": "middle"}
        yield note(theme, text, colour=theme.ink, size=14, xshift=9, **place)


def _end_labels(figure: FigureData, theme: Theme, *, top: float) -> Iterator[Note]:
    """Series named at their end in their colour, pushed apart where they would touch."""
    ends = [(series, series.points[-1].value or 0.0) for series in figure.series if series.points[-1].value is not None]
    ends.sort(key=lambda end: end[1])
    height = HEIGHT - 54.0
    wanted = [value / top * height for _, value in ends]
    for (series, value), at, placed in zip(ends, wanted, _apart(wanted, height), strict=True):
        text = f"{escape(series.name)}<br><b>{series.points[-1].label}</b>"
        place: Note = {"x": len(figure.labels) - 1, "y": value, "xanchor": "left", "yanchor": "middle", "align": "left"}
        yield note(theme, text, colour=series_colour(theme, series.colour), xshift=10, yshift=placed - at, **place)


def _apart(wanted: list[float], height: float, gap: float = 32.0) -> list[float]:
    """Heights in rising order moved up until they do not touch, then down again where they leave the top."""
    placed: list[float] = []
    for each in wanted:
        placed.append(max(each, placed[-1] + gap) if placed else each)
    ceiling = height
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def _mark_labels(figure: FigureData, theme: Theme) -> Iterator[Note]:
    for mark in figure.marks:
        place: Note = {"x": mark.index, "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "left", "xshift": 4}
        yield note(theme, "◆", hovertext=escape(mark.text), **place)
