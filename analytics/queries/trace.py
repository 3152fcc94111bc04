"""From a figure back to what it was counted from: file, sheet and row; for those whose release holds rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.months import shift
from analytics.queries.privacy import erased_on
from analytics.release import Release

# Of a tally without a stated total the first whole partition makes it, as in the warehouse.
TOTAL_ORDER = ("total", "channel", "kind")


@dataclass(frozen=True)
class TracedRow:
    """One row of a file and what it adds; `contacts` is None where the row says that there is no count."""

    delivery: str
    file: str
    sheet: str | None
    row: int | None
    date: date | None
    name: str
    contacts: int | None
    estimated: bool


@dataclass(frozen=True)
class Trace:
    """The rows behind one count of a service; `origin` is rows or tally, None while nothing was reported.

    `erased_on` is the day on which the month's single contacts were erased.
    """

    service: str
    service_name: str
    month: date
    dimension: str
    category: str
    category_name: str
    origin: str | None
    rows: tuple[TracedRow, ...]
    is_visible: bool
    erased_on: date | None = None

    @property
    def contacts(self) -> int:
        """What the rows add up to."""
        return sum(row.contacts or 0 for row in self.rows)


def trace(
    release: Release, *, service: str, month: date, dimension: str = "total", category: str = "total"
) -> Trace | None:
    """The rows behind a count, by file and row; None for a service the release does not know."""
    named = _named(release, service, dimension, category)
    if named is None:
        return None
    names = {"service": service, "dimension": dimension, "category": category}
    origin = _origin(release, service, month)
    rows: list[dict[str, Any]] = []
    if origin == "rows":
        rows = _contacts(release, month=month, **names)
    elif origin == "tally":
        rows = _tallies(release, month=month, **names)
    return Trace(
        **names,
        **named,
        month=month,
        origin=origin,
        rows=tuple(TracedRow(**row) for row in rows),
        is_visible=release.scope.sees_rows,
        erased_on=erased_on(release, month) if origin == "rows" else None,
    )


def _named(release: Release, service: str, dimension: str, category: str) -> dict[str, str] | None:
    frame = release.frame(
        """
        select s.name as service_name, coalesce(k.name, ?) as category_name
        from dim_service as s
        left join dim_category as k on k.dimension = ? and k.category = ?
        where s.service = ?
        """,
        [category, dimension, category, service],
    )
    return None if frame.is_empty() else frame.row(0, named=True)


def _origin(release: Release, service: str, month: date) -> str | None:
    frame = release.frame("select origin from mart_expected where service = ? and month = ?", [service, month])
    return None if frame.is_empty() else frame.item()


def _contacts(release: Release, *, service: str, month: date, dimension: str, category: str) -> list[dict[str, Any]]:
    frame = release.frame(
        """
        select c.delivery, c.file, c.sheet, c.row, c.date, coalesce(h.name, c.channel, '') as name, 1 as contacts,
               false as estimated
        from mart_contact as c
        left join dim_category as h on h.dimension = 'channel' and h.category = c.channel
        where c.service = ? and c.date >= ? and c.date < ?
            and case ?
                when 'channel' then c.channel = ?
                when 'kind' then c.contact_kind = ?
                when 'topic' then list_contains(c.topics, ?)
                else true
            end
        order by c.file, c.sheet, c.row
        """,
        [service, month, shift(month, 1), dimension, category, category, category],
    )
    return list(frame.iter_rows(named=True))


def _tallies(release: Release, *, service: str, month: date, dimension: str, category: str) -> list[dict[str, Any]]:
    frame = release.frame(
        """
        select t.delivery, t.file, t.sheet, t.row, cast(null as date) as date, coalesce(k.name, t.category) as name,
               t.contacts, t.estimated, t.dimension, t.category
        from mart_tally as t
        left join dim_category as k on k.dimension = t.dimension and k.category = t.category
        where t.service = ? and t.month = ?
        order by t.file, t.sheet, t.row
        """,
        [service, month],
    )
    rows = list(frame.iter_rows(named=True))
    wanted = dimension if dimension != "total" else _total_dimension(rows)
    return [
        {key: value for key, value in row.items() if key not in ("dimension", "category")}
        for row in rows
        if row["dimension"] == wanted and (dimension == "total" or row["category"] == category)
    ]


def _total_dimension(rows: list[dict[str, Any]]) -> str | None:
    """The dimension that makes the total: the first one that is there without a gap, else the first one at all."""
    there = [name for name in TOTAL_ORDER if any(row["dimension"] == name for row in rows)]
    whole = [name for name in there if all(row["contacts"] is not None for row in rows if row["dimension"] == name)]
    return next(iter(whole or there), None)
