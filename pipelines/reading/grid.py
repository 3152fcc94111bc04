"""What every reader hands on: a table of text cells that still knows where in the file each cell stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.findings import Finding, cell_address
from pipelines.reading.header import Header

ROW = "row"
SHEET = "sheet"
SHEET_MONTH = "sheet_month"
NATIVE = "native_"
GEOMETRY = "geometry"
NO_CELLS = (GEOMETRY, SHEET, SHEET_MONTH)


@dataclass(frozen=True)
class Grid:
    """The rows below the header.

    `frame` has one String column per file column, named by its position "0", "1", … (trimmed, empty = null) and `row`
    (Int64, as numbered in the file from 1, header counted). There may be: `sheet` where several sheets are read;
    `sheet_month` where the sheet is named like a month, `2024-01` or, without a year, `01`; `geometry` for boundaries
    (GeoJSON text, EPSG:4326).

    `native` are the positions in which every filled cell came typed from a workbook: numbers have a point as decimal
    sign. A column of typed numbers and texts has beside it a Boolean column `native_<position>` that is true for the
    typed numbers. `is_1904` says how the workbook counts days that are written as numbers.

    A cell that holds an error or a formula without its value is `#REF!` and the like, or `=`: never empty.

    `ragged` are the rows with too few or too many cells; they are not in `frame`, nor are the rows `footers`, whose
    text is `footnotes`. `titles` are the lines above the header. `notices` are what the sender should know about the
    file's form; their `file` is still empty. `moved` says, for a sheet whose columns stand elsewhere than in the first
    one, at which place each position is found.
    """

    frame: pl.DataFrame
    header: Header
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    native: frozenset[int] = frozenset()
    ragged: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    footers: tuple[int, ...] = ()
    footnotes: tuple[str, ...] = ()
    notices: tuple[Finding, ...] = ()
    is_1904: bool = False
    moved: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def header_row(self) -> int:
        """The header's first row in the file, counted from 1."""
        return self.header.index + 1

    @property
    def dress(self) -> dict[str, object]:
        """How the table stood in its file, for the record; `sheets` only where several were read."""
        sheets = {"sheets": self.frame[SHEET].unique(maintain_order=True).to_list()} if SHEET in self.frame else {}
        return {
            "header_rows": self.header.rows,
            "banner_rows": self.header.index,
            "footnotes": list(self.footers),
            **sheets,
        }

    def address(self, position: int | None, row: int | None, sheet: str | None = None) -> str | None:
        """The cell of a column on `sheet` as in Excel (`C7`); None when column or row is unknown."""
        if position is not None:
            position = self.moved.get(sheet or "", {}).get(position, position)
        return cell_address(position, row)


def tidy(frame: pl.DataFrame) -> pl.DataFrame:
    """Trim every text cell, turn empty ones into null, and drop rows in which nothing is left."""
    cells = [name for name, kind in frame.schema.items() if kind == pl.String and name not in NO_CELLS]
    trimmed = pl.col(cells).str.strip_chars()
    emptied = frame.lazy().with_columns(pl.when(trimmed != "").then(trimmed))
    return emptied.filter(pl.any_horizontal(pl.col(cells).is_not_null())).collect() if cells else frame
