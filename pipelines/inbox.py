"""The inbox `data_raw/<municipality>/<source>/`: which files lie there, and when each arrived.

A file that was handed in by command is called `<arrival>_<first 8 digits of its sha256>_<its own name>`.
"""

from __future__ import annotations

import csv
import glob
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipelines.errors import ArrivalsError
from pipelines.file_names import visible
from pipelines.inbox_oddities import reason

ARRIVALS = "arrivals.csv"
# Lists about deliveries, months and decisions, which are no deliveries themselves.
LISTS = (ARRIVALS, "closings.csv", "decisions.csv")
ARRIVALS_HEADER = ["file", "received_at", "by"]
# Parts of a shapefile belong to its .shp and are no deliveries of their own.
SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qix")
NO_DELIVERIES = (".md", ".tmp", ".part")
MEGABYTE = 1024 * 1024
# No workspace takes files of this size.
HASHED_BYTES, BEGINNING_BYTES = 512 * MEGABYTE, MEGABYTE
STAMP = "%Y%m%dT%H%M%SZ"
HANDED_IN = re.compile(r"(?P<arrival>\d{8}T\d{6}Z)_[0-9a-f]{8}_(?P<name>.+)")


@dataclass(frozen=True)
class Arrival:
    """When a file arrived (UTC) and who brought it, None when nobody said."""

    received_at: datetime
    by: str | None


@dataclass(frozen=True)
class InboxFile:
    """One delivery as it lies in the inbox; `file` is relative to the municipality's folder, with slashes."""

    path: Path
    municipality: str
    source: str
    file: str
    raw_sha256: str
    arrival: Arrival

    @property
    def name(self) -> str:
        """The name its sender gave it, from which a profile may read the month."""
        handed_in = HANDED_IN.fullmatch(self.path.name)
        return handed_in["name"] if handed_in else self.path.name


def discover(data: Path, municipality: str, sources: Collection[str], *, now: datetime) -> list[InboxFile]:
    """All deliveries of one municipality, by arrival and name.

    A file arrived when `arrivals.csv` or its own name says so, else `now`. Raises ArrivalsError when that list cannot
    be read.
    """
    root = data / municipality
    arrivals = read_arrivals(root / ARRIVALS)
    files = [
        inbox_file(path, municipality, source, arrivals.get(_relative(path, root)) or _by_name(path, now), root=root)
        for source in sources
        for path in _deliveries(root / source)
    ]
    return sorted(files, key=lambda entry: (entry.arrival.received_at, entry.file))


def strays(data: Path, municipality: str, sources: Collection[str]) -> list[str]:
    """Files and folders of a municipality's inbox that belong to no source, so that nothing is overlooked."""
    root = data / municipality
    known = {*sources, *LISTS}
    return sorted(
        visible(path.name)
        for path in (root.iterdir() if root.is_dir() else ())
        if path.name not in known and _counts(path)
    )


def inbox_file(path: Path, municipality: str, source: str, arrival: Arrival, *, root: Path | None = None) -> InboxFile:
    """The file at `path` as a delivery of `source`, hashed as it lies there."""
    file = _relative(path, root) if root else path.name
    return InboxFile(path, municipality, source, file, raw_hash(path), arrival)


def raw_hash(path: Path) -> str:
    """sha256 of the file; of a shapefile, of all its parts.

    A file larger than any that is ever read is known by its size and its beginning: hashing it would cost minutes.
    """
    digest = hashlib.sha256()
    for part in (path, *shapefile_parts(path)):
        size = part.stat().st_size
        left = size if size <= HASHED_BYTES else BEGINNING_BYTES
        digest.update(b"" if size <= HASHED_BYTES else str(size).encode())
        with part.open("rb") as stream:
            while left > 0 and (piece := stream.read(min(left, BEGINNING_BYTES))):
                digest.update(piece)
                left -= len(piece)
    return digest.hexdigest()


def shapefile_parts(path: Path) -> list[Path]:
    """The files beside a .shp that belong to it; nothing for any other file."""
    if path.suffix.lower() != ".shp":
        return []
    beside = sorted(path.parent.glob(f"{glob.escape(path.stem)}.*"))
    return [part for part in beside if part.suffix.lower() in SHAPEFILE_PARTS and part.is_file() and not reason(part)]


def read_arrivals(path: Path) -> Mapping[str, Arrival]:
    """The list `file;received_at;by` of files placed by hand: `received_at` is ISO with its offset."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, delimiter=";")
            if reader.fieldnames != ARRIVALS_HEADER:
                raise ArrivalsError(f"{path}: Die Kopfzeile muss „{';'.join(ARRIVALS_HEADER)}“ lauten.")
            return {entry["file"]: _arrival(entry) for entry in reader}
    except (UnicodeDecodeError, ValueError, TypeError) as error:
        raise ArrivalsError(f"{path}: {error}") from error


def _by_name(path: Path, now: datetime) -> Arrival:
    """The arrival that the name of a handed-in file says, else now."""
    handed_in = HANDED_IN.fullmatch(path.name)
    try:
        return Arrival(datetime.strptime(handed_in["arrival"], STAMP).replace(tzinfo=UTC) if handed_in else now, None)
    except ValueError:
        return Arrival(now, None)


def _arrival(entry: Mapping[str, str]) -> Arrival:
    received_at = datetime.fromisoformat(entry["received_at"])
    if received_at.tzinfo is None:
        raise ValueError(f"Bei {entry['file']} fehlt die Zeitzone, zum Beispiel 2026-11-03T09:12:00+01:00.")
    return Arrival(received_at.astimezone(UTC), entry["by"] or None)


def _deliveries(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not reason(path) and _counts(path) and path.suffix.lower() not in SHAPEFILE_PARTS:
            yield path


def _counts(path: Path) -> bool:
    return not path.name.startswith((".", "~$")) and path.suffix.lower() not in NO_DELIVERIES


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()
