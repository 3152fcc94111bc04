"""What the band and the verdict of a metric need besides its own readings: open days, and recorded breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from analytics.months import shift
from analytics.opening import by_the_hour, opening
from analytics.readings import Break, Metric, MetricSeries, Place, Reading
from analytics.release import Release, ReleaseInfo
from analytics.variation import judged, rule_breaks

BY_THE_HOUR, OPEN_DAYS = "contacts_per_open_hour", "open_days"
# Judged by the hours that were open where these explain what is unusual.
ADJUSTED = ("contacts", "contacts_per_1000")
# One new service of many does not begin a new series.
NOTABLE_SHARE = 0.1
History = Sequence[Reading]
Service = tuple[str, str | None, date, date | None]


def needed_keys(keys: Sequence[str], known: Mapping[str, Metric]) -> tuple[str, ...]:
    """The metrics asked for, and those that say whether opening times explain them."""
    wants_opening = any(key in (*ADJUSTED, BY_THE_HOUR) for key in keys)
    companions = [key for key in (BY_THE_HOUR, OPEN_DAYS) if wants_opening and key in known]
    return tuple(dict.fromkeys([*keys, *companions]))


def services(release: Release) -> list[Service]:
    """Name, quartier, first and last day of every service, by first day."""
    frame = release.frame("select name, quartier, valid_from, valid_to from dim_service order by valid_from, name")
    return frame.rows()


def service_breaks(listed: Sequence[Service], info: ReleaseInfo, *, place: Place) -> tuple[Break, ...]:
    """Months from which services at the place count that did not before, or no longer do, as their master data say.

    Only where they are at least a tenth of the place's services; what starts with the release's first month breaks
    nothing.
    """
    own = [each for each in listed if place.kind == "municipality" or each[1] == place.key]
    changes: dict[date, list[str]] = {}
    for name, _, opened, closed in own:
        changes.setdefault(opened.replace(day=1), []).append(f"mit {name}")
        if closed is not None:
            changes.setdefault(shift(closed.replace(day=1), 1), []).append(f"ohne {name}")
    return tuple(
        Break(month, ", ".join(words))
        for month, words in sorted(changes.items())
        if info.first_month < month <= info.through_month and len(words) >= NOTABLE_SHARE * len(own)
    )


def judged_series(
    metric: Metric, histories: Mapping[str, History], *, place: Place, month: date, months: int, breaks: Sequence[Break]
) -> MetricSeries:
    """The last `months` readings with band and verdict, which are learned from the whole history."""
    history = histories[metric.key]
    recorded = tuple(breaks) if metric.theme == "contacts" else ()
    ceiling = 100.0 if metric.unit == "%" and metric.scale == Decimal(100) else None
    found = judged(
        history, chart=metric.variation, breaks=sorted_breaks(recorded, rule_breaks(history)), ceiling=ceiling
    )
    series = MetricSeries(
        metric,
        place,
        month,
        tuple(history[-months:]),
        found.band and found.band.tail(months),
        found.verdict,
        recorded,
    )
    return _with_opening(series, histories, breaks=recorded)


def sorted_breaks(*several: Sequence[Break]) -> tuple[Break, ...]:
    """All breaks by month."""
    return tuple(sorted((each for breaks in several for each in breaks), key=lambda each: each.month))


def _with_opening(series: MetricSeries, histories: Mapping[str, History], *, breaks: Sequence[Break]) -> MetricSeries:
    """Contacts know what was open, and count as usual where that explains them."""
    if series.band is None or series.metric.key not in (*ADJUSTED, BY_THE_HOUR) or OPEN_DAYS not in histories:
        return series
    rates = histories[BY_THE_HOUR]
    found = opening(rates, histories[OPEN_DAYS], baseline=series.band.baseline, month=series.month)
    if series.metric.key == BY_THE_HOUR:
        return replace(series, opening=found)
    rated = judged(rates, chart="u_prime", breaks=sorted_breaks(breaks, rule_breaks(rates))).verdict
    return replace(series, opening=found, verdict=by_the_hour(series.verdict, rated, found))
