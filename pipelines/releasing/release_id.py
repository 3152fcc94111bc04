"""What a release is made of, as one hash: equal hash, equal release.

Called before every build, so it reads small text files only and imports neither DuckDB nor dbt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipelines.records import entries, month_events, tombstones
from pipelines.records.ledger import read_ledger
from pipelines.records.lines import read_lines
from settings import ROOT, Paths, Workspace

SHORT = 8
CODE = (("pipelines", (".py", ".yml")), ("warehouse", (".sql", ".yml", ".md")))
# How a file was read is told by its landed rows and findings; when it was read again makes no other release.
READING = ("fingerprint", "vocabulary", "prints")


def fingerprint(municipality: str, *, paths: Paths, workspace: Workspace) -> str:
    """Hash of records, settings and code that decide on the municipality's release (64 hex digits).

    The day the workspace is read on, its title and its limits are not part of it: no release depends on them.
    """
    digest = hashlib.sha256()
    for part in (_settings(municipality, workspace), *_records(paths.records / municipality), *_code()):
        digest.update(part + b"\0")
    return digest.hexdigest()


def new_release_id(digest: str, now: datetime) -> str:
    """`20261112T081500Z-1a2b3c4d`: when it was made (UTC) and what it was made of."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{digest[:SHORT]}"


def is_made_of(release: str | None, digest: str) -> bool:
    """Whether the release with this id was made of what `digest` stands for."""
    return release is not None and release.endswith(f"-{digest[:SHORT]}")


def _settings(municipality: str, workspace: Workspace) -> bytes:
    decisive = (
        municipality,
        workspace.municipalities[municipality],
        workspace.example,
        workspace.delivery_due_day,
        workspace.spend_within_months,
        workspace.federal_state,
        version("holidays"),
        astuple(workspace.disclosure),
        astuple(workspace.retention),
    )
    return json.dumps(decisive).encode()


def _records(records: Path) -> Iterator[bytes]:
    for delivery in read_ledger(records).values():
        told = {key: value for key, value in delivery.to_json().items() if key not in READING}
        yield json.dumps(told, sort_keys=True).encode()
    for entry in read_lines(records / entries.NAME):
        # Who handed in a file is said by the ledger too.
        if entry["kind"] != entries.RECEIPT:
            yield json.dumps(entry, sort_keys=True).encode()
    for event in read_lines(records / month_events.NAME):
        yield json.dumps(event, sort_keys=True).encode()
    for tombstone in read_lines(records / tombstones.NAME):
        # When the last file under it was gone makes no other release.
        if tombstones.DONE not in tombstone:
            yield json.dumps(tombstone, sort_keys=True).encode()
    for path in sorted((records / "findings").glob("*.json")):
        yield path.name.encode() + path.read_bytes()


@cache
def _code() -> tuple[bytes, ...]:
    """The running code is the same for every municipality of a run."""
    return tuple(
        str(path.relative_to(ROOT)).encode() + path.read_bytes()
        for room, suffixes in CODE
        for path in sorted((ROOT / room).rglob("*"))
        if path.suffix in suffixes and "target" not in path.parts
    )
