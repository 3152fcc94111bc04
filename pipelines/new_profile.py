"""A confirmed layout is stored as the next version of a profile, and the files that it fits are read again.

`python -m pipelines save-profile KEY FILE.json --municipality M --by NAME`.
"""

from __future__ import annotations

import json
from pathlib import Path

from pipelines.contract import load_contracts
from pipelines.errors import UsageError
from pipelines.lock import exclusive
from pipelines.order import Done, Order
from pipelines.save_profile import save_profile


def new_profile(key: str, path: Path, order: Order) -> Done:
    """Store the document in the file and refresh.

    Raises UsageError when the file holds no JSON object or the order comes from a quartier, ProfileError when the
    document is no valid profile.
    """
    order.require_coordinator()
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"Die Datei {path} enthält kein Profil als JSON.") from error
    if not isinstance(document, dict):
        raise UsageError(f"Die Datei {path} enthält kein Profil als JSON.")
    with exclusive(order.paths.records):
        profile = save_profile(
            key, document, municipality=order.municipality, paths=order.paths, contracts=load_contracts()
        )
        return Done(order.renew(), {"profile": profile.name})
