"""Readings of metrics: the one place where values are taken from `mart_metric`.

What was published comes before what is current (`order by basis desc`), its newest version first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from analytics.months import month_range, shift
from analytics.queries.annotations import noted
from analytics.queries.judging import judged_series, needed_keys, service_breaks, services
from analytics.readings import Metric, MetricSeries, Pair, Place, Reading, Yardstick
from analytics.release import Release


class UnknownMetric(ValueError):
    """The release defines no metric with this key; the message is German."""


def metrics(release: Release) -> tuple[Metric, ...]:
    """Every metric of the release in its order."""
    frame = release.frame(
        """
        select metric as key, name, unit, theme, direction, definition, numerator, denominator, scale, decimals,
               minimum_base, owner, limits, counting_rule, source_note, variation, formula, rule_versions,
               source_models, yardstick_low, yardstick_high, yardstick_per, yardstick_source
        from dim_metric
        order by position
        """
    )
    return tuple(map(_metric, frame.iter_rows(named=True)))


def _metric(row: dict[str, Any]) -> Metric:
    low, high, per, source = (row.pop(f"yardstick_{name}") for name in ("low", "high", "per", "source"))
    lists = {name: tuple(row[name]) for name in ("rule_versions", "source_models")}
    return Metric(**{**row, **lists}, yardstick=Yardstick(low, high, per, source) if source else None)


def metric(release: Release, key: str) -> Metric:
    """One metric. Raises UnknownMetric."""
    for candidate in metrics(release):
        if candidate.key == key:
            return candidate
    raise UnknownMetric(f"Eine Kennzahl „{key}“ gibt es in diesem Stand nicht.")


def metric_series(
    release: Release, key: str, *, place: Place, month: date, months: int = 37, period_kind: str = "month"
) -> MetricSeries:
    """The metric for `months` months up to `month`, with its usual band and verdict where the scope may have them."""
    return all_series(release, place=place, month=month, months=months, period_kind=period_kind, keys=[key])[key]


def all_series(
    release: Release,
    *,
    place: Place,
    month: date,
    months: int = 37,
    period_kind: str = "month",
    keys: Sequence[str],
    longer: Sequence[str] = ("ytd",),
) -> dict[str, MetricSeries]:
    """Several metrics in one query; keys the release does not know raise UnknownMetric.

    What is unusual is learned from all months, however few are asked for; longer periods overlap and are not judged.
    Months come with the `longer` kinds of period that end with the last of them; every series with its annotations.
    """
    series = _judged_series(release, place=place, month=month, months=months, period_kind=period_kind, keys=keys)
    marks = noted(release, place=place, keys=keys, first=shift(month, 1 - months), last=month)
    series = {key: replace(each, annotations=marks.get(key, ())) for key, each in series.items()}
    for kind in longer if period_kind == "month" else ():
        pairs = pair_of_years(release, place=place, keys=keys, period_kind=kind, month=month)
        series = {key: replace(each, longer={**each.longer, kind: pairs[key]}) for key, each in series.items()}
    return series


def _judged_series(
    release: Release, *, place: Place, month: date, months: int, period_kind: str, keys: Sequence[str]
) -> dict[str, MetricSeries]:
    known = {candidate.key: candidate for candidate in metrics(release)}
    for key in keys:
        if key not in known:
            raise UnknownMetric(f"Eine Kennzahl „{key}“ gibt es in diesem Stand nicht.")
    start = min(release.info.first_month, month)
    first = max(shift(month, 1 - months), start)
    if not release.scope.has_signals or period_kind != "month":
        histories = _histories(release, place=place, keys=keys, period_kind=period_kind, first=first, last=month)
        return {key: MetricSeries(known[key], place, month, histories[key], None) for key in keys}
    needed = needed_keys(keys, known)
    histories = _histories(release, place=place, keys=needed, period_kind=period_kind, first=start, last=month)
    shown, breaks = len(month_range(first, month)), service_breaks(services(release), release.info, place=place)
    return {
        key: judged_series(known[key], histories, place=place, month=month, months=shown, breaks=breaks) for key in keys
    }


def pair_of_years(
    release: Release, *, place: Place, keys: Sequence[str], period_kind: str, month: date
) -> dict[str, Pair]:
    """The period that ends with the month, and the one a year before, of every metric; nothing is judged."""
    before = shift(month, -12)
    rows = _rows(release, place=place, keys=keys, period_kind=period_kind, first=before, last=month)
    cells = {(row["metric"], row["period"]): row for row in rows.iter_rows(named=True)}
    return {
        key: Pair(*(_reading(release, period, cells.get((key, period)), frozenset()) for period in (month, before)))
        for key in keys
    }


def _histories(
    release: Release, *, place: Place, keys: Sequence[str], period_kind: str, first: date, last: date
) -> dict[str, tuple[Reading, ...]]:
    """One reading per metric and month, none left out."""
    rows = _rows(release, place=place, keys=keys, period_kind=period_kind, first=first, last=last)
    closed = _closed_months(release, place=place)
    cells = {(row["metric"], row["period"]): row for row in rows.iter_rows(named=True)}
    return {
        key: tuple(_reading(release, period, cells.get((key, period)), closed) for period in month_range(first, last))
        for key in keys
    }


def _rows(
    release: Release, *, place: Place, keys: Sequence[str], period_kind: str, first: date, last: date
) -> pl.DataFrame:
    """Both tables are narrowed to the place and its months before they are joined."""
    return release.frame(
        """
        with
        cells as (
            select *
            from mart_metric
            where area_kind = $1 and area = $2 and period_kind = $3 and period between $4 and $5
                and list_contains($6, metric)
        ),
        totals as (
            select period, basis, estimated
            from mart_contact_cube
            where area_kind = $1 and area = $2 and period_kind = $3 and period between $4 and $5
                and dimension = 'total' and category = 'total'
        )
        select m.metric, m.period, m.value, m.state, m.expected, m.reported, coalesce(c.estimated, false) as estimated,
               m.counting_rule, m.numerator, m.exposure, m.basis, m.version, n.value as current_value
        from cells as m
        left join cells as n
            on m.basis = 'published' and n.basis = 'current' and n.state = 'value' and n.metric = m.metric
            and n.period = m.period
        left join totals as c on m.metric = 'contacts' and c.basis = m.basis and c.period = m.period
        qualify row_number() over (partition by m.metric, m.period order by m.basis desc, m.version desc) = 1
        """,
        [place.kind, place.key, period_kind, first, last, list(keys)],
    )


def _closed_months(release: Release, *, place: Place) -> frozenset[date]:
    """Months in which every service of the place was closed."""
    frame = release.frame(
        "select month from mart_expected where ? or quartier = ? group by month having bool_and(state = 'closed')",
        [place.kind == "municipality", place.key],
    )
    return frozenset(frame["month"])


def _reading(release: Release, period: date, row: dict | None, closed: frozenset[date]) -> Reading:
    if row is None:
        state = "closed" if period in closed else absent_state(release, period)
        return Reading(period=period, value=None, state=state)
    return Reading(
        period=period,
        value=row["value"] if row["state"] == "value" else None,
        state=row["state"],
        expected=row["expected"],
        reported=row["reported"],
        estimated=row["estimated"],
        counting_rule=row["counting_rule"],
        numerator=row["numerator"],
        exposure=row["exposure"],
        version=version_of(row["basis"], row["version"]),
        current=row["current_value"] if row["state"] == "value" else None,
    )


def version_of(basis: str | None, version: int | None) -> int:
    """How often a value was published with another content; 0 while it was not. What is current counts as 0."""
    return version or 0 if basis == "published" else 0


def absent_state(release: Release, period: date) -> str:
    """What a month without a row means: still to come, not yet released for this audience, or before the start."""
    info = release.info
    if period > info.through_month:
        return "not_reported"
    is_released = info.released_through is not None and period <= info.released_through
    return "not_collected" if is_released or release.scope.sees_rows else "not_released"
