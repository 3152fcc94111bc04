"""The proposal that a dry run makes for a file of unknown layout; one refused for another reason has none."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

from pipelines.contract import load_contracts
from pipelines.errors import FileRejectedError
from pipelines.orders.order import Order
from pipelines.profile import load_profiles
from pipelines.proposal.propose import propose
from pipelines.reading.values.vocabulary import Vocabulary
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import load_vocabularies

log = logging.getLogger(__name__)
# The rules that a new profile may answer.
UNKNOWN_LAYOUT = frozenset({"unknown_header", "unknown_column", "missing_column", "several_sheets"})


def proposed(path: Path, order: Order, *, source: str | None, rules: Collection[str] = UNKNOWN_LAYOUT) -> dict | None:
    """The proposal as JSON, None where there is nothing to propose.

    `rules` are those that refused the file; `source` is None where nobody knows what the file holds.
    """
    contracts = load_contracts()
    wanted = [contract for name, contract in contracts.items() if source in (None, name) and contract.kind == "table"]
    if not UNKNOWN_LAYOUT & {*rules} or not wanted:
        return None
    ledger = read_ledger(order.records).values()
    place = (order.municipality, order.workspace.municipalities[order.municipality])
    words: dict[str, Vocabulary] = {}
    for contract in wanted:
        words |= load_vocabularies(contract, contracts, ledger, records=order.records, municipality=place)
    profiles = load_profiles(order.paths.config, order.municipality, contracts)
    try:
        found = propose(path, contracts=wanted, vocabularies=words, workspace=order.workspace, profiles=profiles)
    except FileRejectedError:
        return None
    except Exception as error:
        # Reading has refused the file already; its text stays out of the log.
        log.error("proposing failed with %s", type(error).__name__)
        return None
    return found.to_json() if found else None
