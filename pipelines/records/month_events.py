"""The close of months: `month_events.jsonl`, one line per event, only ever appended to.

`signed`: someone vouches for a quartier's month as it stood; `digest` says which figures that were. `closed`: the
coordination closes a month over a named gap. `released`: a version of a month is frozen and published; the months of
one batch are one write. `reopened`: a released month is worked on again; what was released stays until the next batch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.records.lines import append_lines, read_lines

NAME = "month_events.jsonl"
SIGNED, CLOSED, RELEASED, REOPENED = "signed", "closed", "released", "reopened"


@dataclass(frozen=True)
class Batch:
    """Months that were published together: `versions` by month (its first day).

    `renewed` are months that were not corrected themselves: only their sums over time contain a corrected month.
    """

    number: int
    versions: Mapping[str, int]
    renewed: frozenset[str]
    by: str
    at: str
    reason: str | None


def add_signature(
    records: Path, *, quartier: str, month: str, digest: str, by: str, at: str, note: str | None = None
) -> dict:
    """Append one signature and return it; `month` is its first day, `at` UTC text. Call only holding the run lock."""
    event = {"event": SIGNED, "quartier": quartier, "month": month, "digest": digest, "by": by, "at": at, "note": note}
    append_lines(records / NAME, [event])
    return event


def add_month_events(
    records: Path, event: str, months: Sequence[str], *, by: str, at: str, reason: str | None
) -> list[dict]:
    """Append that months were `closed` or `reopened` and return the lines. Call only holding the run lock."""
    events = [{"event": event, "month": month, "by": by, "at": at, "reason": reason} for month in months]
    append_lines(records / NAME, events)
    return events


def add_batch(records: Path, batch: Batch) -> None:
    """Append one line per released month, all in one write. Call only holding the run lock."""
    shared = {"batch": batch.number, "size": len(batch.versions), "by": batch.by, "at": batch.at}
    append_lines(
        records / NAME,
        [
            {"event": RELEASED, "month": month, "version": version, "renewed": month in batch.renewed, **shared}
            | {"reason": batch.reason}
            for month, version in batch.versions.items()
        ],
    )


def signatures(records: Path) -> dict[tuple[str, str], dict]:
    """The last signature of every quartier and month (first day)."""
    signed = (event for event in read_lines(records / NAME) if event.get("event") == SIGNED)
    return {(event["quartier"], event["month"]): event for event in signed}


def batches(records: Path) -> tuple[Batch, ...]:
    """Every whole batch in order; one that a killed run left half was never published."""
    lines: dict[int, list[dict]] = {}
    for event in read_lines(records / NAME):
        if event.get("event") == RELEASED:
            lines.setdefault(event["batch"], []).append(event)
    return tuple(_batch(events) for events in lines.values() if len(events) == events[0]["size"])


def next_batch(records: Path) -> int:
    """The number of a new batch; that of a torn one is not used again."""
    events = read_lines(records / NAME)
    return max((event["batch"] for event in events if event.get("event") == RELEASED), default=0) + 1


def versions_in_force(released: Sequence[Batch]) -> dict[str, int]:
    """The version of every month that holds after these batches, by month."""
    held: dict[str, int] = {}
    for batch in released:
        held |= batch.versions
    return dict(sorted(held.items()))


def _batch(events: Sequence[Mapping]) -> Batch:
    first = events[0]
    return Batch(
        number=first["batch"],
        versions={event["month"]: event["version"] for event in events},
        renewed=frozenset(event["month"] for event in events if event["renewed"]),
        by=first["by"],
        at=first["at"],
        reason=first["reason"],
    )
