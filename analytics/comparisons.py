"""One value beside another in words: the month before, the same month or the same months of the year before.

The percentage stands beside the difference only from a base of 20: below it a few contacts make wild percentages.
"""

from __future__ import annotations

from decimal import Decimal

from analytics import formatting
from analytics.formatting import NBSP
from analytics.months import month_name, shift
from analytics.readings import Metric, MetricSeries, Reading
from analytics.sentences import value_words

MINIMUM_BASE = 20
YEAR_TO_DATE = "ytd"


def comparison(series: MetricSeries) -> str:
    """`12 weniger als im Oktober 2025 (−23 %)`, or why there is nothing to compare with."""
    return beside(series, series.at(shift(series.month, -12)), month_name(shift(series.month, -12)))


def beside(series: MetricSeries, before: Reading | None, name: str) -> str:
    """The month beside an earlier one; `name` is the earlier month's."""
    now = series.now
    if now.value is None:
        return ""
    if now.is_partial:
        return "noch unvollständig, deshalb ohne Vergleich"
    if before is None or before.value is None:
        state = "not_collected" if before is None else before.state
        return f"{name} {formatting.STATE_WORDS[state]}"
    if before.is_partial:
        return f"{name} unvollständig, deshalb ohne Vergleich"
    return f"{difference(now.value, before.value, series.metric)} im {name}{percent_words(now, before, series.metric)}"


def year_to_date(series: MetricSeries) -> str:
    """`Januar bis Oktober 412 Kontakte, 31 mehr als 2025 (+8 %)`; empty unless both years are complete so far.

    In January the month says it already; where the month has no value, the year so far has none to show either.
    """
    pair = series.longer.get(YEAR_TO_DATE)
    if pair is None or series.month.month == 1 or series.now.value is None:
        return ""
    now, before = pair.now, pair.before
    if now.value is None or before.value is None or now.is_partial or before.is_partial:
        return ""
    span = f"Januar bis {month_name(series.month).partition(NBSP)[0]}"
    compared = f"{difference(now.value, before.value, series.metric)} {before.period.year}"
    return f"{span} {value_words(now, series.metric)}, {compared}{percent_words(now, before, series.metric)}"


def difference(now: Decimal, before: Decimal, metric: Metric) -> str:
    """`12 weniger als`, `1,0 Prozentpunkt höher als`, `genauso viele wie`"""
    step = Decimal(1).scaleb(-metric.decimals)
    gap = now.quantize(step) - before.quantize(step)
    if gap == 0:
        return "genauso viele wie" if metric.decimals == 0 and metric.unit not in ("%", "€") else "genauso hoch wie"
    if metric.unit == "%":
        word, size = ("höher" if gap > 0 else "niedriger"), _points(abs(gap), metric.decimals)
    else:
        word = "mehr" if gap > 0 else "weniger"
        size = formatting.money(abs(gap)) if metric.unit == "€" else formatting.decimal(abs(gap), metric.decimals)
    return f"{size} {word} als"


def percent_words(now: Reading, before: Reading, metric: Metric) -> str:
    """` (−23 %)`; empty for shares and rates, for no change, and below a base of 20."""
    if metric.denominator is not None or now.value is None or before.value is None or before.value < MINIMUM_BASE:
        return ""
    change = 100 * (now.value - before.value) / before.value
    rounded = formatting.percent(change)
    if not formatting.decimal(change, 0).strip("0"):
        return ""
    return f" ({'+' if change > 0 else ''}{rounded})"


def _points(size: Decimal, decimals: int) -> str:
    noun = "Prozentpunkt" if size == 1 else "Prozentpunkte"
    return f"{formatting.decimal(size, decimals)}{NBSP}{noun}"
