"""What was published differently before: totals and services of corrected months, and what made the difference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from analytics.queries.places import place as place_of
from analytics.readings import Place
from analytics.release import Release, ReleaseInfo


@dataclass(frozen=True)
class Change:
    """One count of a version beside that of the version before; contacts are None where the state is not `value`."""

    month: date
    version: int
    name: str
    before: int | None
    state_before: str | None
    now: int | None
    state: str


@dataclass(frozen=True)
class Cause:
    """A delivery between two versions of a month; `received_by` is None where the scope is not told it."""

    month: date
    version: int
    service_name: str
    file: str
    received_by: str | None
    received_at: datetime
    status: str


@dataclass(frozen=True)
class Revision:
    """A version of a month after its first: when, by whom and why, and what is different."""

    month: date
    version: int
    revised_at: datetime
    revised_by: str | None
    reason: str | None
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Revisions:
    """All corrections of a place, the newest first."""

    info: ReleaseInfo
    place: Place
    revisions: tuple[Revision, ...]


def revisions(release: Release, *, quartier: str | None) -> Revisions:
    """The corrections that show in the counts of a place. Raises UnknownPlace."""
    place = place_of(release, quartier)
    changes = _changes(release, place)
    causes = _causes(release, place)
    heads = release.frame(
        """
        select distinct month, version, revised_at, revised_by, reason
        from mart_revision
        where area_kind = ? and area = ?
        order by revised_at desc, month desc
        """,
        [place.kind, place.key],
    )
    return Revisions(
        info=release.info,
        place=place,
        revisions=tuple(
            Revision(
                **row,
                changes=tuple(each for each in changes if (each.month, each.version) == (row["month"], row["version"])),
                causes=tuple(each for each in causes if (each.month, each.version) == (row["month"], row["version"])),
            )
            for row in heads.iter_rows(named=True)
        ),
    )


def _changes(release: Release, place: Place) -> list[Change]:
    """The total first, then services by name."""
    frame = release.frame(
        """
        select r.month, r.version, k.name, r.contacts_before as before, r.state_before, r.contacts as now, r.state
        from mart_revision as r
        inner join dim_category as k on k.dimension = r.dimension and k.category = r.category
        where r.area_kind = ? and r.area = ?
        order by r.month, r.version, r.dimension = 'total' desc, k.name
        """,
        [place.kind, place.key],
    )
    return [Change(**row) for row in frame.iter_rows(named=True)]


def _causes(release: Release, place: Place) -> list[Cause]:
    """Deliveries about services whose count is another one now; many files repeat earlier months unchanged."""
    frame = release.frame(
        """
        select c.month, c.version, s.name as service_name, c.file, c.received_by, c.received_at, c.status
        from mart_revision_cause as c
        inner join dim_service as s on s.service = c.subject
        where (? or s.quartier = ?)
            and exists (
                select 1
                from mart_revision as r
                where r.month = c.month and r.version = c.version and r.dimension = 'service' and r.category = c.subject
            )
        order by c.received_at, s.name
        """,
        [place.kind == "municipality", place.key],
    )
    return [Cause(**row) for row in frame.iter_rows(named=True)]
