"""What a sitting has to know of a place: deadlines, goals, unusual months, missing reports, corrections, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.months import default_month, shift
from analytics.queries.deadlines import Deadline
from analytics.queries.decisions import Decision, decisions
from analytics.queries.meetings import Meeting, last_sitting
from analytics.queries.places import choices
from analytics.queries.quartier_signals import unusual_quartiers
from analytics.queries.reports import expected
from analytics.queries.revisions import Revision, revisions
from analytics.queries.targets import Target
from analytics.readings import MetricSeries, Place
from analytics.release import Release
from analytics.scope import Scope

MISSING_MONTHS = 13
JUDGED_IN_QUARTIERS = "contacts"


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
    municipality, of the quartiers where it is unusual; `quartier_of` tells the quartier of a measure, `key_of` the key
    of a quartier's name.
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


def agenda(
    release: Release,
    *,
    place: Place,
    month: date,
    as_of: date,
    deadlines: Sequence[Deadline],
    targets: Sequence[Target],
    series: Sequence[MetricSeries],
) -> Agenda:
    """The agenda of a quartier or of the municipality; deadlines, targets and its own series are those of its page."""
    standing_out = unusual_quartiers(release, JUDGED_IN_QUARTIERS, month=month) if _looks_inside(release, place) else ()
    return Agenda(
        scope=release.scope,
        place=place,
        month=month,
        as_of=as_of,
        sitting=last_sitting(release, place, before=as_of),
        deadlines=tuple(deadlines),
        targets=tuple(targets),
        series=(*series, *standing_out),
        missing=_missing(release, place, as_of),
        revisions=revisions(release, quartier=place.key if place.kind == "quartier" else None).revisions,
        decisions=tuple(each for each in decisions(release, place) if each.is_due(as_of)),
        quartier_of=_quartiers_of_measures(release),
        key_of={each.name: each.key for each in choices(release)},
    )


def _looks_inside(release: Release, place: Place) -> bool:
    """Whether the place has quartiers and the reader is told of what is unusual in them."""
    return place.kind == "municipality" and release.scope.has_signals


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
