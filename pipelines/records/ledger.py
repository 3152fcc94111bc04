"""The ledger of a municipality: `deliveries.jsonl`, one line per delivery and reading, only ever appended to.

The last line of a delivery holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pipelines.records.lines import append_line, broken_line, read_lines

NAME = "deliveries.jsonl"
HASH_DIGITS = 8
LANDED, QUARANTINED, HELD, REPEATED, WITHDRAWN = "landed", "quarantined", "held", "repeated", "withdrawn"
ERASED = "erased"
SUPERSEDED = "superseded"


@dataclass(frozen=True, order=True)
class Claim:
    """What a delivery replaces: a subject's month, of one carrier or (None) of all; all None means the whole source."""

    carrier: str | None
    subject: str | None
    month: str | None


@dataclass(frozen=True)
class Delivery:
    """One line of the ledger.

    `received_at` is UTC (ISO with Z), hashes are sha256, row counts follow the rows the profile does not leave out.
    `rules` counts the findings per rule.

    `status`: landed (its rows count where no later delivery claims the same) · quarantined (refused) · held (its rows
    wait for a confirmation) · repeated (the content of the earlier delivery `same_as`, so it changes nothing) ·
    withdrawn (taken back by hand) · erased (all its rows are of months that were erased). `decision` says who last
    changed the status by hand: what it `was`, by, at (UTC), reason. `prints` are hashes per subject and month of the
    content without its month.
    """

    delivery: str
    sequence: int
    status: str
    received_at: str
    by: str | None
    source: str
    file: str
    raw_sha256: str
    canonical_sha256: str | None
    profile: str | None
    contract_version: int
    encoding: str | None
    fingerprint: str
    vocabulary: str
    key_id: str | None
    covered: tuple[Claim, ...]
    rows_in: int
    rows_landed: int
    rows_rejected: int
    note: str | None
    rules: Mapping[str, int] = field(default_factory=dict)
    same_as: str | None = None
    decision: Mapping[str, str | None] | None = None
    prints: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict:
        """The line as a plain dictionary, in the order of its fields."""
        # dataclasses.asdict copies deeply, which every run would pay for every delivery there ever was.
        return {**vars(self), "covered": [vars(claim) for claim in self.covered]}

    @property
    def landed(self) -> bool:
        """Whether its rows were taken over."""
        return self.status == LANDED

    @property
    def is_read(self) -> bool:
        """Whether the file could be read, so that its content is known."""
        return self.status in (LANDED, HELD, REPEATED)


def delivery_id(sequence: int, raw_sha256: str) -> str:
    """`000123-ab12cd34`."""
    return f"{sequence:06d}-{raw_sha256[:HASH_DIGITS]}"


def utc_text(moment: datetime) -> str:
    """A moment in UTC, to the second: `2026-11-03T08:12:00Z`."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def read_ledger(records: Path) -> dict[str, Delivery]:
    """The line that holds of every delivery, by sequence.

    Raises LedgerError when a line other than a torn last one cannot be read.
    """
    deliveries = {}
    for number, entry in enumerate(read_lines(records / NAME), start=1):
        try:
            claims = tuple(Claim(**claim) for claim in entry.pop("covered"))
            delivery = Delivery(covered=claims, **entry)
        except (TypeError, KeyError) as error:
            raise broken_line(records / NAME, number) from error
        deliveries[delivery.delivery] = delivery
    return dict(sorted(deliveries.items(), key=lambda item: item[1].sequence))


def append(records: Path, delivery: Delivery) -> None:
    """Add one line and flush it to disk; a torn last line is removed first."""
    append_line(records / NAME, delivery.to_json())


def current_claims(deliveries: Iterable[Delivery], source: str) -> dict[Claim, int]:
    """Every claim of the source's landed deliveries → the highest sequence that makes it."""
    claims: dict[Claim, int] = {}
    for delivery in deliveries:
        if delivery.landed and delivery.source == source:
            for claim in delivery.covered:
                claims[claim] = max(delivery.sequence, claims.get(claim, 0))
    return claims


def is_superseded(delivery: Delivery, claims: Mapping[Claim, int]) -> bool:
    """Whether later deliveries claim everything that this one claims."""
    return bool(delivery.covered) and all(_latest(claim, claims) > delivery.sequence for claim in delivery.covered)


def statuses(ledger: Mapping[str, Delivery]) -> dict[str, str]:
    """The status of every delivery as people are told it: `superseded` when later ones took over all that it claims."""
    claims = {source: current_claims(ledger.values(), source) for source in {each.source for each in ledger.values()}}
    return {
        each.delivery: SUPERSEDED if each.landed and is_superseded(each, claims[each.source]) else each.status
        for each in ledger.values()
    }


def _latest(claim: Claim, claims: Mapping[Claim, int]) -> int:
    """A claim for all carriers takes over every carrier's; a carrier's own claim only its own."""
    joint = Claim(None, claim.subject, claim.month)
    return max(claims.get(claim, 0), claims.get(joint, 0))
