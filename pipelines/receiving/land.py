"""The outcome of one file → records: rows, findings, and last of all the ledger line that makes them count.

A run killed before that line leaves files nobody refers to; the next run writes them again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.findings import Finding
from pipelines.inbox import InboxFile
from pipelines.receiving.read_delivery import Outcome, Rules
from pipelines.records.durable import write_durably
from pipelines.records.landed_files import landed_path
from pipelines.records.ledger import ERASED, REPEATED, Delivery, append, delivery_id, utc_text
from pipelines.records.quarantine import quarantine
from pipelines.records.reading_state import ALL
from settings import Paths


@dataclass(frozen=True)
class Verdict:
    """The status a delivery gets, the earlier delivery it repeats, if any, and the findings that say why.

    `decision` is the last change of the status by hand, which outlives another reading.
    """

    status: str
    same_as: str | None = None
    findings: tuple[Finding, ...] = ()
    decision: Mapping[str, str | None] | None = None


@dataclass(frozen=True)
class Identity:
    """What is known of a delivery before it is read: its sequence number and the hashes that decide on reading."""

    sequence: int
    fingerprint: Mapping[str | None, str]
    vocabulary: str


def land(
    file: InboxFile, outcome: Outcome, verdict: Verdict, identity: Identity, *, rules: Rules, paths: Paths
) -> Delivery:
    """Write one delivery into the records of its municipality and return its ledger line."""
    records = paths.records / file.municipality
    delivery = _ledger_line(file, outcome, verdict, identity, rules)
    if outcome.rows is not None and verdict.status not in (REPEATED, ERASED):
        write_durably(landed_path(records, delivery), outcome.rows.write_parquet)
    findings = (*outcome.findings, *verdict.findings)
    _write_findings(records / "findings" / f"{delivery.delivery}.json", findings)
    append(records, delivery)
    quarantine(paths.var / "quarantine" / file.municipality / delivery.delivery, findings, outcome.rejected)
    return delivery


def _ledger_line(file: InboxFile, outcome: Outcome, verdict: Verdict, identity: Identity, rules: Rules) -> Delivery:
    is_read = outcome.rows is not None
    profile = outcome.profile.name if outcome.profile else None
    return Delivery(
        delivery=delivery_id(identity.sequence, file.raw_sha256),
        sequence=identity.sequence,
        status=verdict.status,
        received_at=utc_text(file.arrival.received_at),
        by=file.arrival.by,
        source=rules.contract.source,
        file=file.file,
        raw_sha256=file.raw_sha256,
        canonical_sha256=outcome.canonical_sha256 if is_read else None,
        profile=profile,
        contract_version=rules.contract.version,
        encoding=outcome.encoding,
        fingerprint=identity.fingerprint[profile if is_read else ALL],
        vocabulary=identity.vocabulary,
        key_id=outcome.key_id,
        covered=outcome.covered if is_read else (),
        rows_in=outcome.rows_in,
        rows_landed=outcome.rows_ok,
        rows_rejected=outcome.rows_in - outcome.rows_ok,
        note=_note(outcome, verdict),
        rules=dict(sorted(Counter(finding.rule for finding in (*outcome.findings, *verdict.findings)).items())),
        same_as=verdict.same_as,
        decision=verdict.decision,
        prints=outcome.prints,
    )


def _note(outcome: Outcome, verdict: Verdict) -> str | None:
    notes = []
    if outcome.skipped:
        notes.append(f"{outcome.skipped} Zeilen nach Profil ausgelassen")
    if verdict.same_as:
        notes.append(f"inhaltsgleich mit Lieferung {verdict.same_as}")
    return "; ".join(notes) or None


def _write_findings(path: Path, findings: Sequence[Finding]) -> None:
    """No findings, no file; one left by an earlier reading goes."""
    if not findings:
        path.unlink(missing_ok=True)
        return
    text = json.dumps([finding.to_json() for finding in findings], ensure_ascii=False, indent=1)
    write_durably(path, lambda place: place.write_text(text + "\n", encoding="utf-8"))
