"""Columns whose words come from a list: keys of master data, categories, and those that depend on another column."""

from __future__ import annotations

from functools import partial

import polars as pl

from pipelines.contract import Column
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_words import parse_key, parse_keys, parts
from pipelines.reading.values.problems import Problem, lost, missing_value, problem

SEPARATOR = ","


def parse_listed(name: str, column: Column, cells: pl.Series, reading: Reading) -> tuple[pl.Series, list[Problem]]:
    """Keys (String) or lists of keys, and the cells with a word that is not in the list."""
    vocabulary = reading.vocabulary(column)
    key_of = reading.key_of(name, vocabulary)
    rule = "unknown_category" if column.categories else "unknown_key"
    unknown = partial(vocabulary.unknown, echo=reading.echo)
    if column.type != "keys":
        keys = parse_key(cells, key_of)
        return keys, problem(name, rule, lost(cells, keys), unknown)
    separator = column.separator or SEPARATOR

    def first_unknown(cell: str) -> str:
        return unknown(next((word for word in parts(cell, separator) if key_of(word) is None), cell))

    lists = parse_keys(cells, key_of, separator)
    return lists, problem(name, rule, lost(cells, lists), first_unknown)


def parse_dependent(
    name: str, column: Column, cells: pl.Series, kinds: pl.Series, reading: Reading
) -> tuple[pl.Series, list[Problem]]:
    """Categories whose list depends on `kinds`; where a kind has no list, as a total has none, there is no category."""
    values = pl.Series(name, [None] * len(cells), dtype=pl.String)
    problems: list[Problem] = []
    for kind, title in (column.vocabulary or {}).items():
        here = (kinds == kind).fill_null(value=False)
        if not here.any():
            continue
        vocabulary = reading.vocabularies[title]
        keys = parse_key(cells, reading.key_of(name, vocabulary))
        values = values.zip_with(~here, keys)
        rule = "unknown_category" if "." in title else "unknown_key"
        unknown = partial(vocabulary.unknown, echo=reading.echo)
        problems += problem(name, rule, here & keys.is_null() & cells.is_not_null(), unknown)
        problems += problem(name, "missing_value", here & cells.is_null(), lambda _: missing_value(column.header))
    return values, problems
