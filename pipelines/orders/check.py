"""A dry run of one file: how it would be read, what is wrong, and what it would change. Writes nothing.

`python -m pipelines check FILE --municipality M [--source S]`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import polars as pl

from pipelines.contract import NUMBERS, Contract, load_contracts
from pipelines.errors import FileRejectedError
from pipelines.findings import Finding, of_rejected_file
from pipelines.orders.dry_run import Checked, read_as_delivery, require_file
from pipelines.orders.order import Order
from pipelines.profile import load_profiles
from pipelines.receiving.effect import NOTHING, effect
from pipelines.records.ledger import ERASED, HELD, LANDED, QUARANTINED, REPEATED
from pipelines.row_rules import Unique

STATUS = {LANDED: "new", REPEATED: "repeated", HELD: "would_hold", QUARANTINED: "refused", ERASED: "erased"}
KNOWN = "known"


def check(path: Path, order: Order, *, source: str | None) -> dict:
    """The answer of `check --json`; findings name the place but not the file, which the caller knows.

    Without `source` it is found from the file's header; `candidates` names the sources when there are several. Raises
    UsageError when file or source do not exist, PipelineError when settings, ledger or key do not allow reading.
    """
    if source is None:
        found, refusal = _find_source(path, order)
        if len(found) != 1:
            return _of_unknown_source(path, order, found, refusal)
        (source,) = found
    checked = read_as_delivery(path, order, source=source)
    outcome, weighed = checked.outcome, checked.weighed
    return {
        "source": source,
        "source_title": checked.contract.title,
        "status": _status(checked),
        "same_as": checked.known.delivery if checked.known else weighed.verdict.same_as,
        "encoding": outcome.encoding,
        "profile": outcome.profile.name if outcome.profile else None,
        "layout": dict(outcome.place) if outcome.place else None,
        "rows_in": outcome.rows_in,
        "rows_ok": outcome.rows_ok,
        "rows_estimated": _estimated(outcome.rows),
        "sums": _sums(outcome.rows, checked.contract),
        "findings": findings_json(checked.findings, checked.own),
        **_effects(checked),
        "proposal": _proposal(path, order, checked),
        "unknown_words": [word.to_json() for word in outcome.unknown],
        "candidates": [],
    }


def _status(checked: Checked) -> str:
    """new, known (the same bytes), repeated (the same content), would_hold, refused or erased."""
    if checked.weighed.verdict.status == ERASED:
        return STATUS[ERASED]
    if checked.known and checked.known.status not in (QUARANTINED, HELD):
        return KNOWN
    return STATUS[checked.weighed.verdict.status]


def _find_source(path: Path, order: Order) -> tuple[list[str], Finding | None]:
    """The sources that the file may be of, or why it cannot even be opened."""
    from pipelines.orders.find_source import find_sources

    require_file(path)
    contracts = load_contracts()
    profiles = load_profiles(order.paths.config, order.municipality, contracts)
    try:
        return find_sources(path, contracts, profiles, workspace=order.workspace), None
    except FileRejectedError as error:
        return [], of_rejected_file(error, path.name)


def _proposal(path: Path, order: Order, checked: Checked) -> dict | None:
    """How an unknown layout may be read; only for files refused as a whole."""
    if checked.outcome.rows is not None:
        return None
    from pipelines.orders.proposed import proposed

    return proposed(path, order, source=checked.contract.source, rules={finding.rule for finding in checked.findings})


def _of_unknown_source(path: Path, order: Order, found: Sequence[str], refusal: Finding | None) -> dict:
    """The answer for a file of no known source, or of several."""
    from pipelines.orders.proposed import proposed

    contracts = load_contracts()
    said = (
        "Die Kopfzeile passt zu mehreren Arten von Lieferungen. Bitte auswählen, was die Datei enthält."
        if found
        else "Die Kopfzeile gehört zu keiner bekannten Lieferung. Bitte auswählen, was die Datei enthält."
    )
    finding = refusal or Finding("", None, None, None, None, "which_source", said)
    return {
        **dict.fromkeys(("source", "source_title", "same_as", "encoding", "profile", "layout")),
        **dict.fromkeys(("rows_in", "rows_ok", "rows_estimated"), 0),
        "status": STATUS[QUARANTINED],
        "sums": {},
        "findings": findings_json([finding], None),
        "effect": NOTHING,
        "effects": [],
        "proposal": None if found or refusal else proposed(path, order, source=None),
        "unknown_words": [],
        "candidates": [{"source": source, "source_title": contracts[source].title} for source in found],
    }


def _effects(checked: Checked) -> dict:
    """What comes twice changes nothing, whatever holds by now."""
    weighed, own = checked.weighed, checked.own
    if _status(checked) in (KNOWN, STATUS[REPEATED]):
        return {"effect": {**NOTHING, "unchanged": checked.outcome.rows_ok}, "effects": []}
    touched = [entry for entry in weighed.effects if own is None or entry.subject in own]
    return {
        "effect": effect(checked.outcome.rows, weighed.current, checked.contract),
        "effects": [entry.to_json(checked.names.get(entry.subject or "", entry.subject)) for entry in touched],
    }


def findings_json(findings: Iterable[Finding], own: Collection[str] | None) -> list[dict]:
    """Findings without their file; those that name a subject the order may not touch are left out."""
    shown = (finding for finding in findings if own is None or finding.subject is None or finding.subject in own)
    return [{key: value for key, value in finding.to_json().items() if key != "file"} for finding in shown]


def _estimated(rows: pl.DataFrame | None) -> int:
    """Rows whose number is an estimate."""
    return int(rows["estimated"].sum()) if rows is not None and "estimated" in rows.columns else 0


def _sums(rows: pl.DataFrame | None, contract: Contract) -> dict[str, int | float]:
    """Total of every number column that measures something: not of years, positions and other parts of a key."""
    identifying = {contract.covers.subject, "position", "latitude", "longitude"}
    identifying |= {column for rule in contract.rules if isinstance(rule, Unique) for column in rule.columns}
    measures = [name for name, column in contract.columns.items() if column.type in NUMBERS and name not in identifying]
    return {name: _number(rows[name].sum()) for name in measures if rows is not None}


def _number(total: object) -> int | float:
    return total if isinstance(total, int) else float(str(total))
