"""Decisions and notes as a reader's file tells them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.readings import Place
from analytics.release import Release


@dataclass(frozen=True)
class Decision:
    """One decision; what the reader's file does not tell is None. `status` is open or done."""

    number: str
    title: str
    decided_on: date
    body: str | None
    reference: str | None
    measure: str | None
    metric: str | None
    metric_name: str | None
    quartier: str | None
    quartier_name: str | None
    responsible: str | None
    review_on: date | None
    status: str | None
    result: str | None

    def is_due(self, as_of: date) -> bool:
        """Whether it is to be looked at again."""
        return self.status == "open" and self.review_on is not None and self.review_on <= as_of


@dataclass(frozen=True)
class Note:
    """What somebody noted about a metric's month; `entered_by` where the reader may know."""

    number: str
    metric: str
    metric_name: str | None
    quartier: str | None
    quartier_name: str | None
    month: date
    text: str
    entered_by: str | None


def decisions(release: Release, place: Place) -> tuple[Decision, ...]:
    """Those of a place and those that hold everywhere, newest first; the municipality has all."""
    frame = release.frame(
        """
        select d.decision as number, d.title, d.decided_on, d.body, d.reference, d.measure, d.metric,
               m.name as metric_name, d.quartier, a.name as quartier_name, d.responsible, d.review_on, d.status,
               d.result
        from mart_decision as d
        left join dim_metric as m on m.metric = d.metric
        left join dim_area as a on a.area_kind = 'quartier' and a.area = d.quartier
        where ? or d.quartier is null or d.quartier = ?
        order by d.decided_on desc, d.decision desc
        """,
        [place.kind == "municipality", place.key],
    )
    return tuple(Decision(**row) for row in frame.iter_rows(named=True))


def notes(release: Release, place: Place) -> tuple[Note, ...]:
    """Those of a place and those about the whole municipality, newest month first; the municipality has all."""
    frame = release.frame(
        """
        select n.note as number, n.metric, m.name as metric_name, n.quartier, a.name as quartier_name, n.month, n.text,
               n.entered_by
        from mart_note as n
        left join dim_metric as m on m.metric = n.metric
        left join dim_area as a on a.area_kind = 'quartier' and a.area = n.quartier
        where ? or n.quartier is null or n.quartier = ?
        order by n.month desc, n.entered_at desc
        """,
        [place.kind == "municipality", place.key],
    )
    return tuple(Note(**row) for row in frame.iter_rows(named=True))
