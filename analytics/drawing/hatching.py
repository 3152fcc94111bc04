"""Hatching of an area whose value is hidden: slanting lines cut to its outline, since colour alone says too little."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from shapely.geometry import LineString, shape
from shapely.geometry.base import BaseGeometry

LINES = 26


def hatch_lines(geometry: dict[str, Any], *, extent: float) -> Iterator[list[list[float]]]:
    """Paths in degrees over a GeoJSON polygon; `extent` is the map's height in degrees and sets how dense they are."""
    outline = shape(geometry)
    west, south, east, north = outline.bounds
    # A degree of longitude is shorter than one of latitude, and the lines are to slant by 45° as drawn.
    slant = 1 / math.cos(math.radians((south + north) / 2))
    step = extent / LINES * slant
    height = (north - south) * slant
    start = west - height
    while start < east:
        line = LineString([(start, south), (start + height, north)])
        yield from _paths(line.intersection(outline))
        start += step


def _paths(cut: BaseGeometry) -> Iterator[list[list[float]]]:
    for part in getattr(cut, "geoms", [cut]):
        if isinstance(part, LineString) and not part.is_empty:
            yield [[float(x), float(y)] for x, y in part.coords]
