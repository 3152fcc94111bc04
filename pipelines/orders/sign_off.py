"""A quartier's month is signed: someone vouches for the figures as they stand in the current release.

`python -m pipelines sign-off MONTH --quartier Q --municipality M --by NAME [--digest D]`. The signature carries the
digest of these figures, so that it lapses when they change.
"""

from __future__ import annotations

from pipelines.errors import PipelineError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.records.month_events import SIGNED, add_signature
from pipelines.releasing.month_states import digest_of
from pipelines.releasing.releases import current_release, release_folder


class SignatureRefusedError(PipelineError):
    """There is nothing to sign, or it is not what the person saw."""


def sign_off(month: str, order: Order, *, quartier: str, digest: str | None, note: str | None) -> Done:
    """Sign a month (its first day) and refresh; `digest` names the figures that the person saw, where they were shown.

    Raises SignatureRefusedError when the month has no figures or others than `digest` says.
    """
    order.require_quartier(quartier)
    with exclusive(order.paths.records):
        current = _current_digest(month, order, quartier)
        if digest is not None and digest != current:
            raise SignatureRefusedError(
                "Die Zahlen dieses Monats haben sich seit der Anzeige geändert. Bitte die Seite neu laden, die Zahlen "
                "noch einmal prüfen und dann unterschreiben."
            )
        add_signature(
            order.records, quartier=quartier, month=month, digest=current, by=order.by, at=order.at, note=note
        )
        answer = {"month": month[:7], "quartier": quartier, "digest": current, "state": SIGNED}
        return Done(order.renew(), answer)


def _current_digest(month: str, order: Order, quartier: str) -> str:
    release = current_release(order.paths.var, order.municipality)
    found = None
    if release is not None:
        file = release_folder(order.paths.var, order.municipality, release) / "coordinator.duckdb"
        found = digest_of(file, quartier=quartier, month=month)
    if found is None:
        raise SignatureRefusedError("Für diesen Monat gibt es im Quartier keine Zahlen, die zu unterschreiben wären.")
    return found
