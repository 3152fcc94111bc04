"""Which files must be read: new ones, and known ones whose rules or vocabulary have changed since.

Decided from hashes in the ledger, so that a run without news opens nothing but the ledger and hashes the inbox.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from pipelines.contract import contract_hash
from pipelines.profile import Profile
from pipelines.records.ledger import WITHDRAWN, Delivery

ALL = "all"
# Stands in the ledger once a delivery's profile is gone and the delivery was kept as it was.
NO_PROFILE = ""
# Findings that other master data could heal.
OF_VOCABULARY = frozenset({"unknown_key", "valid_at"})


def fingerprints(source: str, profiles: Sequence[Profile]) -> dict[str | None, str]:
    """The hash a reading depends on: per profile name (None = the contract alone), and `all` for a refused file."""
    contract = contract_hash(source)
    own = [profile for profile in profiles if profile.layout.source == source]
    single: dict[str | None, str] = {profile.name: _hash(contract, profile.sha256) for profile in own}
    return {None: _hash(contract), **single, ALL: _hash(contract, *sorted(profile.sha256 for profile in own))}


def must_read(known: Delivery, fingerprint: Mapping[str | None, str], vocabulary: str) -> bool:
    """Whether a file with this ledger line must be read again; what was taken back is not."""
    if known.status == WITHDRAWN:
        return False
    if OF_VOCABULARY & set(known.rules) and known.vocabulary != vocabulary:
        return True
    expected = fingerprint.get(known.profile, NO_PROFILE) if known.is_read else fingerprint[ALL]
    return known.fingerprint != expected


def known_deliveries(deliveries: Iterable[Delivery]) -> dict[tuple[str, str], Delivery]:
    """Deliveries by source and raw hash: the same bytes are never accepted twice as the same source."""
    return {(delivery.source, delivery.raw_sha256): delivery for delivery in deliveries}


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
