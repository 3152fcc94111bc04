"""Months as a line in ink before the pale usual band; months without value carry their sign."""

from __future__ import annotations

from collections.abc import Iterable

import plotly.graph_objects as go

from analytics.drawing.template import faded, framed, note, series_colour, value_axis
from analytics.drawing.ticks import value_ticks
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.formatting import SIGNS
from analytics.palette import Theme

HEIGHT = 330


def line_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """One or several lines over months, zero on the axis."""
    several = len(figure.series) > 1
    chart = framed(theme, height=HEIGHT, margin=(52, 96 if several else 58, 14, 40))
    ticks, top = value_ticks(highest(figure), figure.unit)
    count = len(figure.labels)
    chart.update_xaxes(
        range=[-0.6, count - 0.4],
        tickvals=[index for index, _ in figure.ticks],
        ticktext=[text for _, text in figure.ticks],
        tickangle=0,
    )
    chart.update_yaxes(value_axis(theme, ticks, top=top))
    draw_band(chart, figure, theme)
    draw_selected(chart, figure, theme)
    for series in figure.series:
        draw_gaps(chart, series, theme, top=top)
        draw_line(chart, series, theme, width=2.4 if series.colour in ("ink", "accent") else 2)
    if several:
        _end_labels(chart, figure, theme, top=top)
    else:
        _value_label(chart, figure, theme)
    _draw_marks(chart, figure, theme)
    return chart


def highest(figure: FigureData) -> float:
    """The largest thing drawn; never a hidden value, because points hold none."""
    values = [point.value for series in figure.series for point in series.points if point.value is not None]
    return max([*values, figure.band.upper if figure.band else 0.0, 1.0 if not values else 0.0])


def draw_band(chart: go.Figure, figure: FigureData, theme: Theme) -> None:
    """The usual range in pale grey, named at its left edge when it is wide enough to be seen."""
    band = figure.band
    if band is None:
        return
    ends = {"x0": -0.5, "x1": len(figure.labels) - 0.5}
    chart.add_shape(
        type="rect", y0=band.lower, y1=band.upper, fillcolor=theme.band, line_width=0, layer="below", **ends
    )
    if band.upper - band.lower > 0.04 * highest(figure):
        place = {"x": -0.4, "y": band.upper, "xanchor": "left", "yanchor": "bottom", "yshift": 1}
        chart.add_annotation(note(theme, "üblicher Schwankungsbereich", size=11.5, **place))


def draw_selected(chart: go.Figure, figure: FigureData, theme: Theme) -> None:
    """A thin line at the chosen month."""
    if figure.selected is not None and figure.kind != "sparkline":
        chart.add_vline(x=figure.selected, line={"color": faded(theme.accent, 0.35), "width": 1}, layer="below")


def draw_line(
    chart: go.Figure, series: Series, theme: Theme, *, width: float, row: int | None = None, column: int | None = None
) -> None:
    """The line with open dots where a value is provisional or estimated; months without value break it."""
    colour = series_colour(theme, series.colour)
    points = series.points
    chart.add_trace(
        go.Scatter(
            x=list(range(len(points))),
            y=[point.value for point in points],
            mode="lines+markers",
            connectgaps=False,
            line={"color": colour, "width": width, "shape": "linear"},
            marker={
                "size": [_dot_size(points, index) for index in range(len(points))],
                "color": [theme.paper if point.mark else colour for point in points],
                "line": {"color": colour, "width": 1.6},
                "opacity": 1,
            },
            customdata=[point.hover for point in points],
            hovertemplate="%{customdata}<extra></extra>",
            name=series.name,
        ),
        row=row,
        col=column,
    )


def _dot_size(points: tuple[Point, ...], index: int) -> float:
    """Dots only where they say something: the last month, marked values, and months alone between gaps."""
    if index == len(points) - 1:
        return 8
    if points[index].mark:
        return 6
    neighbours = [points[near].value for near in (index - 1, index + 1) if 0 <= near < len(points)]
    return 5 if all(value is None for value in neighbours) else 0


def draw_gaps(
    chart: go.Figure, series: Series, theme: Theme, *, top: float, row: int | None = None, column: int | None = None
) -> None:
    """Hidden months as a hatched strip, other absences as their sign on the zero line."""
    hidden = [index for index, point in enumerate(series.points) if point.state == "suppressed"]
    if hidden:
        pattern = {"shape": "/", "size": 5, "solidity": 0.22, "fgcolor": theme.hatch, "bgcolor": "rgba(0,0,0,0)"}
        chart.add_trace(
            _strip(series, hidden, top, {"pattern": pattern, "color": "rgba(0,0,0,0)"}), row=row, col=column
        )
    absent = [index for index, point in enumerate(series.points) if point.value is None and point.state in SIGNS]
    signs = [index for index in absent if index not in hidden]
    if signs:
        chart.add_trace(
            go.Scatter(
                x=signs,
                y=[top * 0.035] * len(signs),
                mode="text",
                text=[f"<b>{series.points[index].label}</b>" for index in signs],
                textfont={"size": 14, "color": theme.muted, "family": theme.font},
                customdata=[series.points[index].hover for index in signs],
                hovertemplate="%{customdata}<extra></extra>",
            ),
            row=row,
            col=column,
        )


def _strip(series: Series, indexes: Iterable[int], top: float, marker: dict) -> go.Bar:
    chosen = list(indexes)
    return go.Bar(
        x=chosen,
        y=[top] * len(chosen),
        width=0.9,
        marker={**marker, "line": {"width": 0}},
        customdata=[series.points[index].hover for index in chosen],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _value_label(chart: go.Figure, figure: FigureData, theme: Theme) -> None:
    """The chosen month's value beside its dot."""
    points = figure.series[0].points
    if points and points[-1].value is not None:
        mark = f" {points[-1].mark}" if points[-1].mark else ""
        place = {"x": len(points) - 1, "y": points[-1].value, "xanchor": "left", "yanchor": "middle", "xshift": 9}
        chart.add_annotation(note(theme, f"<b>{points[-1].label}</b>{mark}", colour=theme.ink, size=14, **place))


def _end_labels(chart: go.Figure, figure: FigureData, theme: Theme, *, top: float) -> None:
    """Series named at their end in their colour, pushed apart where they would touch."""
    ends = [(series, series.points[-1].value or 0.0) for series in figure.series if series.points[-1].value is not None]
    ends.sort(key=lambda end: end[1])
    height = HEIGHT - 54.0
    wanted = [value / top * height for _, value in ends]
    for (series, value), at, place in zip(ends, wanted, _apart(wanted, height), strict=True):
        position = {"x": len(figure.labels) - 1, "y": value, "xanchor": "left", "yanchor": "middle", "align": "left"}
        text = f"{series.name}<br><b>{series.points[-1].label}</b>"
        colour = series_colour(theme, series.colour)
        chart.add_annotation(note(theme, text, colour=colour, xshift=10, yshift=place - at, **position))


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


def _draw_marks(chart: go.Figure, figure: FigureData, theme: Theme) -> None:
    for mark in figure.marks:
        chart.add_vline(x=mark.index, line={"color": theme.muted, "width": 1, "dash": "dot"}, layer="below")
        place = {"x": mark.index, "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "left", "xshift": 4}
        chart.add_annotation(note(theme, "◆", hovertext=mark.text, **place))
