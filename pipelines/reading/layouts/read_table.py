"""Grid → table: what each column means, headings of groups and empty cells resolved, rows of totals marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import polars as pl

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import GroupRows, Layout
from pipelines.reading.grid import SHEET, Grid
from pipelines.reading.layouts.columns_wide import categories_side_by_side
from pipelines.reading.layouts.fill_down import fill_down
from pipelines.reading.layouts.group_rows import GROUP_WORD, apply_groups
from pipelines.reading.layouts.header_map import map_headers
from pipelines.reading.layouts.mark_totals import totals_by_category, totals_by_word, value_test, word_of_total
from pipelines.reading.layouts.months_wide import months_side_by_side
from pipelines.reading.layouts.table import Table
from pipelines.reading.layouts.totals import IS_TOTAL, WORD
from pipelines.reading.layouts.unpivot import Wide
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.total_words import total_columns
from pipelines.reading.values.words import among, fold


def read_table(grid: Grid, reading: Reading) -> Table:
    """The grid's rows with the meaning of their columns.

    Raises FileRejectedError for columns that are unknown, doubled, about persons, or named by the profile and missing.
    """
    layout = reading.layout
    table = _with_columns(grid, reading)
    if layout and layout.group_rows:
        table = _grouped(table, layout.group_rows, grid, reading)
    filled = tuple(str(position_of(grid, header)) for header in layout.fill_down) if layout else ()
    return _with_totals(replace(table, filled=filled), reading)


def position_of(grid: Grid, header: str) -> int:
    """Where a column that the profile names stands. Raises FileRejectedError when it is not there."""
    position = grid.header.position_of(header)
    if position is None:
        raise missing_column([header])
    return position


def missing_column(headers: Iterable[str]) -> FileRejectedError:
    """The refusal of a file without these columns."""
    names = ", ".join(f"„{header}“" for header in headers)
    return FileRejectedError("missing_column", f"Es fehlt die Spalte {names}. Bitte ergänzen.", row=1)


def _with_columns(grid: Grid, reading: Reading) -> Table:
    contract, layout = reading.contract, reading.layout
    wide = _wide(grid, contract, layout)
    elsewhere = {*(wide.cells if wide else ()), *_unmapped_group(grid, layout)}
    totals = total_columns(grid.header.names, _is_known(contract, layout), layout)
    totals = [position for position in totals if position not in elsewhere]
    positions = map_headers(grid, contract, layout, {*elsewhere, *totals})
    frame = grid.frame
    if SHEET not in frame.columns:
        frame = frame.with_columns(pl.lit(grid.sheet, pl.String).alias(SHEET))
    sources = {name: str(position) for name, position in positions.items()}
    return Table(frame, sources, positions, wide, tuple(totals))


def _wide(grid: Grid, contract: Contract, layout: Layout | None) -> Wide | None:
    if layout and layout.months_wide:
        return months_side_by_side(grid.header, layout.months_wide, contract)
    if layout and layout.columns_wide:
        return categories_side_by_side(grid.header, layout.columns_wide)
    return None


def _unmapped_group(grid: Grid, layout: Layout | None) -> set[int]:
    """The column of headings of groups, where the profile has no other use for it."""
    if layout is None or layout.group_rows is None:
        return set()
    position = position_of(grid, layout.group_rows.header)
    labels = [layout.months_wide.row_header] if layout.months_wide else []
    mapped = {fold(name) for name in (*layout.headers, *labels)}
    return set() if mapped & {*grid.header.spellings[position]} else {position}


def _is_known(contract: Contract, layout: Layout | None) -> Callable[[str], bool]:
    named = {name for column in contract.columns.values() for name in column.names}
    named |= {*layout.headers, *layout.ignore, *layout.keep} if layout else set()
    return among(named)


def _grouped(table: Table, section: GroupRows, grid: Grid, reading: Reading) -> Table:
    position = position_of(grid, section.header)
    label, column = str(position), section.column
    own = next((name for name, source in table.sources.items() if source == label), None)
    is_group, is_own = value_test(column, reading), value_test(own, reading)
    frame = apply_groups(table.frame, label, table.cells(), is_value=lambda word: is_own(word) and not is_group(word))
    return replace(
        table,
        frame=frame,
        sources={**table.sources, column: GROUP_WORD},
        positions={**table.positions, column: position},
    )


def _with_totals(table: Table, reading: Reading) -> Table:
    """The table with its rows of totals marked and its empty cells filled from above."""
    by_word = totals_by_word(table, reading)
    filled = replace(table, frame=fill_down(table.frame, table.filled, not_from=by_word))
    is_total = by_word | totals_by_category(filled, reading)
    word = word_of_total(table, reading) if is_total.any() else pl.lit(None, pl.String)
    return replace(filled, frame=filled.frame.with_columns(is_total.alias(IS_TOTAL), word.alias(WORD)))
