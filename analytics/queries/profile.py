"""One quartier beside the whole municipality, and what there is on offer in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta

from analytics.queries.contacts import Breakdown, breakdown
from analytics.queries.deadlines import Deadline, deadlines
from analytics.queries.events import UPCOMING_DAYS, Event, dates
from analytics.queries.funding import Measure, measures_of
from analytics.queries.places import place as place_of
from analytics.queries.series import all_series, metrics, pair_of_years
from analytics.readings import MetricSeries, Place, Reading
from analytics.release import Release, ReleaseInfo

YEAR = "rolling_12"
# Period and metrics that are compared, in the order they are told.
MONTHLY = (
    *("contacts", "contacts_per_1000", "contacts_per_open_hour"),
    *("first_contact_share", "position_share", "inhabitants"),
)
YEARLY = ("contacts_per_1000", "events_held", "attendance", "citizens_assemblies", "volunteer_hours")
COMPARED = (("month", MONTHLY), (YEAR, YEARLY))
DIMENSIONS = ("topic", "channel")


@dataclass(frozen=True)
class Comparison:
    """A metric in a period kind: the quartier's series, and the municipality's reading of the same period."""

    period_kind: str
    own: MetricSeries
    whole: Reading


@dataclass(frozen=True)
class Window:
    """A weekly opening window; `weekday` is mon to sun."""

    weekday: str
    opens: time
    closes: time


@dataclass(frozen=True)
class Offer:
    """A service in the quartier; `is_shared` when it is for the whole municipality and only located here."""

    service: str
    name: str
    carrier_name: str | None
    site_name: str | None
    contact_point: str | None
    is_shared: bool
    windows: tuple[Window, ...]


@dataclass(frozen=True)
class Profile:
    """Everything of the page; breakdowns are those of the month, `whole` the municipality's.

    `coming` are planned dates of the next 60 days from `as_of`, `deadlines` the open ones.
    """

    info: ReleaseInfo
    place: Place
    whole_place: Place
    month: date
    as_of: date
    compared: tuple[Comparison, ...]
    own: Mapping[str, Breakdown]
    whole: Mapping[str, Breakdown]
    offers: tuple[Offer, ...]
    coming: tuple[Event, ...]
    measures: tuple[Measure, ...]
    deadlines: tuple[Deadline, ...]


def profile(release: Release, *, month: date, quartier: str, as_of: date) -> Profile:
    """The profile of a quartier, opening hours as they are on `as_of`. Raises UnknownPlace."""
    place, whole = place_of(release, quartier), place_of(release, None)
    soon = dates(release, place=place, first=as_of, end=as_of + timedelta(days=UPCOMING_DAYS + 1))
    return Profile(
        info=release.info,
        place=place,
        whole_place=whole,
        month=month,
        as_of=as_of,
        compared=tuple(_compared(release, place, whole, month)),
        own={each: breakdown(release, each, place=place, month=month, period_kind="month") for each in DIMENSIONS},
        whole={each: breakdown(release, each, place=whole, month=month, period_kind="month") for each in DIMENSIONS},
        offers=_offers(release, quartier=quartier, as_of=as_of),
        coming=tuple(event for event in soon if event.status == "planned"),
        measures=measures_of(release, place=place),
        deadlines=tuple(entry for entry in deadlines(release, place=place) if not entry.is_done),
    )


def _compared(release: Release, place: Place, whole: Place, month: date) -> list[Comparison]:
    known = {metric.key for metric in metrics(release)}
    found = []
    for period_kind, wanted in COMPARED:
        keys = [key for key in wanted if key in known]
        own = all_series(release, place=place, month=month, months=13, period_kind=period_kind, keys=keys, longer=())
        other = pair_of_years(release, place=whole, keys=keys, period_kind=period_kind, month=month)
        found += [Comparison(period_kind, own[key], other[key].now) for key in keys]
    return found


def _offers(release: Release, *, quartier: str, as_of: date) -> tuple[Offer, ...]:
    """Services of the quartier, then those of the municipality that are located in it."""
    windows = _windows(release, as_of=as_of)
    frame = release.frame(
        """
        select s.service, s.name, s.carrier_name, s.site_name, s.contact_point, s.quartier is null as is_shared
        from dim_service as s
        left join dim_site as p on p.site = s.site
        where (s.quartier = ? or (s.quartier is null and p.quartier = ?))
            and coalesce(s.valid_from, ?) <= ? and coalesce(s.valid_to, ?) >= ?
        order by is_shared, s.name
        """,
        [quartier, quartier, as_of, as_of, as_of, as_of],
    )
    return tuple(Offer(**row, windows=windows.get(row["service"], ())) for row in frame.iter_rows(named=True))


def _windows(release: Release, *, as_of: date) -> dict[str, tuple[Window, ...]]:
    frame = release.frame(
        """
        select service, weekday, opens, closes
        from dim_opening_hours
        where coalesce(valid_from, ?) <= ? and coalesce(valid_to, ?) >= ?
        order by service, list_position(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], weekday), opens
        """,
        [as_of, as_of, as_of, as_of],
    )
    found: dict[str, tuple[Window, ...]] = {}
    for service, weekday, opens, closes in frame.iter_rows():
        found[service] = (*found.get(service, ()), Window(weekday, opens, closes))
    return found
