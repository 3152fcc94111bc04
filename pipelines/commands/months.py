"""Months and decisions: sign, close, release, reopen; what was decided and noted."""

from __future__ import annotations

import argparse

from pipelines.commands.answering import finish, order_of
from settings import Paths, Workspace


def sign_off(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Sign a quartier's month."""
    from pipelines.orders.sign_off import sign_off as run

    with order_of(options, paths, workspace) as order:
        wanted = {"quartier": options.quartier, "digest": options.digest, "note": options.note}
        return finish(options, order, run(options.month, order, **wanted))


def close_month(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Close a month over a named gap."""
    from pipelines.orders.month_close import close_month as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.month, order, reason=options.reason))


def release_month(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Freeze and publish months."""
    from pipelines.orders.month_close import release_months as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.months, order, reason=options.reason))


def reopen(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Work on a released month again."""
    from pipelines.orders.month_close import reopen as run

    with order_of(options, paths, workspace) as order:
        return finish(options, order, run(options.month, order, reason=options.reason))


def decision(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Enter a decision, change one, or take it back."""
    from pipelines.orders.decision import decide_and_log, take_back_decision
    from pipelines.records.decision_log import FIELDS

    with order_of(options, paths, workspace) as order:
        if options.withdraw:
            return finish(options, order, take_back_decision(options.number, order))
        given = {name: getattr(options, name) for name in FIELDS}
        return finish(options, order, decide_and_log(options.number, order, given=given))


def note(options: argparse.Namespace, paths: Paths, workspace: Workspace) -> int:
    """Enter a note about a metric's month, change one, or take it back."""
    from pipelines.orders.note import FIELDS, take_back_note, write_note

    with order_of(options, paths, workspace) as order:
        if options.withdraw:
            return finish(options, order, take_back_note(options.number, order))
        given = {name: getattr(options, name) for name in FIELDS}
        return finish(options, order, write_note(options.number, order, given=given))
