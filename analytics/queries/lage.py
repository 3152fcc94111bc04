"""The overview page: what changed, what is late, what must be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import polars as pl

from analytics.months import shift
from analytics.queries.agenda import Agenda, agenda
from analytics.queries.deadlines import Deadline, deadlines
from analytics.queries.places import place as place_of
from analytics.queries.reports import coverage, expected
from analytics.queries.series import all_series
from analytics.queries.targets import Target, targets
from analytics.readings import Coverage, MetricSeries, Place
from analytics.release import Release, ReleaseInfo

DEADLINE_DAYS = 60
JUDGED = ("contacts", "attendance")
MONTHLY = ("contacts", "attendance", "reporting_rate")
MONEY = ("outflow_rate", "grant_approved", "grant_spent")


@dataclass(frozen=True)
class MissingReport:
    """A service-month that was due before the day of reading and has not come."""

    service: str
    quartier: str | None
    month: date
    due: date


@dataclass(frozen=True)
class Overview:
    """Everything the overview shows; `series` by metric key, money series since the start of the measures."""

    info: ReleaseInfo
    place: Place
    month: date
    as_of: date
    series: dict[str, MetricSeries]
    money: dict[str, MetricSeries]
    coverage: Coverage
    missing: tuple[MissingReport, ...]
    deadlines: tuple[Deadline, ...]
    overdue_money: Decimal
    targets: tuple[Target, ...]
    agenda: Agenda


def overview(release: Release, *, month: date, quartier: str | None, as_of: date) -> Overview:
    """The overview of a month at a place, lateness judged on `as_of`. Raises UnknownPlace."""
    place = place_of(release, quartier)
    open_deadlines = tuple(entry for entry in deadlines(release, place=place) if not entry.is_done)
    near = tuple(entry for entry in open_deadlines if entry.due <= as_of + timedelta(days=DEADLINE_DAYS))
    overdue = [entry.amount for entry in near if entry.kind == "spend_drawn" and entry.due < as_of and entry.amount]
    series = all_series(release, place=place, month=month, keys=MONTHLY)
    goals = targets(release, place=place, month=month)
    return Overview(
        info=release.info,
        place=place,
        month=month,
        as_of=as_of,
        series=series,
        money=all_series(release, place=place, month=month, months=13, period_kind="to_date", keys=MONEY),
        coverage=coverage(release, place=place, month=month),
        missing=_missing(release, place=place, month=month, as_of=as_of),
        deadlines=near,
        overdue_money=sum(overdue, Decimal(0)),
        targets=goals,
        agenda=agenda(
            release,
            place=place,
            month=month,
            as_of=as_of,
            deadlines=near,
            targets=goals,
            series=[series[key] for key in JUDGED],
        ),
    )


def _missing(release: Release, *, place: Place, month: date, as_of: date) -> tuple[MissingReport, ...]:
    """Open reports of the thirteen months up to `month` whose due date has passed, the longest overdue first."""
    frame = expected(release, place=place, first=shift(month, -12), last=month)
    late = frame.filter((pl.col("state") == "not_reported") & (pl.col("due_date") < as_of)).sort("due_date")
    return tuple(
        MissingReport(row["service_name"], row["quartier_name"], row["month"], row["due_date"])
        for row in late.iter_rows(named=True)
    )
