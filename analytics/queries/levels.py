"""The three levels of every quartier on a day: what is running, and the dates and numbers that show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics import level_rules as rules
from analytics.months import month_end, months_ago
from analytics.queries.level_lists import Fund, LevelLists, Sitting, level_lists, sitting
from analytics.queries.meetings import IMPLEMENTATION, PARTICIPATION, circle
from analytics.queries.places import choices
from analytics.queries.places import place as place_of
from analytics.readings import Place, Reading
from analytics.release import Release, ReleaseInfo


@dataclass(frozen=True)
class Level:
    """A level of sittings in twelve months, oldest first; `coming` is the next one that is known.

    `is_shared` when the sittings are those of a body for the whole municipality.
    """

    state: str
    held: tuple[Sitting, ...]
    coming: Sitting | None
    is_shared: bool = False


@dataclass(frozen=True)
class Implementation:
    """The management of a quartier: its posts in full-time units, its funds, and the rounds it holds (not judged)."""

    state: str
    post_state: str
    post: Reading
    funds_state: str
    funds: tuple[Fund, ...]
    rounds: tuple[Sitting, ...]


@dataclass(frozen=True)
class QuartierLevels:
    """The three levels of one quartier."""

    place: Place
    participation: Level
    implementation: Implementation
    steering: Level


@dataclass(frozen=True)
class Levels:
    """Everything the page shows, judged on `day`; `is_capped` when that is the end of the last released month."""

    info: ReleaseInfo
    place: Place
    day: date
    is_capped: bool
    quartiers: tuple[QuartierLevels, ...]


def levels(release: Release, *, month: date, quartier: str | None, as_of: date) -> Levels:
    """The levels of a quartier, or of all with None. Raises UnknownPlace.

    An earlier month than the last released one is judged on its last day. Otherwise the day of reading decides, for
    those who see released months only the last day of these.
    """
    place = place_of(release, quartier)
    day = judged_on(release, month=month, as_of=as_of)
    lists = level_lists(release, day=day, as_of=as_of)
    places = choices(release) if place.kind == "municipality" else (place,)
    ordered = sorted(places, key=lambda each: each.name)
    return Levels(release.info, place, day, day < as_of, tuple(_levels_of(each, lists) for each in ordered))


def judged_on(release: Release, *, month: date, as_of: date) -> date:
    """The day the levels are judged on."""
    released = release.info.released_through
    if released is None:
        return as_of
    if month < released:
        return min(as_of, month_end(month))
    return as_of if release.scope.sees_rows else min(as_of, month_end(released))


def _levels_of(place: Place, lists: LevelLists) -> QuartierLevels:
    return QuartierLevels(place, _participation(place, lists), _implementation(place, lists), _steering(place, lists))


def _participation(place: Place, lists: LevelLists) -> Level:
    """Assemblies of the event list and sittings of the level; two on one day are the same."""
    own = [each for each in lists.meetings if each.level == PARTICIPATION and each.quartier == place.key]
    by_day = {each.date: each for each in map(sitting, own)}
    by_day |= {each.date: each for each in lists.assemblies.get(place.key, ())}
    held, coming = _around(by_day.values(), lists)
    reported = bool(lists.meetings) or place.key in lists.with_events
    return Level(rules.participation(len(held), is_reported=reported), held, coming)


def _implementation(place: Place, lists: LevelLists) -> Implementation:
    post = lists.posts[place.key]
    funds = tuple(fund for owner, fund in lists.funds if owner in (None, place.key))
    rounds = (each for each in lists.meetings if each.level == IMPLEMENTATION and each.quartier == place.key)
    states = rules.post(post.value), rules.funds(len(funds), is_reported=lists.has_measures)
    held, _ = _around(map(sitting, rounds), lists)
    return Implementation(rules.together(states), states[0], post, states[1], funds, held)


def _steering(place: Place, lists: LevelLists) -> Level:
    own = circle(lists.meetings, place)
    held, coming = _around(map(sitting, own), lists)
    last = max((each.date for each in own if each.date <= lists.day), default=None)
    state = rules.steering(last, day=lists.day, is_reported=bool(lists.meetings))
    return Level(state, held, coming, is_shared=any(each.quartier is None for each in own))


def _around(sittings: Iterable[Sitting], lists: LevelLists) -> tuple[tuple[Sitting, ...], Sitting | None]:
    """Those held in the twelve months up to the day, and the first one to come."""
    ordered = sorted(sittings, key=lambda each: each.date)
    since = months_ago(lists.day, rules.YEAR_MONTHS)
    held = tuple(each for each in ordered if since < each.date <= lists.day and not each.is_planned)
    return held, next((each for each in ordered if each.date >= lists.as_of and each not in held), None)
