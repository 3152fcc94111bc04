"""Deliveries: read, check, hand in, take back, decide, teach; who has delivered what."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipelines.commands.answering import DONE, FAILED, FINDINGS, answer_with, finish, order_of, scope_of
from pipelines.errors import UsageError
from pipelines.limits import limited_resources
from pipelines.orders.scoped_reports import cut_to_scope
from pipelines.progress import shown_progress
from settings import Paths, Workspace


def refresh(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Everything that is new, of one municipality or of all."""
    from pipelines.refresh import refresh as run
    from pipelines.wording import refresh_json, refresh_lines

    scope = scope_of(options, workspace)
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    with shown_progress(as_lines=options.progress) as progress:
        result = run(paths, workspace, municipalities=municipalities, progress=progress)
    if scope:
        result = cut_to_scope(result, scope, records=paths.records)
    answer_with(options, refresh_json(result), refresh_lines(result, workspace))
    if result.failed:
        return FAILED
    return FINDINGS if result.findings or result.withheld else DONE


def check(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """What a file would do, without doing it."""
    with limited_resources(), order_of(options, paths, workspace) as order:
        from pipelines.orders.check import check as run

        answer = run(options.file, order, source=options.source)
    from pipelines.wording import check_lines

    answer_with(options, answer, check_lines(answer))
    return FINDINGS if answer["findings"] else DONE


def status(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Releases, months, who has delivered what."""
    from pipelines.orders.status import status as run
    from pipelines.wording import status_lines

    scope = scope_of(options, workspace)
    municipalities = [scope.municipality] if scope else list(workspace.municipalities)
    quartier = scope.quartier if scope else None
    answer = {place: run(place, paths=paths, workspace=workspace, quartier=quartier) for place in municipalities}
    answer_with(options, answer, status_lines(answer, workspace))
    return DONE


def deliver(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Hand a file in."""
    from pipelines.orders.deliver import deliver as run

    with order_of(options, paths, workspace) as order:
        done = run(options.file, order, source=options.source, is_confirmed=options.confirm)
        return finish(options, order, done)


def confirm(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Let a held delivery count."""
    from pipelines.orders.take_back import confirm as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.delivery, order))


def withdraw(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Take a delivery back."""
    from pipelines.orders.take_back import withdraw as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.delivery, order, reason=options.reason))


def restore(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Let a withdrawn delivery be what it was."""
    from pipelines.orders.take_back import restore as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.delivery, order))


def decide(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Rows or tally for one service's month."""
    from pipelines.orders.decide import decide as run

    with order_of(options, paths, workspace) as order:
        done = run(options.service, options.month, options.origin, order, reason=options.reason)
        return finish(options, order, done)


def own_tally(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Keep a quartier's own count of a month."""
    from pipelines.orders.own_tally import own_tally as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.file, order, quartier=options.quartier, month=options.month))


def save_profile(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Store a carrier's layout as a new version."""
    from pipelines.orders.new_profile import new_profile as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.key, options.file, order))


def template(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Write an empty delivery form."""
    from pipelines.contract import load_contracts
    from pipelines.orders.template import write_template as run

    if options.source not in load_contracts():
        raise UsageError(f"Die Quelle „{options.source}“ gibt es nicht.")
    with order_of(options, paths, workspace) as order:
        file: Path = run(
            options.source, municipality=order.municipality, paths=paths, workspace=workspace, out=options.out
        )
    answer_with(options, {"file": str(file)}, [f"Vorlage {file}"])
    return DONE
