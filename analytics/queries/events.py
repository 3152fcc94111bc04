"""Events of a place: held, cancelled, visits, and citizens' assemblies against their yearly yardstick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from analytics.months import shift
from analytics.queries.places import choices
from analytics.queries.places import place as place_of
from analytics.queries.series import all_series
from analytics.readings import MetricSeries, Place, Reading
from analytics.release import Release, ReleaseInfo

METRICS = ("events_held", "events_cancelled", "attendance", "volunteer_hours")
UPCOMING_DAYS = 60
# Two to four assemblies a year in each quartier: Leverkusen, council paper 2019/3030; used as the yardstick everywhere.
ASSEMBLIES_PER_YEAR = (2, 4)


@dataclass(frozen=True)
class Event:
    """One date of an event; `attendance` is None when not counted or not held."""

    date: date
    start: time | None
    title: str
    event_type_name: str
    quartier_name: str | None
    site_name: str | None
    carrier_name: str | None
    partners: str | None
    status: str
    status_name: str
    attendance: int | None
    attendance_method_name: str | None
    volunteers: int | None


@dataclass(frozen=True)
class TypeCount:
    """Held dates and visits of one type within twelve months."""

    name: str
    held: int
    attendance: int | None


@dataclass(frozen=True)
class AssemblyYear:
    """Assemblies held in a quartier in a year; `is_over` when the year had ended on the day of reading."""

    quartier_name: str
    year: int
    reading: Reading
    is_over: bool


@dataclass(frozen=True)
class Events:
    """Everything the events page shows; `listed` is the chosen month, `upcoming` the next 60 days from `as_of`."""

    info: ReleaseInfo
    place: Place
    month: date
    as_of: date
    series: dict[str, MetricSeries]
    listed: tuple[Event, ...]
    upcoming: tuple[Event, ...]
    types: tuple[TypeCount, ...]
    assemblies: tuple[AssemblyYear, ...]


def events(release: Release, *, month: date, quartier: str | None, as_of: date) -> Events:
    """The events of a month at a place. Raises UnknownPlace."""
    place = place_of(release, quartier)
    return Events(
        info=release.info,
        place=place,
        month=month,
        as_of=as_of,
        series=all_series(release, place=place, month=month, months=25, keys=METRICS),
        listed=dates(release, place=place, first=month, end=shift(month, 1)),
        upcoming=tuple(
            event
            for event in dates(release, place=place, first=as_of, end=as_of + timedelta(days=UPCOMING_DAYS + 1))
            if event.status == "planned"
        ),
        types=_types(release, place=place, month=month),
        assemblies=_assemblies(release, place=place, month=month, as_of=as_of),
    )


def dates(release: Release, *, place: Place, first: date, end: date) -> tuple[Event, ...]:
    """The dates of a place from `first` up to the day before `end`."""
    frame = release.frame(
        """
        select date, start, title, event_type_name, quartier_name, site_name, carrier_name, partners, status,
               status_name, attendance, attendance_method_name, volunteers
        from mart_event
        where date >= ? and date < ? and (? or quartier = ?)
        order by date, start, title
        """,
        [first, end, place.kind == "municipality", place.key],
    )
    return tuple(Event(**row) for row in frame.iter_rows(named=True))


def _types(release: Release, *, place: Place, month: date) -> tuple[TypeCount, ...]:
    """Held dates by type in the twelve months up to `month`; no cube holds them, so this is their only count."""
    frame = release.frame(
        """
        select event_type_name as name, count(*) as held, sum(attendance)::bigint as attendance
        from mart_event
        where status = 'held' and date >= ? and date < ? and (? or quartier = ?)
        group by event_type_name
        order by held desc, name
        """,
        [shift(month, -11), shift(month, 1), place.kind == "municipality", place.key],
    )
    return tuple(TypeCount(**row) for row in frame.iter_rows(named=True))


def _assemblies(release: Release, *, place: Place, month: date, as_of: date) -> tuple[AssemblyYear, ...]:
    """Three years up to that of `month`, each quartier of the place."""
    names = {choice.key: choice.name for choice in choices(release) if place.kind == "municipality" or choice == place}
    frame = release.frame(
        """
        select area, period, value, state, expected, reported
        from mart_metric
        where metric = 'citizens_assemblies' and period_kind = 'year' and area_kind = 'quartier'
            and period between ? and ?
        qualify row_number() over (partition by area, period order by basis desc, version desc) = 1
        order by period, area
        """,
        [date(month.year - 2, 1, 1), date(month.year, 1, 1)],
    )
    return tuple(
        AssemblyYear(
            quartier_name=names[row["area"]],
            year=row["period"].year,
            reading=Reading(
                period=row["period"],
                value=Decimal(row["value"]) if row["state"] == "value" else None,
                state=row["state"],
                expected=row["expected"],
                reported=row["reported"],
            ),
            is_over=row["period"].year < as_of.year,
        )
        for row in frame.iter_rows(named=True)
        if row["area"] in names
    )
