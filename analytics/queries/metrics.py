"""Metric sheets: what a number means, where it stands, and how complete it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.queries.places import place as place_of
from analytics.queries.series import all_series, metrics
from analytics.readings import MetricSeries
from analytics.release import Release, ReleaseInfo


@dataclass(frozen=True)
class MetricSheet:
    """A metric with its history at a place; `period_kind` is month, or to_date for metrics that only add up."""

    info: ReleaseInfo
    period_kind: str
    series: MetricSeries


def metric_sheets(release: Release, *, month: date, quartier: str | None) -> tuple[MetricSheet, ...]:
    """A sheet for every metric of the release, in its order. Raises UnknownPlace."""
    place = place_of(release, quartier)
    sheets = {}
    for period_kind in ("month", "to_date"):
        keys = [metric.key for metric in metrics(release) if _period_kind(metric.theme) == period_kind]
        found = all_series(
            release,
            place=place,
            month=month,
            months=25,
            period_kind=period_kind,
            keys=keys,
            longer=("ytd", "rolling_12"),
        )
        sheets.update({key: MetricSheet(release.info, period_kind, series) for key, series in found.items()})
    return tuple(sheets[metric.key] for metric in metrics(release))


def _period_kind(theme: str) -> str:
    """Money is read since the beginning of the measures: a single month says little and ratios of months nothing."""
    return "to_date" if theme == "funding" else "month"
