"""What a manager has to do next: missing months, files to mend or confirm, decisions, months to sign, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analytics import task_words as words
from analytics.months import default_month
from analytics.queries.deadlines import deadlines
from analytics.queries.places import place as place_of
from analytics.queries.reports import expected
from analytics.queries.task import COMING, FUNDING, OVERDUE, Desk, Task
from analytics.queries.task_files import files, rejected
from analytics.queries.task_months import to_sign
from analytics.queries.task_reports import coming, conflicts, missing
from analytics.readings import Place
from analytics.release import Release, ReleaseInfo

COMING_DAYS = 42


@dataclass(frozen=True)
class Tasks:
    """The to-do list of a place on a day, the most urgent first."""

    info: ReleaseInfo
    place: Place
    as_of: date
    tasks: tuple[Task, ...]


def tasks(release: Release, *, quartier: str | None, as_of: date) -> Tasks:
    """What there is to do for a quartier, or for the whole municipality with None. Raises UnknownPlace.

    A quartier's own scope is told of its own tasks only; who may deliver nothing has none.
    """
    desk = Desk(release, place_of(release, release.scope.quartier or quartier), as_of)
    if not release.scope.sees_rows:
        return Tasks(release.info, desk.place, as_of, ())
    rows = list(
        expected(release, place=desk.place, first=release.info.first_month, last=default_month(as_of)).iter_rows(
            named=True
        )
    )
    found = [
        *missing(desk, rows),
        *coming(desk, rows),
        *conflicts(desk, rows),
        *files(desk),
        *rejected(desk),
        *to_sign(desk, rows),
        *_deadlines(desk),
    ]
    found.sort(key=lambda task: (task.urgency, task.due or date.max, task.month or date.max, task.sentence))
    return Tasks(release.info, desk.place, as_of, tuple(found))


def _deadlines(desk: Desk) -> Iterator[Task]:
    for entry in deadlines(desk.release, place=desk.place):
        days = entry.days_left(desk.as_of)
        if not entry.is_done and days <= COMING_DAYS:
            said = words.deadline(entry.kind_name, entry.title, due=entry.due, days=days)
            urgency = OVERDUE if days < 0 else COMING
            params = desk.params(default_month(desk.as_of))
            yield Task("deadline", urgency, said, FUNDING, params, due=entry.due, subject=entry.measure)
