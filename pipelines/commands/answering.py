"""What all commands share: the order that the options describe, its answer, and the exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pipelines.errors import UsageError
from pipelines.orders.order import Done, Order
from pipelines.orders.scope import Scope, parse_scope
from pipelines.orders.scoped_reports import cut_to_scope
from pipelines.progress import shown_progress
from settings import Paths, Workspace

DONE, FAILED, FINDINGS = 0, 1, 2


def finish(options: argparse.Namespace, order: Order, done: Done) -> int:
    """Answer what a changing command did, cut to the order's scope, and return the exit code."""
    from pipelines.wording import change_lines, refresh_json

    result = done.refreshed and cut_to_scope(done.refreshed, order.scope, records=order.paths.records)
    answer = {**(refresh_json(result) if result else {"changed": False}), **done.answer}
    answer_with(options, answer, change_lines(answer, done.findings))
    if result and result.failed:
        return FAILED
    return FINDINGS if done.findings or (result and (result.findings or result.withheld)) else DONE


@contextmanager
def order_of(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> Iterator[Order]:
    """The order that the options describe, with its progress shown while it runs."""
    scope = scope_of(options, workspace)
    if scope is None:
        if len(workspace.municipalities) > 1:
            raise UsageError("Bitte mit --municipality sagen, um welche Kommune es geht.")
        scope = Scope(next(iter(workspace.municipalities)))
    with shown_progress(as_lines=options.progress) as progress:
        yield Order(scope.municipality, paths, workspace, scope, getattr(options, "by", ""), progress)


def scope_of(options: argparse.Namespace, workspace: Workspace) -> Scope | None:
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


def answer_with(options: argparse.Namespace, answer: dict, lines: Sequence[str]) -> None:
    """JSON on stdout and the sentences on stderr, or the sentences alone on stdout."""
    if options.json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    (sys.stderr if options.json else sys.stdout).write("\n".join(lines) + "\n")
