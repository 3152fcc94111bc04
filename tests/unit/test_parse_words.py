"""Flags, keys, and counts with their four kinds of absence."""

from __future__ import annotations

import polars as pl
import pytest

from pipelines.reading.parse_words import parse_count, parse_flag, parse_key, parse_keys


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


@pytest.mark.parametrize(
    ("cell", "count", "absence"),
    [
        ("12", 12, None),
        ("0", 0, None),
        (None, None, "not_reported"),
        ("k.A.", None, "not_reported"),
        ("NA", None, "not_collected"),
        ("–", 0, None),
        ("zu", None, "not_reported"),
        ("viele", None, None),
    ],
)
def test_a_count_is_a_number_or_says_why_not(cell: str | None, count: int | None, absence: str | None) -> None:
    marks = {"k.A.": "not_reported", "NA": "not_collected", "–": "zero", "zu": "closed"}
    counts, reasons = parse_count(_series(cell), marks, decimal="comma")
    assert (counts.to_list(), reasons.to_list()) == ([count], [absence])


def test_a_profile_may_say_that_an_empty_cell_is_zero() -> None:
    counts, reasons = parse_count(_series(None, "7"), {"": "zero"}, decimal="comma")
    assert (counts.to_list(), reasons.to_list()) == ([0, 7], [None, None])
