"""What is said about totals that are not the sum of their rows or columns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

import polars as pl

from pipelines.findings import Finding
from pipelines.reading.grid import ROW, SHEET, Grid
from pipelines.reading.layouts.select_columns import native_cells
from pipelines.reading.layouts.table import Table
from pipelines.reading.layouts.totals import IS_TOTAL, WORD, Difference, differing_columns, differing_rows
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.marks import ZERO, meanings
from pipelines.reading.values.parse_numbers import parse_number
from pipelines.reading.values.parse_words import parse_key
from pipelines.reading.values.words import squeeze

# More differences help nobody: then something else is wrong with the table.
MOST = 1000
# Looking for rows like each total is for tables that people can survey.
TALLEST = 20_000


def differing_totals(table: Table, grid: Grid, reading: Reading, *, kept: pl.Series) -> tuple[Finding, ...]:
    """A notice per total that differs; rows the profile leaves out (not in `kept`) may belong to it or not."""
    values = {int(name): _numbers(table, name, kind, grid, reading) for name, kind in _columns(table, reading)}
    found: set[Difference] = set()
    if table.frame[IS_TOTAL].any():
        found |= _differing_rows(table, values, kept)
    if table.totals:
        found |= {*islice(differing_columns(table.frame, values, table.totals), MOST)}
    ordered = sorted(found, key=lambda each: (each.sheet or "", each.row, each.position))
    return tuple(_finding(difference, grid, reading) for difference in ordered)


def _columns(table: Table, reading: Reading) -> Iterator[tuple[str, str]]:
    for name, column in table.numbers(reading.contract).items():
        yield name, reading.contract.columns[column].type


def _differing_rows(table: Table, values: dict[int, pl.Series], kept: pl.Series) -> set[Difference]:
    every = {*islice(differing_rows(table.frame, values), MOST)}
    every = {each for each in every if not _sums_up_its_like(each, table, values)}
    left_out = ~kept & ~table.frame[IS_TOTAL]
    if not every or not left_out.any():
        return every
    without = {position: cells.set(left_out, None) for position, cells in values.items()}
    places = {(each.sheet, each.row, each.position) for each in differing_rows(table.frame, without)}
    return {each for each in every if (each.sheet, each.row, each.position) in places}


def _sums_up_its_like(difference: Difference, table: Table, values: dict[int, pl.Series]) -> bool:
    """Whether a total is that of the rows with the same other words: „Gesamt; Wohnen“ is the sum of all „Wohnen“."""
    if table.frame.height > TALLEST:
        return False
    labels = [name for name in table.frame.columns if name.isdigit() and int(name) not in values]
    here = (table.frame[ROW] == difference.row) & table.frame[SHEET].eq_missing(difference.sheet)
    words = table.frame.filter(here).select(labels).row(0, named=True)
    wanted = [pl.col(name) == word for name, word in words.items() if word and word != _word(table, here)]
    alike = table.frame.select(
        pl.all_horizontal(pl.col(SHEET).eq_missing(pl.lit(difference.sheet)), ~pl.col(IS_TOTAL), *wanted)
    )
    return bool(wanted) and values[difference.position].filter(alike.to_series()).sum() == difference.stated


def _word(table: Table, here: pl.Series) -> str | None:
    return table.frame[WORD].filter(here).item()


def _numbers(table: Table, name: str, kind: str, grid: Grid, reading: Reading) -> pl.Series:
    """The numbers of one column; a mark for zero is one, everything without a number is none."""
    cells = table.frame[name]
    meaning = meanings(reading.layout)
    marked = parse_key(cells, lambda word: meaning.get(squeeze(word)))
    numbers = parse_number(
        cells.set(marked.is_not_null(), None),
        kind,
        decimal=reading.decimal,
        native=native_cells(table.frame, name, grid),
    )
    return numbers.values.set(marked == ZERO, 0)


def _finding(difference: Difference, grid: Grid, reading: Reading) -> Finding:
    header = grid.header.names[difference.position]
    numbers = (
        f": dort steht {_german(difference.stated)}, die Summe der lesbaren Werte ist {_german(difference.computed)}"
        if reading.echo
        else " mit den Zeilen der Datei überein"
    )
    return Finding(
        file="",
        sheet=difference.sheet,
        cell=grid.address(difference.position, difference.row, difference.sheet),
        row=difference.row,
        column=header,
        rule="total_differs",
        message=f"Die Summe in „{header}“ stimmt nicht{numbers}. Gezählt werden die einzelnen Werte. Bitte prüfen.",
        severity="notice",
    )


def _german(number: Decimal) -> str:
    plain = f"{number.normalize():,f}"
    return plain.translate(str.maketrans(",.", ".,"))
