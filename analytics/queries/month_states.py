"""The close of months: which are open, checked or released, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from analytics.release import Release

SHOWN = 18


@dataclass(frozen=True)
class MonthState:
    """One month. `state` is open, checked or released; `version` the last published one, None before the first.

    `quartiers` counts the signatures that are expected, `signed` those that hold; names and reasons are None where the
    scope is not told them.
    """

    month: date
    state: str
    version: int | None
    quartiers: int | None
    signed: int | None
    released_at: datetime | None
    released_by: str | None
    release_reason: str | None
    closed_reason: str | None
    reopen_reason: str | None


def month_states(release: Release) -> tuple[MonthState, ...]:
    """The last months, the newest first."""
    frame = release.frame(
        """
        select month, state, version, quartiers, signed, released_at, released_by, release_reason, closed_reason,
               reopen_reason
        from mart_month_state
        order by month desc
        limit ?
        """,
        [SHOWN],
    )
    return tuple(MonthState(**row) for row in frame.iter_rows(named=True))
