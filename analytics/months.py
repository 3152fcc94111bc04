"""Months are their first day. German names stand here because no library's names follow the reader's language."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

NAMES = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
SHORT = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


class MonthError(ValueError):
    """The text is no month of the form 2026-10."""


def parse_month(text: str) -> date:
    """Read `2026-10`. Raises MonthError with a German message."""
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not match or match[1] == "0000":
        raise MonthError(f"„{text}“ ist kein Monat. Geschrieben wird er als Jahr und Monat, zum Beispiel 2026-10.")
    return date(int(match[1]), int(match[2]), 1)


def month_key(month: date) -> str:
    """`2026-10`, as in addresses and file names."""
    return f"{month.year:04d}-{month.month:02d}"


def month_name(month: date) -> str:
    """`Oktober 2026`"""
    return f"{NAMES[month.month - 1]}\u00a0{month.year}"


def month_short(month: date) -> str:
    """`Okt 26`"""
    return f"{SHORT[month.month - 1]}\u00a0{month.year % 100:02d}"


def shift(month: date, by: int) -> date:
    """The month `by` months later (earlier when negative)."""
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


def month_range(first: date, last: date) -> tuple[date, ...]:
    """All months from `first` to `last`, both included; empty when `last` is before `first`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(shift(first.replace(day=1), index) for index in range(count))


def default_month(as_of: date) -> date:
    """The last month that had ended before `as_of`."""
    return shift(as_of.replace(day=1), -1)


def month_end(month: date) -> date:
    """The last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def months_ago(day: date, number: int) -> date:
    """The same day `number` months earlier, or the last day of a month that is too short for it."""
    last = month_end(shift(day, -number))
    return last.replace(day=min(day.day, last.day))
