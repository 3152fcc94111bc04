"""What the release knows of the three levels around a day: sittings, assemblies, posts and funds of all quartiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics import level_rules as rules
from analytics.months import months_ago
from analytics.queries.meetings import Meeting, meetings
from analytics.queries.series import absent_state
from analytics.readings import Reading
from analytics.release import Release

MEETING_LIST, EVENT_LIST = "Sitzungsliste", "Veranstaltungsliste"
# A quartier's own or the municipality's funds are found by their name: Verfügungsmittel, Verfügungsfonds.
FUNDS = "%verfügung%"


@dataclass(frozen=True)
class Sitting:
    """A date of a level, and the list that tells of it; a planned one has not been reported as held."""

    date: date
    body: str
    attendance: int | None
    source: str
    is_planned: bool = False


@dataclass(frozen=True)
class Fund:
    """Money a quartier may use; `is_shared` when it is for all quartiers."""

    title: str
    approved: Decimal
    is_shared: bool


@dataclass(frozen=True)
class LevelLists:
    """What the release knows of all quartiers around `day`."""

    day: date
    as_of: date
    meetings: tuple[Meeting, ...]
    assemblies: Mapping[str, Sequence[Sitting]]
    with_events: frozenset[str]
    posts: Mapping[str, Reading]
    funds: Sequence[tuple[str | None, Fund]]
    has_measures: bool


def level_lists(release: Release, *, day: date, as_of: date) -> LevelLists:
    """Everything the levels are judged from; lists of events begin twelve months before the day."""
    since = months_ago(day, rules.YEAR_MONTHS)
    return LevelLists(
        day=day,
        as_of=as_of,
        meetings=meetings(release),
        assemblies=_assemblies(release, since=since),
        with_events=_with_events(release, since=since, day=day),
        posts=_posts(release, day=day),
        funds=_funds(release, day=day),
        has_measures=bool(release.frame("select count(*) > 0 from mart_measure").item()),
    )


def sitting(meeting: Meeting) -> Sitting:
    """A date of the list of sittings."""
    return Sitting(meeting.date, meeting.body, meeting.attendance, MEETING_LIST)


def _assemblies(release: Release, *, since: date) -> dict[str, list[Sitting]]:
    """Citizens' assemblies of the event lists by quartier."""
    frame = release.frame(
        """
        select quartier, date, title, attendance, status = 'planned' as is_planned
        from mart_event
        where event_type = 'citizens_assembly' and status <> 'cancelled' and date > ?
        order by date
        """,
        [since],
    )
    found: dict[str, list[Sitting]] = {}
    for quartier, day, title, attendance, is_planned in frame.iter_rows():
        found.setdefault(quartier, []).append(Sitting(day, title, attendance, EVENT_LIST, is_planned))
    return found


def _with_events(release: Release, *, since: date, day: date) -> frozenset[str]:
    """Quartiers whose event list came for at least one of the months."""
    frame = release.frame(
        """
        select distinct area
        from mart_metric
        where metric = 'events_held' and period_kind = 'month' and area_kind = 'quartier' and state = 'value'
            and period > ? and period <= ?
        """,
        [since, day],
    )
    return frozenset(frame["area"])


def _posts(release: Release, *, day: date) -> dict[str, Reading]:
    """The posts of every quartier in the month of the day, or the last one known, as the metric counts them."""
    month = min(day.replace(day=1), release.info.through_month)
    frame = release.frame(
        """
        select d.area, m.value, coalesce(m.state, ?) as state
        from dim_area as d
        left join mart_metric as m
            on m.area_kind = d.area_kind and m.area = d.area and m.metric = 'position_share'
            and m.period_kind = 'month' and m.period = ?
        where d.area_kind = 'quartier'
        qualify row_number() over (partition by d.area order by m.basis desc nulls last, m.version desc) = 1
        """,
        [absent_state(release, month), month],
    )
    return {
        row["area"]: Reading(period=month, value=row["value"] if row["state"] == "value" else None, state=row["state"])
        for row in frame.iter_rows(named=True)
    }


def _funds(release: Release, *, day: date) -> list[tuple[str | None, Fund]]:
    """Approved funds that may be used on the day, with the quartier they are for; None is all of them."""
    frame = release.frame(
        """
        select quartier, title, approved
        from mart_measure
        where (title ilike ? or programme_name ilike ?) and approved > 0
            and ? between coalesce(grant_from, ?) and coalesce(grant_to, ?)
        order by quartier nulls last, title
        """,
        [FUNDS, FUNDS, day, day, day],
    )
    return [(quartier, Fund(title, approved, quartier is None)) for quartier, title, approved in frame.iter_rows()]
