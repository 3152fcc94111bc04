"""The counselling contacts of a place: total, one breakdown at a time, and the services behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from analytics.months import month_range, shift
from analytics.queries.places import place as place_of
from analytics.queries.reports import coverage, expected
from analytics.queries.series import absent_state, metric_series, version_of
from analytics.readings import Coverage, MetricSeries, Place, Reading
from analytics.release import Release, ReleaseInfo

DIMENSIONS = ("topic", "channel", "kind")
SERVICE_MONTHS = 24


@dataclass(frozen=True)
class Category:
    """One line of a breakdown in the chosen period and the same period a year before."""

    key: str
    name: str
    group: str | None
    now: Reading
    before: Reading


@dataclass(frozen=True)
class Breakdown:
    """A dimension with its categories in order; only a partition sums to the total."""

    dimension: str
    is_partition: bool
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class ServiceSeries:
    """The contacts of one service, one reading per month."""

    service: str
    name: str
    carrier_name: str | None
    quartier_name: str | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Contacts:
    """Everything the contacts page shows. `period_kind` says what the breakdowns cover (month or rolling_12).

    `unplaced` names the services whose contacts of the month count for the municipality and for no quartier.
    """

    info: ReleaseInfo
    place: Place
    month: date
    period_kind: str
    total: MetricSeries
    breakdowns: dict[str, Breakdown]
    services: tuple[ServiceSeries, ...]
    coverage: Coverage
    unplaced: tuple[str, ...] = ()


def contacts(release: Release, *, month: date, quartier: str | None, period_kind: str = "month") -> Contacts:
    """The contacts of a month at a place. Raises UnknownPlace."""
    place = place_of(release, quartier)
    return Contacts(
        info=release.info,
        place=place,
        month=month,
        period_kind=period_kind,
        total=metric_series(release, "contacts", place=place, month=month),
        breakdowns={
            name: breakdown(release, name, place=place, month=month, period_kind=period_kind) for name in DIMENSIONS
        },
        services=_services(release, place=place, month=month),
        coverage=coverage(release, place=place, month=month),
        unplaced=_unplaced(release, month) if place.kind == "municipality" else (),
    )


def _unplaced(release: Release, month: date) -> tuple[str, ...]:
    """Services with contacts in the municipality's cube and in none of its quartiers'."""
    frame = release.frame(
        """
        select s.name
        from dim_service as s
        inner join mart_contact_cube as c on c.dimension = 'service' and c.category = s.service
        where c.period_kind = 'month' and c.period = ?
            and (c.contacts > 0 or c.state = 'suppressed')
        group by s.name
        having bool_or(c.area_kind = 'municipality') and not bool_or(c.area_kind = 'quartier')
        order by s.name
        """,
        [month],
    )
    return tuple(frame["name"])


def breakdown(release: Release, dimension: str, *, place: Place, month: date, period_kind: str) -> Breakdown:
    """The categories of a dimension in the period that ends with `month`, and a year before."""
    before = shift(month, -12)
    frame = release.frame(
        """
        select k.category, k.name, k.group_name, k.is_partition, c.period, c.contacts, c.state, c.expected, c.reported,
               c.estimated, c.basis, c.version
        from dim_category as k
        left join mart_contact_cube as c
            on c.dimension = k.dimension and c.category = k.category and c.area_kind = ? and c.area = ?
            and c.period_kind = ? and c.period in (?, ?)
        where k.dimension = ?
        qualify row_number() over (partition by k.category, c.period order by c.basis desc, c.version desc) = 1
        order by k.position, k.name
        """,
        [place.kind, place.key, period_kind, month, before, dimension],
    )
    cells = {(row["category"], row["period"]): row for row in frame.iter_rows(named=True)}
    named = frame.unique("category", keep="first", maintain_order=True)
    categories = tuple(
        Category(
            key=row["category"],
            name=row["name"],
            group=row["group_name"],
            now=_reading(release, month, cells.get((row["category"], month))),
            before=_reading(release, before, cells.get((row["category"], before))),
        )
        for row in named.iter_rows(named=True)
    )
    return Breakdown(dimension, bool(named["is_partition"].any()), categories)


def _services(release: Release, *, place: Place, month: date) -> tuple[ServiceSeries, ...]:
    """Services that were expected, closed or counted at the place within the last 24 months."""
    first = max(shift(month, 1 - SERVICE_MONTHS), min(release.info.first_month, month))
    states = expected(release, place=place, first=first, last=month)
    skeleton = {(row["service"], row["month"]): row["state"] for row in states.iter_rows(named=True)}
    counted = release.frame(
        """
        select category as service, period, contacts, state, expected, reported, estimated, basis, version
        from mart_contact_cube
        where dimension = 'service' and period_kind = 'month' and area_kind = ? and area = ?
            and period between ? and ?
        qualify row_number() over (partition by category, period order by basis desc, version desc) = 1
        """,
        [place.kind, place.key, first, month],
    )
    cells = {(row["service"], row["period"]): row for row in counted.iter_rows(named=True)}
    present = {key for key, _ in [*skeleton, *cells]}
    return tuple(
        ServiceSeries(
            **row,
            readings=tuple(
                _reading(
                    release, each, cells.get((row["service"], each)), missing_state=skeleton.get((row["service"], each))
                )
                for each in month_range(first, month)
            ),
        )
        for row in _service_names(release).iter_rows(named=True)
        if row["service"] in present
    )


def _service_names(release: Release) -> pl.DataFrame:
    return release.frame(
        """
        select s.service, s.name, s.carrier_name, s.quartier_name
        from dim_service as s
        left join dim_area as a on a.area_kind = 'quartier' and a.area = s.quartier
        order by a.position nulls last, s.name
        """
    )


def _reading(release: Release, period: date, row: dict | None, *, missing_state: str | None = None) -> Reading:
    if row is None or row["state"] is None:
        state = "not_reported" if missing_state == "reported" else missing_state
        return Reading(period=period, value=None, state=state or absent_state(release, period))
    return Reading(
        period=period,
        value=Decimal(row["contacts"]) if row["state"] == "value" else None,
        state=row["state"],
        expected=row["expected"],
        reported=row["reported"],
        estimated=bool(row["estimated"]),
        version=version_of(row["basis"], row["version"]),
    )
