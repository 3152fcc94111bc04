"""Product goals and what has been reached, by the file or by the running metric."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.readings import Place
from analytics.release import Release


@dataclass(frozen=True)
class Target:
    """A goal with its plan in words.

    `current` is its metric from January to the chosen month, or to the month it was due if that came first.
    """

    target: str
    title: str
    kind: str
    quartier_name: str | None
    product: str | None
    planned: str
    due: date | None
    achieved: str | None
    basis_name: str | None
    direction: str
    unit: str | None
    decimals: int | None
    current: Decimal | None
    current_state: str | None


def targets(release: Release, *, place: Place, month: date) -> tuple[Target, ...]:
    """The goals of a place (all for the municipality) in the order of their due dates."""
    frame = release.frame(
        """
        select t.target, t.title, t.kind, a.name as quartier_name, t.product, t.planned, t.due, t.achieved,
               t.basis_name, t.direction, d.unit, d.decimals,
               case when m.state = 'value' then m.value end as current, m.state as current_state
        from mart_target as t
        left join dim_area as a on a.area_kind = 'quartier' and a.area = t.quartier
        left join dim_metric as d on d.metric = t.metric
        left join mart_metric as m
            on m.metric = t.metric and m.period_kind = 'ytd'
            and m.period = least(?, date_trunc('month', t.due)::date)
            and m.area_kind = case when t.quartier is null then 'municipality' else 'quartier' end
            and m.area = coalesce(t.quartier, ?)
        where ? or t.quartier = ?
        qualify row_number() over (partition by t.target order by m.basis desc nulls last, m.version desc) = 1
        order by t.due nulls last, t.target
        """,
        [month, release.info.municipality, place.kind == "municipality", place.key],
    )
    return tuple(Target(**row) for row in frame.iter_rows(named=True))
