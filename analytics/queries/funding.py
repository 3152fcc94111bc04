"""Funded measures of a place: what is due first, how far the money has come, what was drawn and not spent in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.queries.deadlines import Deadline, deadlines
from analytics.queries.places import place as place_of
from analytics.queries.series import all_series
from analytics.readings import MetricSeries, Place
from analytics.release import Release, ReleaseInfo

METRICS = ("grant_approved", "grant_drawn", "grant_spent", "grant_evidenced", "outflow_rate")
STAGES = (
    ("applied", "beantragt"),
    ("approved", "bewilligt"),
    ("drawn", "abgerufen"),
    ("spent", "verausgabt"),
    ("evidenced", "nachgewiesen"),
)


@dataclass(frozen=True)
class Measure:
    """One funded measure; amounts in euro, None where the release has none."""

    measure: str
    title: str
    programme_name: str | None
    granting_authority: str | None
    notice_ref: str | None
    grant_from: date | None
    grant_to: date | None
    carrier_name: str | None
    quartier_name: str | None
    applied: Decimal | None
    approved: Decimal | None
    drawn: Decimal | None
    received: Decimal | None
    spent: Decimal | None
    evidenced: Decimal | None
    proof_due: date | None

    def stage(self, name: str) -> Decimal | None:
        """The amount of one of STAGES."""
        return getattr(self, name)


@dataclass(frozen=True)
class Funding:
    """Everything the funding page shows; `unspent` are drawdowns past their spending deadline on `as_of`."""

    info: ReleaseInfo
    place: Place
    month: date
    as_of: date
    measures: tuple[Measure, ...]
    deadlines: tuple[Deadline, ...]
    unspent: tuple[Deadline, ...]
    series: dict[str, MetricSeries]


def funding(release: Release, *, month: date, quartier: str | None, as_of: date) -> Funding:
    """The funded measures of a place, all for the municipality. Raises UnknownPlace."""
    place = place_of(release, quartier)
    pending = tuple(entry for entry in deadlines(release, place=place) if not entry.is_done)
    return Funding(
        info=release.info,
        place=place,
        month=month,
        as_of=as_of,
        measures=measures_of(release, place=place),
        deadlines=pending,
        unspent=tuple(entry for entry in pending if entry.kind == "spend_drawn" and entry.due < as_of),
        series=all_series(release, place=place, month=month, months=37, period_kind="to_date", keys=METRICS),
    )


def measures_of(release: Release, *, place: Place) -> tuple[Measure, ...]:
    """The funded measures of a place, all for the municipality, the largest first."""
    frame = release.frame(
        """
        select measure, title, programme_name, granting_authority, notice_ref, grant_from, grant_to, carrier_name,
               quartier_name, applied, approved, drawn, received, spent, evidenced, proof_due
        from mart_measure
        where ? or quartier = ?
        order by approved desc nulls last, title
        """,
        [place.kind == "municipality", place.key],
    )
    return tuple(Measure(**row) for row in frame.iter_rows(named=True))
