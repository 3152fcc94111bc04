"""What a manager has to do next: missing months, files to mend or confirm, decisions, months to sign, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from analytics import task_words as words
from analytics.months import default_month, month_key, month_range, shift
from analytics.queries.deadlines import deadlines
from analytics.queries.places import place as place_of
from analytics.queries.reports import expected
from analytics.readings import Place
from analytics.release import Release, ReleaseInfo

EVERYWHERE = "alle"
DELIVERIES, MONTH_CHECK, FUNDING = "datenlieferungen", "monatspruefung", "foerdermittel"
# Overdue first, then what only a person can settle, then what is to be closed, then what comes up.
OVERDUE, DECIDE, CLOSE, COMING = range(4)
SIGN_OFF_MONTHS = 3
COMING_DAYS = 42
REFUSED_DAYS = 62


@dataclass(frozen=True)
class Task:
    """One thing to do, as a sentence with the page that helps.

    `kind` is missing, coming, refused, held, conflict, rejected, lapsed, sign_off or deadline; `urgency` 0 (overdue) to
    3 (comes up); `params` are the parameters of the page's address. `subject`, `month` and `delivery` say what it is
    about.
    """

    kind: str
    urgency: int
    sentence: str
    page: str
    params: tuple[tuple[str, str], ...]
    due: date | None = None
    subject: str | None = None
    month: date | None = None
    delivery: str | None = None


@dataclass(frozen=True)
class Tasks:
    """The to-do list of a place on a day, the most urgent first."""

    info: ReleaseInfo
    place: Place
    as_of: date
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class _Desk:
    release: Release
    place: Place
    as_of: date

    def params(self, month: date, place: str | None = None) -> tuple[tuple[str, str], ...]:
        own = EVERYWHERE if self.place.kind == "municipality" else self.place.key
        return (("monat", month_key(month)), ("quartier", place or own))


def tasks(release: Release, *, quartier: str | None, as_of: date) -> Tasks:
    """What there is to do for a quartier, or for the whole municipality with None. Raises UnknownPlace.

    A quartier's own scope is told of its own tasks only; who may deliver nothing has none.
    """
    desk = _Desk(release, place_of(release, release.scope.quartier or quartier), as_of)
    if not release.scope.sees_rows:
        return Tasks(release.info, desk.place, as_of, ())
    rows = list(
        expected(release, place=desk.place, first=release.info.first_month, last=default_month(as_of)).iter_rows(
            named=True
        )
    )
    found = [
        *_missing(desk, rows),
        *_coming(desk, rows),
        *_conflicts(desk, rows),
        *_files(desk),
        *_rejected(desk),
        *_to_sign(desk, rows),
        *_deadlines(desk),
    ]
    found.sort(key=lambda task: (task.urgency, task.due or date.max, task.month or date.max, task.sentence))
    return Tasks(release.info, desk.place, as_of, tuple(found))


def _missing(desk: _Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    """One task per service with overdue months, the oldest giving the date."""
    overdue: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["state"] == "not_reported" and row["due_date"] < desk.as_of:
            overdue.setdefault(row["service"], []).append(row)
    for service, late in overdue.items():
        due, month = late[0]["due_date"], late[-1]["month"]
        said = words.missing(late[0]["service_name"], [row["month"] for row in late], days=(desk.as_of - due).days)
        params = desk.params(month, late[0]["quartier"])
        yield Task("missing", OVERDUE, said, DELIVERIES, params, due=due, subject=service, month=month)


def _coming(desk: _Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    for row in rows:
        if row["state"] == "not_reported" and row["due_date"] >= desk.as_of:
            month, due = row["month"], row["due_date"]
            said = words.coming(row["service_name"], month, due=due, days=(due - desk.as_of).days)
            params = desk.params(month, row["quartier"])
            yield Task("coming", COMING, said, DELIVERIES, params, due=due, subject=row["service"], month=month)


def _conflicts(desk: _Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    for row in rows:
        if row["conflict"] == "open":
            month, service = row["month"], row["service"]
            said = words.conflict(row["service_name"], month, origin=row["origin"])
            params = desk.params(month, row["quartier"])
            yield Task("conflict", DECIDE, said, DELIVERIES, params, subject=service, month=month)


def _files(desk: _Desk) -> Iterator[Task]:
    """Files that wait for a confirmation, and refused ones nobody has sent anew since."""
    frame = desk.release.frame(
        """
        select d.delivery, d.status, d.file, d.last_month
        from mart_delivery as d
        where (? or list_has_any(d.subjects, ?))
            and d.status in ('held', 'quarantined')
            and (d.status = 'held' or d.received_at >= ?)
            and not exists (
                select 1
                from mart_delivery as later
                where later.source = d.source
                    and later.sequence > d.sequence
                    and later.status in ('landed', 'superseded')
                    and case
                        when len(d.subjects) > 0 then list_has_any(later.subjects, d.subjects)
                        else later.received_by is not distinct from d.received_by
                    end
            )
        order by d.sequence
        """,
        [desk.place.kind == "municipality", _subjects(desk), desk.as_of - timedelta(days=REFUSED_DAYS)],
    )
    for row in frame.iter_rows(named=True):
        kind = "held" if row["status"] == "held" else "refused"
        month = row["last_month"]
        params = desk.params(month or default_month(desk.as_of))
        said = words.file(kind, row["file"])
        yield Task(kind, DECIDE, said, DELIVERIES, params, month=month, delivery=row["delivery"])


def _rejected(desk: _Desk) -> Iterator[Task]:
    """Files that count, but not with all of their rows."""
    frame = desk.release.frame(
        """
        select d.delivery, d.file, d.last_month, count(distinct f.row) as rows
        from mart_delivery as d
        inner join mart_finding as f on f.delivery = d.delivery and f.severity = 'error' and f.row is not null
        where (? or list_has_any(d.subjects, ?))
            and d.status = 'landed'
            and d.received_at >= ?
        group by all
        order by d.delivery
        """,
        [desk.place.kind == "municipality", _subjects(desk), desk.as_of - timedelta(days=REFUSED_DAYS)],
    )
    for row in frame.iter_rows(named=True):
        month = row["last_month"]
        params = desk.params(month or default_month(desk.as_of))
        said = words.rejected(row["file"], row["rows"])
        yield Task("rejected", CLOSE, said, DELIVERIES, params, month=month, delivery=row["delivery"])


def _to_sign(desk: _Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    """Signatures that lapsed, and of the last three months those that are complete and not signed.

    For the whole municipality a month is one task, whichever quartiers it waits for.
    """
    signed = desk.release.frame("select quartier, month, is_current from mart_sign_off")
    holds = {(row["quartier"], row["month"]): row["is_current"] for row in signed.iter_rows(named=True)}
    names = {row["quartier"]: row["quartier_name"] for row in rows if row["quartier"]}
    unsigned: dict[date, list[str]] = {}
    for quartier, month in _complete_months(desk, rows):
        if holds.get((quartier, month)) is None:
            unsigned.setdefault(month, []).append(quartier)
    for (quartier, month), is_current in sorted(holds.items()):
        if quartier in names and not is_current:
            said = words.lapsed(names[quartier], month)
            yield Task("lapsed", DECIDE, said, MONTH_CHECK, desk.params(month, quartier), subject=quartier, month=month)
    for month, quartiers in unsigned.items():
        said = words.to_sign([names[quartier] for quartier in quartiers], month)
        subject = quartiers[0] if len(quartiers) == 1 else None
        yield Task("sign_off", CLOSE, said, MONTH_CHECK, desk.params(month, subject), subject=subject, month=month)


def _complete_months(desk: _Desk, rows: list[dict[str, Any]]) -> Iterator[tuple[str, date]]:
    """Quartiers and months of the last three that have figures and miss no report."""
    last = default_month(desk.as_of)
    first = shift(last, 1 - SIGN_OFF_MONTHS)
    waiting = {(row["quartier"], row["month"]) for row in rows if row["state"] == "not_reported"}
    quartiers = dict.fromkeys(row["quartier"] for row in rows)
    digests = desk.release.frame(
        "select quartier, month from mart_month_digest where month between ? and ?", [first, last]
    )
    known = set(digests.iter_rows())
    for month in month_range(first, last):
        yield from ((each, month) for each in quartiers if (each, month) in known - waiting)


def _deadlines(desk: _Desk) -> Iterator[Task]:
    for entry in deadlines(desk.release, place=desk.place):
        days = entry.days_left(desk.as_of)
        if not entry.is_done and days <= COMING_DAYS:
            said = words.deadline(entry.kind_name, entry.title, due=entry.due, days=days)
            urgency = OVERDUE if days < 0 else COMING
            params = desk.params(default_month(desk.as_of))
            yield Task("deadline", urgency, said, FUNDING, params, due=entry.due, subject=entry.measure)


def _subjects(desk: _Desk) -> list[str]:
    services = desk.release.frame("select service from dim_service where quartier = ?", [desk.place.key])["service"]
    return [desk.place.key, *services.to_list()]
