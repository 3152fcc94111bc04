"""What protects people: the audit, erasure, and what a public machine gets."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from pipelines.commands.answering import DONE, FAILED, FINDINGS, answer_with, scope_of
from pipelines.errors import UsageError
from pipelines.orders.order import Done, Order
from pipelines.orders.scope import Scope
from pipelines.progress import shown_progress
from settings import Paths, Workspace


def erase(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Erase what is old, what is due, or one person's data; of all municipalities unless one is named."""
    from pipelines.wording import erase_json, erase_lines

    scope = scope_of(options, workspace)
    if scope and scope.quartier is not None:
        raise UsageError("Löschen kann nur die Koordination.")
    places = [scope.municipality] if scope else list(workspace.municipalities)
    with shown_progress(as_lines=options.progress) as progress:
        orders = [Order(place, paths, workspace, Scope(place), options.by, progress) for place in places]
        done = dict(zip(places, _erased(options, orders), strict=True))
    answer = erase_json(done)
    answer_with(options, answer, erase_lines(answer, workspace))
    nothing_done = all(each.refreshed is None for each in done.values())
    if answer["failed"] or (answer["findings"] and nothing_done):
        return FAILED
    return FINDINGS if answer["findings"] or answer["withheld"] else DONE


def _erased(options: argparse.Namespace, orders: Sequence[Order]) -> list[Done]:
    from pipelines.orders import erase as run
    from pipelines.orders.erase_person import erase_person

    if options.due:
        return [run.erase_due(order, reason=options.reason or "Aufbewahrungsfrist") for order in orders]
    if not options.reason:
        raise UsageError("Bitte mit --reason sagen, warum gelöscht wird.")
    if options.before:
        return [run.erase_before(options.before, order, reason=options.reason) for order in orders]
    if len(orders) > 1 or not options.carrier:
        raise UsageError("Bitte mit --municipality und --carrier sagen, wo die Person beraten wurde.")
    reference = sys.stdin.readline() if options.client_ref == "-" else options.client_ref
    if not reference.strip():
        raise UsageError("Bitte die Kennung der Person angeben.")
    return [erase_person(reference, orders[0], carrier=options.carrier, reason=options.reason)]


def audit(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Attack the releases that are served."""
    from pipelines.orders import audit as order

    scope = scope_of(options, workspace)
    if scope and scope.quartier:
        raise UsageError("Auf Rückschlüsse prüft die Koordination, für alle Quartiere zugleich.")
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    result = order.audit(municipalities, paths=paths, workspace=workspace)
    answer_with(options, order.audit_json(result), order.audit_lines(result, workspace))
    return FINDINGS if result.has_found else DONE


def export_public(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Write what a public machine needs."""
    from pipelines.orders.export_public import export_public as run

    scope = scope_of(options, workspace)
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    releases = run(options.folder, municipalities, paths=paths, workspace=workspace)
    lines = [f"{workspace.municipalities[key]}: Stand {release}" for key, release in releases.items()]
    answer_with(options, {"folder": str(options.folder), "releases": releases}, lines)
    return DONE
