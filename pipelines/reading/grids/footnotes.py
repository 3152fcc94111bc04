"""Rows that are no data: footnotes, sources and dates of printing below a table or between its rows, repeated headers.

They are left out, but never silently: each is a notice, and the words of notes are kept for whoever must look at them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from pipelines.reading.grid import ROW, Grid
from pipelines.reading.grids.form_notices import footnote, repeated_header

# How a note begins. Some words could begin a category too; between rows of data these need a colon.
SIGNS = r"[*†¹²³]+\s*[A-Za-zÄÖÜäöüß]|\(?\d{1,2}\)\s+[A-Za-zÄÖÜäöüß]|(?:©|\(c\))\s*\w"
SURE_WORDS = r"quellen?|datenquelle|datenstand|stand|fu(?:ß|ss)noten?|legende|anmerkung(?:en)?|erläuterung(?:en)?"
WORDS = (
    r"hinweise?|bemerkung(?:en)?|erstellt|gedruckt|abgerufen|abruf|ausdruck|bearbeitet|bearbeitung|gez\.|nachrichtlich"
)
ANYWHERE = rf"(?i)^(?:{SIGNS}|(?:{SURE_WORDS})(?:\W|$)|(?:{WORDS})\s*:)"
AT_THE_END = rf"(?i)^(?:{SIGNS}|(?:{SURE_WORDS}|{WORDS})(?:\W|$))"
LONG = 50
# Notes stand in the first columns; next to a word like „Stand:“ its value may stand.
FIRST_COLUMNS, FILLED = 3, 2
# More notes than this do not end a table.
LAST_ROWS = 500


def without_notes(grid: Grid) -> Grid:
    """The grid of one sheet or text file without rows that are no data.

    Between rows of data a note is a row with one filled cell that begins like one. Below the last row of data it may
    also be long, have a second cell („Stand:“ | „31.10.2026“), or follow another note.
    """
    grid = _without_repeated_headers(grid)
    cells = [str(position) for position in range(len(grid.header.names))]
    sparse = _sparse_rows(grid.frame, cells) if len(cells) > FILLED else None
    if sparse is None or sparse.is_empty():
        return grid
    layout = grid.header.profile.layout if grid.header.profile else None
    between = sparse.filter(pl.col("first").str.contains(ANYWHERE) & (pl.col("filled") == 1))
    rows = {*between[ROW]} | _at_the_end(grid.frame[ROW], sparse, only_marked=bool(layout and layout.group_rows))
    if not rows:
        return grid
    is_note = pl.col(ROW).is_in(sorted(rows))
    words = grid.frame.filter(is_note).select(cells).rows()
    return replace(
        grid,
        frame=grid.frame.filter(~is_note),
        footers=(*grid.footers, *sorted(rows)),
        footnotes=(*grid.footnotes, *(" ".join(cell for cell in row if cell) for row in words)),
        notices=(*grid.notices, *(footnote(grid, row) for row in sorted(rows))),
    )


def _sparse_rows(frame: pl.DataFrame, cells: Sequence[str]) -> pl.DataFrame:
    """Rows with at most two filled cells, the first of them in the first columns."""
    filled = pl.sum_horizontal(pl.col(cells).is_not_null()).alias("filled")
    first = pl.coalesce(cells[:FIRST_COLUMNS]).alias("first")
    # The last columns are mostly filled: looking at them first keeps long tables fast.
    return frame.select(ROW, filled, first).filter((pl.col("filled") <= FILLED) & pl.col("first").is_not_null())


def _at_the_end(numbers: pl.Series, sparse: pl.DataFrame, *, only_marked: bool) -> set[int]:
    """The notes in the block of sparse rows that ends the table; `only_marked` where other rows may be sparse too."""
    known = {row: (filled, first) for row, filled, first in sparse.rows()}
    block: list[int] = []
    for row in reversed(numbers.tail(LAST_ROWS).to_list()):
        if row not in known:
            break
        block.insert(0, row)
    begins = pl.Series([known[row][1] for row in block], dtype=pl.String).str.contains(AT_THE_END)
    notes: set[int] = set()
    for row, begins_like_one in zip(block, begins, strict=True):
        filled, first = known[row]
        is_one = filled == 1 and not only_marked and (bool(notes) or (len(first) >= LONG and " " in first))
        if begins_like_one or is_one:
            notes.add(row)
    return notes


def _without_repeated_headers(grid: Grid) -> Grid:
    """Printed tables repeat their header on every page."""
    lines = [[part.strip() or None for part in line] for line in _header_lines(grid)]
    first = next((position for position, cell in enumerate(lines[-1]) if cell), None)
    if first is None or not grid.frame.height:
        return grid
    same = pl.all_horizontal(
        pl.col(str(position)).eq_missing(pl.lit(cell, pl.String)) for position, cell in enumerate(lines[-1])
    )
    rows = grid.frame.filter(pl.col(str(first)) == lines[-1][first]).filter(same)[ROW].to_list()
    if not rows:
        return grid
    frame = grid.frame.filter(~pl.col(ROW).is_in(rows))
    return replace(grid, frame=frame, notices=(*grid.notices, *(repeated_header(grid, row) for row in rows)))


def _header_lines(grid: Grid) -> list[Sequence[str]]:
    """The header as lines of the file; only its last one where it has several."""
    return [[parts[-1] if parts else "" for parts in grid.header.parts] or grid.header.names]
