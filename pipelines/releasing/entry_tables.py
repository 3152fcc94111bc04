"""What people entered (own tallies, decisions, notes, signatures) → rows of small landed tables.

Both files of the records are only ever appended to; `position` is the line, so that the last one can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pipelines.records import entries, month_events
from pipelines.records.lines import read_lines

ENTRY_TABLES = {
    "own_tallies": {
        "position": "bigint", "entered_at": "timestamp", "entered_by": "varchar", "quartier": "varchar",
        "month": "date", "service": "varchar", "dimension": "varchar", "category": "varchar", "contacts": "bigint",
    },
    "decisions": {
        "position": "bigint", "service": "varchar", "month": "date", "origin": "varchar", "decided_by": "varchar",
        "decided_at": "timestamp", "reason": "varchar",
    },
    "decision_log": {
        "position": "bigint", "decision": "varchar", "title": "varchar", "decided_on": "date", "body": "varchar",
        "reference": "varchar", "measure": "varchar", "metric": "varchar", "quartier": "varchar",
        "responsible": "varchar", "review_on": "date", "status": "varchar", "result": "varchar",
        "withdrawn": "boolean", "entered_by": "varchar", "entered_at": "timestamp",
    },
    "notes": {
        "position": "bigint", "note": "varchar", "metric": "varchar", "quartier": "varchar", "month": "date",
        "text": "varchar", "withdrawn": "boolean", "entered_by": "varchar", "entered_at": "timestamp",
    },
    "month_events": {
        "position": "bigint", "event": "varchar", "quartier": "varchar", "month": "date", "digest": "varchar",
        "event_by": "varchar", "event_at": "timestamp", "note": "varchar", "version": "integer", "batch": "integer",
        "renewed": "boolean",
    },
}  # fmt: skip


def entry_rows(records: Path, *, until: str | None = None) -> dict[str, list[dict]]:
    """Rows by table of ENTRY_TABLES; `records` is the folder of one municipality.

    With `until` (UTC text) only what was entered by then.
    """
    entered = _lines(records / entries.NAME, until)
    events = _lines(records / month_events.NAME, until)
    whole = {batch.number for batch in month_events.batches(records)}
    return {
        "own_tallies": [row for position, entry in _of(entered, entries.OWN_TALLY) for row in _tally(position, entry)],
        "decisions": [_decision(position, entry) for position, entry in _of(entered, entries.DECISION)],
        "decision_log": [_entered(each, ENTRY_TABLES["decision_log"]) for each in _of(entered, entries.DECISION_LOG)],
        "notes": [_entered(each, ENTRY_TABLES["notes"]) for each in _of(entered, entries.NOTE)],
        "month_events": [
            _month_event(position, event) for position, event in events if event.get("batch", None) in {None, *whole}
        ],
    }


def _of(entered: list[tuple[int, dict]], kind: str) -> list[tuple[int, dict]]:
    return [(position, entry) for position, entry in entered if entry["kind"] == kind]


def _entered(numbered: tuple[int, Mapping], columns: Mapping[str, str]) -> dict:
    """An entry whose fields are called like the columns."""
    position, entry = numbered
    moment = {"entered_by": entry["by"], "entered_at": _moment(entry["at"])}
    return {name: entry.get(name) for name in columns} | {"position": position, **moment}


def _lines(path: Path, until: str | None) -> list[tuple[int, dict]]:
    numbered = enumerate(read_lines(path), start=1)
    return [(position, line) for position, line in numbered if until is None or line["at"] <= until]


def _tally(position: int, entry: Mapping) -> Iterator[dict]:
    shared = {
        "position": position,
        "entered_at": _moment(entry["at"]),
        "entered_by": entry["by"],
        "quartier": entry["quartier"],
        "month": _first_day(entry["month"]),
    }
    for row in entry["rows"]:
        counted = {name: row.get(name) for name in ("service", "dimension", "category", "contacts")}
        yield shared | counted


def _decision(position: int, entry: Mapping) -> dict:
    return {
        "position": position,
        "service": entry["service"],
        "month": _first_day(entry["month"]),
        "origin": entry["origin"],
        "decided_by": entry["by"],
        "decided_at": _moment(entry["at"]),
        "reason": entry.get("reason"),
    }


def _month_event(position: int, event: Mapping) -> dict:
    return {
        "position": position,
        "event": event["event"],
        "quartier": event.get("quartier"),
        "month": _first_day(event["month"]),
        "digest": event.get("digest"),
        "event_by": event["by"],
        "event_at": _moment(event["at"]),
        "note": event.get("note") or event.get("reason"),
        "version": event.get("version"),
        "batch": event.get("batch"),
        "renewed": event.get("renewed"),
    }


def _first_day(month: str) -> str:
    """`2026-10` and `2026-10-01` both → `2026-10-01`."""
    return f"{month[:7]}-01"


def _moment(text: str) -> datetime:
    """UTC without zone, as DuckDB keeps it."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
