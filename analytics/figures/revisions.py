"""Corrections in words: what a month said before, what it says now, and which delivery made the difference."""

from __future__ import annotations

from collections.abc import Iterator

from analytics import formatting
from analytics.months import month_name
from analytics.queries.revisions import Cause, Change, Revision, Revisions
from analytics.sentences import listed
from analytics.tables import Column, Table, cell, table_of

COLUMNS = (
    Column("Monat", "month"),
    Column("Was"),
    Column("Vorher", "count"),
    Column("Jetzt", "count"),
    Column("Unterschied"),
    Column("Freigegeben"),
    Column("Warum"),
)
NOTHING = "Kein freigegebener Monat wurde bisher berichtigt."
STATUS = {"withdrawn": "zurückgezogen", "landed": "eingegangen", "held": "wartet auf Bestätigung"}


def sentence(shown: Revisions) -> str:
    """How many months were corrected, and the newest correction in words."""
    if not shown.revisions:
        return f"{shown.place.name}: {NOTHING}"
    months = len({revision.month for revision in shown.revisions})
    count = formatting.counted(months, "Monat wurde", "Monate wurden")
    return f"{shown.place.name}: {count} nach der Freigabe berichtigt. Zuletzt: {revision_words(shown.revisions[0])}"


def revision_words(revision: Revision) -> str:
    """`Juli 2026, Fassung 2: Gesamt 312 statt 309 Kontakte.`, with reason and files where they are told."""
    said = listed([change_words(change) for change in revision.changes]) or "nur Aufgliederungen haben sich geändert"
    why = f" Grund: {revision.reason}." if revision.reason else ""
    files = listed([f"„{formatting.file_name(cause.file)}“" for cause in revision.causes])
    came = f" Dazwischen gingen ein: {files}." if files else ""
    return f"{month_name(revision.month)}, Fassung {revision.version}: {said}.{why}{came}"


def revision_table(shown: Revisions) -> Table:
    """One line per changed count, the newest correction first."""
    return table_of("revisions", "Berichtigungen", COLUMNS, _rows(shown), empty_text=NOTHING)


def _rows(shown: Revisions) -> Iterator[tuple[object, ...]]:
    for revision in shown.revisions:
        given = formatting.day(revision.revised_at.date())
        by = f"{given}, {revision.revised_by}" if revision.revised_by else given
        for change in revision.changes:
            yield (
                change.month,
                change.name,
                cell(change.before, "count", change.state_before or "not_collected"),
                cell(change.now, "count", change.state),
                _gap(change),
                by,
                _why(revision, change),
            )


def _why(revision: Revision, change: Change) -> str:
    own = [_cause_words(cause) for cause in revision.causes if cause.service_name == change.name]
    return "; ".join([*([revision.reason] if revision.reason else []), *own])


def _cause_words(cause: Cause) -> str:
    who = f" von {cause.received_by}" if cause.received_by else ""
    when = formatting.day(cause.received_at.date())
    return f"„{formatting.file_name(cause.file)}“{who}, {STATUS.get(cause.status, cause.status)} am {when}"


def change_words(change: Change) -> str:
    """`Gesamt 312 statt 309`"""
    before = _count(change.before, change.state_before or "not_collected")
    return f"{change.name} {_count(change.now, change.state)} statt {before}"


def _count(contacts: int | None, state: str) -> str:
    return formatting.STATE_WORDS[state] if contacts is None else formatting.count(contacts)


def _gap(change: Change) -> str:
    if change.before is None or change.now is None:
        return ""
    gap = change.now - change.before
    return f"{'+' if gap > 0 else formatting.MINUS}{formatting.count(abs(gap))}"
