"""Numbers written in German habits are read back exactly."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.parse_numbers import parse_decimal, parse_integer, parse_money

SEPARATORS = st.sampled_from([".", " ", "'", "\u00a0", "\u202f", ""])


def _series(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, dtype=pl.String)


def _german(number: Decimal, separator: str) -> str:
    return f"{number:,f}".replace(",", "#").replace(".", ",").replace("#", separator)


@given(st.integers(-(10**15), 10**15), SEPARATORS)
def test_whole_numbers_come_back(number: int, separator: str) -> None:
    text = f"{number:,}".replace(",", separator)
    assert parse_integer(_series(text, None), decimal="comma").to_list() == [number, None]


@given(st.decimals(Decimal("-999999999999.99"), Decimal("999999999999.99"), places=2), SEPARATORS)
def test_money_comes_back_to_the_cent(amount: Decimal, separator: str) -> None:
    assert parse_money(_series(_german(amount, separator)), decimal="comma").to_list() == [amount]


@given(st.decimals(Decimal("-999999"), Decimal("999999"), places=6), SEPARATORS)
def test_decimals_come_back_to_six_places(number: Decimal, separator: str) -> None:
    assert parse_decimal(_series(_german(number, separator)), decimal="comma").to_list() == [number]


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("9.577", "comma", 9577),
        ("1.234.567", "comma", 1234567),
        ("12,0", "comma", 12),
        ("1.2", "comma", None),
        ("1.23.456", "comma", None),
        ("12,5", "comma", None),
        ("1023101.0", "point", 1023101),
        ("1,234", "point", 1234),
        ("9.577", "point", None),
        ("9.577", "native", 9577),
        ("12.0", "native", 12),
        ("k.A.", "comma", None),
        ("1e3", "comma", None),
        ("99999999999999999999", "comma", None),
        ("\u22125", "comma", -5),
    ],
)
def test_whole_numbers_by_notation(text: str, decimal: str, expected: int | None) -> None:
    assert parse_integer(_series(text, "x"), decimal=decimal).to_list() == [expected, None]


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("1.234", "comma", Decimal(1234)),
        ("50.9375", "comma", None),
        ("50.9375", "native", Decimal("50.9375")),
        ("51.034", "native", Decimal("51.034")),
        ("39,0", "native", Decimal(39)),
        ("50.9375312349", "point", Decimal("50.937531")),
    ],
)
def test_decimals_by_notation(text: str, decimal: str, expected: Decimal | None) -> None:
    assert parse_decimal(_series(text), decimal=decimal).to_list() == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,50 €", Decimal("1234.50")),
        ("45.600 EUR", Decimal(45600)),
        ("9.577", Decimal(9577)),
        ("-12", Decimal(-12)),
        ("0,005", None),
        ("zwölf", None),
    ],
)
def test_money_as_people_write_it(text: str, expected: Decimal | None) -> None:
    assert parse_money(_series(text), decimal="comma").to_list() == [expected]
