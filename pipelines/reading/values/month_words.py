"""Months as people write them: 2026-10, 10/2026, Oktober 2026, Okt. 26, or any day in them; also without their year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from pipelines.reading.values.words import fold

NAMES = {
    "januar": 1, "jan": 1, "jänner": 1, "februar": 2, "feb": 2, "feber": 2, "märz": 3, "maerz": 3, "mär": 3, "mrz": 3,
    "april": 4, "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
    "sep": 9, "sept": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12,
}  # fmt: skip
FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?([ T]00:00(:00)?)?"),
    re.compile(r"(?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<name>[a-zä]+)\.?[ '/-]*(?P<year>\d{4}|\d{2})"),
    re.compile(r"(?P<year>\d{4})[ /-]*(?P<name>[a-zä]+)\.?"),
)
YEARLESS = re.compile(r"(?P<name>[a-zä]+)\.?|(?P<month>0?[1-9]|1[0-2])\.?")
MIDNIGHT = re.compile(r"^\d{4}-\d{2}-\d{2} 00:00:00$")
CENTURY = 100
EARLIEST, LATEST = 1900, 2100


@dataclass(frozen=True)
class YearlessMonth:
    """A month of an unnamed year, 1 to 12."""

    month: int

    def in_year(self, year: int | None) -> date | None:
        """Its first day in `year`; None while the year is unknown."""
        return date(year, self.month, 1) if year is not None else None


def month_of(text: str) -> date | None:
    """The first day of the month that `text` names, None when it names none."""
    folded = fold(text)
    found = next((match for form in FORMS if (match := form.fullmatch(folded))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = NAMES.get(parts["name"]) if "name" in parts else int(parts["month"])
    return _first_day(int(parts["year"]), month, int(parts.get("day") or 1))


def yearless_month_of(text: str) -> YearlessMonth | None:
    """The month that „Januar“, „Jan.“ or „01“ names without saying of which year."""
    found = YEARLESS.fullmatch(fold(text))
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else NAMES.get(found["name"])
    return YearlessMonth(month) if month else None


def month_of_header(text: str, month_format: str) -> str | None:
    """The month of a column header as `2026-10`; `month_format` is strptime's, or `german` for names of months.

    A German month without its year is `10`. A header that is a date in its workbook comes as a day at midnight,
    whatever it looked like on screen.
    """
    if month_format == "german" or MIDNIGHT.search(text):
        month = month_of(text)
        yearless = yearless_month_of(text) if month is None else None
        return f"{yearless.month:02d}" if yearless else _written(month)
    try:
        return _written(datetime.strptime(text.strip(), month_format).date())  # noqa: DTZ007 - a month has no zone
    except ValueError:
        return None


def _written(month: date | None) -> str | None:
    return f"{month:%Y-%m}" if month else None


def _first_day(year: int, month: int | None, day: int) -> date | None:
    year = year + 2000 if year < CENTURY else year
    try:
        return date(year, month or 0, day).replace(day=1) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None
