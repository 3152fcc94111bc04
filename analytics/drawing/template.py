"""The frame every Plotly figure stands in: transparent paper, thin rules, German separators, no chart junk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import plotly.graph_objects as go

from analytics.figures.figure_data import Point
from analytics.palette import Theme, rgb

# For the page: no tool bar, no zoom by accident on a phone.
PLOTLY_CONFIG: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
LABEL_SIZE = 13
SMALL_SIZE = 12


def framed(theme: Theme, *, height: int, margin: tuple[int, int, int, int]) -> go.Figure:
    """An empty figure in the theme; margin is left, right, top, bottom in pixels."""
    left, right, top, bottom = margin
    return go.Figure(
        layout={
            "template": "none",
            "height": height,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": theme.font, "size": LABEL_SIZE, "color": theme.ink},
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "bargap": 0.34,
            "hoverlabel": {
                "bgcolor": theme.paper,
                "bordercolor": theme.rule,
                "font": {"family": theme.font, "size": LABEL_SIZE, "color": theme.ink},
                "align": "left",
            },
            "xaxis": plain_axis(theme),
            "yaxis": plain_axis(theme),
        }
    )


def plain_axis(theme: Theme) -> dict[str, Any]:
    """An axis with nothing but its labels."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        "tickfont": {"family": theme.font, "size": SMALL_SIZE, "color": theme.muted},
        "automargin": False,
    }


def value_axis(theme: Theme, ticks: list[tuple[float, str]], *, top: float) -> dict[str, Any]:
    """Thin rules at a few round values, the zero line a little stronger."""
    return {
        **plain_axis(theme),
        "range": [0, top],
        "showgrid": True,
        "gridcolor": theme.rule,
        "gridwidth": 1,
        "tickvals": [value for value, _ in ticks],
        "ticktext": [text for _, text in ticks],
        "zeroline": True,
        "zerolinecolor": theme.muted,
        "zerolinewidth": 1,
        "ticklabelposition": "outside",
    }


def note(theme: Theme, text: str, **place: Any) -> dict[str, Any]:
    """A label in the figure, muted unless a colour is given."""
    colour = place.pop("colour", theme.muted)
    size = place.pop("size", SMALL_SIZE)
    font = {"family": theme.font, "size": size, "color": colour}
    return {"text": text, "showarrow": False, "font": font, **place}


def write(chart: go.Figure, notes: Iterable[dict[str, Any]]) -> None:
    """Put labels on a figure, all at once: one by one, Plotly copies all earlier ones each time."""
    chart.layout.annotations = [*chart.layout.annotations, *notes]


def hovers(points: Sequence[Point], after: str = "") -> dict[str, Any]:
    """What a mark says when pointed at; names come from files and are text here, never markup."""
    return {
        "customdata": [escape(point.hover + after) for point in points],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def faded(colour: str, share: float) -> str:
    """The colour with an opacity from 0 to 1."""
    red, green, blue = rgb(colour)
    return f"rgba({red},{green},{blue},{share})"


def series_colour(theme: Theme, colour: str | int) -> str:
    """A role of the theme, or a category by its index."""
    if isinstance(colour, str) and colour.startswith("ramp"):
        return theme.ramp[int(colour.removeprefix("ramp"))]
    if isinstance(colour, int):
        return theme.categories[colour % len(theme.categories)]
    return str(getattr(theme, colour))
