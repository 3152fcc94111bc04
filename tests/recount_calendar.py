"""Count open days and hours, reports and posts from the example's raw lists, day by day, apart from the program."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from data_raw.generator.days import public_holidays
from tests.recount import recount, recount_arrivals
from tests.recount_periods import Values, areas, calendar, day, number, periods, ratio, rows_of, summed

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
DUE_DAY = 10
Parts = dict[tuple[str | None, date], Decimal]


def recount_calendar(municipality: Path) -> dict[str, Values]:
    """Per metric its values: what was open, who reported it and when, and how many posts there were."""
    expected: Parts = defaultdict(Decimal)
    reported: Parts = defaultdict(Decimal)
    on_time: Parts = defaultdict(Decimal)
    hours: Parts = defaultdict(Decimal)
    days: Parts = defaultdict(Decimal)
    told, arrived = recount(municipality), recount_arrivals(municipality)
    for service, quartier, month, open_days in _service_months(municipality):
        if not open_days and (service, month) not in told:
            continue
        place = (quartier, month)
        expected[place] += 1
        reported[place] += (service, month) in told
        on_time[place] += (service, month) in told and arrived[service, month] <= _due(month)
        days[place] += len(open_days)
        hours[place] += sum(open_days.values(), Decimal(0))
    sums = {
        name: summed(parts, municipality=municipality)
        for name, parts in (
            ("expected", expected),
            ("reported", reported),
            ("on_time", on_time),
            ("open_hours", hours),
            ("open_days", days),
        )
    }
    return {
        "open_hours": sums["open_hours"],
        "open_days": sums["open_days"],
        "reporting_rate": ratio(sums["reported"], sums["expected"], scale=100),
        "on_time_rate": ratio(sums["on_time"], sums["expected"], scale=100),
        "position_share": _posts(municipality),
    }


def _due(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=DUE_DAY)


def _service_months(municipality: Path) -> Iterator[tuple[str, str | None, date, dict[date, Decimal]]]:
    """Every month of a service's validity with its open days and the hours of each."""
    windows, closures = rows_of(municipality, "opening_hours"), rows_of(municipality, "closures")
    for row in rows_of(municipality, "services"):
        service = str(row["Schlüssel"])
        for month in calendar(municipality):
            valid = [each for each in _days(month) if _holds(row, each)]
            if valid:
                opened = {each: _hours(windows, closures, service, each) for each in valid}
                yield (
                    service,
                    row["Quartier"] or None,
                    month,
                    {each: length for each, length in opened.items() if length},
                )


def _days(month: date) -> Iterator[date]:
    each = month
    while each.month == month.month:
        yield each
        each += timedelta(days=1)


def _holds(row: dict, on: date) -> bool:
    return day(row["gültig ab"]) <= on and (not row["gültig bis"] or on <= day(row["gültig bis"]))


def _hours(windows: list[dict], closures: list[dict], service: str, on: date) -> Decimal:
    """Minute by minute, so that nothing counts twice."""
    closed = any(row["Angebot"] in ("", None, service) and day(row["von"]) <= on <= day(row["bis"]) for row in closures)
    if closed or on in public_holidays(on.year):
        return Decimal(0)
    minutes: set[int] = set()
    for row in windows:
        if row["Angebot"] == service and row["Wochentag"] == WEEKDAYS[on.weekday()] and _holds(row, on):
            minutes |= set(range(_minute(row["von"]), _minute(row["bis"])))
    return Decimal(len(minutes)) / 60


def _minute(value: object) -> int:
    clock = value if isinstance(value, time) else datetime.strptime(str(value), "%H:%M").time()  # noqa: DTZ007
    return clock.hour * 60 + clock.minute


def _posts(municipality: Path) -> Values:
    """Full posts by the days they hold, on average over the months of a period."""
    homes = {str(row["Schlüssel"]): row["Quartier"] or None for row in rows_of(municipality, "services")}
    full: Parts = defaultdict(Decimal)
    for row in rows_of(municipality, "staffing"):
        quartier = row["Quartier"] or homes.get(str(row["Angebot"]))
        for month in calendar(municipality):
            listed = list(_days(month))
            held = sum(_holds(row, each) for each in listed)
            full[quartier, month] += number(row["Wochenstunden"]) / number(row["Vollzeit (Std.)"]) * held / len(listed)
    months = {
        (kind, period, area.kind, area.key): Decimal(len(inside))
        for area in areas(municipality)
        for kind, period, inside in periods(calendar(municipality))
    }
    known = {
        (q, month): Decimal(0)
        for area in areas(municipality)
        for q in area.quartiers
        for month in calendar(municipality)
    }
    return ratio(summed({**known, **full}, municipality=municipality), months)
