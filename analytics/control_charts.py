"""Limits of ordinary variation for a series of months: XmR and Laney's u′ chart. Numbers in, numbers out.

XmR (individuals and moving range) after Wheeler, Understanding Variation (1993), as NHS England's "Making data count"
uses it: centre = mean, limits = centre ± 2.66 × mean moving range. u′ after Laney, Improved control charts for
attributes, Quality Engineering 14 (2002) 531-537: a rate of counts whose limits follow its exposure and widen by what
the months vary beyond chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import copysign, inf, isclose, sqrt
from statistics import fmean

# Expected range of two values of a normal distribution, in standard deviations: 3 / 1.128 = 2.66.
D2 = 1.128
LIMIT = 3.0
WARNING = 2.0


@dataclass(frozen=True)
class Chart:
    """A centre and how far months lie from it by chance.

    `sigma` is in the unit of the values; with `by_exposure` it is Laney's σz, the factor on a Poisson rate's spread.
    """

    centre: float
    sigma: float
    by_exposure: bool = False

    def spread(self, exposure: float | None = None) -> float:
        """One sigma of a month, in the unit of the values; `exposure` (hours, say) is needed by a u′ chart only."""
        if not self.by_exposure:
            return self.sigma
        if not exposure:
            raise ValueError("a rate has no limits without exposure")
        return self.sigma * sqrt(self.centre / exposure)

    def limits(self, exposure: float | None = None) -> tuple[float, float]:
        """Lower and upper limit of a month."""
        reach = LIMIT * self.spread(exposure)
        return self.centre - reach, self.centre + reach

    def score(self, value: float, exposure: float | None = None) -> float:
        """How many sigmas a value lies above the centre; infinite where nothing ever varied."""
        distance, spread = value - self.centre, self.spread(exposure)
        if isclose(value, self.centre, rel_tol=1e-9, abs_tol=1e-9):
            return 0.0
        return distance / spread if spread > 0 else copysign(inf, distance)


def xmr(values: Sequence[float]) -> Chart:
    """The XmR chart of at least two values in their order."""
    return Chart(fmean(values), _mean_moving_range(values) / D2)


def u_prime(counts: Sequence[float], exposures: Sequence[float]) -> Chart:
    """The u′ chart of counts over positive exposures, at least two of each."""
    centre = sum(counts) / sum(exposures)
    if centre == 0:
        return Chart(0.0, 0.0, by_exposure=True)
    scores = [(c / n - centre) / sqrt(centre / n) for c, n in zip(counts, exposures, strict=True)]
    return Chart(centre, _mean_moving_range(scores) / D2, by_exposure=True)


def _mean_moving_range(values: Sequence[float]) -> float:
    return fmean(abs(later - earlier) for earlier, later in pairwise(values))
