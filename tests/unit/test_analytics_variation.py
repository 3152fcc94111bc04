from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.months import shift
from analytics.readings import Break, MissingValue, Reading
from analytics.variation import Judgement, judged, rule_breaks

START = date(2023, 1, 1)
CALM = [10, 12] * 6


def readings(values: list[int], **more: object) -> list[Reading]:
    return [Reading(shift(START, index), Decimal(value), "value", **more) for index, value in enumerate(values)]  # type: ignore[arg-type]


def rates(months: list[tuple[int, int]]) -> list[Reading]:
    """Contacts and open hours per month."""
    return [
        Reading(
            shift(START, index),
            Decimal(contacts) / hours,
            "value",
            numerator=Decimal(contacts),
            exposure=Decimal(hours),
        )
        for index, (contacts, hours) in enumerate(months)
    ]


def kind(found: Judgement) -> str | None:
    return found.verdict and found.verdict.kind


def test_the_band_is_mean_and_moving_range_of_the_months_before() -> None:
    band = judged(readings([*CALM, 40]), chart="xmr").band
    assert band is not None
    assert len(band.baseline) == 12
    for limits in band.limits:
        assert limits is not None
        assert (limits.centre, limits.lower, limits.upper) == pytest.approx((11, 11 - 6 / 1.128, 11 + 6 / 1.128))


def test_a_rate_has_limits_by_its_hours() -> None:
    band = judged(rates([(60, 40), (66, 40)] * 12 + [(30, 20)]), chart="u_prime").band
    assert band is not None
    full, half = band.limits[0], band.limits[-1]
    assert full is not None
    assert half is not None
    assert half.centre == full.centre == pytest.approx(63 / 40)
    assert (half.upper - half.centre) / (full.upper - full.centre) == pytest.approx(2**0.5)


def test_sixty_two_after_seventy_is_no_alarm() -> None:
    months = [64, 71, 58, 69, 66, 75, 61, 55, 70, 68, 63, 52, 66, 72, 60, 67, 71, 59, 70, 62]
    assert kind(judged(readings(months), chart="xmr")) == "usual"


@pytest.mark.parametrize(("value", "word"), [(11, "usual"), (17, "high"), (5, "low")])
def test_one_month(value: int, word: str) -> None:
    assert kind(judged(readings([*CALM, value]), chart="xmr")) == word


def test_a_lasting_change_stays_one_until_a_break_is_recorded() -> None:
    years = readings([10, 12] * 12 + [14, 13] * 15)
    assert kind(judged(years, chart="xmr")) == "higher"
    moved = [Break(shift(START, 24), "am neuen Standort")]
    assert kind(judged(years, chart="xmr", breaks=moved)) == "usual"


def test_each_stretch_has_its_own_limits() -> None:
    moved = [Break(shift(START, 24), "am neuen Standort")]
    band = judged(readings([10, 12] * 12 + [20, 24] * 10 + [22]), chart="xmr", breaks=moved).band
    assert band is not None
    assert [limits and limits.centre for limits in (band.limits[0], band.limits[23], band.limits[24])] == [11, 11, 22]
    assert [(first, last) for first, last, _ in band.steps()] == [(0, 23), (24, 44)]
    assert band.baseline[0] == shift(START, 24)
    assert [(first, last) for first, last, _ in band.tail(22).steps()] == [(0, 0), (1, 21)]


def test_another_counting_rule_is_a_break() -> None:
    before, after = readings([10] * 14, counting_rule="kontakt-1"), readings([20] * 20, counting_rule="kontakt-2")[14:]
    (found,) = rule_breaks([*before, *after])
    assert (found.month, found.text) == (shift(START, 14), "gilt die Zählregel kontakt-2")


def test_what_is_said_of_a_month_does_not_change_with_those_after_it() -> None:
    months = [10, 13, 9, 12, 14, 8] * 8
    said = [judged(readings(months[:end]), chart="xmr").verdict for end in range(25, 49)]
    again = [judged(readings([*months[:end], *([99] * 3)])[:-3], chart="xmr").verdict for end in range(25, 49)]
    assert said == again
    limits = {judged(readings(months[:end]), chart="xmr").band.limits[0] for end in range(26, 49)}  # type: ignore[union-attr]
    assert len(limits) == 1


def test_twelve_complete_months_are_needed() -> None:
    partial = Reading(shift(START, 11), Decimal(5), "value", expected=3, reported=2)
    now = Reading(shift(START, 12), Decimal(5), "value")
    assert judged(readings([10] * 12), chart="xmr") == Judgement()
    assert judged([*readings([10] * 11), partial, now], chart="xmr") == Judgement()
    assert judged(readings([10] * 13), chart="xmr").verdict is not None


def test_nothing_is_said_where_anything_is_hidden() -> None:
    hidden = Reading(shift(START, 24), None, "suppressed")
    now = Reading(shift(START, 25), Decimal(99), "value")
    assert judged([*readings(CALM * 2), hidden, now], chart="xmr") == Judgement()
    moved = [Break(shift(START, 25), "am neuen Standort")]
    assert judged([*readings(CALM * 2), hidden, now], chart="xmr", breaks=moved) == Judgement()


def test_missing_months_do_not_stop_the_band_but_end_a_run() -> None:
    gap = Reading(shift(START, 24), None, "not_reported")
    higher = [Reading(shift(START, 25 + index), Decimal(13), "value") for index in range(7)]
    assert kind(judged([*readings(CALM * 2), gap, *higher[:6]], chart="xmr")) == "usual"
    assert kind(judged([*readings(CALM * 2), gap, *higher], chart="xmr")) == "higher"


def test_no_verdict_without_value_complete_reports_or_hours() -> None:
    calm = readings(CALM * 2)
    partial = Reading(shift(START, 24), Decimal(99), "value", expected=3, reported=2)
    for now in (Reading(shift(START, 24), None, "not_reported"), partial):
        found = judged([*calm, now], chart="xmr")
        assert (found.band is None, found.verdict) == (False, None)
    no_hours = Reading(shift(START, 24), None, "closed")
    found = judged([*rates([(60, 40), (66, 40)] * 12), no_hours], chart="u_prime")
    assert found.band is not None
    assert (found.band.limits[-1], found.verdict) == (None, None)


def test_a_metric_may_have_no_chart() -> None:
    assert judged(readings(CALM * 3), chart="none") == Judgement()


@given(st.lists(st.integers(0, 500), min_size=13, max_size=60))
def test_a_band_never_leaves_what_is_possible(values: list[int]) -> None:
    band = judged(readings(values), chart="xmr", ceiling=500).band
    assert band is not None
    assert len(band.limits) == len(values)
    assert all(limits and 0 <= limits.lower <= limits.centre <= limits.upper <= 500 for limits in band.limits)


@pytest.mark.parametrize(
    ("value", "state"), [(Decimal(3), "suppressed"), (Decimal(0), "not_reported"), (None, "value")]
)
def test_a_reading_cannot_say_two_things(value: Decimal | None, state: str) -> None:
    with pytest.raises(MissingValue):
        Reading(START, value, state)
