"""Categories as horizontal bars, months as columns."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import plotly.graph_objects as go

from analytics.drawing.template import framed, hovers, note, series_colour, value_axis, write
from analytics.drawing.ticks import value_ticks
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.palette import Theme, mix

BAR = 38
Note = dict[str, Any]


def bar_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """One bar per category with its value written at the right; the year before as a thin upright mark."""
    count, now = len(figure.labels), figure.series[0]
    chart = framed(theme, height=max(90, count * BAR + 34), margin=(4, 64, 4, 26))
    chart.update_yaxes(range=[count - 0.6, -0.75], showticklabels=False)
    chart.update_xaxes(range=[0, longest(figure) * 1.02], showticklabels=False)
    chart.add_trace(horizontal_bars(now, list(range(count)), theme, width=0.3))
    if len(figure.series) > 1:
        chart.add_trace(_before_marks(figure.series[1], theme))
    write(chart, _bar_notes(figure, theme))
    return chart


def longest(figure: FigureData) -> float:
    """The largest value shown, 1 where there is none."""
    values = [point.value for series in figure.series for point in series.points if point.value is not None]
    return max([*values, 0.0]) or 1.0


def horizontal_bars(series: Series, rows: list[float] | list[int], theme: Theme, *, width: float) -> go.Bar:
    """The points of a series as bars on the given rows."""
    return go.Bar(
        orientation="h",
        y=rows,
        x=[point.value for point in series.points],
        width=width,
        marker={"color": series_colour(theme, series.colour), "line": {"width": 0}},
        **hovers(series.points),
    )


def _before_marks(series: Series, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=[point.value for point in series.points],
        y=list(range(len(series.points))),
        mode="markers",
        marker={"symbol": "line-ns", "size": 17, "opacity": 1, "line": {"color": theme.ink, "width": 2}},
        **hovers(series.points),
    )


def _bar_notes(figure: FigureData, theme: Theme) -> Iterator[Note]:
    """Names above their bars, so that long ones fit a phone; values in one column at the right."""
    for row, (name, point) in enumerate(zip(figure.labels, figure.series[0].points, strict=True)):
        above: Note = {"x": 0, "y": row - 0.2, "xanchor": "left", "yanchor": "bottom", "xshift": -2}
        yield note(theme, escape(name), colour=theme.ink, size=13, **above)
        yield _value_at_right(theme, point, row)
    if len(figure.series) > 1:
        below: Note = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        yield note(theme, f"<b>|</b> {escape(figure.series[1].name)}", yshift=-6, **below)


def _value_at_right(theme: Theme, point: Point, row: float) -> Note:
    text = f"<b>{escape(point.label)}</b>" + (f" {point.mark}" if point.mark else "")
    colour = theme.ink if point.value is not None else theme.muted
    return note(theme, text, colour=colour, x=1, xref="paper", y=row, xanchor="left", xshift=10, size=14)


def column_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """Months as columns, one kind upon the other, named in their colours above."""
    chart = framed(theme, height=260, margin=(44, 12, 28, 40))
    stacks = zip(*(series.points for series in figure.series), strict=True)
    totals = [sum(point.value or 0.0 for point in stack) for stack in stacks]
    ticks, top = value_ticks(max([*totals, 1.0]), figure.unit)
    chart.update_layout(barmode="stack")
    chart.update_xaxes(
        range=[-0.7, len(figure.labels) - 0.3],
        tickvals=[index for index, _ in figure.ticks],
        ticktext=[text for _, text in figure.ticks],
        tickangle=0,
    )
    chart.update_yaxes(value_axis(theme, ticks, top=top))
    for series in figure.series:
        chart.add_trace(_columns(series, figure, theme))
    write(chart, [*_column_signs(figure, theme, top=top), _key_above(figure, theme)])
    return chart


def _columns(series: Series, figure: FigureData, theme: Theme) -> go.Bar:
    """Only the chosen month in full colour."""
    chosen, colour = figure.selected, series_colour(theme, series.colour)
    pale = mix(colour, theme.paper, 0.42)
    return go.Bar(
        x=list(range(len(series.points))),
        y=[point.value for point in series.points],
        width=0.62,
        marker={
            "color": [colour if index == chosen else pale for index in range(len(series.points))],
            "line": {"color": theme.paper, "width": 1},
        },
        **hovers(series.points, after=f" {series.name}"),
    )


def _column_signs(figure: FigureData, theme: Theme, *, top: float) -> Iterator[Note]:
    for index, point in enumerate(figure.series[0].points):
        if point.value is None:
            place: Note = {"x": index, "y": top * 0.03, "yanchor": "bottom", "hovertext": escape(point.hover)}
            yield note(theme, f"<b>{escape(point.label)}</b>", **place)


def _key_above(figure: FigureData, theme: Theme) -> Note:
    words = [
        f'<span style="color:{series_colour(theme, series.colour)}">■ {escape(series.name)}</span>'
        for series in figure.series
    ]
    place: Note = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    return note(theme, "&nbsp;&nbsp;&nbsp;".join(words), yshift=6, **place)
