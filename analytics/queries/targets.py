"""Product goals and what has been reached, by the file or by the running metric."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from analytics.months import shift
from analytics.readings import Place
from analytics.release import Release
from analytics.target_status import (
    FULFILLED,
    NUMBERS,
    Standing,
    day_in,
    day_standing,
    elapsed_share,
    number_in,
    number_standing,
    unknown_standing,
)

WITHHELD = ("suppressed", "not_released")


@dataclass(frozen=True)
class Target:
    """A goal with its plan in words.

    `current` is its metric from January to `current_month`, the last one with a figure up to the chosen month and the
    month it was due; `achieved` is what the file says, measured on `measured_on`, and comes first. `reference` names
    the notice or paper that the goal rests on.
    """

    target: str
    title: str
    kind: str
    quartier_name: str | None
    product: str | None
    planned: str
    due: date | None
    achieved: str | None
    basis: str | None
    basis_name: str | None
    direction: str
    unit: str | None
    decimals: int | None
    current: Decimal | None
    current_state: str | None
    current_month: date | None = None
    is_partial: bool = False
    metric: str | None = None
    reference: str | None = None
    measured_on: date | None = None
    reason: str | None = None

    @property
    def current_until(self) -> date | None:
        """The last day that the metric's figure covers."""
        return shift(self.current_month, 1) - timedelta(days=1) if self.current_month else None


def targets(release: Release, *, place: Place, month: date) -> tuple[Target, ...]:
    """The goals of a place (all for the municipality) in the order of their due dates."""
    frame = release.frame(
        """
        select t.target, t.title, t.kind, a.name as quartier_name, t.product, t.planned, t.due, t.achieved,
               t.basis, t.basis_name, t.direction, d.unit, d.decimals, t.metric, t.reference, t.measured_on, t.reason,
               case when m.state = 'value' then m.value end as current, m.state as current_state,
               m.period as current_month, coalesce(m.reported < m.expected, false) as is_partial
        from mart_target as t
        left join dim_area as a on a.area_kind = 'quartier' and a.area = t.quartier
        left join dim_metric as d on d.metric = t.metric
        left join mart_metric as m
            on m.metric = t.metric and m.period_kind = 'ytd'
            and m.period <= least(?, date_trunc('month', t.due)::date)
            and m.period >= date_trunc('year', coalesce(t.due, ?))
            and m.area_kind = case when t.quartier is null then 'municipality' else 'quartier' end
            and m.area = coalesce(t.quartier, ?)
        where ? or t.quartier = ?
        qualify row_number() over (
            partition by t.target order by m.period desc nulls last, m.basis desc nulls last, m.version desc
        ) = 1
        order by t.due nulls last, t.target
        """,
        [month, month, release.info.municipality, place.kind == "municipality", place.key],
    )
    return tuple(Target(**row) for row in frame.iter_rows(named=True))


def standing(target: Target, as_of: date) -> Standing:
    """Where the goal stands on the day of reading (analytics/target_status.py says by which rules)."""
    if target.kind == "date":
        planned = day_in(target.planned) or target.due
        if planned is not None:
            reached = day_in(target.achieved)
            return day_standing(planned, reached, is_reached=bool(target.achieved), as_of=as_of)
    if target.kind in NUMBERS:
        return _by_number(target, as_of)
    if target.achieved:
        return Standing(FULFILLED)
    return unknown_standing(target.due, as_of=as_of, is_withheld=False)


def _by_number(target: Target, as_of: date) -> Standing:
    planned, told = number_in(target.planned), number_in(target.achieved)
    reached = told if told is not None else target.current
    if planned is None or reached is None:
        is_withheld = target.metric is not None and (target.current_state in WITHHELD or target.current_month is None)
        return unknown_standing(target.due, as_of=as_of, is_withheld=is_withheld)
    if told is not None:
        on, is_over = target.measured_on or as_of, target.due is not None and target.due < as_of
    else:
        on = target.current_until or as_of
        is_over = target.due is not None and target.due <= on
    return number_standing(
        planned,
        reached,
        kind=target.kind,
        direction=target.direction,
        elapsed=elapsed_share(target.due, on),
        is_over=is_over,
    )
