"""A quartier's month before it is signed: what counts per service, what was left out and why, and who has signed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from analytics.month_close import Count, MonthCheck, OwnTally, ServiceCheck, Signature
from analytics.months import shift
from analytics.queries.deliveries import Finding
from analytics.queries.places import place as place_of
from analytics.queries.reports import expected
from analytics.readings import Place
from analytics.release import Release


def month_check(release: Release, *, quartier: str, month: date) -> MonthCheck:
    """The month of one quartier. Raises UnknownPlace. Empty for those who may not check it."""
    place = place_of(release, quartier)
    rows = expected(release, place=place, first=month, last=month).iter_rows(named=True)
    counts = _counts(release, place, month)
    findings = _findings(release, month)
    held = _held(release, month)
    check = MonthCheck(
        info=release.info,
        scope=release.scope,
        place=place,
        month=month,
        services=tuple(_service(row, counts, findings, held) for row in rows),
        digest=_digest(release, place, month),
        signature=_signature(release, place, month),
        own=_own_tally(release, place, month),
    )
    return check if check.is_visible else _hidden(check)


def _hidden(check: MonthCheck) -> MonthCheck:
    return MonthCheck(check.info, check.scope, check.place, check.month, (), None, None, None)


def _service(
    row: dict[str, Any],
    counts: Mapping[str, tuple[Count, ...]],
    findings: Mapping[str, tuple[Finding, ...]],
    held: frozenset[str],
) -> ServiceCheck:
    service = row["service"]
    return ServiceCheck(
        service=service,
        name=row["service_name"],
        state=row["state"],
        origin=row["origin"],
        conflict=row["conflict"],
        is_provisional=row["is_provisional"],
        has_held_file=service in held,
        counts=counts.get(service, ()),
        findings=findings.get(service, ()),
    )


def _counts(release: Release, place: Place, month: date) -> dict[str, tuple[Count, ...]]:
    """Counts per service in the order of tables: total, topics, channels, kinds."""
    frame = release.frame(
        """
        select c.service, c.dimension, c.category, k.name, c.contacts, c.state, c.estimated
        from mart_service_count as c
        inner join dim_category as k on k.dimension = c.dimension and k.category = c.category
        where c.quartier = ? and c.month = ?
        order by list_position(['total', 'topic', 'channel', 'kind'], c.dimension), k.position, k.name
        """,
        [place.key, month],
    )
    counts: dict[str, list[Count]] = {}
    for row in frame.iter_rows(named=True):
        counts.setdefault(row.pop("service"), []).append(Count(**row))
    return {service: tuple(cells) for service, cells in counts.items()}


def _findings(release: Release, month: date) -> dict[str, tuple[Finding, ...]]:
    """Findings about the month by service; of files that no longer count there are none.

    A finding without a service belongs to the only one of its delivery, else it stands with all of them and stays
    without. A row of another month stands with the only month of its delivery.
    """
    frame = release.frame(
        """
        with counting as (
            select service, delivery from mart_expected where month = ?
            union
            select service, delivery from mart_contact where date >= ? and date < ?
            union
            select service, delivery from mart_tally where month = ?
        )
        select c.service, f.delivery, f.file, f.sheet, f.cell, f.row, f.column_name, f.rule, f.message, f.severity,
               case when len(f.subjects) = 1 then c.service else f.subject end as subject, f.month
        from mart_finding as f
        inner join counting as c on c.delivery = f.delivery
        left join mart_delivery as d on d.delivery = f.delivery
        where (f.subject = c.service or f.subject is null)
            and (f.month = ? or d.first_month = d.last_month)
        order by f.severity, d.sequence, f.row nulls first, f.cell
        """,
        [month, month, shift(month, 1), month, month],
    )
    findings: dict[str, list[Finding]] = {}
    for row in frame.iter_rows(named=True):
        findings.setdefault(row.pop("service"), []).append(Finding(**row))
    return {service: tuple(each) for service, each in findings.items()}


def _held(release: Release, month: date) -> frozenset[str]:
    """Services of which a file about the month waits for confirmation."""
    frame = release.frame(
        """
        select distinct unnest(subjects) as service
        from mart_delivery
        where status = 'held' and ? between first_month and last_month
        """,
        [month],
    )
    return frozenset(frame["service"])


def _digest(release: Release, place: Place, month: date) -> str | None:
    frame = release.frame(
        "select digest from mart_month_digest where quartier = ? and month = ?",
        [place.key, month],
    )
    return None if frame.is_empty() else frame.item()


def _signature(release: Release, place: Place, month: date) -> Signature | None:
    frame = release.frame(
        "select signed_by, signed_at, note, is_current as holds from mart_sign_off where quartier = ? and month = ?",
        [place.key, month],
    )
    return None if frame.is_empty() else Signature(**frame.row(0, named=True))


def _own_tally(release: Release, place: Place, month: date) -> OwnTally | None:
    frame = release.frame(
        """
        select service, dimension, category, contacts, entered_by, entered_at
        from mart_own_tally
        where quartier = ? and month = ?
        """,
        [place.key, month],
    )
    rows = list(frame.iter_rows(named=True))
    if not rows:
        return None
    counts = {(row["service"], row["dimension"], row["category"]): row["contacts"] for row in rows}
    return OwnTally(rows[0]["entered_by"], rows[0]["entered_at"], counts)
