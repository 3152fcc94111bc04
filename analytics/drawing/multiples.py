"""Small multiples on one scale, and the matrix of reports."""

from __future__ import annotations

import math
from html import escape
from textwrap import wrap

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.drawing.lines import draw_gaps, draw_line, highest
from analytics.drawing.template import SMALL_SIZE, framed, note, plain_axis, value_axis
from analytics.drawing.ticks import value_ticks
from analytics.figures.figure_data import FigureData, Series
from analytics.formatting import SIGNS
from analytics.palette import Theme

COLUMNS = 2
PANEL = 158
CELL = 46
TITLE_CHARACTERS = 26


def multiples_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """A small line per series, named above it with its last value, all with the same axis."""
    columns = min(COLUMNS, max(1, len(figure.series)))
    rows = max(1, math.ceil(len(figure.series) / columns))
    chart = framed(theme, height=rows * PANEL + 24, margin=(36, 14, 38, 26))
    layout = make_subplots(
        rows=rows, cols=columns, shared_yaxes="all", horizontal_spacing=0.08, vertical_spacing=min(0.4, 0.4 / rows)
    )
    chart = go.Figure(layout).update_layout(chart.layout.to_plotly_json())
    ticks, top = value_ticks(highest(figure), figure.unit, goal=2)
    chart.update_xaxes(plain_axis(theme))
    chart.update_xaxes(
        range=[-0.8, len(figure.labels) + 0.2],
        tickvals=[index for index, text in figure.ticks if "Jan" in text],
        ticktext=[text.split()[-1] for _, text in figure.ticks if "Jan" in text],
        tickangle=0,
    )
    chart.update_yaxes(value_axis(theme, ticks, top=top))
    for index, series in enumerate(figure.series):
        row, column = index // columns + 1, index % columns + 1
        draw_gaps(chart, series, theme, top=top, row=row, column=column)
        draw_line(chart, series, theme, width=1.8, row=row, column=column)
        chart.add_annotation(_panel_title(series, theme), row=row, col=column)
    return chart


def _panel_title(series: Series, theme: Theme) -> dict:
    last = series.points[-1]
    name = "<br>".join(wrap(escape(series.name), TITLE_CHARACTERS))
    text = f"{name} <b>{last.label}</b>" + (f" {last.mark}" if last.mark else "")
    place = {"x": 0, "xref": "x domain", "y": 1, "yref": "y domain", "xanchor": "left", "yanchor": "bottom"}
    place["align"] = "left"
    return note(theme, text, colour=theme.ink, size=SMALL_SIZE, yshift=4, **place)


def matrix_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """One sign per service and month: full, half, empty circle, or the sign of its state."""
    count, rows = len(figure.labels), len(figure.series)
    chart = framed(theme, height=rows * CELL + 98, margin=(8, 12, 40, 48))
    chart.update_xaxes(
        range=[-0.6, count - 0.4],
        side="top",
        tickvals=[index for index, _ in figure.ticks],
        ticktext=[text for _, text in figure.ticks],
        tickangle=0,
    )
    chart.update_yaxes(range=[rows - 0.62, -0.75], showticklabels=False)
    for index, series in enumerate(figure.series):
        chart.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            y0=index + 0.34,
            y1=index + 0.34,
            line={"color": theme.rule, "width": 1},
        )
        place = {"x": 0, "xref": "paper", "y": index - 0.22, "xanchor": "left", "yanchor": "bottom", "xshift": -4}
        chart.add_annotation(note(theme, escape(series.name), colour=theme.ink, size=13, **place))
    chart.add_annotation(_matrix_key(theme))
    for state in ("on_time", "late", "missing", "open", "closed"):
        chart.add_trace(_state_marks(figure, state, theme))
    return chart


def _matrix_key(theme: Theme) -> dict:
    entries = (
        (theme.accent, "●", "pünktlich"),
        (theme.accent, "○", "verspätet"),
        (theme.warn, "□", "fehlt"),
        (theme.muted, "…", "noch nicht fällig"),
        (theme.muted, "x", "geschlossen"),
    )
    words = [f'<span style="color:{colour}"><b>{mark}</b></span> {word}' for colour, mark, word in entries]
    lines = "<br>".join("&nbsp;&nbsp; ".join(line) for line in (words[:3], words[3:]))
    place = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top", "yshift": -8}
    return note(theme, lines, align="left", **place)


def _state_marks(figure: FigureData, state: str, theme: Theme) -> go.Scatter:
    cells = [
        (column, row, point)
        for row, series in enumerate(figure.series)
        for column, point in enumerate(series.points)
        if point.state == state
    ]
    look = {
        "on_time": {"symbol": "circle", "color": theme.accent, "line": {"color": theme.accent, "width": 1.5}},
        "late": {"symbol": "circle", "color": theme.accent_soft, "line": {"color": theme.accent, "width": 1.5}},
        "missing": {"symbol": "square", "color": theme.warn_soft, "line": {"color": theme.warn, "width": 2}},
    }
    is_dot = state in look
    return go.Scatter(
        x=[column for column, _, _ in cells],
        y=[row for _, row, _ in cells],
        mode="markers" if is_dot else "text",
        marker={"size": 13, **look[state]} if is_dot else None,
        text=None if is_dot else [f"<b>{SIGNS.get(state, point.label)}</b>" for _, _, point in cells],
        textfont={"color": theme.muted, "size": 14},
        customdata=[point.hover for _, _, point in cells],
        hovertemplate="%{customdata}<extra></extra>",
    )
