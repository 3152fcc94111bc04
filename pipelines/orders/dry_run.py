"""One file read as if it were delivered, and weighed against what is known. Nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pipelines.contract import Contract, load_contracts
from pipelines.errors import UsageError
from pipelines.findings import Finding
from pipelines.inbox import Arrival, InboxFile, inbox_file
from pipelines.limits import limited_resources
from pipelines.orders.order import Order
from pipelines.orders.scope import own_subjects, touches_only
from pipelines.profile import load_profiles
from pipelines.receiving.read_delivery import Outcome, Rules, read_delivery
from pipelines.receiving.weigh import Weighed, subject_names, weigh
from pipelines.records.landed_files import landed_rows
from pipelines.records.ledger import Delivery, read_ledger
from pipelines.records.master_data import load_vocabularies
from pipelines.records.pseudonym import passing_key, read_key, require_known_key
from pipelines.records.tombstones import erased

OUTSIDE = "outside_scope"


@dataclass(frozen=True)
class Checked:
    """A file that was read as if it were delivered: what came of it, and what it would do.

    `known` is the delivery with the same bytes, if there is one. `own` are the subjects the order may touch, None
    meaning all; `names` are their German names.
    """

    file: InboxFile
    contract: Contract
    outcome: Outcome
    weighed: Weighed
    known: Delivery | None
    own: frozenset[str] | None
    names: Mapping[str, str]

    @property
    def findings(self) -> list[Finding]:
        """Everything to be said about the file and what it would do."""
        return [*self.outcome.findings, *self.weighed.verdict.findings]


@limited_resources()
def read_as_delivery(path: Path, order: Order, *, source: str) -> Checked:
    """Read a file as `refresh` would, with the words and records of the order's municipality.

    Raises UsageError when file or source do not exist, PipelineError when settings, ledger or key do not allow reading.
    """
    contracts = load_contracts()
    if source not in contracts:
        raise UsageError(f"Die Quelle „{source}“ gibt es nicht. Es gibt: {', '.join(contracts)}.")
    require_file(path)
    contract, ledger = contracts[source], read_ledger(order.records)
    rules = _rules(order, contract, contracts, ledger)
    file = inbox_file(path, order.municipality, source, Arrival(order.now, None))
    outcome = read_delivery(file, rules)
    own = own_subjects(order.scope, contract, ledger, records=order.records)
    names = subject_names(contract, rules.vocabularies)
    earlier = [delivery for delivery in ledger.values() if delivery.source == source]
    known = next((delivery for delivery in earlier if delivery.raw_sha256 == file.raw_sha256), None)
    if own is not None and not (own and touches_only({*outcome.covered, *outcome.refused}, own)):
        outcome = _refused(outcome, file.file)
    weighed = weigh(
        outcome,
        contract,
        [delivery for delivery in earlier if delivery is not known],
        file=file.file,
        rows_of=partial(landed_rows, order.records),
        names=names,
        confirmed=False,
    )
    return Checked(file, contract, outcome, weighed, known, own, names)


def require_file(path: Path) -> None:
    """Raises UsageError when there is no such file."""
    if not path.is_file():
        raise UsageError(f"Die Datei {path} gibt es nicht.")


def _refused(outcome: Outcome, file: str) -> Outcome:
    message = (
        "Die Datei enthält Angaben zu anderen Quartieren oder Angeboten als den eigenen. Bitte nur die eigenen senden "
        "oder die Koordination bitten, die Datei abzugeben."
    )
    refusal = Finding(file, None, None, None, None, OUTSIDE, message)
    return replace(outcome, rows=None, rejected=None, covered=(), findings=(refusal,), unknown=())


def _rules(
    order: Order, contract: Contract, contracts: Mapping[str, Contract], ledger: Mapping[str, Delivery]
) -> Rules:
    key = read_key(order.paths.key_file)
    used = {delivery.key_id for delivery in ledger.values() if delivery.key_id}
    require_known_key(key, used, order.paths.key_file)
    place = (order.municipality, order.workspace.municipalities[order.municipality])
    words = load_vocabularies(contract, contracts, ledger.values(), records=order.records, municipality=place)
    profiles = load_profiles(order.paths.config, order.municipality, contracts)
    return Rules(contract, profiles, words, order.workspace, lambda: key or passing_key(), erased(order.records))
