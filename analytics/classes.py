"""Classes of a map: few, with round limits, from all values ever shown so that they do not move from month to month."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CLASSES = 5


def class_limits(values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Upper limits of all classes but the last: rounded quintiles; fewer when values are alike."""
    ordered = sorted(values)
    if not ordered:
        return ()
    quantiles = (ordered[len(ordered) * step // CLASSES] for step in range(1, CLASSES))
    rounded = sorted({_round(value) for value in quantiles})
    return tuple(limit for limit in rounded if ordered[0] < limit <= ordered[-1])


def class_of(value: Decimal, limits: Sequence[Decimal]) -> int:
    """The class of a value, 0 for the lowest; a value on a limit belongs to the class above."""
    return sum(value >= limit for limit in limits)


def _round(value: Decimal) -> Decimal:
    if value == 0:
        return Decimal(0)
    step = Decimal(1).scaleb(value.adjusted() - 1)
    halves = Decimal(5) * step
    return (value / halves).quantize(Decimal(1), rounding=ROUND_HALF_UP) * halves
