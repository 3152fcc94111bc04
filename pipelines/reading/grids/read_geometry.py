"""Boundaries (GeoJSON, GeoPackage, Shapefile) → grid with `geometry` as GeoJSON text in EPSG:4326.

Numbers without a known coordinate system are refused: a boundary in the wrong place is worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl
import pyogrio
import pyproj
import shapely

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Profile
from pipelines.reading.grid import GEOMETRY, ROW, Grid, tidy
from pipelines.reading.grids.header_refusal import wrong_header
from pipelines.reading.header import Header, find_header

TARGET = "EPSG:4326"
# Six decimals of a degree are about ten centimetres.
DECIMALS = 6
# Where boundaries of German municipalities can lie, in degrees (west, south, east, north).
GERMANY = (5.0, 47.0, 16.0, 56.0)
POLYGONS = ("Polygon", "MultiPolygon")


def read_geometry(path: Path, contract: Contract, profiles: Sequence[Profile], *, municipality: str) -> Grid:
    """Read the first layer with a known header.

    Raises FileRejectedError when the file is no geodata, has no known header, or does not say its coordinate system.
    """
    heads: list[list[str]] = []
    try:
        for layer in pyogrio.list_layers(path)[:, 0]:
            names = [str(name) for name in pyogrio.read_info(path, layer=layer)["fields"]]
            header = find_header([names], contract, profiles, sheet=str(layer))
            if header:
                return _read_layer(path, str(layer), header)
            heads.append(names)
    except (pyogrio.errors.DataSourceError, UnicodeDecodeError) as error:
        raise FileRejectedError(
            "not_geodata",
            "Die Datei ist keine lesbare Geodatei. Bitte als GeoJSON, GeoPackage oder Shapefile speichern.",
        ) from error
    raise wrong_header([heads], contract, municipality)


def _read_layer(path: Path, layer: str, header: Header) -> Grid:
    meta, _, shapes, fields = pyogrio.raw.read(path, layer=layer)
    names = [str(name) for name in meta["fields"]]
    columns = {str(position): _as_text(fields[names.index(name)]) for position, name in enumerate(header.names)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW),
        pl.Series(GEOMETRY, _boundaries(shapes, _crs(meta, header.profile)), dtype=pl.String),
    )
    return Grid(tidy(frame), header, sheet=layer, native=frozenset(range(len(names))))


def _as_text(values: np.ndarray) -> list[str | None]:
    texts = [None if value is None or value != value else str(value) for value in values.tolist()]
    return [text.removesuffix(".0") if text and values.dtype.kind == "f" else text for text in texts]


def _crs(meta: dict, profile: Profile | None) -> pyproj.CRS:
    said = profile.layout.crs if profile and profile.layout.crs else meta["crs"]
    if not said:
        raise FileRejectedError(
            "unknown_crs",
            "Die Datei sagt nicht, in welchem Koordinatensystem die Grenzen stehen. Bitte im Profil „crs“ angeben, zum "
            "Beispiel EPSG:25832.",
        )
    try:
        return pyproj.CRS.from_user_input(said)
    except pyproj.exceptions.CRSError as error:
        raise FileRejectedError("unknown_crs", "Das Koordinatensystem der Datei ist nicht bekannt.") from error


def _boundaries(shapes: np.ndarray, crs: pyproj.CRS) -> list[str | None]:
    """Valid polygons in degrees as GeoJSON text; null for what is no area."""
    transformer = pyproj.Transformer.from_crs(crs, TARGET, always_xy=True)

    def to_degrees(points: np.ndarray) -> np.ndarray:
        return np.round(np.column_stack(transformer.transform(points[:, 0], points[:, 1])), DECIMALS)

    placed = shapely.transform(shapely.force_2d(shapely.from_wkb(shapes, on_invalid="ignore")), to_degrees)
    _require_germany(placed)
    areas = [_polygons(shape) for shape in shapely.make_valid(placed)]
    return [shapely.to_geojson(area) if area is not None else None for area in areas]


def _require_germany(shapes: np.ndarray) -> None:
    points = shapely.get_coordinates(shapes)
    # A point that no system can place is infinite, and so outside as well.
    inside = (points >= GERMANY[:2]) & (points <= GERMANY[2:])
    if not inside.all():
        raise FileRejectedError(
            "wrong_crs",
            "Die Grenzen liegen nicht in Deutschland. Bitte das Koordinatensystem prüfen (Ostwerte mit vorangestellter "
            "Zone 32 gehören zu EPSG:4647) und im Profil „crs“ angeben.",
        )


def _polygons(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """Only the areas of a shape: repairing may leave lines and points beside them."""
    if shape is None or shape.is_empty:
        return None
    if shape.geom_type in POLYGONS:
        return shape
    areas = [part for part in shapely.get_parts(shape) if part.geom_type in POLYGONS]
    return shapely.union_all(areas) if areas else None
