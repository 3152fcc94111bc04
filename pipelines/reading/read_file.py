"""One file of any format → grid, within the workspace's limits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.inbox import InboxFile
from pipelines.profile import Profile
from pipelines.reading.grid import Grid
from pipelines.reading.grids.read_csv import read_csv
from pipelines.reading.grids.read_workbook import read_workbook
from pipelines.reading.guards.cells import guard_cells
from pipelines.reading.guards.geodata import guard_geodata
from pipelines.reading.guards.size import guard_size, too_large
from pipelines.reading.guards.text import guard_text
from settings import Workspace

TEXTS = (".csv", ".txt", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
GEODATA = (".geojson", ".json", ".gpkg", ".shp")
SHORT_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


def read_file(file: InboxFile, contract: Contract, profiles: Sequence[Profile], *, workspace: Workspace) -> Grid:
    """Read a delivery. Raises FileRejectedError when its format is not taken or it is larger than the limits."""
    suffix = file.path.suffix.lower()
    accepted = GEODATA if contract.kind == "geometry" else (*TEXTS, *WORKBOOKS)
    if suffix not in accepted:
        formats = "GeoJSON, GPKG oder Shapefile" if contract.kind == "geometry" else "CSV, XLSX, XLS oder ODS"
        raise FileRejectedError(
            "unknown_format",
            f"{_kind(suffix)} werden hier nicht gelesen. Bitte als {formats} senden.",
        )
    guard_size(file.path, workspace)
    grid = _read(file, suffix, contract, profiles, workspace)
    if grid.frame.height > workspace.rows:
        raise too_large(f"{workspace.rows} Zeilen")
    if len(grid.header.names) > workspace.columns:
        raise too_large(f"{workspace.columns} Spalten")
    return guard_cells(grid)


def _read(file: InboxFile, suffix: str, contract: Contract, profiles: Sequence[Profile], workspace: Workspace) -> Grid:
    municipality = file.municipality
    if suffix in GEODATA:
        # Geodata libraries take a fifth of a second to load and are needed for one source only.
        from pipelines.reading.grids.read_geometry import read_geometry

        guard_geodata(file.path)
        return read_geometry(file.path, contract, profiles, municipality=municipality)
    if suffix in WORKBOOKS:
        return read_workbook(file.path, contract, profiles, municipality=municipality, workspace=workspace)
    raw = file.path.read_bytes()
    guard_text(raw, workspace)
    return read_csv(raw, contract, profiles, municipality=municipality)


def _kind(suffix: str) -> str:
    """The ending as it may be repeated: a short word, not whatever stands behind a file's last dot."""
    if not suffix:
        return "Dateien ohne Endung"
    return f"Dateien mit der Endung „{suffix}“" if SHORT_ENDING.fullmatch(suffix) else "Dateien mit dieser Endung"
