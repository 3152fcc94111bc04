"""Categories as horizontal bars, months as columns, measures as stages, places before a yardstick."""

from __future__ import annotations

from html import escape

import plotly.graph_objects as go

from analytics.drawing.lines import highest
from analytics.drawing.template import framed, note, series_colour, value_axis
from analytics.drawing.ticks import value_ticks
from analytics.figures.figure_data import FigureData, Point, Series
from analytics.palette import Theme, mix

BAR = 38
STAGE_BAR = 19


def bar_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """One bar per category with its value written at the end; the year before as a thin upright mark."""
    count = len(figure.labels)
    chart = framed(theme, height=max(90, count * BAR + 34), margin=(4, 64, 4, 26))
    top = _span(figure) * 1.02
    chart.update_yaxes(range=[count - 0.6, -0.75], showticklabels=False)
    chart.update_xaxes(range=[0, top], showticklabels=False)
    now = figure.series[0]
    chart.add_trace(_bars(now, list(range(count)), theme, width=0.3))
    if len(figure.series) > 1:
        chart.add_trace(_before_marks(figure.series[1], theme))
    for index, (name, point) in enumerate(zip(figure.labels, now.points, strict=True)):
        chart.add_annotation(
            note(
                theme, name, colour=theme.ink, x=0, y=index - 0.2, xanchor="left", yanchor="bottom", size=13, xshift=-2
            )
        )
        chart.add_annotation(_end_value(theme, point, index))
    _bar_key(chart, figure, theme)
    return chart


def _span(figure: FigureData) -> float:
    values = [point.value for series in figure.series for point in series.points if point.value is not None]
    return max([*values, 0.0]) or 1.0


def _bars(series: Series, rows: list[float] | list[int], theme: Theme, *, width: float) -> go.Bar:
    return go.Bar(
        orientation="h",
        y=rows,
        x=[point.value for point in series.points],
        width=width,
        marker={"color": series_colour(theme, series.colour), "line": {"width": 0}},
        customdata=[point.hover for point in series.points],
        hovertemplate="%{customdata}<extra></extra>",
        name=series.name,
    )


def _before_marks(series: Series, theme: Theme) -> go.Scatter:
    return go.Scatter(
        x=[point.value for point in series.points],
        y=list(range(len(series.points))),
        mode="markers",
        marker={"symbol": "line-ns", "size": 17, "opacity": 1, "line": {"color": theme.ink, "width": 2}},
        customdata=[point.hover for point in series.points],
        hovertemplate="%{customdata}<extra></extra>",
        name=series.name,
    )


def _end_value(theme: Theme, point: Point, row: float) -> dict:
    """The value at the right edge, so that all values stand in one column; absences in their sign."""
    text = f"<b>{point.label}</b>" + (f" {point.mark}" if point.mark else "")
    colour = theme.ink if point.value is not None else theme.muted
    return note(theme, text, colour=colour, x=1, xref="paper", y=row, xanchor="left", xshift=10, size=14)


def _bar_key(chart: go.Figure, figure: FigureData, theme: Theme) -> None:
    if len(figure.series) > 1:
        place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -6}
        chart.add_annotation(note(theme, f"<b>|</b> {figure.series[1].name}", **place))


def column_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """Months as columns, one kind upon the other, named in their colours above."""
    chart = framed(theme, height=260, margin=(44, 12, 28, 40))
    totals = [sum(point.value or 0.0 for point in column) for column in zip(*_points(figure), strict=True)]
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
    _column_signs(chart, figure, theme, top=top)
    _key_above(chart, figure, theme)
    return chart


def _points(figure: FigureData) -> list[tuple[Point, ...]]:
    return [series.points for series in figure.series]


def _columns(series: Series, figure: FigureData, theme: Theme) -> go.Bar:
    last, colour = figure.selected, series_colour(theme, series.colour)
    pale = mix(colour, theme.paper, 0.42)
    return go.Bar(
        x=list(range(len(series.points))),
        y=[point.value for point in series.points],
        width=0.62,
        marker={
            "color": [colour if index == last else pale for index in range(len(series.points))],
            "line": {"color": theme.paper, "width": 1},
        },
        customdata=[f"{point.hover} {series.name}" for point in series.points],
        hovertemplate="%{customdata}<extra></extra>",
        name=series.name,
    )


