"""Decisions and notes that belong to a metric at a place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics import formatting
from analytics.annotations import Annotation
from analytics.readings import Place
from analytics.release import Release


def noted(
    release: Release, *, place: Place, keys: Sequence[str], first: date, last: date
) -> dict[str, tuple[Annotation, ...]]:
    """By metric, in order of time. What holds for the whole municipality belongs to all of its places.

    What is about one quartier belongs also to the larger places it lies in, and names it there.
    """
    frame = release.frame(
        """
        with

        entered as (

            select
                metric, quartier, date_trunc('month', decided_on)::date as month, decided_on as day, decision as number,
                title as text
            from mart_decision

            union all by name

            select metric, quartier, month, month as day, note as number, text, true as is_note
            from mart_note

        )

        select e.metric, e.month, e.day, e.number, e.text, coalesce(e.is_note, false) as is_note, a.name as quartier
        from entered as e
        left join dim_area as a on a.area_kind = 'quartier' and a.area = e.quartier
        where list_contains(?, e.metric) and e.month between ? and ?
            and (e.quartier is null or ? = 'municipality' or e.quartier = ? or a.parent = ?)
        order by e.day, is_note, e.number
        """,
        [list(keys), first, last, place.kind, place.key, place.key],
    )
    found: dict[str, list[Annotation]] = {}
    for row in frame.iter_rows(named=True):
        where = row["quartier"] if row["quartier"] != place.name else None
        found.setdefault(row["metric"], []).append(Annotation(row["metric"], row["month"], _text(row, where)))
    return {metric: tuple(entries) for metric, entries in found.items()}


def _text(row: dict, where: str | None) -> str:
    about = f" ({where})" if where else ""
    if row["is_note"]:
        return f"Bemerkung{about}: {row['text']}"
    return f"Beschluss {row['number']} vom {formatting.day(row['day'])}{about}: {row['text']}"
