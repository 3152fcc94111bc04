"""For whom a command works: the coordinator, or one quartier, which acts on its own subjects only.

Written as in the rest of the house: `leverkusen/coordinator`, `leverkusen/quartier:manfort`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipelines.contract import Contract
from pipelines.errors import UsageError
from pipelines.records.ledger import Claim, Delivery
from pipelines.records.master_data import QUARTIERS, current_delivery

SERVICES = "services"


@dataclass(frozen=True)
class Scope:
    """A municipality, and the quartier whose subjects may be touched; None is the coordinator, who may touch all.

    `deliver` is what one person may deliver there: a source (`contacts`, of the quartier's own subjects) or one subject
    by name (`contacts/treff`, of whatever quartier); None is everything of the quartier's own.
    """

    municipality: str
    quartier: str | None = None
    deliver: frozenset[str] | None = None

    def deliverable(self, source: str, own: frozenset[str]) -> frozenset[str]:
        """The subjects of a source that the person may deliver; `own` are the quartier's."""
        if self.deliver is None:
            return own
        named = frozenset(right.removeprefix(f"{source}/") for right in self.deliver if right.startswith(f"{source}/"))
        return named | (own if source in self.deliver else frozenset())


def parse_scope(text: str) -> Scope:
    """Read `municipality/coordinator` or `municipality/quartier:key`.

    Raises UsageError for everything else: council and steering group read and never deliver.
    """
    municipality, _, audience = text.partition("/")
    kind, _, quartier = audience.partition(":")
    if municipality and kind == "coordinator" and not quartier:
        return Scope(municipality)
    if municipality and kind == "quartier" and quartier:
        return Scope(municipality, quartier)
    raise UsageError(
        f"Mit der Ansicht „{text}“ lassen sich keine Lieferungen bearbeiten. Bitte zum Beispiel leverkusen/coordinator "
        "oder leverkusen/quartier:manfort angeben."
    )


def own_subjects(
    scope: Scope, contract: Contract, ledger: Mapping[str, Delivery], *, records: Path
) -> frozenset[str] | None:
    """The subjects of the contract's claims that the scope may touch; None means all.

    A quartier's are its own services and itself, as far as they may be delivered; of a source that counts as a whole,
    or by year, it may touch nothing.
    """
    if scope.quartier is None:
        return None
    subject = contract.covers.subject
    refers_to = contract.columns[subject].refers_to if subject else None
    own: frozenset[str] = frozenset()
    if refers_to == QUARTIERS:
        own = frozenset({scope.quartier})
    elif refers_to == SERVICES:
        own = services_of(scope.quartier, ledger, records=records)
    return scope.deliverable(contract.source, own)


def services_of(quartier: str, ledger: Mapping[str, Delivery], *, records: Path) -> frozenset[str]:
    """The services that the current master data place in the quartier."""
    current = current_delivery(ledger.values(), SERVICES)
    if current is None:
        return frozenset()
    import polars as pl

    frame = pl.read_parquet(records / "landed" / SERVICES / f"{current.delivery}.parquet")
    return frozenset(frame.filter(pl.col("quartier") == quartier)["service"])


def is_own(covered: Collection[Claim], own: frozenset[str] | None) -> bool:
    """Whether a delivery with these claims is the scope's own: it claims something, and only own subjects."""
    return own is None or (bool(covered) and touches_only(covered, own))


def touches_only(covered: Collection[Claim], own: frozenset[str] | None) -> bool:
    """Whether everything that is claimed belongs to the own subjects."""
    return own is None or {claim.subject for claim in covered} <= own
