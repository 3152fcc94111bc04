"""What there is to see of a quartier's month before it is signed: counts, findings, own tally, signature."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from analytics.queries.deliveries import Finding
from analytics.readings import Place
from analytics.release import ReleaseInfo
from analytics.scope import Scope

CountKey = tuple[str, str, str]  # service, dimension, category


@dataclass(frozen=True)
class Count:
    """One exact count of a service; `contacts` is set exactly when `state` is value."""

    dimension: str
    category: str
    name: str
    contacts: int | None
    state: str
    estimated: bool


@dataclass(frozen=True)
class ServiceCheck:
    """One service in the month.

    `state` is reported, not_reported or closed; `origin` rows or tally, None before a report; `conflict` open or
    decided where both came. `findings` are those of the files that count; `has_held_file` says whether another file
    waits for confirmation.
    """

    service: str
    name: str
    state: str
    origin: str | None
    conflict: str | None
    is_provisional: bool
    has_held_file: bool
    counts: tuple[Count, ...]
    findings: tuple[Finding, ...]

    def count(self, dimension: str, category: str) -> Count | None:
        """The count of one cell, None where the release has no such cell."""
        cells = (cell for cell in self.counts if (cell.dimension, cell.category) == (dimension, category))
        return next(cells, None)

    @property
    def rejected_rows(self) -> tuple[int, ...]:
        """Row numbers of the files that count, of which nothing was taken over, as far as they are this service's."""
        return tuple(sorted({each.row for each in self.rejected if each.subject is not None and each.row is not None}))

    @property
    def rejected(self) -> tuple[Finding, ...]:
        """Findings that kept a row out; without `subject` where nobody can tell whose row it was."""
        return tuple(each for each in self.findings if each.severity == "error" and each.row is not None)


@dataclass(frozen=True)
class Signature:
    """The last signature of the month; it `holds` while the figures are those it was given for."""

    signed_by: str
    signed_at: datetime
    note: str | None
    holds: bool


@dataclass(frozen=True)
class OwnTally:
    """What the quartier counted itself and entered; `counts` by service, dimension and category."""

    entered_by: str
    entered_at: datetime
    counts: Mapping[CountKey, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class MonthCheck:
    """Everything the page Monatsprüfung shows. `digest` stands for the figures, None while there are none."""

    info: ReleaseInfo
    scope: Scope
    place: Place
    month: date
    services: tuple[ServiceCheck, ...]
    digest: str | None
    signature: Signature | None
    own: OwnTally | None

    @property
    def is_visible(self) -> bool:
        """Whether this scope may check the quartier: the coordination, and the quartier itself."""
        return self.scope.audience == "coordinator" or self.scope.quartier == self.place.key

    @property
    def is_complete(self) -> bool:
        """Whether every service that was open has reported."""
        return bool(self.services) and all(each.state != "not_reported" for each in self.services)
