"""The log of decisions: enter one, change what became of it, take one back.

`python -m pipelines decision [NUMBER] --title … --decided-on … --body … --municipality M --by NAME`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.errors import UsageError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.records.decision_log import FIELDS, NUMBER, checked_decision, held_decisions, next_number
from pipelines.records.entries import DECISION_LOG, add_entry
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import quartier_names
from pipelines.releasing.registry import load_registry

WITHDRAWN = "withdrawn"


def decide_and_log(number: str | None, order: Order, *, given: Mapping[str, str | None]) -> Done:
    """Enter a decision, or with a number that is known change the `given` fields (None leaves one as it is); refresh.

    Raises UsageError for anybody but the coordination and for what `checked_decision` refuses.
    """
    _require_coordination(order)
    with exclusive(order.paths.records):
        known = held_decisions(order.records)
        content = {**_before(known, number), **{name: text for name, text in given.items() if text is not None}}
        entry = checked_decision(
            number or next_number(known, content.get("decided_on") or ""),
            content,
            metrics=[metric.metric for metric in load_registry()],
            quartiers=quartier_names(order.records, read_ledger(order.records).values()),
            today=order.workspace.today(),
        )
        return _add(order, entry, state=entry["status"])


def take_back_decision(number: str | None, order: Order) -> Done:
    """Take a decision out of the log; its lines stay in the records. Raises UsageError when there is none."""
    _require_coordination(order)
    with exclusive(order.paths.records):
        held = held_decisions(order.records).get(number or "")
        if held is None or held[WITHDRAWN]:
            raise UsageError(f"Einen Beschluss „{number}“ gibt es nicht.")
        return _add(order, {"decision": number, **_content(held), WITHDRAWN: True}, state=WITHDRAWN)


def _require_coordination(order: Order) -> None:
    if order.scope.quartier is not None:
        raise UsageError("Beschlüsse trägt nur die Koordination ein.")


def _before(known: Mapping[str, Mapping], number: str | None) -> dict[str, str | None]:
    if number is not None and not NUMBER.fullmatch(number):
        raise UsageError("Die Nummer eines Beschlusses hat höchstens 20 Zeichen, zum Beispiel 2026-01.")
    return _content(known[number]) if number is not None and number in known else {}


def _content(entry: Mapping) -> dict[str, str | None]:
    return {name: entry.get(name) for name in FIELDS}


def _add(order: Order, entry: Mapping, *, state: str) -> Done:
    add_entry(order.records, DECISION_LOG, by=order.by, at=order.at, content=entry)
    return Done(order.renew(), {"decision": entry["decision"], "state": state})
