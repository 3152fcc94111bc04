"""What each carrier has not sent yet, and what of its files has to be mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.months import shift
from analytics.queries.deliveries import Finding
from analytics.release import Release, ReleaseInfo

MISSING_MONTHS = 13
# Notices that only the sender can answer; the others are for those who read the files.
ASKED = ("sum_differs", "total_differs", "same_as_other_month")
SETTLED_INSIDE = ("two_origins",)


@dataclass(frozen=True)
class MissingMonth:
    """A month that a service was to report until `due`."""

    service: str
    service_name: str
    month: date
    due: date


@dataclass(frozen=True)
class FileToMend:
    """A file with its findings; `status` is landed (without the rejected rows), held or quarantined."""

    file: str
    status: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class CarrierState:
    """What is open between the municipality and one carrier."""

    info: ReleaseInfo
    carrier: str
    name: str
    missing: tuple[MissingMonth, ...]
    files: tuple[FileToMend, ...]


def carrier_states(release: Release, *, month: date, as_of: date) -> tuple[CarrierState, ...]:
    """Every carrier with services, by name; missing are overdue months of the last thirteen up to `month`.

    Files are those about `month`. A quartier has the carriers of its own services, council and steering none.
    """
    if not release.scope.sees_rows:
        return ()
    services = list(_services(release))
    missing = _missing(release, month=month, as_of=as_of)
    files = _files(release, month=month)
    states = []
    for carrier, name in sorted({(row["carrier"], row["name"]) for row in services}, key=lambda each: each[1]):
        own = {row["service"] for row in services if row["carrier"] == carrier}
        states.append(
            CarrierState(
                info=release.info,
                carrier=carrier,
                name=name,
                missing=tuple(each for each in missing if each.service in own),
                files=tuple(file for subjects, file in files if own & subjects),
            )
        )
    return tuple(states)


def _services(release: Release) -> list[dict[str, Any]]:
    frame = release.frame(
        """
        select service, carrier, coalesce(carrier_name, carrier) as name
        from dim_service
        where carrier is not null and (? is null or quartier = ?)
        """,
        [release.scope.quartier, release.scope.quartier],
    )
    return list(frame.iter_rows(named=True))


def _missing(release: Release, *, month: date, as_of: date) -> list[MissingMonth]:
    frame = release.frame(
        """
        select service, service_name, month, due_date as due
        from mart_expected
        where state = 'not_reported' and due_date < ? and month between ? and ?
        order by service_name, month
        """,
        [as_of, shift(month, 1 - MISSING_MONTHS), month],
    )
    return [MissingMonth(**row) for row in frame.iter_rows(named=True)]


def _files(release: Release, *, month: date) -> list[tuple[set[str], FileToMend]]:
    """Files about the month with findings, and the subjects each finding or file is about."""
    frame = release.frame(
        """
        select f.delivery, f.file, f.sheet, f.cell, f.row, f.column_name, f.rule, f.message, f.severity, f.subject,
               f.month, d.status, d.subjects
        from mart_finding as f
        inner join mart_delivery as d on d.delivery = f.delivery
        where d.source in ('contacts', 'contact_tallies')
            and d.status in ('landed', 'held', 'quarantined')
            and (f.severity = 'error' or list_contains(?, f.rule))
            and not list_contains(?, f.rule)
            and case
                when f.month between d.first_month and d.last_month then f.month = ?
                when d.first_month is not null then ? between d.first_month and d.last_month
                else date_trunc('month', d.received_at) = ?
            end
        order by d.sequence, f.severity, f.row nulls first, f.cell
        """,
        [list(ASKED), list(SETTLED_INSIDE), month, month, shift(month, 1)],
    )
    grouped: dict[tuple[str, str], list[Finding]] = {}
    about: dict[tuple[str, str], set[str]] = {}
    for row in frame.iter_rows(named=True):
        status, subjects = row.pop("status"), row.pop("subjects")
        finding = Finding(**row)
        key = (finding.delivery, status)
        grouped.setdefault(key, []).append(finding)
        about.setdefault(key, set()).update([finding.subject] if finding.subject else subjects)
    return [(about[key], FileToMend(findings[0].file, key[1], tuple(findings))) for key, findings in grouped.items()]
