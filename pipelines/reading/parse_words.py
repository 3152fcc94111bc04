"""Words → keys, flags and counts. Every distinct word is looked up once, however many rows hold it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import polars as pl

from pipelines.reading.parse_numbers import parse_integer
from pipelines.reading.words import fold

FLAGS = {
    "ja": True, "j": True, "x": True, "1": True, "wahr": True, "true": True, "yes": True,
    "nein": False, "n": False, "0": False, "falsch": False, "false": False, "no": False, "leer": False, "-": False,
}  # fmt: skip
NOT_REPORTED = "not_reported"
ABSENCES = ("not_reported", "not_collected")

Lookup = Callable[[str], str | None]


def parse_key(cells: pl.Series, key_of: Lookup) -> pl.Series:
    """String keys; null where the cell is empty or the word is unknown."""
    keys = {word: key_of(word) for word in distinct(cells)}
    return cells.replace_strict(keys, default=None, return_dtype=pl.String)


def parse_keys(cells: pl.Series, key_of: Lookup, separator: str) -> pl.Series:
    """Lists of keys, each once and in the cell's order; null where the cell is empty or one of its words is unknown."""
    words = distinct(cells)
    lists = [_keys(word, key_of, separator) for word in words]
    table = pl.DataFrame({"cell": words, "keys": lists}, schema={"cell": pl.String, "keys": pl.List(pl.String)})
    return cells.to_frame("cell").join(table, on="cell", how="left", maintain_order="left")["keys"]


def parts(cell: str, separator: str) -> list[str]:
    """The words of a cell that holds several."""
    return [part for part in (part.strip() for part in cell.split(separator)) if part]


def parse_flag(cells: pl.Series) -> pl.Series:
    """Booleans; an empty cell of a delivered column means no, null is a word that is neither yes nor no."""
    flags = {word: FLAGS.get(fold(word)) for word in distinct(cells)}
    return cells.replace_strict(flags, default=None, return_dtype=pl.Boolean).set(cells.is_null(), value=False)


def parse_count(cells: pl.Series, marks: Mapping[str, str], *, decimal: str) -> tuple[pl.Series, pl.Series]:
    """Counts (Int64) and why one is absent (`not_reported`, `not_collected`, null where there is a count).

    An empty cell is not reported, unless a mark "" says otherwise. A mark `zero` is a count of 0; a month marked
    `closed` has no report.
    """
    meanings = {"": NOT_REPORTED, **{fold(mark): meaning for mark, meaning in marks.items()}}
    marked = parse_key(cells.fill_null(""), lambda word: meanings.get(fold(word)))
    counts = parse_integer(cells.set(marked.is_not_null(), None), decimal=decimal).set(marked == "zero", 0)
    return counts, marked.replace({"zero": None, "closed": NOT_REPORTED})


def distinct(cells: pl.Series) -> list[str]:
    """The different words in a column."""
    return cells.drop_nulls().unique().to_list()


def _keys(cell: str, key_of: Lookup, separator: str) -> list[str] | None:
    keys = [key_of(word) for word in parts(cell, separator)]
    return None if None in keys or not keys else list(dict.fromkeys(key for key in keys if key))
