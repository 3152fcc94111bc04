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
from pipelines.records.ledger import HELD, LANDED, QUARANTINED, WITHDRAWN, Delivery
from pipelines.records.tombstones import FILES, ROWS, Erased, tombstones
from settings import TIME_ZONE, Retention

LOGS = "access"
MONTHS_OF_YEAR = 12


@dataclass(frozen=True)
class Kept:
    """One delivery whose original, or what was rejected of it, is still kept; `due` is None where no time is set."""

    delivery: str
    due: date | None

    def is_due(self, today: date) -> bool:
        """Whether its time is over."""
        return self.due is not None and self.due <= today


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
    refused_days = shorter(retention.originals_days, retention.quarantine_days)
    days = {each.delivery: refused_days if each.status == QUARANTINED else retention.originals_days for each in wanted}
    return _by_due(wanted, days)


def kept_rejections(ledger: Iterable[Delivery], retention: Retention, gone: Collection[str]) -> list[Kept]:
    """Deliveries with rejected rows or findings laid out in the quarantine, by due day."""
    wanted = [each for each in ledger if each.delivery not in gone and each.rules]
    return _by_due(wanted, dict.fromkeys((each.delivery for each in wanted), retention.quarantine_days))


def months_with_contacts(ledger: Iterable[Delivery], contracts: Mapping[str, Contract], gone: Erased) -> list[date]:
    """The months (first days) of which single rows about persons still lie in the records, in order."""
    about_persons = {source for source, contract in contracts.items() if contract.person_related}
    kept = (each for each in ledger if each.source in about_persons and each.status in (LANDED, HELD, WITHDRAWN))
    months = {
        claim.month
        for each in kept
        for claim in each.covered
        if claim.month and claim.month not in gone.deliveries.get(each.delivery, ())
    }
    return sorted(map(date.fromisoformat, months))


def shorter(*times: int | None) -> int | None:
    """The shortest of some times, None where none is set."""
    return min((time for time in times if time is not None), default=None)


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


def due_logs(places: Iterable[Path], retention: Retention, today: date) -> list[str]:
    """The months (`2026-10`) whose log of who looked at what is older than it may be, in any of the places."""
    if retention.log_months is None:
        return []
    first_kept = f"{month_end(today, -retention.log_months - 1):%Y-%m}"
    found = {path.stem for place in places for path in (place / LOGS).glob("*.jsonl")}
    return sorted(month for month in found if month < first_kept)


def _is_about_persons(delivery: Delivery, contracts: Mapping[str, Contract]) -> bool:
    contract = contracts.get(delivery.source)
    return delivery.status == QUARANTINED or contract is None or contract.person_related


def _by_due(deliveries: Iterable[Delivery], days: Mapping[str, int | None]) -> list[Kept]:
    kept = [Kept(each.delivery, _due(each, days[each.delivery])) for each in deliveries]
    return sorted(kept, key=lambda each: (each.due or date.max, each.delivery))


def _due(delivery: Delivery, days: int | None) -> date | None:
    received_on = datetime.fromisoformat(delivery.received_at).astimezone(TIME_ZONE).date()
    return None if days is None else received_on + timedelta(days=days)
