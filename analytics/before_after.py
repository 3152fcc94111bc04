"""What a metric was before and after a month: two means and how far apart they probably are.

Difference of means with Welch's 95 % interval (B. L. Welch, Biometrika 34, 1947, 28–35; degrees of freedom rounded
down). Seasons, and whatever else changed at the same time, are not taken out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import mean, variance

from analytics.months import shift
from analytics.readings import Reading

FEWEST_MONTHS, MOST_MONTHS = 6, 12
# Student's t, 97.5 %, for 1 to 22 degrees of freedom: twice twelve months have no more.
T_975 = (
    *(12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201),
    *(2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074),
)
HIDDEN = "In dieser Zeit sind Werte zum Schutz der Ratsuchenden nicht gezeigt, deshalb kein Vergleich."
RECOUNTED = "In dieser Zeit hat sich die Zählregel geändert, deshalb kein Vergleich."
TOO_FEW = (
    f"Für einen Vergleich braucht es je {FEWEST_MONTHS} freigegebene, vollständig gemeldete Monate davor und danach; "
    "es sind {before} davor und {after} danach."
)


@dataclass(frozen=True)
class Span:
    """The mean of the complete months from `first` to `last`; `months` counts those that are in it."""

    first: date
    last: date
    months: int
    mean: float


@dataclass(frozen=True)
class BeforeAfter:
    """`difference` is after less before; it probably lies between `lower` and `upper`."""

    before: Span
    after: Span
    difference: float
    lower: float
    upper: float


@dataclass(frozen=True)
class NoComparison:
    """Why nothing is compared, in German."""

    reason: str


def before_and_after(readings: Sequence[Reading], month: date) -> BeforeAfter | NoComparison:
    """Up to twelve released months on each side of `month`, which itself belongs to neither."""
    released = [reading for reading in readings if reading.version > 0]
    before = [each for each in released if shift(month, -MOST_MONTHS) <= each.period < month]
    after = [each for each in released if month < each.period <= shift(month, MOST_MONTHS)]
    window = [*before, *after]
    if any(reading.state == "suppressed" for reading in window):
        return NoComparison(HIDDEN)
    if len({reading.counting_rule for reading in window if reading.value is not None}) > 1:
        return NoComparison(RECOUNTED)
    sides = [_complete(before), _complete(after)]
    if min(map(len, sides)) < FEWEST_MONTHS:
        return NoComparison(TOO_FEW.format(before=len(sides[0]), after=len(sides[1])))
    return _compared(*sides)


def _complete(readings: Sequence[Reading]) -> list[tuple[date, float]]:
    return [(each.period, float(each.value)) for each in readings if each.value is not None and not each.is_partial]


def _compared(before: Sequence[tuple[date, float]], after: Sequence[tuple[date, float]]) -> BeforeAfter:
    first, second = ([value for _, value in side] for side in (before, after))
    parts = [variance(side) / len(side) for side in (first, second)]
    gap, reach = mean(second) - mean(first), _reach(parts, [len(first), len(second)])
    return BeforeAfter(_span(before), _span(after), gap, gap - reach, gap + reach)


def _reach(parts: Sequence[float], lengths: Sequence[int]) -> float:
    """Half the width of the interval; `parts` are the squared standard errors of the two means."""
    total = sum(parts)
    if total == 0:
        return 0.0
    freedom = total**2 / sum(part**2 / (length - 1) for part, length in zip(parts, lengths, strict=True))
    # Rounding may lift the most that is possible just above itself.
    return T_975[min(int(freedom), len(T_975)) - 1] * sqrt(total)


def _span(side: Sequence[tuple[date, float]]) -> Span:
    return Span(side[0][0], side[-1][0], len(side), mean(value for _, value in side))
