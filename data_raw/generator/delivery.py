"""One delivery: a file's bytes, the time it came and the office it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from data_raw.generator.days import next_month
from data_raw.generator.mishaps import RECEIVED
from data_raw.generator.model import Town
from data_raw.generator.streams import between, stream
from data_raw.generator.table import Table
from data_raw.generator.write_file import Format, file_bytes

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Delivery:
    """One file in a town's folder, when it came (Europe/Berlin) and from which office."""

    file: str
    content: bytes
    received_at: datetime
    by: str


def delivery_of(town: Town, file: str, table: Table, form: Format, received_at: str, by: str | None = None) -> Delivery:
    """A table as a file of the town; `by` is the town's own office unless said otherwise."""
    received = berlin(RECEIVED.get((town.key, file), received_at))
    return Delivery(file, file_bytes(table, form), received, by or town.office)


def berlin(text: str) -> datetime:
    """A local time written as 2026-11-05T11:30."""
    return datetime.combine(date.fromisoformat(text[:10]), time.fromisoformat(text[11:]), tzinfo=BERLIN)


def usual_arrival(town: Town, file: str, month: date) -> str:
    """A working day between the 2nd and the 9th of the following month, in office hours."""
    rng = stream(town.key, "arrival", file)
    on = next_month(month) + timedelta(days=between(rng, 1, 6))
    on += timedelta(days=max(0, 7 - on.weekday()) % 7 if on.weekday() > 4 else 0)
    return f"{on}T{between(rng, 8, 16):02d}:{between(rng, 0, 59):02d}"
