"""Which quartiers have an unusual month: one query for all of them, so that sixty cost hardly more than one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from analytics.months import month_range
from analytics.queries.judging import service_breaks, services, sorted_breaks
from analytics.queries.places import choices
from analytics.queries.series import metric as metric_of
from analytics.queries.series import metric_series
from analytics.readings import Metric, MetricSeries, Place, Reading
from analytics.release import Release
from analytics.variation import is_unusual, judged, rule_breaks

Cells = Mapping[date, Mapping[str, Any]]


def unusual_quartiers(release: Release, key: str, *, month: date) -> tuple[MetricSeries, ...]:
    """The series of quartiers whose month the rules call unusual, in the order of the quartiers. Raises UnknownMetric.

    Only what stands out before opening hours are looked at is looked at with them; a month they explain is usual.
    """
    metric, listed = metric_of(release, key), services(release)
    cells = _cells(release, key, month=month)
    suspects = [
        place
        for place in choices(release)
        if _stands_out(release, metric, cells.get(place.key, {}), listed, place=place, month=month)
    ]
    found = (metric_series(release, key, place=place, month=month) for place in suspects)
    return tuple(series for series in found if is_unusual(series.verdict))


def _cells(release: Release, key: str, *, month: date) -> dict[str, dict[date, Mapping[str, Any]]]:
    """The newest published cell of every quartier and month, else the current one."""
    frame = release.frame(
        """
        select area, period, value, state, expected, reported, counting_rule
        from mart_metric
        where metric = ? and area_kind = 'quartier' and period_kind = 'month' and period <= ?
        qualify row_number() over (partition by area, period order by basis desc, version desc) = 1
        """,
        [key, month],
    )
    cells: dict[str, dict[date, Mapping[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        cells.setdefault(row["area"], {})[row["period"]] = row
    return cells


def _stands_out(
    release: Release, metric: Metric, cells: Cells, listed: list[Any], *, place: Place, month: date
) -> bool:
    if cells.get(month, {}).get("state") != "value":
        return False
    history = [_reading(each, cells.get(each)) for each in month_range(min(cells), month)]
    breaks = sorted_breaks(service_breaks(listed, release.info, place=place), rule_breaks(history))
    return is_unusual(judged(history, chart=metric.variation, breaks=breaks).verdict)


def _reading(period: date, row: Mapping[str, Any] | None) -> Reading:
    if row is None:
        return Reading(period, None, "not_collected")
    value = row["value"] if row["state"] == "value" else None
    told = {name: row[name] for name in ("expected", "reported", "counting_rule")}
    return Reading(period, value, row["state"], **told)
