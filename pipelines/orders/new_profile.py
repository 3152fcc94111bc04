"""A confirmed layout is stored as the next version of a profile, and the files that it fits are read again.

`python -m pipelines save-profile KEY FILE.json --municipality M --by NAME`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pipelines.contract import Contract, load_contracts
from pipelines.errors import UsageError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.orders.save_profile import save_profile
from pipelines.orders.scope import own_subjects
from pipelines.profile import load_profiles
from pipelines.records.ledger import read_ledger


def new_profile(key: str, path: Path, order: Order) -> Done:
    """Store the document in the file and refresh.

    Raises UsageError when the file holds no JSON object or the profile is not the order's to change, ProfileError when
    the document is no valid profile.
    """
    document = _read(path)
    contracts = load_contracts()
    with exclusive(order.paths.records):
        known = load_profiles(order.paths.config, order.municipality, contracts)
        older = [profile.layout.model_dump() for profile in known if profile.key == key]
        if not all(_is_own(layout, order, contracts) for layout in (document, *older)):
            raise UsageError(
                "Dieses Profil gilt nicht nur für das eigene Quartier. Bitte beim Speichern ein eigenes Angebot als "
                "festen Wert wählen oder die Koordination bitten, es zu speichern."
            )
        profile = save_profile(key, document, municipality=order.municipality, paths=order.paths, contracts=contracts)
        return Done(order.renew(), {"profile": profile.name})


def _read(path: Path) -> dict:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"Die Datei {path} enthält kein Profil als JSON.") from error
    if not isinstance(document, dict):
        raise UsageError(f"Die Datei {path} enthält kein Profil als JSON.")
    return document


def _is_own(layout: Mapping, order: Order, contracts: Mapping[str, Contract]) -> bool:
    """Whether files with this layout can be about the order's own subjects only: one of them is a fixed value."""
    if order.scope.quartier is None:
        return True
    contract, constants = contracts.get(str(layout.get("source"))), layout.get("constants")
    if contract is None or not isinstance(constants, Mapping) or layout.get("speaks_for"):
        return False
    own = own_subjects(order.scope, contract, read_ledger(order.records), records=order.records)
    return str(constants.get(contract.covers.subject)) in (own or ())
