"""Whether a month is unusual: the usual band of a series and what the rules say of its last month.

The band is learned from the first 24 complete months since the start or the last recorded break (another counting
rule, a service that opened or closed) and stays: only a recorded break begins a new one. Council files never get it,
and no stretch does that has a suppressed value in it, so a limit cannot tell more than the cells that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from analytics.control_charts import Chart, u_prime, xmr
from analytics.months import shift
from analytics.readings import Band, Break, Limits, Reading, Verdict
from analytics.run_rules import verdict

MINIMUM_MONTHS = 12
BASELINE_MONTHS = 24
NO_CHART = "none"
U_PRIME = "u_prime"
SIGNAL_WORDS = {
    "usual": "im üblichen Schwankungsbereich",
    "high": "ungewöhnlich hoch",
    "low": "ungewöhnlich niedrig",
    "higher": "anhaltend höher",
    "lower": "anhaltend niedriger",
    "rising": "steigend",
    "falling": "fallend",
}


@dataclass(frozen=True)
class Judgement:
    """The band of a series and what its last month is; None where nothing may or can be said."""

    band: Band | None = None
    verdict: Verdict | None = None


def judged(
    readings: Sequence[Reading], *, chart: str, breaks: Sequence[Break] = (), ceiling: float | None = None
) -> Judgement:
    """Judge the last of `readings` (one per month, none left out) by its `chart`: xmr, u_prime or none.

    A u′ chart reads the counts and hours of `numerator` and `exposure`. `ceiling` caps limits, 100 for shares.
    """
    if chart == NO_CHART or not readings:
        return Judgement()
    starts = [change.month for change in breaks]
    limits: list[Limits | None] = []
    learned: tuple[tuple[date, ...], Chart] | None = None
    stretch: list[Reading] = []
    for _, group in groupby(readings, lambda reading: sum(start <= reading.period for start in starts)):
        stretch = list(group)
        learned = _learned(stretch, chart, before=readings[-1].period)
        limits += [_limits(reading, learned and learned[1], chart, ceiling) for reading in stretch]
    band = Band(tuple(limits), learned[0]) if learned else None
    return Judgement(band, _verdict(stretch, learned[1], chart) if learned else None)


def is_unusual(verdict: Verdict | None) -> bool:
    """Whether a month stands out; False where nothing may or can be said."""
    return verdict is not None and verdict.kind != "usual"


def rule_breaks(readings: Sequence[Reading]) -> tuple[Break, ...]:
    """Months from which another counting rule holds; numbers before and after do not compare."""
    ruled = [reading for reading in readings if reading.counting_rule]
    return tuple(
        Break(later.period, f"gilt die Zählregel {later.counting_rule}")
        for earlier, later in pairwise(ruled)
        if earlier.counting_rule != later.counting_rule
    )


def _learned(stretch: Sequence[Reading], chart: str, *, before: date) -> tuple[tuple[date, ...], Chart] | None:
    """The months learned from, all before the judged one, and their chart; None when they are hidden or too few."""
    if any(reading.state == "suppressed" for reading in stretch):
        return None
    baseline = [reading for reading in stretch if _is_complete(reading, chart) and reading.period < before]
    baseline = baseline[:BASELINE_MONTHS]
    if len(baseline) < MINIMUM_MONTHS:
        return None
    months = tuple(reading.period for reading in baseline)
    if chart == U_PRIME:
        counts, exposures = zip(*(_parts(reading) for reading in baseline), strict=True)
        return months, u_prime(counts, exposures)
    return months, xmr([_value(reading) for reading in baseline])


def _limits(reading: Reading, learned: Chart | None, chart: str, ceiling: float | None) -> Limits | None:
    """A month's limits; a rate has none where nothing was open."""
    if learned is None or (chart == U_PRIME and not reading.exposure):
        return None
    lower, upper = learned.limits(_exposure(reading))
    return Limits(max(0.0, lower), learned.centre, upper if ceiling is None else min(ceiling, upper))


def _verdict(stretch: Sequence[Reading], learned: Chart, chart: str) -> Verdict | None:
    """Of the run of complete months that ends with the judged one; a gap ends a run."""
    run: list[Reading] = []
    for reading in reversed(stretch):
        if not _is_complete(reading, chart) or (run and shift(reading.period, 1) != run[-1].period):
            break
        run.append(reading)
    run.reverse()
    if not run:
        return None
    return verdict(
        [_value(reading) for reading in run], [learned.score(_value(reading), _exposure(reading)) for reading in run]
    )


def _is_complete(reading: Reading, chart: str) -> bool:
    has_parts = chart != U_PRIME or (reading.numerator is not None and bool(reading.exposure))
    return reading.value is not None and not reading.is_partial and has_parts


def _value(reading: Reading) -> float:
    return float(reading.value or 0)


def _parts(reading: Reading) -> tuple[float, float]:
    return float(reading.numerator or 0), float(reading.exposure or 0)


def _exposure(reading: Reading) -> float | None:
    return float(reading.exposure) if reading.exposure else None
