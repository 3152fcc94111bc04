"""Which rows of a table are totals, so that none of them is counted."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from pipelines.contract import Column
from pipelines.reading.layouts.table import Table
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_listed import SEPARATOR
from pipelines.reading.values.parse_words import parse_key, parts
from pipelines.reading.values.total_words import is_total, is_total_cell
from pipelines.reading.values.words import among


def totals_by_word(table: Table, reading: Reading) -> pl.Series:
    """Rows with a total's word where no such word is a value.

    In free text the word may be a value („Zusammen kochen“): there the row must also lack something required.
    """
    named = {source: name for name, source in table.sources.items()}
    numbers = table.numbers(reading.contract)
    found = _nowhere(table.frame)
    for label in table.cells():
        column = reading.contract.columns.get(named.get(label, ""))
        if label in numbers or (column and column.type == "category_of"):
            continue
        cells = table.frame[label]
        if column is None or column.type == "text":
            lacking = _lacks_something(table, reading, label)
            cells = cells.set(~lacking, None) if lacking.any() else cells.clear()
        marked = is_total_cell(cells, reading.layout, is_value=value_test(named.get(label), reading))
        if marked is not None:
            found = found | marked
    return found


def totals_by_category(table: Table, reading: Reading) -> pl.Series:
    """Rows whose category is a total's word, unless their dimension knows it or, as a total, has no categories."""
    found = _nowhere(table.frame)
    for name, column in reading.contract.columns.items():
        source = table.sources.get(name)
        if column.type != "category_of" or source is None:
            continue
        marked = is_total_cell(table.frame[source], reading.layout, is_value=ignored_test(name, reading))
        if marked is not None:
            found = found | (marked & ~_is_known(table, name, column, reading))
    return found


def value_test(name: str | None, reading: Reading) -> Callable[[str], bool]:
    """Whether a word is a value of contract column `name`, or one the profile leaves out by itself."""
    ignored = ignored_test(name or "", reading)
    column = reading.contract.columns.get(name or "")
    if column and column.type == "category_of":
        tests = [
            reading.key_of(name or "", reading.vocabularies[title]) for title in (column.vocabulary or {}).values()
        ]
        return lambda word: ignored(word) or any(key_of(word) for key_of in tests)
    if column is None or column.type not in ("key", "keys", "category"):
        return ignored
    key_of = reading.key_of(name or "", reading.vocabulary(column))
    separator = column.separator or SEPARATOR
    if column.type == "keys":
        return lambda word: ignored(word) or all(key_of(part) for part in parts(word, separator))
    return lambda word: ignored(word) or key_of(word) is not None


def ignored_test(name: str, reading: Reading) -> Callable[[str], bool]:
    """Whether the profile leaves out rows with a word in contract column `name`."""
    return among(reading.layout.ignore_categories.get(name, ()) if reading.layout else ())


def _is_known(table: Table, name: str, column: Column, reading: Reading) -> pl.Series:
    """Where the category is one of its dimension's, or its dimension has none."""
    of = reading.contract.columns[column.of or ""]
    source = table.sources.get(column.of or "")
    fixed = reading.layout.constants.get(column.of or "") if reading.layout else None
    words = table.frame[source] if source else pl.Series([fixed], dtype=pl.String).new_from_index(0, table.frame.height)
    kinds = parse_key(words, reading.key_of(column.of or "", reading.vocabulary(of)))
    known = kinds.is_not_null()
    for kind, title in (column.vocabulary or {}).items():
        keys = parse_key(table.frame[table.sources[name]], reading.key_of(name, reading.vocabularies[title]))
        known = known & ((kinds != kind) | keys.is_not_null()).fill_null(value=False)
    return known


def _lacks_something(table: Table, reading: Reading, label: str) -> pl.Series:
    """Rows without a value in a required column of the file; values from above count as there."""
    needed = [
        source
        for name, source in table.sources.items()
        if reading.contract.columns[name].required and source not in (label, *table.filled)
    ]
    if not needed:
        return ~_nowhere(table.frame)
    return table.frame.select(pl.any_horizontal(pl.col(needed).is_null())).to_series()


def _nowhere(frame: pl.DataFrame) -> pl.Series:
    return pl.repeat(value=False, n=frame.height, dtype=pl.Boolean, eager=True)


def word_of_total(table: Table, reading: Reading) -> pl.Series:
    """The total's word of each row, null where there is none."""
    labels = [name for name in table.cells() if name not in table.numbers(reading.contract)]
    found = pl.Series([None], dtype=pl.String).new_from_index(0, table.frame.height)
    for label in labels:
        words = parse_key(table.frame[label], lambda word: word if is_total(word, reading.layout) else None)
        found = found.zip_with(found.is_not_null(), words)
    return found
