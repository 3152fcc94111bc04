"""Words → keys and flags. Every distinct word is looked up once, however many rows hold it."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from pipelines.reading.values.words import fold

FLAGS = {
    **dict.fromkeys(("ja", "j", "x", "1", "wahr", "true", "yes", "✓", "✔", "☑"), True),
    **dict.fromkeys(("nein", "n", "0", "falsch", "false", "no", "leer", "-", "–", "☐"), False),
}

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


def distinct(cells: pl.Series) -> list[str]:
    """The different words in a column."""
    return cells.drop_nulls().unique().to_list()


def is_one_of(cells: pl.Series, words: Callable[[str], bool]) -> pl.Series:
    """Where a filled cell's word fulfils a condition that is asked once per distinct word."""
    found = [word for word in distinct(cells) if words(word)]
    return cells.is_in(found).fill_null(value=False) if found else cells.is_null() & cells.is_not_null()


def _keys(cell: str, key_of: Lookup, separator: str) -> list[str] | None:
    keys = [key_of(word) for word in parts(cell, separator)]
    return None if None in keys or not keys else list(dict.fromkeys(key for key in keys if key))
