"""Before and after a decision: two means and Welch's interval, and nothing where nothing may or can be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import exp, lgamma, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.before_after import HIDDEN, RECOUNTED, T_975, BeforeAfter, NoComparison, before_and_after
from analytics.months import shift
from analytics.readings import Reading

DECIDED = date(2025, 6, 1)


def _readings(before: list[int], after: list[int], *, at_decision: int = 999) -> list[Reading]:
    start = shift(DECIDED, -len(before))
    values = [*before, at_decision, *after]
    return [Reading(shift(start, index), Decimal(value), "value") for index, value in enumerate(values)]


def _compared(*args: list[int]) -> BeforeAfter:
    found = before_and_after(_readings(*args), DECIDED)
    assert isinstance(found, BeforeAfter)
    return found


def test_the_month_of_the_decision_belongs_to_neither_side() -> None:
    found = _compared([10] * 12, [13] * 12)
    assert (found.before.mean, found.after.mean, found.difference) == (10, 13, 3)
    assert (found.lower, found.upper) == (3, 3)
    assert (found.before.first, found.before.last) == (date(2024, 6, 1), date(2025, 5, 1))
    assert (found.after.first, found.after.last) == (date(2025, 7, 1), date(2026, 6, 1))


def test_more_than_twelve_months_do_not_count() -> None:
    found = _compared([0] * 8 + [10] * 12, [13] * 12 + [0] * 8)
    assert (found.before.months, found.after.months, found.difference) == (12, 12, 3)


def test_a_series_worked_by_hand() -> None:
    # Means 12 and 16, variances 2 and 3.2 over six months each: standard error √(5.2/6); degrees of freedom
    # (5.2/6)² / (((2/6)² + (3.2/6)²) / 5) = 9.49, rounded down 9, of which t is 2.262.
    found = _compared([11, 13, 10, 14, 12, 12], [14, 18, 14, 18, 16, 16])
    assert found.difference == 4
    assert found.lower == pytest.approx(4 - 2.262 * sqrt(5.2 / 6))
    assert found.upper == pytest.approx(4 + 2.262 * sqrt(5.2 / 6))


@pytest.mark.parametrize("freedom", range(1, 23))
def test_the_quantiles_are_those_of_students_t(freedom: int) -> None:
    """The density, integrated by Simpson's rule from 0 to the quantile, holds 47.5 %."""
    scale = exp(lgamma((freedom + 1) / 2) - lgamma(freedom / 2)) / sqrt(freedom * pi)
    steps, end = 20_000, T_975[freedom - 1]
    values = [scale * (1 + (end * step / steps) ** 2 / freedom) ** (-(freedom + 1) / 2) for step in range(steps + 1)]
    area = (values[0] + values[-1] + 4 * sum(values[1:-1:2]) + 2 * sum(values[2:-1:2])) * end / steps / 3
    assert area == pytest.approx(0.475, abs=1e-4)


def _months(values: int) -> list[int]:
    return [10 + index % 3 for index in range(values)]


@pytest.mark.parametrize(("before", "after"), [(5, 12), (12, 5), (0, 0)])
def test_fewer_than_six_months_are_not_compared(before: int, after: int) -> None:
    found = before_and_after(_readings(_months(before), _months(after)), DECIDED)
    assert isinstance(found, NoComparison)
    assert f"es sind {before} davor und {after} danach" in found.reason


@pytest.mark.parametrize("index", [0, 11, 13, 24])
def test_one_hidden_month_stops_it(index: int) -> None:
    readings = _readings(_months(12), _months(12))
    readings[index] = Reading(readings[index].period, None, "suppressed")
    assert before_and_after(readings, DECIDED) == NoComparison(HIDDEN)


def test_a_hidden_month_outside_does_not_matter() -> None:
    readings = _readings(_months(13), _months(13))
    for index in (0, 13, 26):
        readings[index] = Reading(readings[index].period, None, "suppressed")
    assert isinstance(before_and_after(readings, DECIDED), BeforeAfter)


def test_another_counting_rule_is_not_compared_with() -> None:
    readings = [
        replace(each, counting_rule="kontakt-1" if index < 15 else "kontakt-2")
        for index, each in enumerate(_readings(_months(12), _months(12)))
    ]
    assert before_and_after(readings, DECIDED) == NoComparison(RECOUNTED)


def test_open_missing_and_partly_reported_months_do_not_count() -> None:
    readings = _readings(_months(12), _months(12))
    readings[0] = replace(readings[0], expected=3, reported=2)
    readings[1] = Reading(readings[1].period, None, "not_reported")
    readings[-1] = replace(readings[-1], version=0)
    found = before_and_after(readings, DECIDED)
    assert isinstance(found, BeforeAfter)
    assert (found.before.months, found.after.months) == (10, 11)


values = st.lists(st.integers(0, 200), min_size=6, max_size=12)


@given(before=values, after=values)
def test_the_interval_lies_around_the_difference_and_turns_with_the_sides(before: list[int], after: list[int]) -> None:
    found, turned = _compared(before, after), _compared(after, before)
    assert found.lower <= found.difference <= found.upper
    assert found.difference == pytest.approx(-turned.difference)
    assert found.lower == pytest.approx(-turned.upper)
