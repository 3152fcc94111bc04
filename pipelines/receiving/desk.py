"""One municipality's records while its inbox is worked through, and what the reading of each source depends on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from pipelines.contract import Contract
from pipelines.inbox import InboxFile
from pipelines.profile import Profile
from pipelines.records.ledger import Delivery
from pipelines.records.master_data import load_vocabularies, vocabulary_hash
from pipelines.records.pseudonym import PseudonymKey, key_for_records
from pipelines.records.reading_state import fingerprints, known_deliveries
from pipelines.records.tombstones import NOTHING, Erased
from settings import Paths, Workspace

if TYPE_CHECKING:
    from pipelines.receiving.read_delivery import Rules


@dataclass
class Desk:
    """One municipality while its inbox is worked through; only its ledger grows.

    `sequences` and `receipts` (who handed the file in) go by source and raw hash; `erased` is what must not come back.
    """

    municipality: str
    paths: Paths
    workspace: Workspace
    contracts: Mapping[str, Contract]
    profiles: Sequence[Profile]
    ledger: dict[str, Delivery]
    sequences: Mapping[tuple[str, str], int] = field(default_factory=dict)
    receipts: Mapping[tuple[str, ...], Mapping] = field(default_factory=dict)
    erased: Erased = NOTHING

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


def sequence_numbers(ledger: Mapping[str, Delivery], files: Sequence[InboxFile]) -> dict[tuple[str, str], int]:
    """Sequence numbers by source and raw hash: new files follow the known ones in the order of their arrival."""
    numbers = {key: delivery.sequence for key, delivery in known_deliveries(ledger.values()).items()}
    last = max(numbers.values(), default=0)
    for file in files:
        if (file.source, file.raw_sha256) not in numbers:
            last += 1
            numbers[file.source, file.raw_sha256] = last
    return numbers


def in_sequence(desk: Desk, files: Sequence[InboxFile], source: str) -> list[InboxFile]:
    """The files of a source in their order of acceptance: what one repeats or removes depends on those before it."""
    own = [file for file in files if file.source == source]
    return sorted(own, key=lambda file: desk.sequences[source, file.raw_sha256])


def shelf_of(desk: Desk, source: str) -> Shelf:
    """The shelf of a source as the ledger stands now."""
    contract = desk.contracts[source]
    known = {delivery.raw_sha256: delivery for delivery in desk.ledger.values() if delivery.source == source}
    vocabulary = vocabulary_hash(contract, desk.ledger.values())
    return Shelf(contract, fingerprints(source, desk.profiles), vocabulary, known)


def rules_of(desk: Desk, contract: Contract) -> Rules:
    """What the reading of the contract's files depends on today."""
    from pipelines.receiving.read_delivery import Rules

    place = (desk.municipality, desk.workspace.municipalities[desk.municipality])
    records = desk.paths.records / desk.municipality
    words = load_vocabularies(contract, desk.contracts, desk.ledger.values(), records=records, municipality=place)
    return Rules(contract, desk.profiles, words, desk.workspace, lambda: desk.key, desk.erased)
