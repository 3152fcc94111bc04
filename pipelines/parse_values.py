"""Text columns → typed columns, and for every cell that could not be read, its rule and message.

Whole columns at a time: nothing here runs per cell unless the cell is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from pipelines.contract import Column, Contract
from pipelines.grid import ROW
from pipelines.layout import Columns
from pipelines.parse_dates import parse_date, parse_month, parse_time
from pipelines.parse_numbers import parse_decimal, parse_integer, parse_money
from pipelines.parse_words import parse_count, parse_flag, parse_key, parse_keys, parts
from pipelines.profile import Layout
from pipelines.vocabulary import Vocabulary, from_categories
from pipelines.words import fold

ABSENCE = "absence"
UNREADABLE = {
    "date": ("not_a_date", "kein gültiges Datum. Bitte als TT.MM.JJJJ schreiben"),
    "month": ("not_a_month", "kein Monat. Bitte zum Beispiel 10/2026 oder Oktober 2026 schreiben"),
    "time": ("not_a_time", "keine Uhrzeit. Bitte als 13:45 schreiben"),
    "integer": ("not_a_number", "keine ganze Zahl. Bitte nur Ziffern schreiben"),
    "count": ("not_a_number", "keine ganze Zahl. Bitte nur Ziffern schreiben"),
    "decimal": ("not_a_number", "keine Zahl. Bitte zum Beispiel 12,5 schreiben"),
    "money": ("not_a_number", "kein Betrag in Euro und Cent. Bitte zum Beispiel 1.234,50 schreiben"),
    "boolean": ("not_a_flag", "weder ja noch nein. Bitte ja oder nein schreiben"),
}
DTYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(), "key": pl.String(), "category": pl.String(), "category_of": pl.String(),
    "keys": pl.List(pl.String), "date": pl.Date(), "month": pl.Date(), "time": pl.Time(), "integer": pl.Int64(),
    "count": pl.Int64(), "decimal": pl.Decimal(12, 6), "money": pl.Decimal(14, 2), "boolean": pl.Boolean(),
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """The cells of one column that break one rule: where `bad` is true. `message` explains the cell's text."""

    column: str
    rule: str
    bad: pl.Series
    message: Callable[[str], str]
    severity: str = "error"


@dataclass(frozen=True)
class Typed:
    """The contract's columns with their types beside `sheet`, `row` (and `absence`, `geometry`, `_position`)."""

    frame: pl.DataFrame
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Reading:
    """How this file writes its values: the profile's layout, or the German habits; whether numbers came typed.

    `echo` tells whether a message may repeat a cell: never where rows are about persons.
    """

    contract: Contract
    layout: Layout | None
    native: frozenset[int]
    vocabularies: Mapping[str, Vocabulary]
    echo: bool

    def decimal(self, position: int | None) -> str:
        """comma, point, or native for numbers that a workbook holds as numbers."""
        if position in self.native:
            return "native"
        return self.layout.decimal if self.layout else "comma"


def parse(columns: Columns, reading: Reading) -> Typed:
    """Type every column of the contract."""
    frame, problems = columns.frame, []
    for name, column in reading.contract.columns.items():
        cells = columns.frame[name]
        if name not in columns.delivered:
            typed = [pl.Series(name, [None] * len(cells), dtype=DTYPES[column.type])]
        else:
            typed, found = _parse_column(name, column, cells, reading, columns.positions.get(name), frame)
            problems += found
        frame = frame.with_columns(*typed)
    return Typed(frame, tuple(problems))


def _parse_column(
    name: str, column: Column, cells: pl.Series, reading: Reading, position: int | None, frame: pl.DataFrame
) -> tuple[list[pl.Series], list[Problem]]:
    if column.type == "text":
        return [cells], []
    if column.type in ("key", "keys", "category"):
        return _parse_words(name, column, cells, reading)
    if column.type == "category_of":
        return _parse_category_of(name, column, cells, reading, frame[column.of or ""])
    if column.type == "count":
        return _parse_count(name, cells, reading, position)
    values = _parse_value(column.type, cells, reading, position).alias(name)
    if column.required and column.type == "boolean":
        values = values.set(cells.is_null(), None)
    return [values], _unreadable(name, column.type, cells, values, reading)


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
    marks = reading.layout.marks if reading.layout else {}
    counts, reasons = parse_count(cells, marks, decimal=reading.decimal(position))
    bad = counts.is_null() & reasons.is_null()
    problems = _problem(name, "not_a_number", bad, _says("count", reading))
    closed = {fold(mark) for mark, meaning in marks.items() if meaning == "closed"}
    shut = parse_key(cells, lambda word: word if fold(word) in closed else None).is_not_null()
    notice = "Der Monat ist als geschlossen gemeldet. Bitte den Zeitraum auch als Schließtage liefern."
    problems += [Problem(name, "closed_mark", shut, lambda _: notice, "notice")] if shut.any() else []
    return [counts.alias(name), reasons.alias(ABSENCE)], problems


