"""Days, months and times as people write them; a day that does not exist is none."""

from __future__ import annotations

from datetime import date, time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.month_words import month_of, month_of_header
from pipelines.reading.parse_dates import parse_date, parse_month, parse_time

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
FORMS = ("%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember")  # fmt: skip


def _series(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, dtype=pl.String)


@given(st.lists(DAYS, min_size=1), st.sampled_from(FORMS))
def test_days_come_back(days: list[date], form: str) -> None:
    assert parse_date(_series(*(day.strftime(form) for day in days), None)).to_list() == [*days, None]


@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)))
def test_days_without_zeros_and_century_come_back(day: date) -> None:
    assert parse_date(_series(f"{day.day}.{day.month}.{day:%y}")).to_list() == [day]


@pytest.mark.parametrize(
    "text", ["31.02.2026", "29.02.2025", "00.01.2026", "2026-13-01", "morgen", "1.1.0026", "45000"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(_series(text, "05.10.2026")).to_list() == [None, date(2026, 10, 5)]


def test_a_year_may_mean_its_last_day() -> None:
    assert parse_date(_series("2005", "x"), date_format="year_end").to_list() == [date(2005, 12, 31), None]


def test_a_profile_may_name_the_form() -> None:
    assert parse_date(_series("10/05/26"), date_format="%m/%d/%y").to_list() == [date(2026, 10, 5)]


@given(DAYS)
def test_months_come_back_in_every_spelling(day: date) -> None:
    name = MONTHS[day.month - 1]
    spellings = [f"{day:%Y-%m}", f"{day:%m/%Y}", f"{day:%d.%m.%Y}", f"{name} {day.year}", f"{name[:3]}. {day.year}"]
    assert parse_month(_series(*spellings)).to_list() == [day.replace(day=1)] * len(spellings)


@pytest.mark.parametrize("text", ["2026-13", "Smarch 2026", "2026", "31.02.2026", "1 2 3"])
def test_what_is_no_month_is_none(text: str) -> None:
    assert month_of(text) is None


@pytest.mark.parametrize(
    ("header", "month_format", "expected"),
    [
        ("2025-3", "%Y-%m", "2025-03"),
        ("2008-04", "%Y-%m", "2008-04"),
        ("Jan 24", "german", "2024-01"),
        ("Januar 2024", "german", "2024-01"),
        ("Mär 23", "german", "2023-03"),
        ("2024-03-01 00:00:00", "%m/%y", "2024-03"),
        ("Summe", "german", None),
        ("Library", "%Y-%m", None),
    ],
)
def test_month_headers(header: str, month_format: str, expected: str | None) -> None:
    assert month_of_header(header, month_format) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12:45", time(12, 45)),
        ("9:30", time(9, 30)),
        ("12:45:00", time(12, 45)),
        ("9.30 Uhr", time(9, 30)),
        ("1899-12-31 12:45:00", time(12, 45)),
        ("25:00", None),
        ("mittags", None),
    ],
)
def test_times_of_day(text: str, expected: time | None) -> None:
    assert parse_time(_series(text, None)).to_list() == [expected, None]
