"""Single contacts are erased: before a day, or everything whose time is over.

`python -m pipelines erase --before DATE | --due --by NAME`. A tombstone is written first and says what must go; the run
that follows carries it out, publishes, and removes every older release. Killed at any point, the next run goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipelines.contract import load_contracts
from pipelines.findings import Finding
from pipelines.german import month_words
from pipelines.lock import exclusive
from pipelines.orders.erasable_rows import Erasable, erasable_rows
from pipelines.orders.order import Done, Order
from pipelines.records.kept_counts import keep_counts
from pipelines.records.ledger import read_ledger
from pipelines.records.retention import contacts_before, due_logs, gone_files, kept_originals, kept_rejections
from pipelines.records.tombstones import FILES, ROWS, add_tombstone, pending

MONTH_LETTERS = len("2026-10")


def erase_before(day: date, order: Order, *, reason: str) -> Done:
    """Erase all single contacts of whole months before `day` that are frozen; the others are findings."""
    with exclusive(order.paths.records):
        erasable = erasable_rows(order.records, before=day)
        _bury(erasable, order, reason)
        return carried_out(order, erasable.rows, _findings(erasable), months=_months(erasable))


def erase_due(order: Order, *, reason: str) -> Done:
    """Erase everything whose time is over on the day of the workspace, by `[retention]` of workspace.toml."""
    with exclusive(order.paths.records):
        before = contacts_before(order.workspace.retention, order.workspace.today())
        erasable = erasable_rows(order.records, before=before) if before else Erasable()
        _bury(erasable, order, reason)
        due = _due_files(order)
        if any(due.values()):
            add_tombstone(order.records, FILES, by=order.by, at=order.at, reason=reason, content=due)
        counted = {name: len(listed) for name, listed in due.items()}
        return carried_out(order, erasable.rows, _findings(erasable), months=_months(erasable), **counted)


def carried_out(order: Order, rows: int, findings: Sequence[Finding], **more: object) -> Done:
    """Run, so that the tombstones are carried out, and answer what is gone; nothing runs where nothing is to go."""
    refreshed = order.renew() if pending(order.records) else None
    files = refreshed.files_removed if refreshed else 0
    return Done(refreshed, {"rows_removed": rows, "files_removed": files, **more}, findings)


def _bury(erasable: Erasable, order: Order, reason: str) -> None:
    """Keep the counts, then write the tombstones: from that line on the rows are gone, whatever happens."""
    for month, parts in erasable.months.items():
        for part in parts:
            if part.rows is not None:
                keep_counts(order.records, part.delivery.delivery, month, part.rows)
    for month, parts in erasable.months.items():
        for source in sorted({part.delivery.source for part in parts}):
            own = [part for part in parts if part.delivery.source == source]
            content = {
                "source": source,
                "month": month,
                "rows": sum(part.count for part in own),
                "deliveries": [part.to_json(month) for part in own],
            }
            add_tombstone(order.records, ROWS, by=order.by, at=order.at, reason=reason, content=content)


def _due_files(order: Order) -> dict[str, list[str]]:
    """Deliveries whose originals, and whose rejected rows, are due, and the months of due logs."""
    retention, today = order.workspace.retention, order.workspace.today()
    ledger = read_ledger(order.records).values()
    originals_gone, rejections_gone = gone_files(order.records)
    originals = kept_originals(ledger, load_contracts(), retention, originals_gone)
    rejections = kept_rejections(ledger, retention, rejections_gone)
    return {
        "originals": [each.delivery for each in originals if each.is_due(today)],
        "quarantine": [each.delivery for each in rejections if each.is_due(today)],
        "logs": due_logs((order.records, order.paths.var), retention, today),
    }


def _months(erasable: Erasable) -> list[str]:
    return [month[:MONTH_LETTERS] for month in erasable.months]


def _findings(erasable: Erasable) -> list[Finding]:
    said = {}
    if erasable.waiting:
        months = ", ".join(map(month_words, erasable.waiting))
        said["not_released"] = (
            f"Noch nicht freigegeben sind: {months}. Einzelkontakte werden erst gelöscht, wenn ihr Monat freigegeben "
            "ist; diese bleiben. Bitte die Monate zuerst freigeben."
        )
    if erasable.cut:
        words = f"{month_words(erasable.cut)} bleibt: Gelöscht wird nur in ganzen Monaten."
        said["part_of_month"] = words
    return [Finding("", None, None, None, None, rule, message) for rule, message in said.items()]
