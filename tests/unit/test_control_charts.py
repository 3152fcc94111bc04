"""Limits equal worked series: NIST for XmR, SAS for the u chart within u′, arithmetic by hand for Laney's σz."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.control_charts import Chart, u_prime, xmr

# NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 Individuals Control Charts: ten flow rates.
FLOWRATE = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# SAS/QC User's Guide, SHEWHART procedure, "Creating u Charts for Varying Numbers of Units": defects and square metres
# of the first five pieces of fabric.
DEFECTS, SQUARE_METRES = [7, 11, 15, 6, 11], [30.0, 27.6, 30.4, 34.8, 26.0]


def test_xmr_limits_are_those_of_the_nist_handbook() -> None:
    chart = xmr(FLOWRATE)
    lower, upper = chart.limits()
    assert chart.centre == pytest.approx(50.81)
    assert chart.sigma * 1.128 == pytest.approx(1.8778, abs=5e-5)
    assert (lower, upper) == pytest.approx((45.8159, 55.8041), abs=1e-4)


def test_limits_of_a_rate_are_those_of_a_u_chart_where_months_vary_by_chance_alone() -> None:
    """SAS/QC, "Saving Control Limits": 182 defects on 20 rolls of 30 m² have the limits 0.001671271 and 0.60500."""
    lower, upper = Chart(182 / 600, 1.0, by_exposure=True).limits(30)
    assert (lower, upper) == pytest.approx((0.001671271, 0.60500), abs=5e-6)


def test_sigma_z_by_hand() -> None:
    """Laney's steps on the fabric, with u = 50 / 148.8 = 0.336022.

    roll   c     n      c/n       √(u/n)    z         |Δz|
    1      7     30.0   0.233333  0.105833  −0.970281
    2      11    27.6   0.398551  0.110339   0.566701  1.536982
    3      15    30.4   0.493421  0.105135   1.497120  0.930419
    4      6     34.8   0.172414  0.098264  −1.664983  3.162104
    5      11    26.0   0.423077  0.113683   0.765771  2.430754

    Mean |Δz| = 8.060259 / 4 = 2.015065; σz = 2.015065 / 1.128 = 1.786405.
    Upper limit of roll 1: 0.336022 + 3 × 1.786405 × 0.105833 = 0.903206.
    """
    chart = u_prime(DEFECTS, SQUARE_METRES)
    assert chart.centre == pytest.approx(0.336022, abs=1e-6)
    assert chart.sigma == pytest.approx(1.786405, abs=1e-6)
    assert [chart.limits(size)[1] for size in SQUARE_METRES] == pytest.approx(
        [0.903206, 0.927352, 0.899462, 0.862639, 0.945275], abs=2e-6
    )


def test_few_hours_have_wide_limits() -> None:
    chart = u_prime(DEFECTS, SQUARE_METRES)
    assert chart.limits(10)[1] > chart.limits(20)[1] > chart.limits(40)[1] > chart.centre


def test_where_nothing_ever_varied_any_change_is_beyond() -> None:
    chart = xmr([3.0] * 12)
    assert chart.limits() == (3.0, 3.0)
    assert [chart.score(value) for value in (3.0, 2.0, 4.0)] == [0.0, -inf, inf]
    assert u_prime([0, 0], [10, 10]).score(0.1, 10) == inf


def test_a_rate_needs_its_exposure() -> None:
    with pytest.raises(ValueError, match="exposure"):
        u_prime(DEFECTS, SQUARE_METRES).limits()


@given(st.lists(st.integers(0, 500), min_size=2, max_size=40), st.integers(1, 9), st.integers(-100, 100))
def test_scores_do_not_know_the_unit(values: list[int], factor: int, moved: int) -> None:
    chart, other = xmr(values), xmr([value * factor + moved for value in values])
    scores = [chart.score(value) for value in values]
    assert [other.score(value * factor + moved) for value in values] == pytest.approx(scores, abs=1e-6)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(1, 90)), min_size=2, max_size=40), st.integers(2, 60))
def test_hours_counted_in_minutes_change_no_score(months: list[tuple[int, int]], factor: int) -> None:
    counts, hours = [list(part) for part in zip(*months, strict=True)]
    minutes = [each * factor for each in hours]
    by_hour, by_minute = u_prime(counts, hours), u_prime(counts, minutes)
    for count, hour, minute in zip(counts, hours, minutes, strict=True):
        assert by_minute.score(count / minute, minute) == pytest.approx(by_hour.score(count / hour, hour), abs=1e-4)
