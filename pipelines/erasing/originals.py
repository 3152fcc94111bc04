"""Originals in the inbox, found again by their content: a file may lie there under any name, and more than once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from pipelines.inbox import HANDED_IN, discover, shapefile_parts
from pipelines.records.durable import sync_folder
from settings import Paths

HALF = ".tmp"


def remove_originals(municipality: str, paths: Paths, source: str, hashes: Collection[str]) -> int:
    """Remove the files of a source with these sha256, and copies that a killed run left half; returns how many."""
    lying = discover(paths.data, municipality, [source], now=datetime.now(UTC))
    found = [file.path for file in lying if file.raw_sha256 in hashes]
    gone = [part for path in found for part in (*shapefile_parts(path), path)]
    gone += [path for path in (paths.data / municipality / source).glob(f"*{HALF}") if HANDED_IN.match(path.name)]
    for path in gone:
        path.unlink()
    for folder in {path.parent for path in gone}:
        sync_folder(folder)
    return len(gone)
