"""Tombstones → nothing left: rows, originals, what was rejected, logs, and copies that killed runs left behind.

Every step can be repeated, so a run that was killed is finished by the next one. Old releases go when the new one
serves; only then is a tombstone marked as done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contract import load_contracts
from pipelines.erasing.originals import remove_originals
from pipelines.erasing.removals import remove_file, remove_leftovers, remove_rejections, remove_rows
from pipelines.records.landed_files import landed_path
from pipelines.records.ledger import ERASED, QUARANTINED, Delivery, read_ledger, utc_text
from pipelines.records.retention import LOGS
from pipelines.records.tombstones import FILES, PERSON, ROWS, mark_done, pending
from settings import Paths

if TYPE_CHECKING:
    import polars as pl

# Files of which no row is known to the records.
UNREAD = (QUARANTINED, ERASED)


@dataclass(frozen=True)
class Removed:
    """The tombstones that were carried out, how many files are gone, and whether rows went with them."""

    tombstones: tuple[str, ...] = ()
    files: int = 0
    has_rows: bool = False


@dataclass(frozen=True)
class _Place:
    """One municipality while things are taken away from it."""

    municipality: str
    paths: Paths
    ledger: Mapping[str, Delivery]

    @property
    def records(self) -> Path:
        return self.paths.records / self.municipality

    @property
    def quarantine(self) -> Path:
        return self.paths.var / "quarantine" / self.municipality

    def remove_originals(self, source: str, deliveries: Iterable[str]) -> int:
        hashes = {self.ledger[name].raw_sha256 for name in deliveries}
        return remove_originals(self.municipality, self.paths, source, hashes)


def carry_out(municipality: str, paths: Paths) -> Removed:
    """Take away what pending tombstones name, except old releases; call only while holding the run lock."""
    records = paths.records / municipality
    waiting = pending(records)
    if not waiting:
        return Removed()
    place = _Place(municipality, paths, read_ledger(records))
    files = sum(CARRY[line["kind"]](place, line) for line in waiting)
    has_rows = any(line["kind"] in (ROWS, PERSON) for line in waiting)
    if has_rows:
        files += remove_leftovers(records, paths.var, known=place.ledger)
    return Removed(tuple(line["tombstone"] for line in waiting), files, has_rows)


def finish(municipality: str, paths: Paths, removed: Removed, *, releases: int) -> None:
    """Mark tombstones as done; the files that went, `releases` of old releases among them, are told with the first."""
    at = utc_text(datetime.now(UTC))
    for position, tombstone in enumerate(removed.tombstones):
        files = 0 if position else removed.files + releases
        mark_done(paths.records / municipality, tombstone, at=at, files=files)


def _rows(place: _Place, line: Mapping) -> int:
    """A month's rows of every delivery that had some, and these deliveries' originals and rejected rows."""
    import polars as pl

    source, names = line["source"], [part["delivery"] for part in line["deliveries"]]
    in_month = pl.col(load_contracts()[source].covers.month or "").dt.month_start().cast(pl.String) == line["month"]
    files = place.remove_originals(source, names) + remove_rejections(place.quarantine, names)
    paths = [landed_path(place.records, place.ledger[name]) for name in names]
    return files + sum(remove_rows(path, in_month, keeps_empty=False) for path in paths)


def _person(place: _Place, line: Mapping) -> int:
    """A person's rows; before them the originals that hold such rows, and those whose rows nobody knows."""
    import polars as pl

    source = line["source"]
    own = [delivery for delivery in place.ledger.values() if delivery.source == source]
    personal = [name for name, column in load_contracts()[source].columns.items() if column.personal]
    theirs = pl.any_horizontal(pl.col(name) == line["pseudonym"] for name in personal)
    landed = {delivery.delivery: landed_path(place.records, delivery) for delivery in own}
    concerned = {name for name, path in landed.items() if path.exists() and _has(path, theirs, personal)}
    unsure = {each.delivery for each in own if each.status in UNREAD or each.rows_rejected or each.same_as in concerned}
    names = sorted(concerned | unsure)
    files = place.remove_originals(source, names) + remove_rejections(place.quarantine, names)
    return files + sum(remove_rows(landed[name], theirs, keeps_empty=True) for name in sorted(concerned))


def _has(path: Path, wanted: pl.Expr, columns: list[str]) -> bool:
    import polars as pl

    return bool(pl.read_parquet(path, columns=columns).select(wanted.any()).item())


def _files(place: _Place, line: Mapping) -> int:
    files = remove_rejections(place.quarantine, line["quarantine"])
    for source in sorted({place.ledger[name].source for name in line["originals"]}):
        own = [name for name in line["originals"] if place.ledger[name].source == source]
        files += place.remove_originals(source, own)
    logs = [folder / LOGS / f"{month}.jsonl" for month in line["logs"] for folder in (place.records, place.paths.var)]
    return files + sum(map(remove_file, logs))


CARRY = {ROWS: _rows, PERSON: _person, FILES: _files}
