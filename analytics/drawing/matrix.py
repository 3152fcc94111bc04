"""Who reported which month: one sign per service and month."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import plotly.graph_objects as go

from analytics.drawing.template import framed, hovers, note, write
from analytics.figures.figure_data import FigureData
from analytics.palette import Theme

ROW = 50
STATES = ("on_time", "late", "provisional", "missing", "open", "closed")
Note = dict[str, Any]


def matrix_chart(figure: FigureData, theme: Theme) -> go.Figure:
    """A full dot for on time, an open one for late, dotted for provisional, a square for missing, else a sign."""
    count, rows = len(figure.labels), len(figure.series)
    chart = framed(theme, height=rows * ROW + 98, margin=(8, 12, 40, 48))
    chart.update_xaxes(
        range=[-0.6, count - 0.4],
        side="top",
        tickvals=[index for index, _ in figure.ticks],
        ticktext=[text for _, text in figure.ticks],
        tickangle=0,
    )
    chart.update_yaxes(range=[rows - 0.62, -0.75], showticklabels=False)
    chart.layout.shapes = [_rule(row + 0.34, theme) for row in range(rows)]
    for state in STATES:
        chart.add_trace(_marks(figure, state, theme))
    write(chart, [*_names(figure, theme), _key(theme)])
    return chart


def _rule(height: float, theme: Theme) -> dict[str, Any]:
    line = {"color": theme.rule, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": height, "y1": height, "line": line}


def _names(figure: FigureData, theme: Theme) -> Iterator[Note]:
    for row, series in enumerate(figure.series):
        place: Note = {"x": 0, "xref": "paper", "y": row - 0.22, "xanchor": "left", "yanchor": "bottom", "xshift": -4}
        yield note(theme, escape(series.name), colour=theme.ink, size=13, **place)


def _key(theme: Theme) -> Note:
    entries = (
        (theme.accent, "●", "pünktlich"),
        (theme.accent, "○", "verspätet"),
        (theme.accent, "⊙", "vorläufig"),
        (theme.warn, "□", "fehlt"),
        (theme.muted, "…", "noch nicht fällig"),
        (theme.muted, "x", "geschlossen"),
    )
    words = [f'<span style="color:{colour}"><b>{mark}</b></span> {word}' for colour, mark, word in entries]
    lines = "<br>".join("&nbsp;&nbsp; ".join(line) for line in (words[:3], words[3:]))
    place: Note = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return note(theme, lines, align="left", yshift=-8, **place)


def _marks(figure: FigureData, state: str, theme: Theme) -> go.Scatter:
    """All cells of one state."""
    cells = [
        (column, row, point)
        for row, series in enumerate(figure.series)
        for column, point in enumerate(series.points)
        if point.state == state
    ]
    looks = {
        "on_time": {"symbol": "circle", "color": theme.accent, "line": {"color": theme.accent, "width": 1.5}},
        "late": {"symbol": "circle", "color": theme.paper, "line": {"color": theme.accent, "width": 1.8}},
        "provisional": {"symbol": "circle-dot", "color": theme.paper, "line": {"color": theme.accent, "width": 1.8}},
        "missing": {"symbol": "square", "color": theme.warn_soft, "line": {"color": theme.warn, "width": 2}},
    }
    is_shape = state in looks
    return go.Scatter(
        x=[column for column, _, _ in cells],
        y=[row for _, row, _ in cells],
        mode="markers" if is_shape else "text",
        marker={"size": 12, "opacity": 1, **looks[state]} if is_shape else None,
        text=None if is_shape else [f"<b>{escape(point.label)}</b>" for _, _, point in cells],
        textfont={"color": theme.muted, "size": 14},
        **hovers([point for _, _, point in cells]),
    )
