"""The outcome of one file → records: rows, findings, and last of all the ledger line that makes them count.

A run killed before that line leaves files nobody refers to; the next run writes them again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipelines.inbox import InboxFile
from pipelines.read_delivery import Outcome, Rules
from pipelines.records.durable import write_durably
from pipelines.records.ledger import Delivery, append, delivery_id
from pipelines.records.quarantine import quarantine
from settings import Paths


@dataclass(frozen=True)
class Identity:
    """What is known of a delivery before it is read: its sequence number and the hashes that decide on reading."""

    sequence: int
    fingerprint: Mapping[str | None, str]
    vocabulary: str


def land(
    file: InboxFile, outcome: Outcome, identity: Identity, *, rules: Rules, paths: Paths, same_as: str | None = None
) -> Delivery:
    """Write one delivery into the records of its municipality and return its ledger line.

    `same_as` names an earlier delivery with the same content, which is worth a note.
    """
    records = paths.records / file.municipality
    delivery = _ledger_line(file, outcome, identity, rules, same_as)
    if outcome.rows is not None:
        write_durably(landed_path(records, delivery), outcome.rows.write_parquet)
    _write_findings(records / "findings" / f"{delivery.delivery}.json", outcome)
    append(records, delivery)
    quarantine(paths.var / "quarantine" / file.municipality / delivery.delivery, outcome.findings, outcome.rejected)
    return delivery


def landed_path(records: Path, delivery: Delivery) -> Path:
    """Where a delivery's rows lie."""
    return records / "landed" / delivery.source / f"{delivery.delivery}.parquet"


def utc_text(moment: datetime) -> str:
    """UTC to the second, `2026-11-03T08:12:00Z`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def _ledger_line(file: InboxFile, outcome: Outcome, identity: Identity, rules: Rules, same_as: str | None) -> Delivery:
    landed = outcome.rows is not None
    profile = outcome.profile.name if outcome.profile else None
    return Delivery(
        delivery=delivery_id(identity.sequence, file.raw_sha256),
        sequence=identity.sequence,
        status="landed" if landed else "quarantined",
        received_at=utc_text(file.arrival.received_at),
        by=file.arrival.by,
        source=rules.contract.source,
        file=file.file,
        raw_sha256=file.raw_sha256,
        canonical_sha256=outcome.canonical_sha256 if landed else None,
        profile=profile,
        contract_version=rules.contract.version,
        encoding=outcome.encoding,
        fingerprint=identity.fingerprint[profile if landed else "all"],
        vocabulary=identity.vocabulary,
        key_id=outcome.key_id,
        covered=outcome.covered if landed else (),
        rows_in=outcome.rows_in,
        rows_landed=outcome.rows_ok,
        rows_rejected=outcome.rows_in - outcome.rows_ok,
        note=_note(outcome, same_as),
        rules=dict(sorted(Counter(finding.rule for finding in outcome.findings).items())),
    )


def _note(outcome: Outcome, same_as: str | None) -> str | None:
    notes = []
    if outcome.skipped:
        notes.append(f"{outcome.skipped} Zeilen nach Profil ausgelassen")
    if same_as:
        notes.append(f"inhaltsgleich mit Lieferung {same_as}")
    return "; ".join(notes) or None


def _write_findings(path: Path, outcome: Outcome) -> None:
    """No findings, no file; one left by an earlier reading goes."""
    if not outcome.findings:
        path.unlink(missing_ok=True)
        return
    text = json.dumps([finding.to_json() for finding in outcome.findings], ensure_ascii=False, indent=1)
    write_durably(path, lambda place: place.write_text(text + "\n", encoding="utf-8"))
