"""The log of decisions and the notes of a place, and what a metric was before and after a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.before_after import MOST_MONTHS, BeforeAfter, NoComparison, before_and_after
from analytics.months import month_range, shift
from analytics.queries.places import place as place_of
from analytics.queries.series import metric_series, metrics
from analytics.readings import Metric, MetricSeries, Place
from analytics.release import Release, ReleaseInfo

SHOWN_MONTHS = 37
NOT_MEASURED = "An den Beschluss ist keine Kennzahl gebunden, deshalb kein Vergleich."
NOT_RELEASED = "Noch ist kein Monat freigegeben, deshalb kein Vergleich."


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


@dataclass(frozen=True)
class Review:
    """A decision whose day has come, its metric where there is one, and what the metric was before and after."""

    decision: Decision
    series: MetricSeries | None
    compared: BeforeAfter | NoComparison


@dataclass(frozen=True)
class DecisionLog:
    """Everything the page says of decisions and notes of a place; decisions newest first, notes too."""

    info: ReleaseInfo
    place: Place
    as_of: date
    decisions: tuple[Decision, ...]
    reviews: tuple[Review, ...]
    notes: tuple[Note, ...]
    metrics: tuple[Metric, ...]

    @property
    def due(self) -> tuple[Decision, ...]:
        """Open decisions whose day has come, the longest waiting first."""
        waiting = [decision for decision in self.decisions if decision.is_due(self.as_of)]
        return tuple(sorted(waiting, key=lambda each: each.review_on or self.as_of))


def decision_log(release: Release, *, quartier: str | None, as_of: date) -> DecisionLog:
    """What was decided and noted about a place: a quartier has its own and what holds everywhere."""
    place = place_of(release, quartier)
    decisions = decisions_of(release, place)
    asked = [each for each in decisions if each.status == "done" or each.is_due(as_of)]
    return DecisionLog(
        info=release.info,
        place=place,
        as_of=as_of,
        decisions=decisions,
        reviews=tuple(_review(release, decision) for decision in asked),
        notes=_notes(release, place),
        metrics=metrics(release),
    )


def decisions_of(release: Release, place: Place) -> tuple[Decision, ...]:
    """The decisions about a place and those that hold everywhere, the newest first."""
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


def _notes(release: Release, place: Place) -> tuple[Note, ...]:
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


def _review(release: Release, decision: Decision) -> Review:
    released, key = release.info.released_through, decision.metric
    if key is None or decision.metric_name is None:
        return Review(decision, None, NoComparison(NOT_MEASURED))
    if released is None:
        return Review(decision, None, NoComparison(NOT_RELEASED))
    month = decision.decided_on.replace(day=1)
    needed = len(month_range(shift(month, -MOST_MONTHS), released))
    place = place_of(release, decision.quartier)
    series = metric_series(release, key, place=place, month=released, months=max(SHOWN_MONTHS, needed))
    return Review(decision, series, before_and_after(series.readings, month))
