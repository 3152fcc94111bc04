"""The four rules by hand, and how often they speak: on chance alone about as often as theory says, on a shift soon."""

from __future__ import annotations

import random
from collections import Counter
from itertools import accumulate
from math import exp, sqrt
from statistics import NormalDist, fmean

import pytest

from analytics.control_charts import Chart, u_prime, xmr
from analytics.readings import Verdict
from analytics.run_rules import RUN, verdict

USUAL = Verdict("usual", "none", 0)
UP = [0.5, 0.2, 1.0, 0.1, 0.3, 0.9, 0.4]
RISE = [-1.5, -1.0, -0.6, -0.2, 0.3, 0.9, 1.4]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0.0], USUAL),
        ([3.0], USUAL),
        ([3.1], Verdict("high", "beyond", 1)),
        ([-3.1], Verdict("low", "beyond", 1)),
        ([3.1, 0.2], USUAL),
        (UP, Verdict("higher", "shift", 7)),
        ([1.0, *UP], Verdict("higher", "shift", 8)),
        ([-score for score in UP], Verdict("lower", "shift", 7)),
        (UP[1:], USUAL),
        ([0.0, *UP[1:]], USUAL),
        ([*UP, 3.5], Verdict("high", "beyond", 1)),
        (RISE, Verdict("rising", "trend", 7)),
        ([-score for score in RISE], Verdict("falling", "trend", 7)),
        (RISE[1:], USUAL),
        ([2.1, 0.4, 2.2], Verdict("high", "near", 3)),
        ([0.4, 2.1, 2.2], Verdict("high", "near", 3)),
        ([-2.1, -0.4, -2.2], Verdict("low", "near", 3)),
        ([2.1, 2.2, 0.4], USUAL),
        ([2.1, -0.4, 2.2], USUAL),
        ([2.1, 2.2], USUAL),
        ([3.2, 0.4, 2.2], USUAL),
    ],
)
def test_the_last_month_by_hand(scores: list[float], expected: Verdict) -> None:
    assert verdict(scores, scores) == expected


def _poisson(rng: random.Random, mean: float) -> int:
    """Knuth's method; fine for means below a few hundred."""
    limit, number, product = exp(-mean), 0, rng.random()
    while product > limit:
        number, product = number + 1, product * rng.random()
    return number


def _cdf(mean: float) -> list[float]:
    """P(X ≤ k) of a Poisson count, k = 0, 1, …"""
    terms = [exp(-mean)]
    while len(terms) < mean * 3 + 40:
        terms.append(terms[-1] * mean / len(terms))
    return list(accumulate(terms))


def _below(cdf: list[float], bound: float, *, strictly: bool) -> float:
    """P(X < bound) or P(X ≤ bound)."""
    counts = [k for k in range(len(cdf)) if (k < bound if strictly else k <= bound)]
    return cdf[counts[-1]] if counts else 0.0


def test_a_constant_process_speaks_about_as_often_as_theory_says() -> None:
    """Contacts by chance at 1.5 an hour, 40 hours a month: the share of months per rule, beside exact probabilities."""
    rng, hours, rate = random.Random(11), 40.0, 1.5
    learned = u_prime([_poisson(rng, rate * hours) for _ in range(4000)], [hours] * 4000)
    months = [_poisson(rng, rate * hours) for _ in range(20_000)]
    values = [count / hours for count in months]
    scores = [learned.score(value, hours) for value in values]
    last = [verdict(values[end - 20 : end], scores[end - 20 : end]) for end in range(20, len(months) + 1)]
    share = {rule: number / len(last) for rule, number in Counter(each.rule for each in last).items()}

    cdf = _cdf(rate * hours)
    lower, upper = learned.limits(hours)
    beyond = _below(cdf, lower * hours, strictly=True) + 1 - _below(cdf, upper * hours, strictly=False)
    under = _below(cdf, learned.centre * hours, strictly=True)
    over = 1 - _below(cdf, learned.centre * hours, strictly=False)
    assert learned.sigma == pytest.approx(1, abs=0.05)
    assert 0.001 < beyond < 0.006
    assert share["beyond"] == pytest.approx(beyond, abs=0.0015)
    assert share["shift"] == pytest.approx(under**RUN + over**RUN, rel=0.3)
    # Seven months in a row rise or fall by chance twice in 7! orders; two of three near a limit about once in 500.
    assert share.get("trend", 0) < 4 * 2 / 5040
    assert 0.0005 < share["near"] < 0.005
    assert 0.012 < 1 - share["none"] < 0.035


def test_limits_learned_from_two_years_speak_only_a_little_more_often() -> None:
    rng, spoken = random.Random(12), 0
    for _ in range(1500):
        hours = [rng.choice((24.0, 30.0, 36.0, 40.0)) for _ in range(36)]
        counts = [_poisson(rng, 1.5 * each) for each in hours]
        learned = u_prime(counts[:24], hours[:24])
        values = [count / each for count, each in zip(counts, hours, strict=True)]
        scores = [learned.score(value, each) for value, each in zip(values, hours, strict=True)]
        spoken += verdict(values, scores).kind != "usual"
    assert 0.01 < spoken / 1500 < 0.08


def _run_length_of_the_shift_rule(above: float) -> float:
    """Mean months until seven in a row lie above a centre, each with probability `above` (Feller, recurrent events)."""
    return (1 - above**RUN) / ((1 - above) * above**RUN)


def test_a_shift_of_one_and_a_half_sigma_is_found_within_the_expected_run_length() -> None:
    rng, centre, sigma = random.Random(13), 60.0, sqrt(60.0)
    expected = _run_length_of_the_shift_rule(NormalDist().cdf(1.5))
    assert expected == pytest.approx(9.35, abs=0.05)
    lengths = []
    for _ in range(600):
        learned = Chart(centre, sigma)
        values: list[float] = []
        while True:
            values.append(rng.gauss(centre + 1.5 * sigma, sigma))
            if verdict(values, [learned.score(value) for value in values]).kind in ("high", "higher"):
                break
        lengths.append(len(values))
    # The other rules only make it sooner; 600 runs know their mean to about a quarter of a month.
    assert 2 < fmean(lengths) < expected
    assert sum(length <= 2 * expected for length in lengths) / len(lengths) > 0.97


def test_it_is_found_with_limits_learned_from_two_years_too() -> None:
    rng, found = random.Random(14), 0
    for _ in range(300):
        before = [rng.gauss(60, 8) for _ in range(24)]
        values = [*before, *(rng.gauss(72, 8) for _ in range(18))]
        learned = xmr(before)
        scores = [learned.score(value) for value in values]
        found += any(verdict(values[:end], scores[:end]).kind in ("high", "higher") for end in range(25, 43))
    assert found / 300 > 0.9
