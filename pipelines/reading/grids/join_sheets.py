"""Grids of the sheets of one workbook → one grid; columns meet by name, wherever they stand on their sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from pipelines.reading.grid import NATIVE, ROW, SHEET, SHEET_MONTH, Grid
from pipelines.reading.header import Header
from pipelines.reading.values.sheet_months import month_of_sheet
from pipelines.reading.values.words import fold

Places = Mapping[int, int]


def join_sheets(grids: Sequence[Grid]) -> Grid:
    """One grid of all rows, sheet by sheet; a single sheet stays as it is, but for its month."""
    if len(grids) == 1:
        return replace(grids[0], frame=_with_month(grids[0]))
    header, places = _common_header(grids)
    width = len(header.names)
    frames = [_placed(grid, place, width) for grid, place in zip(grids, places, strict=True)]
    frame, native = _settled(pl.concat(frames, how="diagonal"), width)
    return Grid(
        frame=frame,
        header=header,
        native=native,
        titles=tuple(dict.fromkeys(title for grid in grids for title in grid.titles)),
        footers=tuple(row for grid in grids for row in grid.footers),
        footnotes=tuple(text for grid in grids for text in grid.footnotes),
        notices=tuple(notice for grid in grids for notice in grid.notices),
        moved={
            grid.sheet or "": place
            for grid, place in zip(grids, places, strict=True)
            if any(position != own for position, own in place.items())
        },
    )


def _with_month(grid: Grid) -> pl.DataFrame:
    month = month_of_sheet(grid.sheet or "")
    return grid.frame.with_columns(pl.lit(month).alias(SHEET_MONTH)) if month else grid.frame


def _common_header(grids: Sequence[Grid]) -> tuple[Header, list[Places]]:
    """The first sheet's header with what later sheets have more, and per sheet: place in it → place on the sheet."""
    header = grids[0].header
    names, parts = list(header.names), list(header.parts)
    known = {key: position for position, key in enumerate(_keys(header))}
    places: list[Places] = []
    for grid in grids:
        own: dict[int, int] = {}
        for position, key in enumerate(_keys(grid.header)):
            if key not in known:
                known[key] = len(names)
                names.append(grid.header.names[position])
                parts += [grid.header.parts[position]] if header.parts and grid.header.parts else []
            own[known[key]] = position
        places.append(own)
    return replace(header, names=tuple(names), parts=tuple(parts) if len(parts) == len(names) else ()), places


def _keys(header: Header) -> list[tuple[str, int]]:
    """Folded name and how often it stood before, so that doubled and unnamed columns keep their order."""
    seen: Counter[str] = Counter()
    keys = []
    for name in map(fold, header.names):
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys


def _placed(grid: Grid, place: Places, width: int) -> pl.DataFrame:
    """The sheet's rows in the common columns, each cell told whether it is a typed number."""
    frame = grid.frame
    cells = [
        (pl.col(str(place[position])) if position in place else pl.lit(None, pl.String)).alias(str(position))
        for position in range(width)
    ]
    typed = [_typed(grid, place[position]).alias(f"{NATIVE}{position}") for position in place]
    month = month_of_sheet(grid.sheet or "")
    return frame.select(
        *cells,
        ROW,
        *typed,
        pl.lit(grid.sheet, pl.String).alias(SHEET),
        pl.lit(month, pl.String).alias(SHEET_MONTH),
    )


def _typed(grid: Grid, position: int) -> pl.Expr:
    if position in grid.native:
        return pl.col(str(position)).is_not_null()
    mixed = f"{NATIVE}{position}"
    return pl.col(mixed) if mixed in grid.frame.columns else pl.lit(value=False)


def _settled(frame: pl.DataFrame, width: int) -> tuple[pl.DataFrame, frozenset[int]]:
    """Only mixed columns keep their marks; the month goes where no sheet has one."""
    native: set[int] = set()
    needless: list[str] = []
    for position in range(width):
        name = f"{NATIVE}{position}"
        typed = frame[name].fill_null(value=False) if name in frame.columns else pl.Series([], dtype=pl.Boolean)
        if typed.any() and (typed | frame[str(position)].is_null()).all():
            native.add(position)
        if position in native or not typed.any():
            needless.append(name)
    if frame[SHEET_MONTH].null_count() == frame.height:
        needless.append(SHEET_MONTH)
    marks = pl.col(f"^{NATIVE}.*$").fill_null(value=False)
    return frame.drop(needless, strict=False).with_columns(marks), frozenset(native)
