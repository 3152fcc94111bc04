"""What a sitting has to know of a place: deadlines, goals, unusual months, missing reports, corrections, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from analytics.months import default_month, shift
from analytics.queries.deadlines import Deadline, deadlines
from analytics.queries.decisions import Decision, decisions_of
from analytics.queries.meetings import Meeting, last_sitting
from analytics.queries.places import choices
from analytics.queries.places import place as place_of
from analytics.queries.reports import expected
from analytics.queries.revisions import Revision, revisions
from analytics.queries.series import all_series
from analytics.queries.targets import Target, targets
from analytics.readings import MetricSeries, Place
from analytics.release import Release
from analytics.scope import Scope

DEADLINE_DAYS = 60
MISSING_MONTHS = 13
JUDGED = ("contacts", "attendance")
JUDGED_IN_QUARTIERS = ("contacts",)


@dataclass(frozen=True)
class Late:
    """A service with overdue months, oldest first; `due` is when the oldest was to come."""

    name: str
    quartier: str | None
    months: tuple[date, ...]
    due: date


@dataclass(frozen=True)
class Agenda:
    """Everything the lines are made of.

    `sitting` is the last one of the place's steering circle before the day of reading, None where none is known.
    Deadlines and missing reports are those open on `as_of`; `series` hold the chosen month of the place and, for the
    municipality, of its quartiers; `quartier_of` tells the quartier of a measure, `key_of` the key of a quartier's
    name.
    """

    scope: Scope
    place: Place
    month: date
    as_of: date
    sitting: Meeting | None
    deadlines: tuple[Deadline, ...]
    targets: tuple[Target, ...]
    series: tuple[MetricSeries, ...]
    missing: tuple[Late, ...]
    revisions: tuple[Revision, ...]
    decisions: tuple[Decision, ...]
    quartier_of: Mapping[str, str]
    key_of: Mapping[str, str]

    @property
    def since(self) -> date:
        """The day of the last sitting, else the first day of the month before."""
        return self.sitting.date if self.sitting else default_month(self.as_of)


def agenda(release: Release, *, month: date, quartier: str | None, as_of: date) -> Agenda:
    """The agenda of a quartier, or of the municipality with None. Raises UnknownPlace."""
    place = place_of(release, quartier)
    pending = (each for each in deadlines(release, place=place) if not each.is_done)
    return Agenda(
        scope=release.scope,
        place=place,
        month=month,
        as_of=as_of,
        sitting=last_sitting(release, place, before=as_of),
        deadlines=tuple(each for each in pending if each.due <= as_of + timedelta(days=DEADLINE_DAYS)),
        targets=targets(release, place=place, month=month),
        series=_series(release, place, month),
        missing=_missing(release, place, as_of),
        revisions=revisions(release, quartier=quartier).revisions,
        decisions=tuple(each for each in decisions_of(release, place) if each.is_due(as_of)),
        quartier_of=_quartiers_of_measures(release),
        key_of={each.name: each.key for each in choices(release)},
    )


def _series(release: Release, place: Place, month: date) -> tuple[MetricSeries, ...]:
    """The place first, then the quartiers of a municipality in their order; nothing for whom no signals are told."""
    if not release.scope.has_signals:
        return ()
    own = all_series(release, place=place, month=month, keys=JUDGED, longer=())
    quartiers = choices(release) if place.kind == "municipality" else ()
    parts = (all_series(release, place=each, month=month, keys=JUDGED_IN_QUARTIERS, longer=()) for each in quartiers)
    return (*own.values(), *(series for found in parts for series in found.values()))


def _missing(release: Release, place: Place, as_of: date) -> tuple[Late, ...]:
    """Services with overdue months of the last thirteen, the longest overdue first."""
    last = default_month(as_of)
    rows = expected(release, place=place, first=shift(last, 1 - MISSING_MONTHS), last=last)
    late: dict[str, list[dict[str, Any]]] = {}
    for row in rows.iter_rows(named=True):
        if row["state"] == "not_reported" and row["due_date"] < as_of:
            late.setdefault(row["service"], []).append(row)
    found = [
        Late(own[0]["service_name"], own[0]["quartier"], tuple(row["month"] for row in own), own[0]["due_date"])
        for own in late.values()
    ]
    return tuple(sorted(found, key=lambda each: (each.due, each.name)))


def _quartiers_of_measures(release: Release) -> dict[str, str]:
    return dict(release.frame("select measure, quartier from mart_measure where quartier is not null").iter_rows())
