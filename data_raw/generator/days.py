"""Months, public holidays of North Rhine-Westphalia, and the days and hours on which a service is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from data_raw.generator.table import Cells, Table

WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def day(text: object) -> date:
    """A date written as 31.12.2026."""
    first, month, year = str(text).split(".")
    return date(int(year), int(month), int(first))


def clock(text: object) -> time:
    """A time written as 12:45."""
    return time.fromisoformat(str(text))


def months(first: date, last: date) -> Iterator[date]:
    """The first day of every month from `first` to `last`, both included."""
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(index // 12, index % 12 + 1, 1)


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def days_of(month: date) -> Iterator[date]:
    for offset in range((next_month(month) - month).days):
        yield month + timedelta(days=offset)


def nth_weekday(month: date, weekday: str, nth: int) -> date:
    """The `nth` Monday, Tuesday, … of a month; counted from 1."""
    return [each for each in days_of(month) if WEEKDAYS[each.weekday()] == weekday][nth - 1]


def easter(year: int) -> date:
    """Easter Sunday (Gregorian calendar, the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    shift = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * shift) // 451
    total = h + shift - 7 * m + 114
    return date(year, total // 31, total % 31 + 1)


def public_holidays(year: int) -> dict[date, str]:
    """Holidays by law in North Rhine-Westphalia (§ 2 Feiertagsgesetz NW), without the Sundays among them."""
    moving = {-2: "Karfreitag", 1: "Ostermontag", 39: "Christi Himmelfahrt", 50: "Pfingstmontag", 60: "Fronleichnam"}
    fixed = {
        (1, 1): "Neujahr",
        (5, 1): "Tag der Arbeit",
        (10, 3): "Tag der Deutschen Einheit",
        (11, 1): "Allerheiligen",
        (12, 25): "1. Weihnachtstag",
        (12, 26): "2. Weihnachtstag",
    }
    return {
        **{date(year, month, first): name for (month, first), name in fixed.items()},
        **{easter(year) + timedelta(days=shift): name for shift, name in moving.items()},
    }


def is_valid(row: Cells, on: date) -> bool:
    """Whether a row with "gültig ab" and "gültig bis" holds on a day."""
    ends = row.get("gültig bis")
    return day(row["gültig ab"]) <= on and (ends is None or on <= day(ends))


def is_closed(closures: Table, service: str, on: date) -> bool:
    return any(row["Angebot"] in (None, service) and day(row["von"]) <= on <= day(row["bis"]) for row in closures)


def windows(opening_hours: Table, service: str, on: date) -> list[tuple[time, time]]:
    """Opening windows of a service on a day, closures not considered."""
    return [
        (clock(row["von"]), clock(row["bis"]))
        for row in opening_hours
        if row["Angebot"] == service and row["Wochentag"] == WEEKDAYS[on.weekday()] and is_valid(row, on)
    ]
