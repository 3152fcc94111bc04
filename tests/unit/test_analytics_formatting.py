from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import formatting
from analytics.formatting import MINUS, NBSP

numbers = st.decimals(min_value=-(10**12), max_value=10**12, places=4, allow_nan=False)


@given(value=numbers, decimals=st.integers(0, 3))
def test_a_formatted_number_reads_back_as_the_rounded_value(value: Decimal, decimals: int) -> None:
    text = formatting.decimal(value, decimals)
    read = Decimal(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))
    assert abs(read - value) <= Decimal(5).scaleb(-decimals - 1)
    assert "-" not in text


@given(value=numbers)
def test_thousands_stand_in_groups_of_three(value: Decimal) -> None:
    head, *groups = formatting.count(value).removeprefix(MINUS).split(".")
    assert 1 <= len(head) <= 3
    assert all(len(group) == 3 for group in groups)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("1234.55"), 1, "1.234,6"),
        (Decimal("0.5"), 0, "1"),
        (-1234, 0, f"{MINUS}1.234"),
        (Decimal("-0.04"), 1, "0,0"),
        (1234567, 0, "1.234.567"),
        (0.1 + 0.2, 2, "0,30"),
    ],
)
def test_decimal(value: float | Decimal, decimals: int, text: str) -> None:
    assert formatting.decimal(value, decimals) == text


def test_units_do_not_break_away_from_their_number() -> None:
    assert formatting.percent(Decimal("12.34"), 1) == f"12,3{NBSP}%"
    assert formatting.money(Decimal("45600.00")) == f"45.600{NBSP}€"
    assert formatting.measured(312, "Kontakte") == f"312{NBSP}Kontakte"
    assert formatting.measured(312, "") == "312"


def test_dates_and_times_are_german_and_local() -> None:
    assert formatting.day(date(2026, 3, 7)) == "07.03.2026"
    assert formatting.stamp(datetime(2026, 11, 10, 23, 30, tzinfo=UTC)) == f"11.11.2026, 00:30{NBSP}Uhr"
    assert formatting.stamp(datetime(2026, 7, 1, 8, 0)) == f"01.07.2026, 10:00{NBSP}Uhr"  # noqa: DTZ001


def test_the_four_absences_have_different_signs() -> None:
    signs = [formatting.sign(0, "value")]
    signs += [formatting.sign(None, state) for state in ("suppressed", "not_reported", "not_collected")]
    assert len(set(signs)) == 4
    assert formatting.sign(3, "value") == ""


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("contacts/20261122T055725Z_b6d7bc94_Liste 10.csv", "Liste 10.csv"),
        ("contacts/Liste_10.csv", "Liste_10.csv"),
        ("20261122T055725Z_b6d7bc94_", "20261122T055725Z_b6d7bc94_"),
        ("a/b/20261122_Liste.csv", "20261122_Liste.csv"),
    ],
)
def test_a_file_is_called_as_it_was_sent(path: str, name: str) -> None:
    assert formatting.file_name(path) == name
