"""Whether a month is unusual: natural process limits of an XmR chart (Wheeler, Understanding Variation, 1993).

Council files never get limits, and no series does that has a suppressed value in it, so a limit cannot tell more than
the cells that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import mean, median

from analytics.readings import Band, Reading

MINIMUM_MONTHS = 12
MOVING_RANGE_FACTOR = 2.66
SIGNAL_WORDS = {
    "usual": "im üblichen Schwankungsbereich",
    "high": "ungewöhnlich hoch",
    "low": "ungewöhnlich niedrig",
}


def usual_band(before: Sequence[Reading], *, ceiling: float | None = None) -> Band | None:
    """Median ± 2.66 × mean moving range of the complete months in `before`; never below 0 or above `ceiling`.

    None when fewer than 12 months are complete or any month is suppressed.
    """
    if any(reading.state == "suppressed" for reading in before):
        return None
    values = [float(reading.value) for reading in before if reading.value is not None and not reading.is_partial]
    if len(values) < MINIMUM_MONTHS:
        return None
    centre = median(values)
    reach = MOVING_RANGE_FACTOR * mean(abs(later - earlier) for earlier, later in pairwise(values))
    upper = centre + reach if ceiling is None else min(ceiling, centre + reach)
    return Band(lower=max(0.0, centre - reach), centre=centre, upper=upper, months=len(values))


def signal(reading: Reading, band: Band | None) -> str | None:
    """`usual`, `high` or `low`; None without a band, without a value, or while deliveries are missing."""
    if band is None or reading.value is None or reading.is_partial:
        return None
    value: Decimal = reading.value
    if float(value) > band.upper:
        return "high"
    return "low" if float(value) < band.lower else "usual"
