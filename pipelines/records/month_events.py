"""The close of months: `month_events.jsonl`, one line per event, only ever appended to.

`signed`: someone vouches for a quartier's month as it stood; `digest` says which figures that were.
"""

from __future__ import annotations

from pathlib import Path

from pipelines.records.lines import append_line, read_lines

NAME = "month_events.jsonl"
SIGNED = "signed"


def add_signature(
    records: Path, *, quartier: str, month: str, digest: str, by: str, at: str, note: str | None = None
) -> dict:
    """Append one signature and return it; `month` is its first day, `at` UTC text. Call only holding the run lock."""
    event = {"event": SIGNED, "quartier": quartier, "month": month, "digest": digest, "by": by, "at": at, "note": note}
    append_line(records / NAME, event)
    return event


def signatures(records: Path) -> dict[tuple[str, str], dict]:
    """The last signature of every quartier and month (first day)."""
    signed = (event for event in read_lines(records / NAME) if event.get("event") == SIGNED)
    return {(event["quartier"], event["month"]): event for event in signed}
