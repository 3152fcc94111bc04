"""Thirteen months small, as inline SVG: band, line, gaps, and a dot on the chosen month."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from analytics.figures.figure_data import FigureData
from analytics.palette import Theme

WIDTH, HEIGHT, PAD = 180, 44, 5


def spark_svg(figure: FigureData, theme: Theme) -> str:
    """The drawing as an SVG element with its words as accessible name; it scales with the width it is given."""
    points = figure.series[0].points
    values = [point.value for point in points if point.value is not None]
    top = max([*values, figure.band.upper if figure.band else 0.0, 1e-9])
    step = (WIDTH - 2 * PAD) / max(1, len(points) - 1)

    def place(index: int, value: float) -> tuple[float, float]:
        return round(PAD + index * step, 1), round(HEIGHT - PAD - value / top * (HEIGHT - 2 * PAD), 1)

    parts = [*_band(figure, theme, place)]
    for run in _runs(figure):
        spots = [place(index, points[index].value or 0.0) for index in run]
        path = " ".join(f"{x},{y}" for x, y in spots)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{theme.ink}" stroke-width="1.6" stroke-linejoin="round" '
            'stroke-linecap="round"/>'
        )
    for index, point in enumerate(points):
        if point.value is None:
            x, y = place(index, 0.0)
            parts.append(
                f'<text x="{x}" y="{y}" text-anchor="middle" font-family="sans-serif" font-size="11" fill="{theme.muted}">{point.label}</text>'
            )
    if points and points[-1].value is not None:
        x, y = place(len(points) - 1, points[-1].value)
        fill = theme.paper if points[-1].mark else theme.accent
        parts.append(f'<circle cx="{x}" cy="{y}" r="3.6" fill="{fill}" stroke="{theme.accent}" stroke-width="1.6"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(figure.alt, quote=True)}">{"".join(parts)}</svg>'
    )


def _band(figure: FigureData, theme: Theme, place: Callable[[int, float], tuple[float, float]]) -> list[str]:
    if figure.band is None:
        return []
    _, top = place(0, figure.band.upper)
    _, bottom = place(0, figure.band.lower)
    return [f'<rect x="0" y="{top}" width="{WIDTH}" height="{round(bottom - top, 1)}" fill="{theme.band}"/>']


def _runs(figure: FigureData) -> list[list[int]]:
    """Months in a row that have a value; the line breaks between them."""
    runs: list[list[int]] = [[]]
    for index, point in enumerate(figure.series[0].points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(index)
    return [run for run in runs if run]
