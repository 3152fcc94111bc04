"""Numbers written in German habits are read back exactly, and never when they could mean two things."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.values.parse_numbers import Numbers, parse_number

SEPARATORS = (".", " ", "'", "’", "\u00a0", "\u202f", ". ", "")
INTEGERS = st.integers(-(10**15), 10**15)
MONEY = st.decimals(Decimal("-999999999999.99"), Decimal("999999999999.99"), places=2)
DECIMALS = st.decimals(Decimal("-99999"), Decimal("99999"), places=6)


def _series(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, dtype=pl.String)


def _values(kind: str, *cells: str | None, decimal: str | None = None) -> list:
    return parse_number(_series(*cells), kind, decimal=decimal).values.to_list()


def _one(kind: str, cell: str) -> Numbers:
    return parse_number(_series(cell), kind, decimal=None)


def _german(number: Decimal | int, separator: str) -> str:
    text = f"{number:,}" if isinstance(number, int) else f"{number:,f}"
    return text.replace(",", "#").replace(".", ",").replace("#", separator)


@given(INTEGERS, st.sampled_from(SEPARATORS), st.sampled_from([None, "comma"]), st.sampled_from(["", "+"]))
def test_whole_numbers_come_back(number: int, separator: str, decimal: str | None, sign: str) -> None:
    text = f"{number:,}".replace(",", separator)
    assert _values("count", (sign if number >= 0 else "") + text, None, decimal=decimal) == [number, None]


@given(MONEY, st.sampled_from(SEPARATORS), st.sampled_from(["{}", "{} €", "{}€", "{} EUR", "€ {}", "{} Euro"]))
def test_money_comes_back_to_the_cent(amount: Decimal, separator: str, dress: str) -> None:
    assert _values("money", dress.format(_german(amount, separator))) == [amount]


@given(MONEY, st.sampled_from([",", " ", "'", ""]))
def test_money_with_a_point_comes_back_too(amount: Decimal, separator: str) -> None:
    text = f"{amount:,.2f}".replace(",", separator)
    assert _values("money", text) == _values("money", text, decimal="point") == [amount]


@given(st.integers(1, 10**9), st.sampled_from([",-", ",--", ",–", ",- €", ",-- EUR"]))
def test_round_euros_come_back(amount: int, ending: str) -> None:
    assert _values("money", f"{amount:,}".replace(",", ".") + ending) == [Decimal(amount)]


@given(DECIMALS, st.sampled_from(SEPARATORS))
def test_decimals_come_back_to_six_places(number: Decimal, separator: str) -> None:
    assert _values("decimal", _german(number, separator)) == [number]


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"), st.sampled_from(["", "-", "+"]))
def test_a_group_of_three_digits_alone_is_never_a_decimal_number(whole: int, rest: int, mark: str, sign: str) -> None:
    read = _one("decimal", f"{sign}{whole}{mark}{rest:03d}")
    assert (read.values.to_list(), read.state.to_list()) == ([None], ["ambiguous"])


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["integer", "count", "money"]))
def test_a_comma_before_three_digits_is_never_a_count_or_an_amount(whole: int, rest: int, kind: str) -> None:
    read = _one(kind, f"{whole},{rest:03d}")
    assert (read.values.to_list(), read.state.to_list()) == ([None], ["ambiguous"])


@given(
    st.integers(1, 999),
    st.integers(0, 999),
    st.sampled_from(".,"),
    st.sampled_from(["0,5", "1.234,5", "0.5", "1,234.5"]),
)
def test_another_value_of_the_column_decides(whole: int, rest: int, mark: str, other: str) -> None:
    is_comma = other in ("0,5", "1.234,5")
    is_fraction = (mark == ",") == is_comma
    expected = Decimal(f"{whole}.{rest:03d}") if is_fraction else Decimal(whole * 1000 + rest)
    assert _values("decimal", f"{whole}{mark}{rest:03d}", other)[0] == expected


def test_values_that_contradict_each_other_decide_nothing() -> None:
    assert _values("decimal", "1.234", "0,5", "0.5") == [None, Decimal("0.5"), Decimal("0.5")]


@given(st.lists(st.integers(1, 12), min_size=1, max_size=8), st.sampled_from("I|l"), st.sampled_from([" ", "  "]))
def test_strokes_are_counted_as_they_stand(groups: list[int], stroke: str, gap: str) -> None:
    assert _values("count", gap.join(stroke * size for size in groups)) == [sum(groups)]


@given(st.integers(1, 20), st.integers(0, 4))
def test_a_drawn_five_is_five(fives: int, rest: int) -> None:
    assert _values("count", "卌" * fives + " " + "|" * rest) == [5 * fives + rest]


@given(
    st.integers(0, 10**6),
    st.sampled_from(
        ["ca. {}", "ca {}", "~{}", "~ {}", "etwa {}", "rund {}", "> {}", "{}+", "{} (geschätzt)", "mind. {}"]
    ),
)
def test_estimates_come_back_as_estimates(number: int, dress: str) -> None:
    read = _one("count", dress.format(_german(number, ".")))
    assert (read.values.to_list(), read.state.to_list()) == ([number], ["estimated"])


@given(
    st.integers(0, 10**6),
    st.integers(1, 10**6),
    st.sampled_from(["{}-{}", "{} – {}", "{} bis {}", "zwischen {} und {}", "ca. {}-{}"]),
)
def test_a_range_is_its_rounded_middle(low: int, width: int, dress: str) -> None:
    read = _one("count", dress.format(_german(low, "."), _german(low + width, ".")))
    middle = (Decimal(2 * low + width) / 2).quantize(Decimal(1), ROUND_HALF_UP)
    assert (read.values.to_list(), read.state.to_list()) == ([int(middle)], ["estimated"])


@given(st.lists(st.text(max_size=12), max_size=6), st.sampled_from(["integer", "count", "decimal", "money"]))
def test_no_text_breaks_the_reader_and_none_without_digit_or_stroke_is_a_number(cells: list[str], kind: str) -> None:
    for cell, value in zip(cells, _values(kind, *cells), strict=True):
        assert value is None or any(sign.isdecimal() or sign in "Il|ǀ∣│/卌𝍷𝍸" for sign in cell)


@given(st.lists(st.text("0123456789.,-+ '()<>~a€", max_size=10), max_size=6), st.sampled_from(["count", "money"]))
def test_a_value_is_never_other_than_its_digits(cells: list[str], kind: str) -> None:
    """Of a plain number the digits are kept in their order; only ranges are something between."""
    read = parse_number(_series(*cells), kind, decimal=None)
    for cell, value, state in zip(cells, read.values, read.state, strict=True):
        if value is not None and state is None:
            digits = "".join(sign for sign in cell if sign.isdecimal())
            whole, _, fraction = f"{abs(Decimal(value)):.2f}".partition(".")
            assert digits.lstrip("0") in {(whole + fraction[:places]).lstrip("0") for places in (0, 1, 2)}


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("9.577", "comma", 9577),
        ("1.234.567", "comma", 1234567),
        ("12,0", "comma", 12),
        ("1.2", "comma", None),
        ("1.23.456", "comma", None),
        ("1.234 567", "comma", None),
        ("0.123", "comma", None),
        ("12,5", "comma", None),
        ("1,234", "comma", None),
        ("12,000", "comma", None),
        ("1023101.0", "point", 1023101),
        ("1,234", "point", 1234),
        ("9.577", "point", None),
        ("k.A.", "comma", None),
        ("1e3", "comma", None),
        ("99999999999999999999", "comma", None),
        ("\u22125", "comma", -5),
        ("–5", None, -5),
        ("-  23", None, -23),
        ("12. 286", None, 12286),
        ("=2+3", None, None),
        ("#REF!", None, None),
    ],
)
def test_whole_numbers_by_notation(text: str, decimal: str | None, expected: int | None) -> None:
    assert _values("integer", text, "x", decimal=decimal) == [expected, None]


@pytest.mark.parametrize(
    ("text", "decimal", "expected"),
    [
        ("1.234", "comma", Decimal(1234)),
        ("50.9375", "comma", None),
        ("50.9375", None, Decimal("50.9375")),
        ("50,9375", None, Decimal("50.9375")),
        ("0.125", None, Decimal("0.125")),
        ("50.9375312349", "point", Decimal("50.937531")),
        ("1234567,5", None, None),
    ],
)
def test_decimals_by_notation(text: str, decimal: str | None, expected: Decimal | None) -> None:
    assert _values("decimal", text, decimal=decimal) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,50 €", Decimal("1234.50")),
        ("45.600 EUR", Decimal(45600)),
        ("9.577", Decimal(9577)),
        ("-12", Decimal(-12)),
        ("1.234,50-", Decimal("-1234.50")),
        ("- 1.234,5 €", Decimal("-1234.50")),
        ("0,005", None),
        ("12.000,505 €", None),
        ("ca. 300", Decimal(300)),
        ("zwölf", None),
    ],
)
def test_money_as_people_write_it(text: str, expected: Decimal | None) -> None:
    assert _values("money", text) == [expected]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("count", "9.577", None),
        ("count", "12.0", 12),
        ("money", "9.577", None),
        ("money", "9.5", Decimal("9.5")),
        ("decimal", "51.034", Decimal("51.034")),
        ("decimal", "39", Decimal(39)),
    ],
)
def test_a_workbooks_number_has_a_point_whatever_the_texts_around_it(kind: str, text: str, expected: object) -> None:
    cells, native = _series(text, text, "1.234,5"), pl.Series([True, False, False])
    assert parse_number(cells, kind, decimal=None, native=native).values[0] == expected


@pytest.mark.parametrize("text", ["(23)", "( 1.234 )", "<5", "< 5", "≤ 3", "unter 5", "weniger als 5", "max. 30"])
def test_what_is_bounded_or_in_brackets_is_no_number(text: str) -> None:
    read = _one("count", text)
    assert (read.values.to_list(), read.state.to_list()) == ([None], ["uncertain"])


@pytest.mark.parametrize(
    "text", ["25-20", "20-20", "1-2-3", "20-", "ca.", "ca. viele", "~", "/", "2024/25", "II V", "1I"]
)
def test_what_only_looks_like_a_habit_is_no_number(text: str) -> None:
    assert _values("count", text) == [None]


@pytest.mark.parametrize(
    ("text", "state"),
    [("IIII II", "strokes"), ("|||| |", "strokes"), ("||||", None), ("IIIII II", None), ("卌 ||", None)],
)
def test_groups_of_four_are_asked_about(text: str, state: str | None) -> None:
    assert _one("count", text).state.to_list() == [state]
