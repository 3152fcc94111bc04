"""The inbox of one municipality → its records: every file that must be read, master data before what refers to it.

Imports nothing that reads tables unless a file must be read: a run without news is over before polars would be loaded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.contract import Contract
from pipelines.inbox import Arrival, InboxFile, discover, strays
from pipelines.profile import Profile, load_profiles
from pipelines.progress import Progress
from pipelines.records.ledger import Delivery, append, read_ledger
from pipelines.records.master_data import load_vocabularies, reading_order, vocabulary_hash
from pipelines.records.pseudonym import PseudonymKey, key_for_records, read_key, require_known_key
from pipelines.records.reading_state import NO_PROFILE, fingerprints, known_deliveries, must_read
from pipelines.reports import Report, of_strays, report, with_superseded
from settings import Paths, Workspace

if TYPE_CHECKING:
    from pipelines.read_delivery import Outcome, Rules


@dataclass
class Desk:
    """One municipality while its inbox is worked through; only its ledger grows."""

    municipality: str
    paths: Paths
    workspace: Workspace
    contracts: Mapping[str, Contract]
    profiles: Sequence[Profile]
    ledger: dict[str, Delivery]
    sequences: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def used_keys(self) -> set[str]:
        """Names of the keys that the records were pseudonymised with."""
        return {delivery.key_id for delivery in self.ledger.values() if delivery.key_id}

    @cached_property
    def key(self) -> PseudonymKey:
        """The key for new rows, made on first use."""
        return key_for_records(self.paths.key_file, self.used_keys)


@dataclass
class Shelf:
    """The files of one source, and what their reading depends on; `known` are its deliveries by raw hash."""

    contract: Contract
    fingerprint: Mapping[str | None, str]
    vocabulary: str
    known: dict[str, Delivery]
    rules: Rules | None = None


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
    profiles = load_profiles(paths.config, municipality, contracts)
    desk = Desk(municipality, paths, workspace, contracts, profiles, read_ledger(paths.records / municipality))
    require_known_key(read_key(paths.key_file), desk.used_keys, paths.key_file)
    files = discover(paths.data, municipality, list(contracts), now=now)
    desk.sequences = _sequences(desk.ledger, files)
    reports: list[Report] = []
    changed = False
    for source in reading_order(contracts):
        shelf = _shelf(desk, source)
        for file in (file for file in files if file.source == source):
            progress(f"{workspace.municipalities[municipality]}: {file.file}")
            told, is_new = _take(desk, shelf, file)
            reports.append(told)
            changed |= is_new
    outside = of_strays(strays(paths.data, municipality, contracts), municipality, contracts)
    return [*with_superseded(reports, desk.ledger), *outside], changed


def _sequences(ledger: Mapping[str, Delivery], files: Sequence[InboxFile]) -> dict[tuple[str, str], int]:
    """Sequence numbers by source and raw hash: new files follow the known ones in the order of their arrival."""
    numbers = {key: delivery.sequence for key, delivery in known_deliveries(ledger.values()).items()}
    last = max(numbers.values(), default=0)
    for file in files:
        if (file.source, file.raw_sha256) not in numbers:
            last += 1
            numbers[file.source, file.raw_sha256] = last
    return numbers


def _shelf(desk: Desk, source: str) -> Shelf:
    contract = desk.contracts[source]
    known = {delivery.raw_sha256: delivery for delivery in desk.ledger.values() if delivery.source == source}
    vocabulary = vocabulary_hash(contract, desk.ledger.values())
    return Shelf(contract, fingerprints(source, desk.profiles), vocabulary, known)


def _take(desk: Desk, shelf: Shelf, file: InboxFile) -> tuple[Report, bool]:
    """Read and land one file if it must be; also says whether the records changed."""
    known = shelf.known.get(file.raw_sha256)
    if known and not must_read(known, shelf.fingerprint, shelf.vocabulary):
        return report(file, known, "unchanged" if known.landed else "quarantined"), False
    if known:
        file = replace(file, arrival=Arrival(datetime.fromisoformat(known.received_at), known.by))
    shelf.rules = shelf.rules or _rules(desk, shelf.contract)
    from pipelines.read_delivery import read_delivery

    outcome = read_delivery(file, shelf.rules)
    if known and known.landed and outcome.rows is None:
        return _keep(desk, shelf, file, known, outcome)
    return _land(desk, shelf, file, outcome), True


def _land(desk: Desk, shelf: Shelf, file: InboxFile, outcome: Outcome) -> Report:
    from pipelines.records.land import Identity, land

    assert shelf.rules  # reading needed them
    sequence = desk.sequences[file.source, file.raw_sha256]
    identity = Identity(sequence, shelf.fingerprint, shelf.vocabulary)
    same_as = _same_content(shelf, outcome, sequence)
    delivery = land(file, outcome, identity, rules=shelf.rules, paths=desk.paths, same_as=same_as)
    _remember(desk, shelf, delivery)
    return report(file, delivery, delivery.status, outcome.findings)


def _keep(desk: Desk, shelf: Shelf, file: InboxFile, known: Delivery, outcome: Outcome) -> tuple[Report, bool]:
    """A delivery that landed before and is refused under changed rules keeps its rows; the refusal is reported."""
    kept = replace(
        known,
        fingerprint=shelf.fingerprint.get(known.profile, NO_PROFILE),
        vocabulary=shelf.vocabulary,
        note=f"nach geänderten Regeln nicht mehr lesbar, frühere Zeilen gelten weiter: {outcome.findings[0].message}",
    )
    if kept != known:
        append(desk.paths.records / desk.municipality, kept)
        _remember(desk, shelf, kept)
    return report(file, kept, "unchanged", outcome.findings), kept != known


def _remember(desk: Desk, shelf: Shelf, delivery: Delivery) -> None:
    desk.ledger[delivery.delivery] = delivery
    shelf.known[delivery.raw_sha256] = delivery


def _rules(desk: Desk, contract: Contract) -> Rules:
    from pipelines.read_delivery import Rules

    place = (desk.municipality, desk.workspace.municipalities[desk.municipality])
    records = desk.paths.records / desk.municipality
    words = load_vocabularies(contract, desk.contracts, desk.ledger.values(), records=records, municipality=place)
    return Rules(contract, desk.profiles, words, desk.workspace, lambda: desk.key)


def _same_content(shelf: Shelf, outcome: Outcome, sequence: int) -> str | None:
    """An earlier delivery of the source with exactly these rows."""
    twins = (
        known.delivery
        for known in shelf.known.values()
        if known.landed and known.canonical_sha256 == outcome.canonical_sha256 and known.sequence < sequence
    )
    return next(twins, None)
