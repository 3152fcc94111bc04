"""The close of months by the coordination: close over a named gap, release, reopen.

`python -m pipelines close-month MONTH --reason …`, `release-month MONTH [MONTH …]`, `reopen MONTH --reason …`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipelines.errors import PipelineError, UsageError
from pipelines.lock import exclusive
from pipelines.orders.order import Done, Order
from pipelines.records.month_events import CLOSED, REOPENED, add_month_events
from pipelines.releasing.month_states import MonthState, month_states

STATES = {"open": "offen", "checked": "geprüft", "released": "freigegeben"}


class MonthNotReadyError(PipelineError):
    """A month is not in the state that an order needs; the message says which one it is in and what is missing."""


def close_month(month: str, order: Order, *, reason: str) -> Done:
    """Close an open month (its first day) although signatures are missing; `reason` names the gap.

    Raises MonthNotReadyError when the month is not open, UsageError for anybody but the coordination.
    """
    with exclusive(order.paths.records):
        _require(order, _build(order), [month], state="open")
        add_month_events(order.records, CLOSED, [month], by=order.by, at=order.at, reason=reason)
        return Done(order.renew(), {"month": month[:7], "state": "checked", "version": None})


def reopen(month: str, order: Order, *, reason: str) -> Done:
    """Work on a released month again. What was released stays published until a new version is.

    Raises MonthNotReadyError when the month is not released, UsageError for anybody but the coordination.
    """
    with exclusive(order.paths.records):
        (state,) = _require(order, _build(order), [month], state="released")
        add_month_events(order.records, REOPENED, [month], by=order.by, at=order.at, reason=reason)
        return Done(order.renew(), {"month": month[:7], "state": "open", "version": state.version})


def release_months(months: Sequence[str], order: Order, *, reason: str | None) -> Done:
    """Freeze checked months (first days) as one batch and publish them.

    Raises MonthNotReadyError when one is not checked or an earlier month was never released, UsageError for anybody
    but the coordination.
    """
    wanted = sorted(set(months))
    with exclusive(order.paths.records):
        warehouse = _build(order)
        _require(order, warehouse, wanted, state="checked")
        _require_no_gap(warehouse, wanted)
        from pipelines.releasing.freeze import Release, freeze

        batch = freeze(
            Release(wanted, order.by, order.at, reason),
            municipality=order.municipality,
            warehouse=warehouse,
            paths=order.paths,
            workspace=order.workspace,
        )
        released = [{"month": month[:7], "state": "released", "version": batch.versions[month]} for month in wanted]
        renewed = [month[:7] for month in sorted(batch.renewed)]
        return Done(order.renew(), {**released[-1], "months": released, "renewed": renewed})


def _build(order: Order) -> Path:
    if order.scope.quartier is not None:
        raise UsageError("Monate schließt, gibt frei und öffnet nur die Koordination.")
    from pipelines.releasing.build import build_warehouse

    return build_warehouse(order.municipality, paths=order.paths, workspace=order.workspace).file


def _require(order: Order, warehouse: Path, months: Sequence[str], *, state: str) -> list[MonthState]:
    """The months' states, which must all be `state`."""
    known = month_states(warehouse)
    for month in months:
        if month not in known:
            raise MonthNotReadyError(f"Für {_name(month)} gibt es keine Zahlen.")
        if known[month].state != state:
            raise MonthNotReadyError(_refusal(month, known[month], state))
    return [known[month] for month in months]


def _refusal(month: str, found: MonthState, wanted: str) -> str:
    said = f"{_name(month)} ist {STATES[found.state]}, nicht {STATES[wanted]}."
    if wanted == "checked" and found.state == "open":
        missing = ", ".join(found.unsigned)
        return (
            f"{said} Es fehlt die Unterschrift von: {missing}. Ohne sie kann die Koordination den Monat über die "
            "benannte Lücke schließen (close-month)."
        )
    if found.state == "released":
        return f"{said} Für eine Berichtigung muss der Monat zuerst wieder geöffnet werden (reopen)."
    return said


def _require_no_gap(warehouse: Path, months: Sequence[str]) -> None:
    """Sums over time are made of released months, so no month before the last one may be missing."""
    states = month_states(warehouse)
    missing = [month for month, state in states.items() if month < months[-1] and state.version is None]
    first = next((month for month in missing if month not in months), None)
    if first is not None:
        raise MonthNotReadyError(
            f"{_name(first)} wurde noch nicht freigegeben. Monate werden der Reihe nach freigegeben; bitte mit diesem "
            "Monat beginnen oder ihn in dieselbe Freigabe nehmen."
        )


def _name(month: str) -> str:
    return f"{month[5:7]}/{month[:4]}"
