"""Days, months and times as people write them; a day that does not exist is none."""

from __future__ import annotations

from datetime import date, time

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.values.month_words import month_of, month_of_header
from pipelines.reading.values.parse_dates import parse_date, parse_month, parse_time

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
FORMS = ("%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%d 00:00:00", "%Y-%m-%dT00:00:00")
MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
          "Dezember")  # fmt: skip


def _series(*cells: str | None) -> pl.Series:
    return pl.Series("cells", cells, dtype=pl.String)


@given(st.lists(DAYS, min_size=1), st.sampled_from(FORMS))
def test_days_come_back(days: list[date], form: str) -> None:
    assert parse_date(_series(*(day.strftime(form) for day in days), None)).values.to_list() == [*days, None]


@given(st.dates(date(2000, 1, 1), date(2068, 12, 31)))
def test_days_without_zeros_and_century_come_back(day: date) -> None:
    assert parse_date(_series(f"{day.day}.{day.month}.{day:%y}")).values.to_list() == [day]


@pytest.mark.parametrize(
    "text", ["31.02.2026", "29.02.2025", "00.01.2026", "2026-13-01", "morgen", "1.1.0026", "45000"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_date(_series(text, "05.10.2026")).values.to_list() == [None, date(2026, 10, 5)]


def test_a_year_may_mean_its_last_day() -> None:
    assert parse_date(_series("2005", "x"), date_format="year_end").values.to_list() == [date(2005, 12, 31), None]


def test_a_profile_may_name_the_form() -> None:
    assert parse_date(_series("10/05/26"), date_format="%m/%d/%y").values.to_list() == [date(2026, 10, 5)]


WRITTEN = (
    "{day:%d.%m.%Y}", "{d}.{m}.{day.year}", "{d}. {m}. {day.year}", "{day:%Y-%m-%d}", "{day:%Y/%m/%d}",
    "{day:%d-%m-%Y}",    "{day:%Y%m%d}", "{d}. {name} {day.year}", "{d}.{name}{day.year}", "{d}. {name:.3}. {day.year}",
    "{weekday}, {day:%d.%m.%Y}", "{weekday:.2} {d}.{m}.{day.year}", "{day:%d.%m.%Y} 14:30", "{day:%Y-%m-%d}T09:05:00",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


def _written(day: date, form: str) -> str:
    name, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    return form.format(day=day, d=day.day, m=day.month, name=name, weekday=weekday)


@given(st.lists(st.tuples(DAYS, st.sampled_from(WRITTEN)), min_size=1, max_size=10))
def test_days_come_back_however_they_are_written(days: list[tuple[date, str]]) -> None:
    written = _series(*(_written(day, form) for day, form in days))
    assert parse_date(written).values.to_list() == [day for day, _ in days]


@given(st.dates(date(1927, 1, 1), date(2099, 12, 31)), st.booleans(), st.sampled_from(["", ".0", ",5", ".75"]))
def test_a_column_of_excels_day_numbers_comes_back(day: date, is_1904: bool, fraction: str) -> None:
    epoch = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    written = f"{(day - epoch).days:05d}{fraction}"
    days = parse_date(_series(written, None), is_1904=is_1904)
    assert (days.values.to_list(), days.are_serials) == ([day, None], True)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_day_number_beside_a_written_day_is_never_taken(day: date) -> None:
    days = parse_date(_series(f"{day:%d.%m.%Y}", str((day - date(1899, 12, 30)).days)))
    assert days.values.to_list() == [day, None]
    assert days.serial.to_list() == [False, True]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(["{d}.{m}.", "{day:%d.%m.}", "{d}. {name}"]))
def test_a_day_without_its_year_needs_somebody_to_say_it(day: date, form: str) -> None:
    written = _series(_written(day, form))
    known = parse_date(written, years=pl.Series([day.year]))
    unknown = parse_date(written, years=pl.Series([None], dtype=pl.Int32))
    assert (known.values.to_list(), known.no_year.to_list()) == ([day], [False])
    assert (unknown.values.to_list(), unknown.no_year.to_list()) == ([None], [True])


@given(st.lists(st.text("0123456789.,-/: TJanuOkt'", max_size=12), max_size=6), st.booleans())
def test_no_text_breaks_the_reader_of_days(cells: list[str], is_1904: bool) -> None:
    for parser in (parse_date, parse_month):
        days = parser(_series(*cells), years=pl.Series([2026] * len(cells), dtype=pl.Int32), is_1904=is_1904)
        assert all(day is None or 1900 <= day.year <= 2100 for day in days.values)


def test_the_29th_of_february_exists_only_in_leap_years() -> None:
    days = parse_date(_series("29.2.", "29.2.", "30.2."), years=pl.Series([2024, 2025, 2024]))
    assert days.values.to_list() == [date(2024, 2, 29), None, None]


@given(DAYS)
def test_months_come_back_in_every_spelling(day: date) -> None:
    name = MONTHS[day.month - 1]
    spellings = [f"{day:%Y-%m}", f"{day:%m/%Y}", f"{day:%d.%m.%Y}", f"{name} {day.year}", f"{name[:3]}. {day.year}"]
    assert parse_month(_series(*spellings)).values.to_list() == [day.replace(day=1)] * len(spellings)


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
        ("Januar", "german", "01"),
        ("Dez.", "german", "12"),
        ("7", "german", "07"),
        ("1. Quartal", "german", None),
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
        ("14 Uhr", time(14)),
        ("14", None),
        ("1899-12-31 12:45:00", time(12, 45)),
        ("25:00", None),
        ("mittags", None),
    ],
)
def test_times_of_day(text: str, expected: time | None) -> None:
    assert parse_time(_series(text, None)).to_list() == [expected, None]
