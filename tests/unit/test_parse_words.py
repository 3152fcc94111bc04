"""Flags and keys."""

from __future__ import annotations

import polars as pl

from pipelines.reading.values.parse_words import parse_flag, parse_key, parse_keys


def _series(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, dtype=pl.String)


def test_flags_and_an_empty_cell_means_no() -> None:
    cells = _series("ja", "Nein", "x", "X", None, "1", "0", "leer", "vielleicht")
    assert parse_flag(cells).to_list() == [True, False, True, True, False, True, False, False, None]


def test_a_key_is_looked_up_once_per_word() -> None:
    asked: list[str] = []

    def key_of(word: str) -> str | None:
        asked.append(word)
        return {"Wohnen": "wohnen"}.get(word)

    assert parse_key(_series("Wohnen", "Wohnen", None, "Wonen"), key_of).to_list() == ["wohnen", "wohnen", None, None]
    assert sorted(asked) == ["Wohnen", "Wonen"]


def test_lists_keep_order_and_count_each_key_once() -> None:
    keys = {"a": "A", "b": "B"}
    cells = _series("b, a", "a,a", None, "a, c", " , ")
    assert parse_keys(cells, keys.get, ",").to_list() == [["B", "A"], ["A"], None, None, None]
