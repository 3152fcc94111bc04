"""Open hours and days of a month: forty calendars worked out by hand, built as forty services of one town.

Facts used: 1 January 2024 is a Monday; 2024 has a 29 February (a Thursday); Easter Sunday is 31 March 2024,
20 April 2025 and 5 April 2026; clocks change on 31 March and 27 October 2024.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import partial

import polars as pl
import pytest

from tests.builders import Records

START = date(2023, 12, 1)
LAST = date(2026, 12, 31)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WORKDAYS = DAYS[:5]
Span = tuple[date, date]


@dataclass(frozen=True)
class Window:
    """Open on `days` from `opens` to `closes` (HH:MM), valid from `since` to `until`."""

    days: Sequence[str]
    opens: str = "09:00"
    closes: str = "12:00"
    since: date = START
    until: date | None = None


@dataclass(frozen=True)
class Case:
    """A service and the hours and days it is open in `month`; None where no opening hours are known."""

    name: str
    month: date
    hours: float | None
    days: int | None
    windows: tuple[Window, ...] = (Window(("mon",)),)
    closures: tuple[Span, ...] = ()
    valid: tuple[date, date | None] = field(default=(START, None))
    state: str = "NW"


def _on(*days: str, **more: object) -> tuple[Window, ...]:
    return (Window(days, **more),)  # type: ignore[arg-type]


both = partial(_on, "mon", "thu")
CASES = (
    # Plain months.
    Case("five Mondays", date(2024, 7, 1), 15, 5),
    Case("four Mondays", date(2024, 6, 1), 12, 4),
    Case("quarters of an hour", date(2024, 6, 1), 16, 4, _on("mon", opens="12:45", closes="16:45")),
    Case("two windows a day", date(2024, 7, 1), 25, 5, (Window(("mon",)), Window(("mon",), "14:00", "16:00"))),
    Case("two windows that touch", date(2024, 7, 1), 25, 5, (Window(("mon",)), Window(("mon",), "12:00", "14:00"))),
    Case("two windows that overlap", date(2024, 7, 1), 25, 5, (Window(("mon",)), Window(("mon",), "11:00", "14:00"))),
    Case("a window within another", date(2024, 7, 1), 15, 5, (Window(("mon",)), Window(("mon",), "10:00", "11:00"))),
    Case("the same window twice", date(2024, 7, 1), 15, 5, (Window(("mon",)), Window(("mon",)))),
    Case("a window without length", date(2024, 7, 1), 0, 0, _on("mon", opens="09:00", closes="09:00")),
    Case("nobody knows the hours", date(2024, 7, 1), None, None, ()),
    # 29 February and the ends of years.
    Case("29 February", date(2024, 2, 1), 15, 5, _on("thu")),
    Case("no 29 February", date(2025, 2, 1), 12, 4, _on("thu")),
    Case("only on 29 February", date(2024, 2, 1), 3, 1, _on("thu", since=date(2024, 2, 29), until=date(2024, 2, 29))),
    Case("New Year on a Monday", date(2024, 1, 1), 12, 4),
    Case("open on New Year's Eve", date(2024, 12, 1), 15, 5, _on("tue")),
    Case("closed over the turn of the year, December", date(2024, 12, 1), 9, 3, _on("tue"),
         closures=((date(2024, 12, 23), date(2025, 1, 6)),)),
    Case("closed over the turn of the year, January", date(2025, 1, 1), 9, 3, _on("mon"),
         closures=((date(2024, 12, 23), date(2025, 1, 6)),)),
    Case("both days of Christmas", date(2024, 12, 1), 18, 6, _on("wed", "thu")),
    # Moving holidays, and fixed ones on an office day.
    Case("Good Friday", date(2024, 3, 1), 12, 4, _on("fri")),
    Case("Good Friday and Easter Monday in one April", date(2025, 4, 1), 18, 6, _on("mon", "fri")),
    Case("Easter Monday on 1 April", date(2024, 4, 1), 12, 4),
    Case("Ascension Day", date(2024, 5, 1), 9, 3, _on("thu")),
    Case("Whit Monday", date(2024, 5, 1), 9, 3),
    Case("Corpus Christi in June", date(2025, 6, 1), 9, 3, _on("thu")),
    Case("Corpus Christi, where it is none", date(2025, 6, 1), 12, 4, _on("thu"), state="BE"),
    Case("1 May on a Wednesday", date(2024, 5, 1), 12, 4, _on("wed")),
    Case("3 October and the Thursdays", date(2024, 10, 1), 12, 4, _on("thu")),
    Case("All Saints on a Friday", date(2024, 11, 1), 12, 4, _on("fri")),
    Case("All Saints on a Saturday", date(2025, 11, 1), 12, 4, _on("sat")),
    Case("a holiday that is closed by notice too", date(2024, 5, 1), 9, 3, _on("thu"),
         closures=((date(2024, 5, 9), date(2024, 5, 9)),)),
    # Nights on which the clocks change: a day of 23 hours and one of 25.
    Case("the night to summer time", date(2024, 3, 1), 29, 5, _on("sun", opens="00:00", closes="06:00")),
    Case("the night to winter time", date(2024, 10, 1), 25, 4, _on("sun", opens="00:00", closes="06:00")),
    Case("Easter Sunday, where it is a holiday", date(2024, 3, 1), 24, 4, _on("sun", opens="00:00", closes="06:00"),
         state="BB"),
    # Changes within a month.
    Case("longer hours from the 16th", date(2024, 7, 1), 18, 5,
         (Window(("mon",), until=date(2024, 7, 15)), Window(("mon",), "09:00", "13:30", since=date(2024, 7, 16)))),
    Case("another weekday from the 16th", date(2024, 7, 1), 18, 6,
         (Window(("mon",), until=date(2024, 7, 15)), Window(("fri",), since=date(2024, 7, 12)))),
    Case("a service that opens on the 15th", date(2024, 7, 1), 9, 3, valid=(date(2024, 7, 15), None)),
    Case("a service that ends on the 14th", date(2024, 7, 1), 6, 2, valid=(START, date(2024, 7, 14))),
    # Closures.
    Case("closures that overlap", date(2024, 7, 1), 6, 2,
         closures=((date(2024, 7, 8), date(2024, 7, 16)), (date(2024, 7, 15), date(2024, 7, 22)))),
    Case("closed all month", date(2024, 7, 1), 0, 0, closures=((date(2024, 6, 20), date(2024, 8, 2)),)),
    Case("half of December", date(2024, 12, 1), 12, 4, both(), closures=((date(2024, 12, 16), date(2024, 12, 31)),)),
)  # fmt: skip


def _clock(text: str) -> time:
    return time.fromisoformat(text)


def _deliver(records: Records, cases: Sequence[Case]) -> None:
    """One service per case, named by its place in the list."""
    named = [(f"s{number}", case) for number, case in enumerate(cases)]
    records.deliver("carriers", [{"carrier": "a", "name": "A", "valid_from": START}])
    records.deliver("quartiers", [{"quartier": "nord", "name": "Nord", "valid_from": START}])
    service = {"carrier": "a", "quartier": "nord", "origin": "rows"}
    records.deliver(
        "services",
        [
            {"service": key, "name": case.name, **service, "valid_from": case.valid[0], "valid_to": case.valid[1]}
            for key, case in named
        ]
        + [{"service": "calendar", "name": "Calendar", **service, "valid_from": START}],
    )
    hours = [
        {
            "service": key,
            "weekday": day,
            "opens": _clock(window.opens),
            "closes": _clock(window.closes),
            "valid_from": window.since,
            "valid_to": window.until,
        }
        for key, case in named
        for window in case.windows
        for day in window.days
    ]
    records.deliver("opening_hours", hours)
    closed = [(key, span) for key, case in named for span in case.closures]
    records.deliver(
        "closures",
        [
            {"service": key, "closed_from": first, "closed_to": last, "reason": "Urlaub"}
            for key, (first, last) in closed
        ],
        received_at=f"{LAST + timedelta(days=20):%Y-%m-%d}T08:00:00Z",
    )


@pytest.fixture
def open_hours(records: Records, build):
    """Builds the cases' services and answers (service name, month) → (hours, days)."""

    def built(cases: Sequence[Case], state: str) -> tuple[dict, pl.DataFrame]:
        _deliver(records, cases)
        query = build(records, federal_state=state)
        frame = query("select name, month, open_hours, open_days from int_open_hours join dim_service using (service)")
        return {(name, month): (hours, days) for name, month, hours, days in frame.rows()}, query("from stg_holidays")

    return built


