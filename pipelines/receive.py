"""The inbox of one municipality → its records: every file that must be read, in an order in which words are known.

Imports nothing that reads tables unless a file must be read: a run without news is over before polars would be loaded.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.findings import Finding, of_rejected_file
from pipelines.inbox import Arrival, InboxFile, discover, strays
from pipelines.ledger import Delivery, append, current_claims, is_superseded, read_ledger
from pipelines.master_data import load_vocabularies, reading_order, vocabulary_hash
from pipelines.profile import Profile, load_profiles
from pipelines.progress import Progress
from pipelines.pseudonym import PseudonymKey, key_for_records, read_key, require_known_key
from pipelines.reading_state import fingerprints, known_deliveries, must_read
from settings import Paths, Workspace

if TYPE_CHECKING:
    from pipelines.read_delivery import Outcome, Rules

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Report:
    """What became of one file in this run. `findings` are those of this run's reading."""

    file: str
    municipality: str
    source: str
    status: str
    delivery: str | None
    rows_in: int
    rows_landed: int
    rows_rejected: int
    note: str | None
    findings: tuple[Finding, ...] = ()


@dataclass
class Desk:
    """One municipality while its inbox is worked through: the only thing that changes is its ledger."""

    municipality: str
    paths: Paths
    workspace: Workspace
    contracts: Mapping[str, Contract]
    profiles: list[Profile]
    ledger: dict[str, Delivery]
    key: PseudonymKey | None = None
    reports: list[Report] = field(default_factory=list)

    @property
    def used_keys(self) -> set[str]:
        """Names of the keys that the records were pseudonymised with."""
        return {delivery.key_id for delivery in self.ledger.values() if delivery.key_id}


def receive(
    municipality: str,
    *,
    paths: Paths,
    workspace: Workspace,
    contracts: Mapping[str, Contract],
    now: datetime,
    progress: Progress,
) -> tuple[list[Report], bool]:
    """Read what is new; return what became of every file of the inbox, and whether the records changed.

    Raises PipelineError when the municipality's own settings, ledger or key do not allow any reading.
    """
    desk = Desk(
        municipality, paths, workspace, contracts, load_profiles(paths.config, municipality, contracts),
        read_ledger(paths.records / municipality),
    )  # fmt: skip
    require_known_key(read_key(paths.key_file), desk.used_keys, paths.key_file)
    files = discover(paths.data, municipality, list(contracts), now=now)
    sequences = _sequences(desk, files)
    changed = False
    for source in reading_order(contracts):
        for file in files:
            if file.source == source:
                progress(f"{workspace.municipalities[municipality]}: {file.file}")
                changed |= _take(desk, file, sequences)
    return [*_final(desk), *_strays(desk)], changed


def _sequences(desk: Desk, files: list[InboxFile]) -> dict[tuple[str, str], int]:
    """Sequence numbers by source and raw hash: new files follow the known ones in the order of their arrival."""
    numbers = {key: delivery.sequence for key, delivery in known_deliveries(desk.ledger.values()).items()}
    last = max(numbers.values(), default=0)
    for file in files:
        if (file.source, file.raw_sha256) not in numbers:
            last += 1
            numbers[file.source, file.raw_sha256] = last
    return numbers


def _take(desk: Desk, file: InboxFile, sequences: Mapping[tuple[str, str], int]) -> bool:
    """Read and land one file if it must be; True when the records changed."""
    contract = desk.contracts[file.source]
    known = known_deliveries(desk.ledger.values()).get((file.source, file.raw_sha256))
    fingerprint = fingerprints(file.source, desk.profiles)
    vocabulary = vocabulary_hash(contract, desk.ledger.values())
    if not must_read(known, fingerprint, vocabulary):
        desk.reports.append(_unchanged(file, known))
        return False
    from pipelines.land import Identity, land

    if known:
        file = replace(file, arrival=Arrival(datetime.fromisoformat(known.received_at), known.by))
    rules = _rules(desk, contract)
    outcome = _read(file, rules)
    if known and known.landed and outcome.rows is None:
        return _keep(desk, file, known, outcome, fingerprint, vocabulary)
    identity = Identity(sequences[file.source, file.raw_sha256], fingerprint, vocabulary)
    delivery = land(
        file, outcome, identity, rules=rules, paths=desk.paths, same_as=_same_content(desk, outcome, identity)
    )
    desk.ledger[delivery.delivery] = delivery
    desk.reports.append(_report(file, delivery, delivery.status, outcome.findings))
    return True