def _parse_words(
    name: str, column: Column, cells: pl.Series, reading: Reading
) -> tuple[list[pl.Series], list[Problem]]:
    vocabulary = _vocabulary(column, reading)
    key_of = _own_words_first(name, reading, vocabulary)
    rule = "unknown_category" if column.categories else "unknown_key"
    if column.type == "keys":
        separator = column.separator or ","
        values = parse_keys(cells, key_of, separator)

        def message(cell: str) -> str:
            return vocabulary.unknown(
                next(word for word in parts(cell, separator) if not key_of(word)), echo=reading.echo
            )
    else:
        values = parse_key(cells, key_of)

        def message(cell: str) -> str:
            return vocabulary.unknown(cell, echo=reading.echo)

    return [values.alias(name)], _problem(name, rule, values.is_null() & cells.is_not_null(), message)


def _parse_category_of(
    name: str, column: Column, cells: pl.Series, reading: Reading, kinds: pl.Series
) -> tuple[list[pl.Series], list[Problem]]:
    """A category whose words depend on another column; where that column names no list, there is no category."""
    values = pl.Series(name, [None] * len(cells), dtype=pl.String)
    problems: list[Problem] = []
    for kind, title in (column.vocabulary or {}).items():
        here = (kinds == kind).fill_null(value=False)
        if not here.any():
            continue
        vocabulary = reading.vocabularies[title]
        found = parse_key(cells, _own_words_first(name, reading, vocabulary))
        values = values.zip_with(~here, found)
        rule = "unknown_category" if "." in title else "unknown_key"
        unknown = partial(vocabulary.unknown, echo=reading.echo)
        problems += _problem(name, rule, here & found.is_null() & cells.is_not_null(), unknown)
        problems += _problem(name, "missing_value", here & cells.is_null(), lambda _: missing_value(column.header))
    return [values], problems


def missing_value(header: str) -> str:
    """The message for an empty cell that must be filled."""
    return f"„{header}“ ist leer. Bitte ausfüllen."


def _vocabulary(column: Column, reading: Reading) -> Vocabulary:
    if column.categories:
        return from_categories(column.header, column.categories)
    return reading.vocabularies[column.refers_to or ""]


def _own_words_first(name: str, reading: Reading, vocabulary: Vocabulary) -> Callable[[str], str | None]:
    own = reading.layout.categories.get(name, {}) if reading.layout else {}
    folded = {fold(word): key for word, key in own.items()}
    return lambda word: vocabulary.key_of(folded.get(fold(word), word))


def _unreadable(name: str, kind: str, cells: pl.Series, values: pl.Series, reading: Reading) -> list[Problem]:
    return _problem(name, UNREADABLE[kind][0], values.is_null() & cells.is_not_null(), _says(kind, reading))


def _says(kind: str, reading: Reading) -> Callable[[str], str]:
    explanation = UNREADABLE[kind][1]
    return lambda cell: f"{f'„{cell}“' if reading.echo else 'Der Wert'} ist {explanation}."


def _problem(column: str, rule: str, bad: pl.Series, message: Callable[[str], str]) -> list[Problem]:
    return [Problem(column, rule, bad, message)] if bad.any() else []


def landed_columns(contract: Contract) -> dict[str, pl.DataType]:
    """Names and types of a landed file: contract columns, absence of a count, geometry, sheet and row."""
    columns = {name: DTYPES[column.type] for name, column in contract.columns.items()}
    absence = {ABSENCE: pl.String()} if contract.count_column else {}
    geometry = {"geometry": pl.String()} if contract.kind == "geometry" else {}
    return {**columns, **absence, **geometry, "sheet": pl.String(), ROW: pl.Int64()}
