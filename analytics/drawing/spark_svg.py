"""Thirteen months small, as SVG: band, line, gaps, and a dot on the chosen month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from analytics.figures.figure_data import FigureData, Point
from analytics.palette import Theme

WIDTH, HEIGHT, PAD = 180, 44, 5
Place = Callable[[int, float], tuple[float, float]]


def spark_svg(figure: FigureData, theme: Theme) -> str:
    """The drawing as an SVG element with its words as accessible name; it scales with the width it is given."""
    points = figure.series[0].points
    place = _scale(figure)
    parts = [*_band(figure, theme, place), *_lines(points, theme, place), *_signs(points, theme, place)]
    parts += _last_dot(points, theme, place)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(figure.alt, quote=True)}">{"".join(parts)}</svg>'
    )


def _scale(figure: FigureData) -> Place:
    """Month and value to pixels, from zero to the highest thing shown."""
    points = figure.series[0].points
    values = [point.value for point in points if point.value is not None]
    top = max([*values, figure.band.top if figure.band else 0.0, 1e-9])
    step = (WIDTH - 2 * PAD) / max(1, len(points) - 1)
    return lambda index, value: (
        round(PAD + index * step, 1),
        round(HEIGHT - PAD - value / top * (HEIGHT - 2 * PAD), 1),
    )


def _band(figure: FigureData, theme: Theme, place: Place) -> Iterator[str]:
    months = len(figure.series[0].points)
    half = (WIDTH - 2 * PAD) / max(1, months - 1) / 2
    for first, last, limits in figure.band.steps() if figure.band else ():
        (left, top), (right, bottom) = place(first, limits.upper), place(last, limits.lower)
        left, right = 0.0 if first == 0 else left - half, WIDTH if last == months - 1 else right + half
        size = f'width="{round(right - left, 1)}" height="{round(bottom - top, 1)}"'
        yield f'<rect x="{round(left, 1)}" y="{top}" {size} fill="{theme.band}"/>'


def _lines(points: tuple[Point, ...], theme: Theme, place: Place) -> Iterator[str]:
    """One line per run of months that have a value."""
    look = f'fill="none" stroke="{theme.ink}" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round"'
    run: list[str] = []
    for index, point in enumerate(points):
        if point.value is not None:
            x, y = place(index, point.value)
            run.append(f"{x},{y}")
        if run and (point.value is None or index == len(points) - 1):
            yield f'<polyline points="{" ".join(run)}" {look}/>'
            run = []


def _signs(points: tuple[Point, ...], theme: Theme, place: Place) -> Iterator[str]:
    look = f'text-anchor="middle" font-family="sans-serif" font-size="11" fill="{theme.muted}"'
    for index, point in enumerate(points):
        if point.value is None:
            x, y = place(index, 0.0)
            yield f'<text x="{x}" y="{y}" {look}>{escape(point.label)}</text>'


def _last_dot(points: tuple[Point, ...], theme: Theme, place: Place) -> Iterator[str]:
    """Open while the value is provisional or estimated."""
    if points and points[-1].value is not None:
        x, y = place(len(points) - 1, points[-1].value)
        fill = theme.paper if points[-1].mark else theme.accent
        yield f'<circle cx="{x}" cy="{y}" r="3.6" fill="{fill}" stroke="{theme.accent}" stroke-width="1.6"/>'