def _column_signs(chart: go.Figure, figure: FigureData, theme: Theme, *, top: float) -> None:
    for index, point in enumerate(figure.series[0].points):
        if point.value is None:
            chart.add_annotation(
                note(theme, f"<b>{point.label}</b>", x=index, y=top * 0.03, yanchor="bottom", hovertext=point.hover)
            )


def _key_above(chart: go.Figure, figure: FigureData, theme: Theme) -> None:
    words = [
        f'<span style="color:{series_colour(theme, series.colour)}">■ {series.name}</span>' for series in figure.series
    ]
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 6}
    chart.add_annotation(note(theme, "&nbsp;&nbsp;&nbsp;".join(words), **place))


def stage_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """Each measure with its stages as bars below its name, all on one scale."""
    stages, measures = figure.series, figure.labels
    block = len(stages) + 1.9
    chart = framed(theme, height=max(90, round(len(measures) * block * STAGE_BAR) + 12), margin=(104, 84, 4, 4))
    chart.update_xaxes(range=[0, _span(figure) * 1.02], showticklabels=False)
    chart.update_yaxes(range=[len(measures) * block - 0.9, -0.9], showticklabels=False)
    for position, series in enumerate(stages):
        rows = [index * block + 1 + position for index in range(len(measures))]
        chart.add_trace(_bars(_in_ramp(series, position, theme), rows, theme, width=0.66))
        for row, point in zip(rows, series.points, strict=True):
            place = {"x": 0, "y": row, "xanchor": "right", "xshift": -8}
            chart.add_annotation(note(theme, series.name, **place))
            chart.add_annotation(_stage_value(theme, point, row))
    for index, name in enumerate(measures):
        place = {"x": 0, "xref": "paper", "y": index * block, "xanchor": "left", "xshift": -104}
        chart.add_annotation(note(theme, f"<b>{escape(name)}</b>", colour=theme.ink, size=14, **place))
    return chart


def _in_ramp(series: Series, position: int, theme: Theme) -> Series:
    """What is only asked for is open, what is proven is dark: the later the stage, the fuller the bar."""
    return series if position >= len(theme.ramp) else Series(series.key, series.name, series.points, f"ramp{position}")


def _stage_value(theme: Theme, point: Point, row: float) -> dict:
    place = {"x": point.value or 0, "y": row, "xanchor": "left", "xshift": 6}
    return note(theme, point.label, colour=theme.ink, size=12.5, **place)


def range_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """A dot per place before a band that is the yardstick."""
    count = len(figure.labels)
    low, high = figure.reference or (0.0, 0.0)
    chart = framed(theme, height=max(96, count * 30 + 46), margin=(8, 40, 24, 22))
    top = max(highest(figure), high) + 1
    chart.update_yaxes(range=[count - 0.4, -0.7], showticklabels=False)
    chart.update_xaxes(
        range=[-0.4, top], tickvals=list(range(int(top) + 1)), ticktext=_whole(int(top)), domain=[0.34, 1]
    )
    chart.add_shape(
        type="rect", x0=low, x1=high, y0=-0.6, y1=count - 0.4, fillcolor=theme.band, line_width=0, layer="below"
    )
    place = {"x": (low + high) / 2, "y": 1, "yref": "paper", "yanchor": "bottom", "xanchor": "center"}
    chart.add_annotation(note(theme, "Maßstab", **place))
    for index, (name, point) in enumerate(zip(figure.labels, figure.series[0].points, strict=True)):
        chart.add_annotation(
            note(theme, escape(name), colour=theme.ink, size=13, x=0, xref="paper", y=index, xanchor="left")
        )
        if point.value is None:
            chart.add_annotation(note(theme, f"<b>{point.label}</b>", x=0, y=index))
    chart.add_trace(_dots(figure.series[0], theme))
    return chart


def _whole(top: int) -> list[str]:
    return [str(value) for value in range(top + 1)]


def _dots(series: Series, theme: Theme) -> go.Scatter:
    colour = series_colour(theme, series.colour)
    return go.Scatter(
        x=[point.value for point in series.points],
        y=list(range(len(series.points))),
        mode="markers",
        marker={
            "size": 13,
            "color": [theme.paper if point.mark else colour for point in series.points],
            "line": {"color": colour, "width": 2},
        },
        customdata=[point.hover for point in series.points],
        hovertemplate="%{customdata}<extra></extra>",
    )
