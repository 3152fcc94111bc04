"""Rows and monthly counts about one service's month: a person says which of them counts.

`python -m pipelines decide SERVICE MONTH rows|tally --municipality M --by NAME [--reason …]`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.errors import UsageError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.orders.scope import services_of
from pipelines.records.entries import DECISION, add_entry
from pipelines.records.ledger import Delivery, read_ledger

SOURCES = ("contacts", "contact_tallies")


def decide(service: str, month: str, origin: str, order: Order, *, reason: str | None) -> Done:
    """Record the decision and refresh; `month` is its first day, `origin` is rows or tally.

    Raises UsageError when nobody has reported on this service and month, or the service is not the order's own.
    """
    with exclusive(order.paths.records):
        ledger = read_ledger(order.records)
        reported = any(
            (claim.subject, claim.month) == (service, month)
            for delivery in ledger.values()
            if delivery.source in SOURCES
            for claim in delivery.covered
        )
        if not reported or not _is_own(service, order, ledger):
            raise UsageError(f"Für das Angebot „{service}“ liegt in diesem Monat keine Lieferung vor. Bitte prüfen.")
        content = {"service": service, "month": month, "origin": origin, "reason": reason}
        add_entry(order.records, DECISION, by=order.by, at=order.at, content=content)
        return Done(order.renew(), {"service": service, "month": month[:7], "origin": origin})


def _is_own(service: str, order: Order, ledger: Mapping[str, Delivery]) -> bool:
    """Whether the service is the order's own in one of the two sources."""
    scope = order.scope
    if scope.quartier is None:
        return True
    own = services_of(scope.quartier, ledger, records=order.records)
    return any(service in scope.deliverable(source, own) for source in SOURCES)
