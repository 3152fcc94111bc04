"""What a metric was before and after a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analytics.before_after import MOST_MONTHS, BeforeAfter, NoComparison, before_and_after
from analytics.months import month_range, shift
from analytics.queries.decisions import Decision
from analytics.queries.places import place as place_of
from analytics.queries.series import all_series
from analytics.readings import MetricSeries
from analytics.release import Release

SHOWN_MONTHS = 37
NOT_MEASURED = "An den Beschluss ist keine Kennzahl gebunden, deshalb kein Vergleich."
NOT_RELEASED = "Noch ist kein Monat freigegeben, deshalb kein Vergleich."


@dataclass(frozen=True)
class Review:
    """A decision whose day has come, and what its metric was before and after; `months` of its series tell of it."""

    decision: Decision
    series: MetricSeries | None
    months: int
    compared: BeforeAfter | NoComparison


def reviews(release: Release, decisions: Sequence[Decision]) -> tuple[Review, ...]:
    """One review each; decisions about the same metric and place share one series."""
    released = release.info.released_through
    if released is None:
        return tuple(Review(decision, None, 0, NoComparison(NOT_RELEASED)) for decision in decisions)
    needed: dict[tuple[str, str | None], int] = {}
    for decision in decisions:
        if decision.metric is not None and decision.metric_name is not None:
            about = (decision.metric, decision.quartier)
            needed[about] = max(needed.get(about, 0), _months(decision, released))
    series = {
        (key, quartier): all_series(
            release, keys=[key], place=place_of(release, quartier), month=released, months=months, longer=()
        )[key]
        for (key, quartier), months in needed.items()
    }
    return tuple(_review(each, series.get((each.metric or "", each.quartier)), released) for each in decisions)


def _review(decision: Decision, series: MetricSeries | None, released: date) -> Review:
    if series is None:
        return Review(decision, None, 0, NoComparison(NOT_MEASURED))
    compared = before_and_after(series.readings, decision.decided_on.replace(day=1))
    return Review(decision, series, _months(decision, released), compared)


def _months(decision: Decision, released: date) -> int:
    """How many months up to the last released one show a decision with what was before it."""
    month = decision.decided_on.replace(day=1)
    return max(SHOWN_MONTHS, len(month_range(shift(month, -MOST_MONTHS), released)))
