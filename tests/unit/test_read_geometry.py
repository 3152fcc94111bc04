"""Boundaries from every format and coordinate system lie where they should, or are refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely

from pipelines.inbox import Arrival, inbox_file
from pipelines.receiving.read_delivery import Outcome, Rules, read_delivery
from tests.builders import a_workspace
from tests.builders_delivery import CONTRACTS, KEY, RECEIVED, WORDS, a_profile, rules_of

SQUARE = shapely.box(7.00, 51.00, 7.02, 51.01)
BOW_TIE = shapely.Polygon([(7.0, 51.0), (7.02, 51.01), (7.02, 51.0), (7.0, 51.01)])
PROFILE = (
    "{source: areas, title: Grenzen, fingerprint: [nummer], headers: {nummer: area},"
    " constants: {area_version: '2026', origin_note: Stadt}"
)


def _write(path: Path, shapes: list, crs: str | None, driver: str) -> None:
    placed = shapes
    if crs:
        transformer = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
        placed = [
            shapely.transform(shape, lambda xy: np.column_stack(transformer.transform(*xy.T))) for shape in shapes
        ]
    keys = np.array(["mitte", "nord"][: len(shapes)], dtype=object)
    pyogrio.raw.write(
        path, np.array([shapely.to_wkb(shape) for shape in placed], dtype=object), [keys], ["nummer"],
        geometry_type=shapes[0].geom_type, crs=crs, driver=driver,
    )  # fmt: skip


def _read(path: Path, extra: str = "}") -> Outcome:
    file = inbox_file(path, "musterstadt", "areas", Arrival(RECEIVED, None))
    return read_delivery(
        file, Rules(CONTRACTS["areas"], (a_profile(PROFILE + extra),), WORDS, a_workspace(), lambda: KEY)
    )


def _shapes(outcome: Outcome) -> list:
    assert outcome.rows is not None, outcome.findings
    return [shapely.from_geojson(text) for text in outcome.rows["geometry"]]


@pytest.mark.parametrize(
    ("name", "driver"), [("g.gpkg", "GPKG"), ("g.geojson", "GeoJSON"), ("g.shp", "ESRI Shapefile")]
)
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:25832", "EPSG:4647", "EPSG:31467"])
def test_boundaries_come_back_in_degrees(tmp_path: Path, name: str, driver: str, crs: str) -> None:
    _write(tmp_path / name, [SQUARE], crs, driver)
    outcome = _read(tmp_path / name)
    (shape,) = _shapes(outcome)
    assert shapely.hausdorff_distance(shape, SQUARE) < 0.0001
    assert outcome.rows is not None
    assert outcome.rows.select("area", "area_version", "origin_note").row(0) == ("mitte", "2026", "Stadt")


def test_a_crossing_boundary_is_repaired(tmp_path: Path) -> None:
    _write(tmp_path / "g.gpkg", [BOW_TIE], "EPSG:4326", "GPKG")
    (shape,) = _shapes(_read(tmp_path / "g.gpkg"))
    assert shape.is_valid
    assert shape.area == pytest.approx(0.0001, rel=0.01)


def test_a_line_is_no_area(tmp_path: Path) -> None:
    shapes = [shapely.LineString([(7, 51), (7.1, 51.1)])]
    _write(tmp_path / "g.geojson", shapes, "EPSG:4326", "GeoJSON")
    assert [finding.rule for finding in _read(tmp_path / "g.geojson").findings] == ["not_an_area"]


def test_a_file_that_does_not_say_its_coordinates_needs_the_profile(tmp_path: Path) -> None:
    _write(tmp_path / "g.shp", [SQUARE], "EPSG:25832", "ESRI Shapefile")
    (tmp_path / "g.prj").unlink()
    assert rules_of(_read(tmp_path / "g.shp")) == [(None, "unknown_crs")]
    (shape,) = _shapes(_read(tmp_path / "g.shp", ", crs: 'EPSG:25832'}"))
    assert shapely.hausdorff_distance(shape, SQUARE) < 0.0001


def test_boundaries_in_the_wrong_place_are_refused(tmp_path: Path) -> None:
    _write(tmp_path / "g.gpkg", [SQUARE], "EPSG:4647", "GPKG")
    outcome = _read(tmp_path / "g.gpkg", ", crs: 'EPSG:25832'}")
    assert rules_of(outcome) == [(None, "wrong_crs")]
    assert "EPSG:4647" in outcome.findings[0].message


def test_metres_in_geojson_are_read_by_their_crs_member(tmp_path: Path) -> None:
    transformer = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    corners = [list(transformer.transform(x, y)) for x, y in SQUARE.exterior.coords]
    document = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}},
        "features": [
            {
                "type": "Feature",
                "properties": {"nummer": "mitte"},
                "geometry": {"type": "Polygon", "coordinates": [corners]},
            }
        ],
    }
    (tmp_path / "g.geojson").write_text(json.dumps(document), encoding="utf-8")
    (shape,) = _shapes(_read(tmp_path / "g.geojson"))
    assert shapely.hausdorff_distance(shape, SQUARE) < 0.0001


@pytest.mark.parametrize("name", ["g.geojson", "g.gpkg", "g.shp"])
def test_what_is_no_geodata_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"no boundaries at all")
    assert rules_of(_read(tmp_path / name)) == [(None, "not_geodata")]


def test_a_table_is_no_boundary(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("nummer\nmitte\n", encoding="utf-8")
    assert rules_of(_read(tmp_path / "g.csv")) == [(None, "unknown_format")]
