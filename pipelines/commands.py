"""One thin function per command: call its story, print its answer, return its exit code.

The stories are imported when their command runs: a refresh without news must load no engine.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.limits import limited_resources
from pipelines.orders.order import Done, Order
from pipelines.orders.scope import Scope, parse_scope
from pipelines.orders.scoped_reports import cut_to_scope
from pipelines.progress import shown_progress
from settings import Paths, Workspace

DONE, FAILED, FINDINGS = 0, 1, 2


def refresh(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Everything that is new, of one municipality or of all."""
    from pipelines.refresh import refresh as run
    from pipelines.wording import refresh_json, refresh_lines

    scope = _scope(options, workspace)
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    with shown_progress(as_lines=options.progress) as progress:
        result = run(paths, workspace, municipalities=municipalities, progress=progress)
    if scope:
        result = cut_to_scope(result, scope, records=paths.records)
    _print(options, refresh_json(result), refresh_lines(result, workspace))
    if result.failed:
        return FAILED
    return FINDINGS if result.findings or result.withheld else DONE


def check(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """What a file would do, without doing it."""
    with limited_resources(), _order(options, paths, workspace) as order:
        from pipelines.orders.check import check as run

        answer = run(options.file, order, source=options.source)
    from pipelines.wording import check_lines

    _print(options, answer, check_lines(answer))
    return FINDINGS if answer["findings"] else DONE


def status(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Releases, months, who has delivered what."""
    from pipelines.orders.status import status as run
    from pipelines.wording import status_lines

    scope = _scope(options, workspace)
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    quartier = scope.quartier if scope else None
    answer = {place: run(place, paths=paths, workspace=workspace, quartier=quartier) for place in municipalities}
    _print(options, answer, status_lines(answer, workspace))
    return DONE


def deliver(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Hand a file in."""
    from pipelines.orders.deliver import deliver as run

    with _order(options, paths, workspace) as order:
        done = run(options.file, order, source=options.source, is_confirmed=options.confirm)
        return _finish(options, order, done)


def confirm(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Let a held delivery count."""
    from pipelines.orders.take_back import confirm as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.delivery, order))


def withdraw(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Take a delivery back."""
    from pipelines.orders.take_back import withdraw as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.delivery, order, reason=options.reason))


def restore(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Let a withdrawn delivery be what it was."""
    from pipelines.orders.take_back import restore as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.delivery, order))


def decide(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Rows or tally for one service's month."""
    from pipelines.orders.decide import decide as run

    with _order(options, paths, workspace) as order:
        done = run(options.service, options.month, options.origin, order, reason=options.reason)
        return _finish(options, order, done)


def own_tally(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Keep a quartier's own count of a month."""
    from pipelines.orders.own_tally import own_tally as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.file, order, quartier=options.quartier, month=options.month))


def sign_off(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Sign a quartier's month."""
    from pipelines.orders.sign_off import sign_off as run

    with _order(options, paths, workspace) as order:
        wanted = {"quartier": options.quartier, "digest": options.digest, "note": options.note}
        return _finish(options, order, run(options.month, order, **wanted))


def erase(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Erase what is old, what is due, or one person's data; of all municipalities unless one is named."""
    from pipelines.wording import erase_json, erase_lines

    scope = _scope(options, workspace)
    if scope and scope.quartier is not None:
        raise UsageError("Löschen kann nur die Koordination.")
    places = [scope.municipality] if scope else list(workspace.municipalities)
    with shown_progress(as_lines=options.progress) as progress:
        orders = [Order(place, paths, workspace, Scope(place), options.by, progress) for place in places]
        done = dict(zip(places, _erased(options, orders), strict=True))
    answer = erase_json(done)
    _print(options, answer, erase_lines(answer, workspace))
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


def close_month(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Close a month over a named gap."""
    from pipelines.orders.month_close import close_month as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.month, order, reason=options.reason))


def release_month(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Freeze and publish months."""
    from pipelines.orders.month_close import release_months as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.months, order, reason=options.reason))


def reopen(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Work on a released month again."""
    from pipelines.orders.month_close import reopen as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.month, order, reason=options.reason))


def decision(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Enter a decision, change one, or take it back."""
    from pipelines.orders.decision import decide_and_log, take_back_decision
    from pipelines.records.decision_log import FIELDS

    with _order(options, paths, workspace) as order:
        if options.withdraw:
            return _finish(options, order, take_back_decision(options.number, order))
        given = {name: getattr(options, name) for name in FIELDS}
        return _finish(options, order, decide_and_log(options.number, order, given=given))


def note(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Enter a note about a metric's month, change one, or take it back."""
    from pipelines.orders.note import FIELDS, take_back_note, write_note

    with _order(options, paths, workspace) as order:
        if options.withdraw:
            return _finish(options, order, take_back_note(options.number, order))
        given = {name: getattr(options, name) for name in FIELDS}
        return _finish(options, order, write_note(options.number, order, given=given))


def audit(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Attack the releases that are served."""
    from pipelines.orders import audit as order

    scope = _scope(options, workspace)
    if scope and scope.quartier:
        raise UsageError("Auf Rückschlüsse prüft die Koordination, für alle Quartiere zugleich.")
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    result = order.audit(municipalities, paths=paths, workspace=workspace)
    _print(options, order.audit_json(result), order.audit_lines(result, workspace))
    return FINDINGS if result.has_found else DONE


def save_profile(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Store a carrier's layout as a new version."""
    from pipelines.orders.new_profile import new_profile as run

    with _order(options, paths, workspace) as order:
        return _finish(options, order, run(options.key, options.file, order))


def template(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Write an empty delivery form."""
    from pipelines.contract import load_contracts
    from pipelines.orders.template import write_template as run

    if options.source not in load_contracts():
        raise UsageError(f"Die Quelle „{options.source}“ gibt es nicht.")
    with _order(options, paths, workspace) as order:
        file: Path = run(
            options.source, municipality=order.municipality, paths=paths, workspace=workspace, out=options.out
        )
    _print(options, {"file": str(file)}, [f"Vorlage {file}"])
    return DONE


def export_public(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Write what a public machine needs."""
    from pipelines.orders.export_public import export_public as run

    scope = _scope(options, workspace)
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    releases = run(options.folder, municipalities, paths=paths, workspace=workspace)
    lines = [f"{workspace.municipalities[key]}: Stand {release}" for key, release in releases.items()]
    _print(options, {"folder": str(options.folder), "releases": releases}, lines)
    return DONE


def _finish(options: argparse.Namespace, order: Order, done: Done) -> int:
    from pipelines.wording import change_lines, refresh_json

    result = done.refreshed and cut_to_scope(done.refreshed, order.scope, records=order.paths.records)
    answer = {**(refresh_json(result) if result else {"changed": False}), **done.answer}
    _print(options, answer, change_lines(answer, done.findings))
    if result and result.failed:
        return FAILED
    return FINDINGS if done.findings or (result and (result.findings or result.withheld)) else DONE


@contextmanager
def _order(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> Iterator[Order]:
    """The order that the options describe, with its progress shown while it runs."""
    scope = _scope(options, workspace)
    if scope is None:
        if len(workspace.municipalities) > 1:
            raise UsageError("Bitte mit --municipality sagen, um welche Kommune es geht.")
        scope = Scope(next(iter(workspace.municipalities)))
    with shown_progress(as_lines=options.progress) as progress:
        yield Order(scope.municipality, paths, workspace, scope, getattr(options, "by", ""), progress)


def _scope(options: argparse.Namespace, workspace: Workspace) -> Scope | None:
    """Municipality and rights as the options name them, None when they name no municipality.

    Raises UsageError when the municipality is unknown or scope and municipality differ.
    """
    scope = parse_scope(options.scope) if options.scope else None
    municipality = options.municipality or (scope.municipality if scope else None)
    if municipality is not None and municipality not in workspace.municipalities:
        known = ", ".join(workspace.municipalities)
        raise UsageError(f"Die Kommune „{municipality}“ gibt es in diesem Arbeitsbereich nicht. Es gibt: {known}.")
    if scope and scope.municipality != municipality:
        raise UsageError("--scope und --municipality nennen verschiedene Kommunen.")
    if scope and options.deliver is not None:
        scope = replace(scope, deliver=frozenset(filter(None, options.deliver.split(","))))
    return scope or (Scope(municipality) if municipality else None)


def _print(options: argparse.Namespace, answer: dict, lines: Sequence[str]) -> None:
    """JSON on stdout and the sentences on stderr, or the sentences alone on stdout."""
    if options.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    (sys.stderr if options.json else sys.stdout).write("\n".join(lines) + "\n")
