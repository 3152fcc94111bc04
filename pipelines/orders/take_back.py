"""A delivery is confirmed, taken back or restored, and the release follows.

`python -m pipelines confirm | withdraw | restore DELIVERY --municipality M --by NAME`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipelines.contract import load_contracts
from pipelines.errors import PipelineError, UsageError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.orders.scope import is_own, own_subjects
from pipelines.records.by_hand import confirmed, restored, withdrawn
from pipelines.records.ledger import Delivery, append, read_ledger, statuses


def confirm(delivery: str, order: Order) -> Done:
    """Let a held delivery count. Raises UsageError when it is unknown, not held, or not the order's own."""
    return _change(delivery, order, lambda known, _: confirmed(known, by=order.by, at=order.at))


def withdraw(delivery: str, order: Order, *, reason: str | None) -> Done:
    """Take a delivery back, so that what it replaced holds again. Raises as `confirm`.

    Raises PipelineError for the last list of master data that other deliveries refer to.
    """

    def take_back(known: Delivery, ledger: Mapping[str, Delivery]) -> Delivery:
        _keep_last_list(known, ledger)
        return withdrawn(known, by=order.by, at=order.at, reason=reason)

    return _change(delivery, order, take_back)


def restore(delivery: str, order: Order) -> Done:
    """Let a withdrawn delivery be what it was. Raises as `confirm`."""
    return _change(delivery, order, lambda known, _: restored(known, by=order.by, at=order.at))


def _change(delivery: str, order: Order, change: Callable[[Delivery, Mapping[str, Delivery]], Delivery]) -> Done:
    with exclusive(order.paths.records):
        ledger = read_ledger(order.records)
        append(order.records, change(_known(delivery, order, ledger), ledger))
        refreshed = order.renew()
        return Done(refreshed, {"delivery": delivery, "status": statuses(read_ledger(order.records))[delivery]})


def _known(delivery: str, order: Order, ledger: Mapping[str, Delivery]) -> Delivery:
    """The delivery, when the order may touch it; another quartier's is as unknown as one that does not exist."""
    known = ledger.get(delivery)
    if known is not None:
        own = own_subjects(order.scope, load_contracts()[known.source], ledger, records=order.records)
        if is_own(known.covered, own):
            return known
    raise UsageError(f"Die Lieferung „{delivery}“ gibt es hier nicht. Bitte die Kennung prüfen.")


def _keep_last_list(known: Delivery, ledger: Mapping[str, Delivery]) -> None:
    contracts = load_contracts()
    others = any(other.landed for other in ledger.values() if other.source == known.source and other != known)
    is_referred_to = any(known.source in contract.vocabularies for contract in contracts.values())
    if known.landed and is_referred_to and not others:
        raise PipelineError(
            f"Das ist die einzige Liste „{contracts[known.source].title}“; ohne sie lässt sich nichts zuordnen. Bitte "
            "zuerst eine berichtigte Liste abgeben, die sie ersetzt."
        )
