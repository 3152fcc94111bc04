"""Which patterns in a row of months are more than chance, by the four rules of NHS England's "Making data count".

A point beyond the limits; seven in a row on one side of the centre; seven in a row that only rise or only fall; two of
three beyond two thirds of the way to the same limit. Only what ends in the last month counts, so what is said of a
month never changes with the months that follow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from analytics.control_charts import LIMIT, WARNING
from analytics.readings import Verdict

RUN = 7


def verdict(values: Sequence[float], scores: Sequence[float]) -> Verdict:
    """What the last of months without a gap is; `scores` are their distances from the centre in sigmas."""
    last = scores[-1]
    if abs(last) > LIMIT:
        return Verdict("high" if last > 0 else "low", "beyond", 1)
    shift = _run(scores, lambda score: score > 0) or -_run(scores, lambda score: score < 0)
    if abs(shift) >= RUN:
        return Verdict("higher" if shift > 0 else "lower", "shift", abs(shift))
    if _is_two_of_three(scores[-3:]):
        return Verdict("high" if last > 0 else "low", "near", 3)
    steps = [later - earlier for earlier, later in pairwise(values)]
    trend = _run(steps, lambda step: step > 0) or -_run(steps, lambda step: step < 0)
    if abs(trend) >= RUN - 1:
        return Verdict("rising" if trend > 0 else "falling", "trend", abs(trend) + 1)
    return Verdict("usual", "none", 0)


def _run(numbers: Sequence[float], holds: Callable[[float], bool]) -> int:
    """How many at the end it holds for without a break."""
    length = 0
    for number in reversed(numbers):
        if not holds(number):
            break
        length += 1
    return length


def _is_two_of_three(scores: Sequence[float]) -> bool:
    """All three on one side, two of them and the last one near the limit but within."""
    near = [WARNING < abs(score) <= LIMIT for score in scores]
    same_side = all(score > 0 for score in scores) or all(score < 0 for score in scores)
    return len(scores) == 3 and same_side and sum(near) >= 2 and near[-1]
