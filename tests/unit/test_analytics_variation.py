from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.months import shift
from analytics.readings import MissingValue, Reading
from analytics.variation import signal, usual_band

START = date(2024, 1, 1)


def readings(values: list[int]) -> list[Reading]:
    return [Reading(shift(START, index), Decimal(value), "value") for index, value in enumerate(values)]


def test_the_band_is_median_and_moving_range() -> None:
    band = usual_band(readings([10, 12] * 6))
    assert band is not None
    assert (band.centre, band.months) == (11, 12)
    assert band.upper == pytest.approx(11 + 2.66 * 2)
    assert band.lower == pytest.approx(11 - 2.66 * 2)


def test_twelve_complete_months_are_needed() -> None:
    partial = Reading(START, Decimal(5), "value", expected=3, reported=2)
    assert usual_band(readings([10] * 11)) is None
    assert usual_band([*readings([10] * 11), partial]) is None


def test_no_band_where_anything_is_hidden() -> None:
    assert usual_band([*readings([10, 12] * 12), Reading(START, None, "suppressed")]) is None


def test_missing_months_do_not_stop_the_band() -> None:
    assert usual_band([*readings([10, 12] * 12), Reading(START, None, "not_reported")]) is not None


@given(st.lists(st.integers(0, 500), min_size=12, max_size=30))
def test_a_band_never_leaves_what_is_possible(values: list[int]) -> None:
    band = usual_band(readings(values), ceiling=500)
    assert band is not None
    assert 0 <= band.lower <= band.centre <= band.upper <= 500


@pytest.mark.parametrize(("value", "word"), [(11, "usual"), (17, "high"), (5, "low")])
def test_signals(value: int, word: str) -> None:
    assert signal(Reading(START, Decimal(value), "value"), usual_band(readings([10, 12] * 6))) == word


def test_no_signal_without_band_value_or_complete_reports() -> None:
    band = usual_band(readings([10, 12] * 6))
    assert signal(Reading(START, Decimal(99), "value"), None) is None
    assert signal(Reading(START, None, "not_reported"), band) is None
    assert signal(Reading(START, Decimal(99), "value", expected=3, reported=2), band) is None


@pytest.mark.parametrize(
    ("value", "state"), [(Decimal(3), "suppressed"), (Decimal(0), "not_reported"), (None, "value")]
)
def test_a_reading_cannot_say_two_things(value: Decimal | None, state: str) -> None:
    with pytest.raises(MissingValue):
        Reading(START, value, state)
