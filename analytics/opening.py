"""A month that is short of opening days is no decline: contacts are judged by the hours that were open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from statistics import median, median_low

from analytics.readings import Opening, Reading, Verdict

# Shares of the usual hours: what differs less explains nothing, or is not worth a word beside another verdict.
EXPLAINING = 0.1
NOTABLE = 0.2
UPWARD = ("high", "higher", "rising")


def opening(
    hours: Sequence[Reading], days: Sequence[Reading], *, baseline: Sequence[date], month: date
) -> Opening | None:
    """Open hours (`exposure` of `hours`) and days of the month beside the median of `baseline`; None if unknown."""
    open_hours = {reading.period: float(reading.exposure) for reading in hours if reading.exposure}
    open_days = {reading.period: int(reading.value) for reading in days if reading.value is not None}
    known = [when for when in baseline if when in open_hours and when in open_days]
    if not known or month not in open_hours or month not in open_days:
        return None
    usual_days = median_low(open_days[when] for when in known)
    return Opening(open_days[month], usual_days, open_hours[month], median(open_hours[when] for when in known))


def is_notable(found: Opening) -> bool:
    """Whether a fifth or more of the usual hours is missing or was added."""
    return _difference(found) >= NOTABLE


def by_the_hour(counted: Verdict | None, rated: Verdict | None, found: Opening | None) -> Verdict | None:
    """The verdict on a count of contacts, given that on contacts per open hour.

    What is usual by the hour is usual, where the opening hours explain it: a tenth or more, in the same direction.
    """
    if counted is None or rated is None or found is None or rated.kind != "usual" or counted.kind == "usual":
        return counted
    explains = _difference(found) >= EXPLAINING and (found.hours > found.usual_hours) == (counted.kind in UPWARD)
    return Verdict("usual", "opening", 0) if explains else counted


def _difference(found: Opening) -> float:
    return abs(found.hours - found.usual_hours) / found.usual_hours
