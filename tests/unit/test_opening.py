"""Opening times explain a count only where they differ, in its direction, and the rate by the hour is usual."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analytics.months import shift
from analytics.opening import by_the_hour, opening
from analytics.readings import Opening, Reading, Verdict

START = date(2025, 1, 1)
HALF, FULL, MORE = Opening(9, 18, 36, 72), Opening(18, 18, 72, 72), Opening(27, 18, 108, 72)
LOW, HIGH, HIGHER = Verdict("low", "beyond", 1), Verdict("high", "beyond", 1), Verdict("higher", "shift", 8)
USUAL, EXPLAINED = Verdict("usual", "none", 0), Verdict("usual", "opening", 0)


@pytest.mark.parametrize(
    ("counted", "rated", "open_in_month", "expected"),
    [
        (LOW, USUAL, HALF, EXPLAINED),
        (HIGHER, USUAL, MORE, EXPLAINED),
        (LOW, USUAL, Opening(16, 18, 64, 72), EXPLAINED),
        (LOW, USUAL, Opening(17, 18, 68, 72), LOW),
        (LOW, USUAL, FULL, LOW),
        (HIGH, USUAL, HALF, HIGH),
        (LOW, LOW, HALF, LOW),
        (LOW, None, HALF, LOW),
        (LOW, USUAL, None, LOW),
        (USUAL, LOW, FULL, USUAL),
        (None, USUAL, HALF, None),
    ],
)
def test_what_opening_times_explain(
    counted: Verdict | None, rated: Verdict | None, open_in_month: Opening | None, expected: Verdict | None
) -> None:
    assert by_the_hour(counted, rated, open_in_month) == expected


def test_usual_is_the_median_of_the_months_learned_from() -> None:
    months = [shift(START, index) for index in range(4)]
    days, hours = (18, 17, 18, 9), (72, 68, 72, 36)
    by_hour = [
        Reading(month, Decimal(1), "value", exposure=Decimal(open_hours))
        for month, open_hours in zip(months, hours, strict=True)
    ]
    by_day = [Reading(month, Decimal(open_days), "value") for month, open_days in zip(months, days, strict=True)]
    assert opening(by_hour, by_day, baseline=months[:3], month=months[3]) == HALF
    assert opening(by_hour, by_day[:3], baseline=months[:3], month=months[3]) is None
    assert opening(by_hour, by_day, baseline=(), month=months[3]) is None
