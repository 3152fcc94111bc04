"""What every reader hands on: a table of text cells that still knows where in the file each cell stood."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.reading.header import Header

ROW = "row"
GEOMETRY = "geometry"


@dataclass(frozen=True)
class Grid:
    """The rows below the header.

    `frame` has one String column per file column, named by its position "0", "1", … (trimmed, empty = null), `row`
    (Int64, as numbered in the file from 1, header counted) and, for boundaries, `geometry` (GeoJSON text, EPSG:4326).
    `native` are the positions whose numbers came typed from a workbook, with a point as decimal sign. `ragged` are the
    rows with too few or too many cells; they are not in `frame`.
    """

    frame: pl.DataFrame
    header: Header
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    native: frozenset[int] = frozenset()
    ragged: tuple[int, ...] = ()

    @property
    def header_row(self) -> int:
        """The header's row in the file, counted from 1."""
        return self.header.index + 1


def tidy(frame: pl.DataFrame) -> pl.DataFrame:
    """Trim every text cell, turn empty ones into null, and drop rows in which nothing is left."""
    cells = [name for name, kind in frame.schema.items() if kind == pl.String and name != GEOMETRY]
    trimmed = pl.col(cells).str.strip_chars()
    emptied = frame.lazy().with_columns(pl.when(trimmed != "").then(trimmed))
    return emptied.filter(pl.any_horizontal(pl.col(cells).is_not_null())).collect() if cells else frame
