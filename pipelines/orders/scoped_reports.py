"""What a run says, cut to what a quartier may see of it: its own deliveries, and its own findings in joint ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contract import load_contracts
from pipelines.orders.scope import Scope, own_subjects
from pipelines.receiving.reports import Report
from pipelines.records.ledger import Delivery, read_ledger

if TYPE_CHECKING:
    from pipelines.refresh import Refreshed


def cut_to_scope(result: Refreshed, scope: Scope, *, records: Path) -> Refreshed:
    """The result with the reports that concern the scope; `records` is the folder of all municipalities' records."""
    if scope.quartier is None:
        return result
    folder = records / scope.municipality
    ledger = read_ledger(folder)
    contracts = load_contracts()
    own = {
        source: own_subjects(scope, contract, ledger, records=folder) or frozenset()
        for source, contract in contracts.items()
    }
    cut = (_cut(report, ledger.get(report.delivery or ""), own) for report in result.deliveries)
    return replace(result, deliveries=[report for report in cut if report])


def _cut(report: Report, delivery: Delivery | None, own: Mapping[str, frozenset[str]]) -> Report | None:
    """The report, or None when nothing in it is the scope's own."""
    subjects = {claim.subject for claim in delivery.covered} if delivery else set()
    mine = own.get(report.source, frozenset())
    if not subjects & mine:
        return None
    if subjects <= mine:
        return report
    return replace(report, findings=tuple(finding for finding in report.findings if finding.subject in mine))
