"""Which single contacts may be erased: by month, what every delivery holds of it, and whether the month is frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.contract import load_contracts
from pipelines.records.frozen_months import frozen_months
from pipelines.records.landed_files import landed_path
from pipelines.records.ledger import REPEATED, Delivery, read_ledger
from pipelines.records.retention import month_end


@dataclass(frozen=True)
class Part:
    """What one delivery holds of a month; a repeated one holds its rows in its original alone."""

    delivery: Delivery
    rows: pl.DataFrame | None

    @property
    def count(self) -> int:
        """How many landed rows that are."""
        return 0 if self.rows is None else self.rows.height

    def to_json(self, month: str) -> dict:
        """The delivery as a tombstone names it: hashes and what it claims of the month (its first day)."""
        claims = [asdict(claim) for claim in self.delivery.covered if claim.month == month]
        known = self.delivery
        hashes = {"raw_sha256": known.raw_sha256, "canonical_sha256": known.canonical_sha256}
        return {"delivery": known.delivery, **hashes, "claims": claims}


@dataclass(frozen=True)
class Erasable:
    """Parts by frozen month (first day), months that are not frozen, and the month that the day cuts in two."""

    months: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    cut: str | None = None

    @property
    def rows(self) -> int:
        """Rows of all months that can be erased."""
        return sum(part.count for parts in self.months.values() for part in parts)


def erasable_rows(records: Path, *, before: date) -> Erasable:
    """What of the municipality's rows about persons lies in months that end by `before`."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for month, part in _parts(records):
        parts[month].append(part)
    with_rows = {month for month, listed in parts.items() if any(part.count for part in listed)}
    whole = {month for month in with_rows if month_end(date.fromisoformat(month)) <= before}
    cut = [month for month in with_rows - whole if date.fromisoformat(month) < before]
    frozen = frozen_months(records)
    return Erasable(
        months={month: tuple(parts[month]) for month in sorted(whole & frozen)},
        waiting=tuple(sorted(whole - frozen)),
        cut=next(iter(cut), None),
    )


def rows_of_person(records: Path, source: str, pseudonym: str) -> int:
    """How many landed rows of a source carry the pseudonym."""
    personal = [name for name, column in load_contracts()[source].columns.items() if column.personal]
    theirs = pl.any_horizontal(pl.col(name) == pseudonym for name in personal)
    paths = [landed_path(records, each) for each in read_ledger(records).values() if each.source == source]
    return sum(pl.read_parquet(path, columns=personal).filter(theirs).height for path in paths if path.exists())


def _parts(records: Path) -> Iterator[tuple[str, Part]]:
    """Every month (first day) that a delivery about persons holds something of."""
    dated = {source: each.covers.month for source, each in load_contracts().items() if each.person_related}
    for delivery in read_ledger(records).values():
        column = dated.get(delivery.source)
        path = landed_path(records, delivery)
        if column and path.exists():
            rows = pl.read_parquet(path)
            for (month,), own in rows.group_by(pl.col(column).dt.month_start().cast(pl.String)):
                yield str(month), Part(delivery, own)
        elif column and delivery.status == REPEATED:
            for month in {claim.month for claim in delivery.covered if claim.month}:
                yield month, Part(delivery, None)
