"""Schematic boundaries: calm cells around the known centres of places. No official line is used.

Cells are Voronoi cells inside a convex outline, so neighbours share an edge and never overlap.
Points are (longitude, latitude) in degrees, EPSG:4326.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Ring = list[Point]

PLACES = 5
ORIGIN_NOTE = "schematisch, nicht amtlich"


@dataclass(frozen=True)
class Cells:
    """An outline (convex, counter-clockwise), all centres inside it, and the areas made of one or more cells.

    `areas` maps an area's key to the names of its cells; `outline_area` is the key of the whole.
    """

    outline: tuple[Point, ...]
    centres: Mapping[str, Point]
    areas: Mapping[str, tuple[str, ...]]
    outline_area: str
    area_version: str


def geojson(cells: Cells) -> bytes:
    """A FeatureCollection with one feature per area, the whole first."""
    rings = {name: _cell(name, cells) for name in cells.centres}
    parts = {cells.outline_area: tuple(cells.centres), **cells.areas}
    features = [
        {
            "type": "Feature",
            "properties": {"gebiet": area, "gebietsstand": cells.area_version, "herkunft": ORIGIN_NOTE},
            "geometry": _geometry(_union([rings[name] for name in names])),
        }
        for area, names in parts.items()
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _cell(name: str, cells: Cells) -> Ring:
    """The points nearer to one centre than to any other, with longitude shortened by the latitude."""
    shrink = math.cos(math.radians(cells.outline[0][1]))
    here = cells.centres[name]
    ring = list(cells.outline)
    for other, there in cells.centres.items():
        if other != name:
            ring = _cut(ring, here, there, shrink)
    rounded = [(round(x, PLACES), round(y, PLACES)) for x, y in ring]
    return [point for index, point in enumerate(rounded) if point != rounded[index - 1]]


def _cut(ring: Ring, here: Point, there: Point, shrink: float) -> Ring:
    """Keep the part of a convex ring on this side of the middle line between two points."""

    def beyond(point: Point) -> float:
        near = ((point[0] - here[0]) * shrink) ** 2 + (point[1] - here[1]) ** 2
        far = ((point[0] - there[0]) * shrink) ** 2 + (point[1] - there[1]) ** 2
        return near - far

    kept: Ring = []
    for index, end in enumerate(ring):
        start = ring[index - 1]
        before, after = beyond(start), beyond(end)
        if (before > 0) != (after > 0):
            part = before / (before - after)
            kept.append((start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])))
        if after <= 0:
            kept.append(end)
    return kept


def _union(rings: Sequence[Ring]) -> list[Ring]:
    """Outer rings of neighbouring cells: edges walked in both directions cancel out, the rest is chained."""
    edges = {edge for ring in rings for edge in _edges(ring)}
    follow = {start: end for start, end in edges if (end, start) not in edges}
    outer = []
    while follow:
        start = point = min(follow)
        ring = []
        while point in follow:
            ring.append(point)
            point = follow.pop(point)
        if point != start:
            raise ValueError("the cells of an area touch in a single point; move a centre")
        outer.append(ring)
    return outer


def _edges(ring: Ring) -> Iterable[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _geometry(rings: list[Ring]) -> dict[str, object]:
    closed = [[*ring, ring[0]] for ring in rings]
    if len(closed) == 1:
        return {"type": "Polygon", "coordinates": closed}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in closed]}
