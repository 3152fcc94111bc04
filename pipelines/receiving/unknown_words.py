"""Words of a file that no vocabulary knows, with what was probably meant: asked of a person, never mapped by itself.

Held in memory for the answer to a dry run and written nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import polars as pl

from pipelines.contract import Column
from pipelines.reading.layouts.layout import Columns
from pipelines.reading.persons.person_content import is_personal
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_listed import SEPARATOR
from pipelines.reading.values.parse_words import parts
from pipelines.reading.values.problems import Problem
from pipelines.reading.values.vocabulary import Vocabulary

UNKNOWN = ("unknown_key", "unknown_category")
# In a list about persons a rare word may be a name in the wrong column; an office's own term comes again and again.
ROWS_OF_A_TERM = 5
MOST = 50


@dataclass(frozen=True)
class UnknownWord:
    """A word in `rows` rows under `header` (contract column `column`), and the key and name it resembles, if any."""

    column: str
    header: str
    word: str
    rows: int
    suggestion: str | None
    suggestion_name: str | None

    def to_json(self) -> dict:
        """As a plain dictionary in the order of its fields."""
        return asdict(self)


def unknown_words(columns: Columns, problems: Sequence[Problem], reading: Reading) -> tuple[UnknownWord, ...]:
    """The unknown words of all columns, most frequent first, at most 50 per column."""
    found = [word for problem in problems if problem.rule in UNKNOWN for word in _of_column(columns, problem, reading)]
    return tuple(sorted(found, key=lambda word: (-word.rows, word.column, word.word)))


def _of_column(columns: Columns, problem: Problem, reading: Reading) -> Iterator[UnknownWord]:
    name, column = problem.column, reading.contract.columns[problem.column]
    if column.personal:
        return
    vocabulary = _vocabulary(column, reading)
    key_of = reading.key_of(name, vocabulary)
    header = columns.headers.get(name, column.header)
    cells = columns.frame[name].filter(problem.bad)
    words = pl.Series([part for cell in cells for part in _parts(cell, column)], dtype=pl.String)
    for word, rows in words.value_counts(sort=True).head(MOST).iter_rows():
        if key_of(word) is None and _may_be_shown(word, rows, reading):
            meant = vocabulary.closest(word)
            yield UnknownWord(name, header, word, rows, meant.key if meant else None, meant.name if meant else None)


def _may_be_shown(word: str, rows: int, reading: Reading) -> bool:
    return not reading.contract.person_related or (rows >= ROWS_OF_A_TERM and not is_personal(word))


def _parts(cell: str | None, column: Column) -> list[str]:
    if cell is None:
        return []
    return parts(cell, column.separator or SEPARATOR) if column.type == "keys" else [cell]


def _vocabulary(column: Column, reading: Reading) -> Vocabulary:
    """What the column's words are looked up in; where that depends on the row, everything it may be."""
    if not column.vocabulary:
        return reading.vocabulary(column)
    names = column.vocabulary.values()
    return Vocabulary(column.header, tuple(entry for name in names for entry in reading.vocabularies[name].entries))
