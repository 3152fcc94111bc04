"""What people enter beside deliveries: `entries.jsonl`, one line each, only ever appended to.

Kinds: `receipt` (who handed in a file, and whether its effect was confirmed), `origin_decision` (rows or tally for a
service's month), `own_tally` (a quartier's own count of a month), `decision_log` (what was decided, what follows from
it and when it is looked at again), `note` (what is to be known about a metric's month). Of each kind the last one about
a thing holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipelines.records.lines import append_line, read_lines

NAME = "entries.jsonl"
RECEIPT, DECISION, OWN_TALLY = "receipt", "origin_decision", "own_tally"
DECISION_LOG, NOTE = "decision_log", "note"
# What an entry of the kind is about.
ABOUT = {
    RECEIPT: ("source", "raw_sha256"),
    DECISION: ("service", "month"),
    OWN_TALLY: ("quartier", "month"),
    DECISION_LOG: ("decision",),
    NOTE: ("note",),
}


def add_entry(records: Path, kind: str, *, by: str, at: str, content: Mapping[str, object]) -> dict:
    """Append one entry and return it; call only while holding the run lock.

    `at` is UTC text; `content` holds what the kind is about (months as their first day) and what is said of it.
    """
    path = records / NAME
    entry = {"entry": f"{len(read_lines(path)) + 1:06d}", "kind": kind, "at": at, "by": by, **content}
    append_line(path, entry)
    return entry


def read_entries(records: Path, kind: str) -> dict[tuple[str, ...], dict]:
    """The entry that holds about every thing, by what it is about (see ABOUT), in the order they were made."""
    held: dict[tuple[str, ...], dict] = {}
    for entry in read_lines(records / NAME):
        if entry.get("kind") == kind:
            about = tuple(entry[name] for name in ABOUT[kind])
            held.pop(about, None)
            held[about] = entry
    return held
