"""A dry run of one file: how it would be read, what is wrong, and what it would change. Writes nothing.

`python -m pipelines check FILE --source S --municipality M`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from pipelines.contract import NUMBERS, Contract, load_contracts
from pipelines.effect import effect
from pipelines.errors import UsageError
from pipelines.inbox import Arrival, inbox_file
from pipelines.profile import load_profiles
from pipelines.read_delivery import Rules, read_delivery
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import load_vocabularies
from pipelines.records.pseudonym import passing_key, read_key, require_known_key
from pipelines.row_rules import Unique
from settings import Paths, Workspace


def check(
    path: Path, *, source: str, municipality: str, paths: Paths, workspace: Workspace, now: datetime | None = None
) -> dict:
    """The answer of `check --json`; findings name the place but not the file, which the caller knows.

    Raises UsageError when file or source do not exist, PipelineError when settings, ledger or key do not allow reading.
    """
    contracts = load_contracts()
    if source not in contracts:
        raise UsageError(f"Die Quelle „{source}“ gibt es nicht. Es gibt: {', '.join(contracts)}.")
    if not path.is_file():
        raise UsageError(f"Die Datei {path} gibt es nicht.")
    contract, records = contracts[source], paths.records / municipality
    ledger = read_ledger(records)
    key = read_key(paths.key_file)
    require_known_key(key, {delivery.key_id for delivery in ledger.values() if delivery.key_id}, paths.key_file)
    place = (municipality, workspace.municipalities[municipality])
    words = load_vocabularies(contract, contracts, ledger.values(), records=records, municipality=place)
    profiles = load_profiles(paths.config, municipality, contracts)
    file = inbox_file(path, municipality, source, Arrival(now or datetime.now(UTC), None))
    outcome = read_delivery(file, Rules(contract, profiles, words, workspace, lambda: key or passing_key()))
    return {
        "encoding": outcome.encoding,
        "profile": outcome.profile.name if outcome.profile else None,
        "layout": dict(outcome.place) if outcome.place else None,
        "rows_in": outcome.rows_in,
        "rows_ok": outcome.rows_ok,
        "sums": _sums(outcome.rows, contract),
        "findings": [_without_file(finding.to_json()) for finding in outcome.findings],
        "effect": effect(outcome, contract, list(ledger.values()), records=records),
    }


def _sums(rows: pl.DataFrame | None, contract: Contract) -> dict[str, int | float]:
    """Total of every number column that measures something: not of years, positions and other parts of a key."""
    identifying = {contract.covers.subject, "position", "latitude", "longitude"}
    identifying |= {column for rule in contract.rules if isinstance(rule, Unique) for column in rule.columns}
    measures = [name for name, column in contract.columns.items() if column.type in NUMBERS and name not in identifying]
    return {name: _number(rows[name].sum()) for name in measures if rows is not None}


def _number(total: object) -> int | float:
    return total if isinstance(total, int) else float(str(total))


def _without_file(finding: dict) -> dict:
    return {key: value for key, value in finding.items() if key != "file"}
