"""Number columns → exact values, with estimates, marks of absence and everything that can be read two ways."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from pipelines.contract import Column
from pipelines.reading.landed_types import ABSENCE
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.marks import AMBIGUOUS, CLOSED, NOT_REPORTED, ZERO, ambiguous_mark, meanings
from pipelines.reading.values.number_problems import doubts, estimates
from pipelines.reading.values.parse_numbers import ESTIMATED, parse_number
from pipelines.reading.values.parse_words import is_one_of, parse_key
from pipelines.reading.values.problems import Problem, problem, unreadable
from pipelines.reading.values.words import squeeze

SHUT = "Der Monat ist als geschlossen gemeldet. Bitte den Zeitraum auch als Schließtage liefern."


@dataclass(frozen=True)
class Measured:
    """The column's typed series (a count has its reason of absence beside it) and which of its cells are estimates."""

    series: tuple[pl.Series, ...]
    problems: tuple[Problem, ...]
    estimated: pl.Series


def parse_measured(
    name: str, column: Column, cells: pl.Series, reading: Reading, *, native: pl.Series | None
) -> Measured:
    """Read one number column. `native` are the cells that a workbook holds as numbers."""
    meaning = meanings(reading.layout)
    marked = parse_key(_asked(cells, column), lambda word: meaning.get(squeeze(word)))
    doubtful = is_one_of(cells, lambda word: squeeze(word) in AMBIGUOUS and squeeze(word) not in meaning)
    bare = cells.set(marked.is_not_null() | doubtful, None)
    numbers = parse_number(bare, column.type, decimal=reading.decimal, native=native)
    is_estimate = numbers.are(ESTIMATED)
    taken = is_estimate if column.estimate else is_estimate & False
    values = numbers.values.set(marked == ZERO, 0).set(is_estimate & ~taken, None)
    lost = bare.is_not_null() & values.is_null()
    problems = [
        *problem(name, "ambiguous_mark", doubtful, ambiguous_mark),
        *doubts(name, bare, numbers, reading),
        *estimates(name, bare, numbers, taken, reading),
        *unreadable(name, column.type, lost & numbers.state.is_null(), echo=reading.echo),
    ]
    if column.type != "count":
        return Measured((values.alias(name),), tuple(problems), taken)
    shut = marked == CLOSED
    problems += problem(name, "closed_mark", shut.fill_null(value=False), lambda _: SHUT, "notice")
    reasons = marked.replace({ZERO: None, CLOSED: NOT_REPORTED})
    return Measured((values.alias(name), reasons.alias(ABSENCE)), tuple(problems), taken)


def _asked(cells: pl.Series, column: Column) -> pl.Series:
    """In a column of counts an empty cell is a mark too; elsewhere it is only empty."""
    return cells.fill_null("") if column.type == "count" else cells
