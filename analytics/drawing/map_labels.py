"""Names and values on the map, readable on every colour."""

from __future__ import annotations

import math
from typing import Any

import pydeck as pdk

from analytics.figures.areas import fill_of, is_rate, label_of, ramp_colour
from analytics.palette import Theme, contrast, rgb
from analytics.queries.areas import AreaMap, AreaValue

LARGEST_CIRCLE = 34


def label_layers(drawn: list[AreaValue], area_map: AreaMap, theme: Theme) -> list[pdk.Layer]:
    """Names and values; a layer per fill, because a halo in the area's own colour belongs to a whole layer."""
    fills: dict[str, list[AreaValue]] = {}
    for area in drawn:
        if area.longitude is not None:
            fills.setdefault(fill_colour(area, area_map, theme), []).append(area)
    return [_labels(areas, area_map, fill=fill, theme=theme) for fill, areas in fills.items()]


def _labels(areas: list[AreaValue], area_map: AreaMap, *, fill: str, theme: Theme) -> pdk.Layer:
    colour = max(theme.ink, theme.paper, key=lambda candidate: contrast(fill, candidate))
    return pdk.Layer(
        "TextLayer",
        [_label(area, area_map) for area in areas],
        id=f"labels-{fill.removeprefix('#')}",
        get_position="position",
        get_text="label",
        get_pixel_offset="offset",
        get_size=15,
        get_color=[*rgb(colour), 255],
        font_family="'Source Sans, sans-serif'",
        font_weight=600,
        line_height=1.15,
        character_set="'auto'",
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8},
        outline_width=4,
        outline_color=[*rgb(fill), 255],
    )


def _label(area: AreaValue, area_map: AreaMap) -> dict[str, Any]:
    """A label in the middle of its area, below its circle where there is one."""
    down = 0.0 if is_rate(area_map) else circle_radius(area, area_map) + 16
    return {
        "position": [area.longitude, area.latitude],
        "label": label_of(area, area_map),
        "offset": [0, down],
    }


def circle_radius(area: AreaValue, area_map: AreaMap) -> float:
    """Pixels; the circle's area follows the count, and the largest count of all months gets the largest circle."""
    return LARGEST_CIRCLE * math.sqrt(float(area.reading.value or 0) / (float(area_map.largest or 1) or 1.0))


def fill_colour(area: AreaValue, area_map: AreaMap, theme: Theme) -> str:
    """The colour an area is filled with: its class for rates, quiet paper for counts and absences."""
    step = fill_of(area, area_map)
    if isinstance(step, int) and is_rate(area_map):
        return ramp_colour(theme, step, len(area_map.limits) + 1)
    return theme.no_data