def test_there_are_forty_calendars_with_names_of_their_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) == 40


@pytest.mark.parametrize("state", ["NW", "BE", "BB"])
def test_open_hours_are_those_of_the_calendar(open_hours, state: str) -> None:
    cases = [case for case in CASES if case.state == state]
    found, _ = open_hours(cases, state)
    wrong = {
        case.name: (found[case.name, case.month], (case.hours, case.days))
        for case in cases
        if found[case.name, case.month] != (case.hours, case.days)
    }
    assert wrong == {}


def test_months_stay_within_their_calendar_where_every_day_is_open_around_the_clock(open_hours) -> None:
    case = Case("always", date(2024, 3, 1), None, None, _on(*DAYS, opens="00:00", closes="23:59"))
    found, holidays = open_hours([case], "NW")
    closed = {row[0] for row in holidays.select("date").rows()}
    months = [month for name, month in found if name == "always"]
    assert len(months) > 36
    for month in months:
        following = (month + timedelta(days=32)).replace(day=1)
        listed = [month + timedelta(days=number) for number in range((following - month).days)]
        expected = [day for day in listed if day not in closed]
        hours, days = found["always", month]
        assert days == len(expected)
        changed = {3: -1, 10: 1}.get(month.month, 0)
        assert float(hours) == pytest.approx(len(expected) * (24 - 1 / 60) + changed, abs=1e-3)


def test_a_closed_month_is_no_missing_one_and_no_zero(records: Records, build) -> None:
    closed = next(case for case in CASES if case.name == "closed all month")
    _deliver(records, [closed])
    query = build(records)
    row = query("select state, open_hours, open_days from dim_expected where service = 's0' and month = '2024-07-01'")
    assert row.rows() == [("closed", 0, 0)]
    cells = query("select period from cube_contact where category = 's0' and period_kind = 'month'")["period"].to_list()
    assert date(2024, 6, 1) in cells
    assert date(2024, 7, 1) not in cells