def _keep(
    desk: Desk,
    file: InboxFile,
    known: Delivery,
    outcome: Outcome,
    fingerprint: Mapping[str | None, str],
    vocabulary: str,
) -> bool:
    """A delivery that landed before and is refused under changed rules keeps its rows; the refusal is reported."""
    note = f"nach geänderten Regeln nicht mehr lesbar, frühere Zeilen gelten weiter: {outcome.findings[0].message}"
    kept = replace(
        known, fingerprint=fingerprint.get(known.profile, ""), vocabulary=vocabulary, note=note,
    )  # fmt: skip
    changed = kept != known
    if changed:
        append(desk.paths.records / desk.municipality, kept)
    desk.ledger[kept.delivery] = kept
    desk.reports.append(_report(file, kept, "unchanged", outcome.findings))
    return changed


def _rules(desk: Desk, contract: Contract) -> Rules:
    from pipelines.read_delivery import Rules

    if desk.key is None and any(column.personal for column in contract.columns.values()):
        desk.key = key_for_records(desk.paths.key_file, desk.used_keys)
    municipality = (desk.municipality, desk.workspace.municipalities[desk.municipality])
    vocabularies = load_vocabularies(
        contract, desk.contracts, desk.ledger.values(),
        records=desk.paths.records / desk.municipality, municipality=municipality,
    )  # fmt: skip
    return Rules(contract, desk.profiles, vocabularies, desk.workspace, desk.key)


def _read(file: InboxFile, rules: Rules) -> Outcome:
    """Read one file; whatever a hostile file does to a reader, the other files are still read."""
    import polars as pl

    from pipelines.read_delivery import Outcome, read_delivery

    try:
        return read_delivery(file, rules)
    except (Exception, pl.exceptions.PanicException) as error:
        # Not logged with its text: a reader's message may quote the file.
        log.error("%s/%s: reading failed with %s", file.municipality, file.file, type(error).__name__)
        refusal = FileRejectedError(
            "unreadable", "Die Datei konnte nicht gelesen werden. Bitte neu speichern und erneut senden."
        )
        return Outcome(None, None, (of_rejected_file(refusal, file.file),))


def _same_content(desk: Desk, outcome: Outcome, identity: object) -> str | None:
    return next(
        (
            delivery.delivery
            for delivery in desk.ledger.values()
            if delivery.landed
            and delivery.canonical_sha256 == outcome.canonical_sha256
            and delivery.sequence != identity.sequence
        ),
        None,
    )


def _unchanged(file: InboxFile, known: Delivery) -> Report:
    return _report(file, known, "unchanged" if known.landed else "quarantined", ())


def _report(file: InboxFile, delivery: Delivery, status: str, findings: tuple[Finding, ...]) -> Report:
    return Report(
        file=file.file,
        municipality=file.municipality,
        source=file.source,
        status=status,
        delivery=delivery.delivery,
        rows_in=delivery.rows_in,
        rows_landed=delivery.rows_landed,
        rows_rejected=delivery.rows_rejected,
        note=delivery.note,
        findings=findings,
    )


def _final(desk: Desk) -> list[Report]:
    """The reports by file, with `superseded` for landed deliveries that later ones have taken over completely."""
    claims = {source: current_claims(desk.ledger.values(), source) for source in desk.contracts}
    final = []
    for report in desk.reports:
        delivery = desk.ledger[report.delivery or ""]
        gone = delivery.landed and is_superseded(delivery, claims[delivery.source])
        final.append(replace(report, status="superseded") if gone else report)
    return sorted(final, key=lambda report: report.file)


def _strays(desk: Desk) -> Iterator[Report]:
    for name in strays(desk.paths.data, desk.municipality, list(desk.contracts)):
        message = (
            f"„{name}“ liegt in keinem Ordner einer bekannten Lieferung. Bitte in einen dieser Ordner legen: "
            f"{', '.join(sorted(desk.contracts))}."
        )
        finding = Finding(name, None, None, None, None, "unknown_source", message)
        yield Report(name, desk.municipality, "", "quarantined", None, 0, 0, 0, None, (finding,))
