"""Text columns → typed columns, and for every cell that could not be read, its rule and message.

Whole columns at a time: nothing here runs per cell unless the cell is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.contract import Column
from pipelines.reading.habits import Reading
from pipelines.reading.landed_types import ABSENCE, DTYPES
from pipelines.reading.layout import Columns
from pipelines.reading.parse_dates import parse_date, parse_month, parse_time
from pipelines.reading.parse_listed import parse_dependent, parse_listed
from pipelines.reading.parse_numbers import parse_decimal, parse_integer, parse_money
from pipelines.reading.parse_words import parse_count, parse_flag, parse_key
from pipelines.reading.problems import Problem, lost, unreadable
from pipelines.reading.words import fold

CLOSED = "Der Monat ist als geschlossen gemeldet. Bitte den Zeitraum auch als Schließtage liefern."


@dataclass(frozen=True)
class Typed:
    """The contract's columns with their types beside `sheet`, `row` (and `absence`, `geometry`, `_position`)."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...]


def parse(columns: Columns, reading: Reading) -> Typed:
    """Type every column of the contract."""
    typed: dict[str, pl.Series] = {}
    problems: list[Problem] = []
    for name, column in reading.contract.columns.items():
        cells = columns.frame[name]
        if name not in columns.delivered:
            typed[name] = pl.Series(name, [None], dtype=DTYPES[column.type]).new_from_index(0, len(cells))
            continue
        if column.type == "category_of":
            values, found = parse_dependent(name, column, cells, typed[column.of or ""], reading)
            series = [values.alias(name)]
        else:
            series, found = _parse_column(name, column, cells, reading, columns.positions.get(name))
        typed |= {values.name: values for values in series}
        problems += found
    return Typed(columns.frame.with_columns(*typed.values()), tuple(problems))


def _parse_column(
    name: str, column: Column, cells: pl.Series, reading: Reading, position: int | None
) -> tuple[list[pl.Series], list[Problem]]:
    if column.type == "text":
        return [cells], []
    if column.type in ("key", "keys", "category"):
        listed, problems = parse_listed(name, column, cells, reading)
        return [listed.alias(name)], problems
    if column.type == "count":
        return _parse_count(name, cells, reading, position)
    values = _parse_value(column.type, cells, reading, position).alias(name)
    if column.required and column.type == "boolean":
        values = values.set(cells.is_null(), None)
    return [values], unreadable(name, column.type, lost(cells, values), echo=reading.echo)


def _parse_value(kind: str, cells: pl.Series, reading: Reading, position: int | None) -> pl.Series:
    date_format = reading.layout.date_format if reading.layout else None
    decimal = reading.decimal(position)
    parsers: Mapping[str, Callable[[], pl.Series]] = {
        "date": lambda: parse_date(cells, date_format=date_format),
        "month": lambda: parse_month(cells, date_format=date_format),
        "time": lambda: parse_time(cells),
        "integer": lambda: parse_integer(cells, decimal=decimal),
        "decimal": lambda: parse_decimal(cells, decimal=decimal),
        "money": lambda: parse_money(cells, decimal=decimal),
        "boolean": lambda: parse_flag(cells),
    }
    return parsers[kind]()


def _parse_count(
    name: str, cells: pl.Series, reading: Reading, position: int | None
) -> tuple[list[pl.Series], list[Problem]]:
    """Counts and reasons of absence; a month marked as closed is a notice to deliver the closure too."""
    marks = reading.layout.marks if reading.layout else {}
    counts, reasons = parse_count(cells, marks, decimal=reading.decimal(position))
    problems = unreadable(name, "count", counts.is_null() & reasons.is_null(), echo=reading.echo)
    closed = {fold(mark) for mark, meaning in marks.items() if meaning == "closed"}
    shut = parse_key(cells, lambda word: word if fold(word) in closed else None).is_not_null()
    if shut.any():
        problems.append(Problem(name, "closed_mark", shut, lambda _: CLOSED, "notice"))
    return [counts.alias(name), reasons.alias(ABSENCE)], problems
