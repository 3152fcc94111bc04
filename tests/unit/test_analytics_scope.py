from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import months
from analytics.scope import Scope, UnknownScope, parse_scope

first_days = st.dates(min_value=date(1, 2, 1), max_value=date(9990, 12, 31)).map(lambda day: day.replace(day=1))


@pytest.mark.parametrize("text", ["leverkusen/council", "leverkusen/steering", "stadt-a/coordinator", "a/quartier:b-2"])
def test_a_scope_is_read_as_it_is_written(text: str) -> None:
    assert parse_scope(text).text == text


def test_a_scope_names_one_file() -> None:
    assert parse_scope("leverkusen/council").file_name == "council.duckdb"
    assert parse_scope("leverkusen/quartier:manfort").file_name == "quartier-manfort.duckdb"


@pytest.mark.parametrize(
    "text",
    [
        *("", "leverkusen", "leverkusen/", "/council", "leverkusen/mayor", "leverkusen/quartier"),
        *("leverkusen/quartier:", "leverkusen/council:manfort", "../x/council", "a/quartier:../../b"),
        *("a/quartier:b/c", "A/council", "a/quartier:b\n"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(UnknownScope, match="keine bekannte Sicht"):
        parse_scope(text)


def test_who_sees_rows_and_signals() -> None:
    seen = {
        audience: (scope.sees_rows, scope.has_signals)
        for audience in ("council", "steering", "coordinator", "quartier")
        for scope in [Scope("a", audience, "b" if audience == "quartier" else None)]
    }
    assert seen == {
        "council": (False, False),
        "steering": (False, True),
        "coordinator": (True, True),
        "quartier": (True, True),
    }


def test_the_default_month_is_the_last_that_has_ended() -> None:
    assert months.default_month(date(2026, 11, 12)) == date(2026, 10, 1)
    assert months.default_month(date(2026, 11, 1)) == date(2026, 10, 1)
    assert months.default_month(date(2026, 1, 31)) == date(2025, 12, 1)


@given(month=first_days)
def test_a_month_is_read_as_it_is_written(month: date) -> None:
    assert months.parse_month(months.month_key(month)) == month


@given(month=first_days, by=st.integers(-400, 40))
def test_shifting_back_and_forth_comes_home(month: date, by: int) -> None:
    if month.year + by / 12 > 2:
        assert months.shift(months.shift(month, by), -by) == month


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-1", "0000-01", "26-10", "2026-10-01", "x2026-10"])
def test_no_month(text: str) -> None:
    with pytest.raises(months.MonthError, match="kein Monat"):
        months.parse_month(text)


def test_months_have_german_names() -> None:
    assert months.month_name(date(2026, 3, 1)) == "März\u00a02026"
    assert months.month_short(date(2009, 10, 1)) == "Okt\u00a009"
    assert months.month_range(date(2025, 11, 1), date(2026, 2, 1))[-1] == date(2026, 2, 1)
    assert len(months.month_range(date(2025, 11, 1), date(2026, 2, 1))) == 4
    assert months.month_range(date(2026, 2, 1), date(2025, 11, 1)) == ()
