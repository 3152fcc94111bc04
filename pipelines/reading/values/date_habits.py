"""Days in the ways that no format string covers: names of months, weekdays, missing years, Excel's numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.reading.values.month_words import EARLIEST, LATEST, NAMES
from pipelines.reading.values.words import fold

WEEKDAY = re.compile(
    r"^(?:(?:mo|di|mi|do|fr|sa|so)\.?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend),?\s+"
)
# A day's time, which a column of days does not hold.
CLOCK = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: uhr)?$")
YEAR = r"(?P<year>\d{4}|'?\d{2})"
FORMS = (
    re.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<month>\d{{1,2}})\. ?{YEAR}\.?"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})"),
    re.compile(r"(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"),
    re.compile(rf"(?P<day>\d{{1,2}})\. ?(?P<name>[a-zä]+)\.? ?{YEAR}"),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\."),
    re.compile(r"(?P<day>\d{2})\.(?P<month>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})\. ?(?P<name>[a-zä]+)\.?"),
)
SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# 29 February exists in a year that is divisible by four.
LEAP_YEAR = 2024
LAST_OF_THIS_CENTURY = 68


@dataclass(frozen=True)
class YearlessDay:
    """A day of an unnamed year."""

    month: int
    day: int

    def in_year(self, year: int | None) -> date | None:
        """The day in `year`; None while the year is unknown or has no such day."""
        return _day(year, self.month, self.day) if year is not None else None


def day_of(text: str) -> date | YearlessDay | None:
    """The day that `text` names, with or without its year; None when it names none."""
    folded = CLOCK.sub("", WEEKDAY.sub("", fold(text)))
    found = next((match for form in FORMS if (match := form.fullmatch(folded))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = NAMES.get(parts["name"]) if "name" in parts else int(parts["month"])
    if month is None:
        return None
    if "year" in parts:
        return _day(_full_year(parts["year"]), month, int(parts["day"]))
    exists = _day(LEAP_YEAR, month, int(parts["day"])) is not None
    return YearlessDay(month, int(parts["day"])) if exists else None


def is_serial(text: str) -> bool:
    """Whether a text may be Excel's number of a day (with a fraction for the time): five digits, 1927 to 2173."""
    return SERIAL.fullmatch(text) is not None


def serial_day(text: str, *, is_1904: bool) -> date | None:
    """The day of Excel's number, in the way of counting that the workbook says."""
    day = (EPOCH_1904 if is_1904 else EPOCH_1900) + timedelta(days=int(text[:5]))
    return day if EARLIEST <= day.year <= LATEST else None


def _full_year(text: str) -> int:
    """Two digits mean what they mean elsewhere: 69 to 99 the last century, 00 to 68 this one."""
    year = int(text.lstrip("'"))
    return year if len(text) == len("2026") else year + (1900 if year > LAST_OF_THIS_CENTURY else 2000)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None
