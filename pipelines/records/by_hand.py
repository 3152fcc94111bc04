"""The status of a delivery changed by a person: confirmed, taken back, restored. One ledger line each."""

from __future__ import annotations

from dataclasses import replace

from pipelines.errors import UsageError
from pipelines.records.ledger import ERASED, HELD, LANDED, QUARANTINED, REPEATED, WITHDRAWN, Delivery

WORDS = {
    LANDED: "zählt bereits",
    HELD: "wartet auf eine Bestätigung",
    QUARANTINED: "wurde abgewiesen",
    REPEATED: "wiederholt nur eine frühere und zählt nicht",
    WITHDRAWN: "ist zurückgezogen",
    ERASED: "enthält nur gelöschte Monate und zählt nicht",
}


def confirmed(known: Delivery, *, by: str, at: str) -> Delivery:
    """A held delivery that counts from now on. Raises UsageError when it is not held."""
    if known.status != HELD:
        raise _impossible(known, "Zu bestätigen sind nur Lieferungen, die darauf warten.")
    return replace(known, status=LANDED, decision={"was": HELD, "by": by, "at": at, "reason": None})


def withdrawn(known: Delivery, *, by: str, at: str, reason: str | None) -> Delivery:
    """A delivery that is taken back: what it had replaced holds again. Raises UsageError when it is no longer there."""
    if known.status in (WITHDRAWN, REPEATED, ERASED):
        raise _impossible(known, "Hier ist nichts zurückzuziehen.")
    return replace(known, status=WITHDRAWN, decision={"was": known.status, "by": by, "at": at, "reason": reason})


def restored(known: Delivery, *, by: str, at: str) -> Delivery:
    """A withdrawn delivery as it was before. Raises UsageError when it is not withdrawn."""
    if known.status != WITHDRAWN or known.decision is None or known.decision["was"] is None:
        raise _impossible(known, "Wiederherstellen lassen sich nur zurückgezogene Lieferungen.")
    decision = {"was": WITHDRAWN, "by": by, "at": at, "reason": None}
    return replace(known, status=known.decision["was"], decision=decision)


def _impossible(known: Delivery, advice: str) -> UsageError:
    return UsageError(f"Die Lieferung {known.delivery} {WORDS[known.status]}. {advice}")
