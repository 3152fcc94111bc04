"""A note about a metric's month: what one must know to read it, for a quartier or the whole municipality.

`python -m pipelines note [NUMBER] --metric contacts --month 2026-10 --text … --municipality M --by NAME`.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.errors import UsageError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.reading.persons.free_text import refuse_persons_in
from pipelines.records.decision_log import require_known, require_short
from pipelines.records.entries import NOTE, add_entry, read_entries
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import quartier_names
from pipelines.releasing.registry import load_registry

FIELDS = ("metric", "quartier", "month", "text")
REQUIRED = {"metric": "Kennzahl", "month": "Monat", "text": "Bemerkung"}
TEXT = "Bemerkung"


def write_note(number: str | None, order: Order, *, given: Mapping[str, str | None]) -> Done:
    """Enter a note, or change the `given` fields of the one with this number (months are first days); refresh.

    A quartier notes for itself only. Raises UsageError for what is missing or does not exist, PersonsInTextError when
    the text tells of a person.
    """
    with exclusive(order.paths.records):
        known = _held(order)
        before = _own(order, known, number) if number is not None else {"quartier": order.scope.quartier}
        wanted = {name: given.get(name) if given.get(name) is not None else before.get(name) for name in FIELDS}
        entry = {name: text or None for name, text in wanted.items()}
        _require_own(order, entry["quartier"])
        _check(order, entry)
        return _add(order, {"note": number or str(len(known) + 1), **entry, "withdrawn": False}, state="open")


def take_back_note(number: str | None, order: Order) -> Done:
    """Take a note out; its lines stay in the records. Raises UsageError when the order has none with this number."""
    with exclusive(order.paths.records):
        held = _own(order, _held(order), number)
        entry = {name: held[name] for name in FIELDS}
        return _add(order, {"note": number, **entry, "withdrawn": True}, state="withdrawn")


def _held(order: Order) -> dict[str, dict]:
    return {number: entry for (number,), entry in read_entries(order.records, NOTE).items()}


def _own(order: Order, known: Mapping[str, dict], number: str | None) -> dict:
    held = known.get(number or "")
    is_own = held is not None and order.scope.quartier in (None, held["quartier"])
    if held is None or held["withdrawn"] or not is_own:
        raise UsageError(f"Eine Bemerkung „{number}“ gibt es nicht.")
    return held


def _check(order: Order, entry: Mapping[str, str | None]) -> None:
    missing = [german for name, german in REQUIRED.items() if not entry[name]]
    if missing:
        raise UsageError(f"Zur Bemerkung fehlt noch: {', '.join(missing)}.")
    if (entry["month"] or "") > order.workspace.today().isoformat():
        raise UsageError("Dieser Monat liegt in der Zukunft.")
    require_short({TEXT: entry["text"]})
    metrics = [metric.metric for metric in load_registry()]
    quartiers = quartier_names(order.records, read_ledger(order.records).values())
    require_known(entry["metric"], entry["quartier"], metrics=metrics, quartiers=quartiers)
    refuse_persons_in({TEXT: entry["text"]})


def _require_own(order: Order, quartier: str | None) -> None:
    if quartier is None and order.scope.quartier is not None:
        raise UsageError("Ein Quartier schreibt Bemerkungen nur zu den eigenen Zahlen.")
    if quartier is not None:
        order.require_quartier(quartier)


def _add(order: Order, entry: Mapping, *, state: str) -> Done:
    add_entry(order.records, NOTE, by=order.by, at=order.at, content=entry)
    return Done(order.renew(), {"note": entry["note"], "state": state})
