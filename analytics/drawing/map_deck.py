"""The map: coloured areas for rates, circles for counts, names and values written on it; no outside host is asked."""

from __future__ import annotations

import math

import pydeck as pdk
from shapely.geometry import shape

from analytics.drawing.hatching import hatch_lines
from analytics.drawing.map_labels import circle_radius, fill_colour, label_layers
from analytics.figures.areas import fill_of, is_rate
from analytics.formatting import STATE_WORDS
from analytics.palette import Theme, rgb
from analytics.queries.areas import AreaMap, AreaValue
from analytics.sentences import value_words

HEIGHT = 460
WIDTH = 700


def map_deck(area_map: AreaMap, theme: Theme) -> pdk.Deck:
    """The areas that have a boundary; those without are in the table only. A picked object holds `area` and `name`."""
    drawn = [area for area in area_map.areas if area.geometry]
    layers = [_area_layer(drawn, area_map, theme), _hatch_layer(drawn, area_map, theme)]
    layers.append(_outline_layer(drawn, area_map, theme))
    if not is_rate(area_map):
        layers.append(_circle_layer(drawn, area_map, theme))
    return pdk.Deck(
        layers=[*layers, *label_layers(drawn, area_map, theme)],
        initial_view_state=_view(drawn),
        views=[pdk.View(type="MapView", controller={"scrollZoom": False, "dragRotate": False})],
        tooltip={"text": "{words}"},
        # map_style must not be given at all: even None or "" makes the page ask a foreign host for tiles.
        map_provider=None,
        height=HEIGHT,
    )


def _area_layer(drawn: list[AreaValue], area_map: AreaMap, theme: Theme) -> pdk.Layer:
    features = [
        {
            "type": "Feature",
            "geometry": area.geometry,
            "properties": {
                "area": area.key,
                "name": area.name,
                "words": words_of(area, area_map),
                "fill": [*rgb(fill_colour(area, area_map, theme)), 255],
            },
        }
        for area in drawn
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="areas",
        pickable=True,
        stroked=True,
        filled=True,
        get_fill_color="properties.fill",
        get_line_color=[*rgb(theme.paper), 255],
        get_line_width=1.5,
        line_width_units="'pixels'",
    )


def words_of(area: AreaValue, area_map: AreaMap) -> str:
    """What the tooltip says: name, and value or state in words."""
    if area.reading.value is None:
        return f"{area.name}: {STATE_WORDS[area.reading.state]}"
    return f"{area.name}: {value_words(area.reading, area_map.metric)}"


def _outline_layer(drawn: list[AreaValue], area_map: AreaMap, theme: Theme) -> pdk.Layer:
    """The chosen area's outline: ink within paper, so that it is seen on every colour."""
    chosen = [area.geometry for area in drawn if area.key == area_map.selected]
    looks = ((theme.paper, 7), (theme.ink, 3))
    features = [
        {"type": "Feature", "geometry": geometry, "properties": {"stroke": [*rgb(colour), 255], "width": width}}
        for geometry in chosen
        for colour, width in looks
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        {"type": "FeatureCollection", "features": features},
        id="chosen",
        filled=False,
        stroked=True,
        get_line_color="properties.stroke",
        get_line_width="properties.width",
        line_width_units="'pixels'",
    )


def _hatch_layer(drawn: list[AreaValue], area_map: AreaMap, theme: Theme) -> pdk.Layer:
    bounds = _bounds(drawn)
    hidden = [area for area in drawn if fill_of(area, area_map) == "hatch"]
    paths = [
        {"path": path} for area in hidden for path in hatch_lines(area.geometry or {}, extent=bounds[3] - bounds[1])
    ]
    return pdk.Layer(
        "PathLayer",
        paths,
        id="hatch",
        get_path="path",
        get_color=[*rgb(theme.hatch), 255],
        get_width=1.2,
        width_units="'pixels'",
    )


def _circle_layer(drawn: list[AreaValue], area_map: AreaMap, theme: Theme) -> pdk.Layer:
    circles = [
        {
            "position": [area.longitude, area.latitude],
            "radius": circle_radius(area, area_map),
            "area": area.key,
            "name": area.name,
            "words": words_of(area, area_map),
        }
        for area in drawn
        if area.reading.value is not None and area.longitude is not None
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        circles,
        id="circles",
        pickable=True,
        get_position="position",
        get_radius="radius",
        radius_units="'pixels'",
        get_fill_color=[*rgb(theme.accent), 190],
        get_line_color=[*rgb(theme.paper), 255],
        stroked=True,
        line_width_min_pixels=1,
    )


def _bounds(drawn: list[AreaValue]) -> tuple[float, float, float, float]:
    """West, south, east, north of all areas; the middle of the state when there are none."""
    boxes = [shape(area.geometry).bounds for area in drawn if area.geometry]
    if not boxes:
        return (6.0, 50.5, 9.0, 52.0)
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _view(drawn: list[AreaValue]) -> pdk.ViewState:
    """A view that holds all areas; deck.gl draws the world 512 pixels wide at zoom 0."""
    west, south, east, north = _bounds(drawn)
    latitude = (south + north) / 2
    wide = math.log2(WIDTH * 0.9 * 360 / (512 * max(east - west, 1e-4)))
    high = math.log2(HEIGHT * 0.88 * 360 * math.cos(math.radians(latitude)) / (512 * max(north - south, 1e-4)))
    return pdk.ViewState(longitude=(west + east) / 2, latitude=latitude, zoom=min(wide, high), pitch=0, bearing=0)
