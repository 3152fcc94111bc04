"""Deliveries: which month came from whom, in time or late, and what must be corrected in the files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from analytics.months import month_range, shift
from analytics.queries.places import place as place_of
from analytics.queries.reports import coverage, expected
from analytics.queries.series import all_series
from analytics.readings import Coverage, MetricSeries, Place
from analytics.release import Release, ReleaseInfo
from analytics.scope import Scope

MATRIX_MONTHS = 13


@dataclass(frozen=True)
class ServiceRow:
    """One service, one state per month.

    on_time, late, provisional (reported, but rows were rejected or a file or decision is waiting), open (not due yet),
    missing, closed, none (not running). `on_time` says of every month whether it came in time, None where it did not
    come.
    """

    service: str
    name: str
    quartier_name: str | None
    months: tuple[date, ...]
    states: tuple[str, ...]
    due_dates: tuple[date | None, ...]
    on_time: tuple[bool | None, ...]


@dataclass(frozen=True)
class Delivery:
    """One delivered file as the release lists it; `received_at` in UTC."""

    delivery: str
    sequence: int
    source: str
    source_title: str
    file: str
    received_at: datetime
    received_by: str | None
    status: str
    rows_in: int | None
    rows_landed: int | None
    rows_rejected: int | None
    first_month: date | None
    last_month: date | None
    note: str | None
    subjects: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """Something a person must correct; `message` is German and holds no value of a person.

    `subject` (service or quartier) and `month` say what it is about, None where that cannot be read.
    """

    delivery: str
    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column_name: str | None
    rule: str
    message: str
    severity: str
    subject: str | None
    month: date | None


@dataclass(frozen=True)
class Deliveries:
    """Everything the deliveries page shows; matrix of thirteen months up to `month`, lateness judged on `as_of`."""

    info: ReleaseInfo
    scope: Scope
    place: Place
    month: date
    as_of: date
    matrix: tuple[ServiceRow, ...]
    coverage: Coverage
    series: dict[str, MetricSeries]
    deliveries: tuple[Delivery, ...]
    findings: tuple[Finding, ...]


def deliveries(release: Release, *, month: date, quartier: str | None, as_of: date) -> Deliveries:
    """Deliveries and reports of a place, as far as the scope may see them. Raises UnknownPlace."""
    place = place_of(release, quartier)
    return Deliveries(
        info=release.info,
        scope=release.scope,
        place=place,
        month=month,
        as_of=as_of,
        matrix=_matrix(release, place=place, month=month, as_of=as_of),
        coverage=coverage(release, place=place, month=month),
        series=all_series(release, place=place, month=month, months=25, keys=("reporting_rate", "on_time_rate")),
        deliveries=_deliveries(release, place=place),
        findings=_findings(release, place=place),
    )


def _matrix(release: Release, *, place: Place, month: date, as_of: date) -> tuple[ServiceRow, ...]:
    first = shift(month, 1 - MATRIX_MONTHS)
    frame = expected(release, place=place, first=first, last=month)
    cells = {(row["service"], row["month"]): row for row in frame.iter_rows(named=True)}
    each = month_range(first, month)
    rows = frame.unique("service", keep="first", maintain_order=True).iter_rows(named=True)
    return tuple(
        ServiceRow(
            service=row["service"],
            name=row["service_name"],
            quartier_name=row["quartier_name"],
            months=each,
            states=tuple(_report_state(cells.get((row["service"], when)), as_of) for when in each),
            due_dates=tuple((cells.get((row["service"], when)) or {}).get("due_date") for when in each),
            on_time=tuple((cells.get((row["service"], when)) or {}).get("is_on_time") for when in each),
        )
        for row in rows
    )


def _report_state(row: dict | None, as_of: date) -> str:
    if row is None:
        return "none"
    if row["state"] == "closed":
        return "closed"
    if row["state"] == "reported":
        return "provisional" if row["is_provisional"] else "late" if row["is_on_time"] is False else "on_time"
    return "missing" if row["due_date"] < as_of else "open"


def _deliveries(release: Release, *, place: Place) -> tuple[Delivery, ...]:
    """All files for the municipality; for a quartier those about its services or its events."""
    frame = release.frame(
        """
        select delivery, sequence, source, source_title, file, received_at, received_by, status, rows_in, rows_landed,
               rows_rejected, first_month, last_month, note, subjects
        from mart_delivery
        where ? or list_has_any(subjects, ?)
        order by sequence desc
        """,
        [place.kind == "municipality", _subjects(release, place=place)],
    )
    return tuple(Delivery(**row | {"subjects": tuple(row["subjects"])}) for row in frame.iter_rows(named=True))


def _findings(release: Release, *, place: Place) -> tuple[Finding, ...]:
    """What is still to be corrected: nothing of files that later ones replaced, or that were taken back."""
    frame = release.frame(
        """
        select f.delivery, f.file, f.sheet, f.cell, f.row, f.column_name, f.rule, f.message, f.severity, f.subject,
               f.month
        from mart_finding as f
        inner join mart_delivery as d on d.delivery = f.delivery
        where d.status in ('landed', 'held', 'quarantined') and (? or list_has_any(f.subjects, ?))
        order by f.severity, d.sequence desc, f.file, f.row nulls first
        """,
        [place.kind == "municipality", _subjects(release, place=place)],
    )
    return tuple(Finding(**row) for row in frame.iter_rows(named=True))


def _subjects(release: Release, *, place: Place) -> list[str]:
    """What deliveries of a place are about: the quartier itself and its services."""
    services = release.frame("select service from dim_service where quartier = ?", [place.key])["service"]
    return [place.key, *services.to_list()]
