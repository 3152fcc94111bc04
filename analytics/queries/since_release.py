"""What was published of a month beside what later deliveries make of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.queries.places import place as place_of
from analytics.readings import Place
from analytics.release import Release


@dataclass(frozen=True)
class Pair:
    """One count of a place and month, published and current; contacts are None where there is no number."""

    dimension: str
    name: str
    published: int | None
    published_state: str
    current: int | None
    current_state: str

    @property
    def differs(self) -> bool:
        """Whether the two say something else."""
        return (self.published, self.published_state) != (self.current, self.current_state)


@dataclass(frozen=True)
class SinceRelease:
    """All counts of a month at a place on both bases; empty while it is not released, or not the scope's own."""

    place: Place
    month: date
    pairs: tuple[Pair, ...]

    @property
    def total(self) -> Pair | None:
        """The pair of totals."""
        return next((pair for pair in self.pairs if pair.dimension == "total"), None)


def since_release(release: Release, *, quartier: str | None, month: date) -> SinceRelease:
    """Published and current counts of a month. Raises UnknownPlace."""
    place = place_of(release, quartier)
    frame = release.frame(
        """
        select p.dimension, k.name, p.contacts as published, p.state as published_state, c.contacts as current,
               c.state as current_state
        from mart_contact_cube as p
        inner join mart_contact_cube as c
            on c.basis = 'current' and p.period_kind = c.period_kind and p.period = c.period
            and p.area_kind = c.area_kind and p.area = c.area and p.dimension = c.dimension
            and p.category = c.category
        inner join dim_category as k on k.dimension = p.dimension and k.category = p.category
        where p.basis = 'published' and p.period_kind = 'month' and p.period = ? and p.area_kind = ? and p.area = ?
            and p.dimension in ('total', 'topic', 'channel', 'kind', 'service')
        order by list_position(['total', 'service', 'topic', 'channel', 'kind'], p.dimension), k.position, k.name
        """,
        [month, place.kind, place.key],
    )
    return SinceRelease(place, month, tuple(Pair(**row) for row in frame.iter_rows(named=True)))
