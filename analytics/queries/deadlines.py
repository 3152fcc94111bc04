"""Deadlines of funded measures as the release holds them; how late they are is a matter of the day of reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from analytics.readings import Place
from analytics.release import Release


@dataclass(frozen=True)
class Deadline:
    """`kind` is proof_of_use, grant_end, spend_drawn or earmarking_end; `amount` in euro where money hangs on it."""

    measure: str
    title: str
    kind: str
    kind_name: str
    due: date
    amount: Decimal | None
    is_done: bool
    done_on: date | None

    def days_left(self, as_of: date) -> int:
        """Calendar days until the deadline, negative when it has passed."""
        return (self.due - as_of).days


def deadlines(release: Release, *, place: Place) -> tuple[Deadline, ...]:
    """All deadlines of a place by due date; a quartier has those of its own measures, the municipality all."""
    frame = release.frame(
        """
        select d.measure, d.title, d.deadline as kind, d.deadline_name as kind_name, d.due_date as due, d.amount,
               d.is_done, d.done_on
        from mart_deadline as d
        left join mart_measure as m on m.measure = d.measure
        where d.due_date is not null and (? or m.quartier = ?)
        order by d.due_date, d.measure, d.deadline
        """,
        [place.kind == "municipality", place.key],
    )
    return tuple(Deadline(**row) for row in frame.iter_rows(named=True))
