"""How long things are kept, and since when each is due: judged from ledger and tombstones alone.

Single contacts are due some months after their month has ended; originals, rejected rows and refused files some days
after their receipt (Europe/Berlin). What is not about persons stays: the originals of other sources that were read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from pipelines.contract import Contract
from pipelines.records.ledger import QUARANTINED, Delivery
from pipelines.records.tombstones import FILES, ROWS, tombstones
from settings import TIME_ZONE, Retention

LOGS = "access"
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class Kept:
    """One delivery whose original, or what was rejected of it, is still kept, and the day on which that is due."""

    delivery: str
    due: date


def month_end(month: date, later: int = 0) -> date:
    """The first day after the month that lies `later` months after `month`."""
    number = month.year * MONTHS_OF_YEAR + month.month + later
    return date(number // MONTHS_OF_YEAR, number % MONTHS_OF_YEAR + 1, 1)


def contacts_before(retention: Retention, today: date) -> date | None:
    """Single contacts before this day are due on `today`; None while nothing is said."""
    if retention.contact_months is None:
        return None
    return month_end(today, -retention.contact_months - 1)


def contacts_due(month: date, retention: Retention) -> date | None:
    """The day on which single contacts of a month are due."""
    return None if retention.contact_months is None else month_end(month, retention.contact_months)


def kept_originals(
    ledger: Iterable[Delivery], contracts: Mapping[str, Contract], retention: Retention, gone: Collection[str]
) -> list[Kept]:
    """Originals about persons, and refused files of any source, by due day; a refused one goes by the shorter time.

    `gone` are deliveries whose originals were removed before.
    """
    wanted = [each for each in ledger if each.delivery not in gone and _is_about_persons(each, contracts)]
    times = {
        True: [days for days in (retention.originals_days, retention.quarantine_days) if days is not None],
        False: [] if retention.originals_days is None else [retention.originals_days],
    }
    return _by_due(wanted, {each.delivery: min(times[each.status == QUARANTINED], default=None) for each in wanted})


def kept_rejections(ledger: Iterable[Delivery], retention: Retention, gone: Collection[str]) -> list[Kept]:
    """Deliveries with rejected rows or findings laid out in the quarantine, by due day."""
    wanted = [each for each in ledger if each.delivery not in gone and each.rules]
    return _by_due(wanted, dict.fromkeys((each.delivery for each in wanted), retention.quarantine_days))


def gone_files(records: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The deliveries whose originals, and those whose rejected rows, were removed by a tombstone."""
    originals: set[str] = set()
    rejections: set[str] = set()
    for line in tombstones(records):
        if line["kind"] == FILES:
            originals |= set(line["originals"])
            rejections |= set(line["quarantine"])
        elif line["kind"] == ROWS:
            named = {part["delivery"] for part in line["deliveries"]}
            originals |= named
            rejections |= named
    return frozenset(originals), frozenset(rejections)


def due_logs(records: Path, retention: Retention, today: date) -> list[str]:
    """The months (`2026-10`) whose log of who looked at what is older than it may be."""
    if retention.log_months is None:
        return []
    first_kept = f"{month_end(today, -retention.log_months - 1):%Y-%m}"
    return sorted(path.stem for path in (records / LOGS).glob("*.jsonl") if path.stem < first_kept)


def _is_about_persons(delivery: Delivery, contracts: Mapping[str, Contract]) -> bool:
    contract = contracts.get(delivery.source)
    return delivery.status == QUARANTINED or contract is None or contract.person_related


def _by_due(deliveries: Iterable[Delivery], days: Mapping[str, int | None]) -> list[Kept]:
    kept = [
        Kept(each.delivery, _received_on(each) + timedelta(days=wanted))
        for each in deliveries
        if (wanted := days[each.delivery]) is not None
    ]
    return sorted(kept, key=lambda each: (each.due, each.delivery))


def _received_on(delivery: Delivery) -> date:
    return datetime.fromisoformat(delivery.received_at).astimezone(TIME_ZONE).date()
