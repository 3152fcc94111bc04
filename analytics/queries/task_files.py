"""Tasks about files: those to confirm, those to send anew, those that count without some of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from analytics import task_words as words
from analytics.months import default_month
from analytics.queries.task import CLOSE, DECIDE, DELIVERIES, Desk, Task

REFUSED_DAYS = 62


def files(desk: Desk) -> Iterator[Task]:
    """Files that wait for a confirmation, and refused ones nobody has sent anew since."""
    frame = desk.release.frame(
        """
        select d.delivery, d.status, d.file, d.last_month
        from mart_delivery as d
        where (? or list_has_any(d.subjects, ?))
            and d.status in ('held', 'quarantined')
            and (d.status = 'held' or d.received_at >= ?)
            and not exists (
                select 1
                from mart_delivery as later
                where later.source = d.source
                    and later.sequence > d.sequence
                    and later.status in ('landed', 'superseded')
                    and case
                        when len(d.subjects) > 0 then list_has_any(later.subjects, d.subjects)
                        else later.received_by is not distinct from d.received_by
                    end
            )
        order by d.sequence
        """,
        [desk.place.kind == "municipality", desk.subjects(), desk.as_of - timedelta(days=REFUSED_DAYS)],
    )
    for row in frame.iter_rows(named=True):
        kind = "held" if row["status"] == "held" else "refused"
        month = row["last_month"]
        params = desk.params(month or default_month(desk.as_of))
        said = words.file(kind, row["file"])
        yield Task(kind, DECIDE, said, DELIVERIES, params, month=month, delivery=row["delivery"])


def rejected(desk: Desk) -> Iterator[Task]:
    """Files that count, but not with all of their rows."""
    frame = desk.release.frame(
        """
        select d.delivery, d.file, d.last_month, count(distinct f.row) as rows
        from mart_delivery as d
        inner join mart_finding as f on f.delivery = d.delivery and f.severity = 'error' and f.row is not null
        where (? or list_has_any(d.subjects, ?))
            and d.status = 'landed'
            and d.received_at >= ?
        group by all
        order by d.delivery
        """,
        [desk.place.kind == "municipality", desk.subjects(), desk.as_of - timedelta(days=REFUSED_DAYS)],
    )
    for row in frame.iter_rows(named=True):
        month = row["last_month"]
        params = desk.params(month or default_month(desk.as_of))
        said = words.rejected(row["file"], row["rows"])
        yield Task("rejected", CLOSE, said, DELIVERIES, params, month=month, delivery=row["delivery"])
