"""When a level runs, case by case, on and beside every limit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from analytics.level_rules import (
    PARTLY,
    RESTING,
    RUNNING,
    UNKNOWN,
    funds,
    participation,
    post,
    steering,
    together,
)
from analytics.months import month_end, months_ago

DAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ((RUNNING, RUNNING), RUNNING),
        ((RUNNING, RESTING), PARTLY),
        ((RUNNING, UNKNOWN), PARTLY),
        ((PARTLY, RESTING), PARTLY),
        ((PARTLY, PARTLY), PARTLY),
        ((RESTING, RESTING), RESTING),
        ((RESTING, UNKNOWN), UNKNOWN),
        ((UNKNOWN, UNKNOWN), UNKNOWN),
    ],
)
def test_parts_make_one_state(parts: tuple[str, str], state: str) -> None:
    assert together(parts) == together(parts[::-1]) == state


@pytest.mark.parametrize(
    ("held", "is_reported", "state"),
    [
        (0, False, UNKNOWN),
        (0, True, RESTING),
        (1, True, PARTLY),
        (1, False, PARTLY),
        (2, True, RUNNING),
        (4, True, RUNNING),
        (5, True, RUNNING),
    ],
)
def test_two_assemblies_in_twelve_months_are_asked_for(held: int, is_reported: bool, state: str) -> None:
    assert participation(held, is_reported=is_reported) == state


@pytest.mark.parametrize(
    ("share", "state"),
    [
        (None, UNKNOWN),
        (Decimal(0), RESTING),
        (Decimal("0.4999"), PARTLY),
        (Decimal("0.5"), RUNNING),
        (Decimal(2), RUNNING),
    ],
)
def test_half_a_post_is_asked_for(share: Decimal | None, state: str) -> None:
    assert post(share) == state


@pytest.mark.parametrize(
    ("number", "is_reported", "state"), [(0, False, UNKNOWN), (0, True, RESTING), (1, True, RUNNING)]
)
def test_funds_are_there_or_not(number: int, is_reported: bool, state: str) -> None:
    assert funds(number, is_reported=is_reported) == state


@pytest.mark.parametrize(
    ("last", "is_reported", "state"),
    [
        (None, False, UNKNOWN),
        (None, True, RESTING),
        (DAY, True, RUNNING),
        (date(2026, 8, 13), True, RUNNING),
        (date(2026, 8, 12), True, PARTLY),
        (date(2025, 11, 13), True, PARTLY),
        (date(2025, 11, 12), True, RESTING),
        (date(2020, 1, 1), True, RESTING),
    ],
)
def test_the_circle_meets_every_quarter(last: date | None, is_reported: bool, state: str) -> None:
    assert steering(last, day=DAY, is_reported=is_reported) == state


@pytest.mark.parametrize(
    ("day", "number", "before"),
    [
        (date(2026, 5, 31), 3, date(2026, 2, 28)),
        (date(2024, 5, 31), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 1, 15), 12, date(2025, 1, 15)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_months_ago_ends_within_its_month(day: date, number: int, before: date) -> None:
    assert months_ago(day, number) == before


def test_a_month_ends_on_its_last_day() -> None:
    assert [month_end(date(2024, month, 1)).day for month in (1, 2, 4)] == [31, 29, 30]
