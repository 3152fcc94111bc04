"""The inbox of one municipality → its records: every file that must be read, master data before what refers to it.

Imports nothing that reads tables unless a file must be read: a run without news is over before polars would be loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from pipelines.contract import Contract
from pipelines.inbox import Arrival, InboxFile, discover, strays
from pipelines.inbox_oddities import oddities
from pipelines.profile import load_profiles
from pipelines.progress import Progress
from pipelines.receiving.desk import Desk, Shelf, in_sequence, rules_of, sequence_numbers, shelf_of
from pipelines.receiving.reports import Report, of_oddities, of_strays, report, report_of_erased, with_superseded
from pipelines.records.entries import RECEIPT, read_entries
from pipelines.records.landed_files import landed_rows
from pipelines.records.ledger import LANDED, REPEATED, Delivery, append, read_ledger
from pipelines.records.master_data import reading_order
from pipelines.records.pseudonym import read_key, require_known_key
from pipelines.records.reading_state import NO_PROFILE, must_read
from pipelines.records.tombstones import erased
from settings import Paths, Workspace

if TYPE_CHECKING:
    from pipelines.receiving.land import Verdict
    from pipelines.receiving.read_delivery import Outcome


def receive(
    municipality: str,
    *,
    paths: Paths,
    workspace: Workspace,
    contracts: Mapping[str, Contract],
    now: datetime,
    progress: Progress,
) -> tuple[list[Report], bool]:
    """Read what is new; return what became of every file of the inbox, and whether the records changed.

    Raises PipelineError when the municipality's own settings, ledger or key do not allow any reading.
    """
    profiles = load_profiles(paths.config, municipality, contracts)
    desk = Desk(municipality, paths, workspace, contracts, profiles, read_ledger(paths.records / municipality))
    require_known_key(read_key(paths.key_file), desk.used_keys, paths.key_file)
    files = discover(paths.data, municipality, list(contracts), now=now)
    desk.sequences = sequence_numbers(desk.ledger, files)
    desk.receipts = read_entries(paths.records / municipality, RECEIPT)
    desk.erased = erased(paths.records / municipality)
    reports: list[Report] = []
    changed = False
    for source in reading_order(contracts):
        shelf = shelf_of(desk, source)
        for file in in_sequence(desk, files, source):
            told, is_new = _take(desk, shelf, file, progress)
            reports.append(told)
            changed |= is_new
    outside = [
        *of_strays(strays(paths.data, municipality, contracts), municipality, contracts),
        *of_oddities(oddities(paths.data, municipality, contracts), municipality),
    ]
    return [*with_superseded(reports, desk.ledger), *outside], changed


def _take(desk: Desk, shelf: Shelf, file: InboxFile, progress: Progress) -> tuple[Report, bool]:
    """Read and land one file if it must be; also says whether the records changed."""
    known = shelf.known.get(file.raw_sha256)
    if known and (file.source, file.raw_sha256) in desk.erased.hashes:
        return report_of_erased(file, known), False
    if known and not must_read(known, shelf.fingerprint, shelf.vocabulary):
        return report(file, known, _unchanged(known)), False
    progress(f"{desk.workspace.municipalities[desk.municipality]}: {file.file}")
    file = replace(file, arrival=_arrival(desk, file, known))
    shelf.rules = shelf.rules or rules_of(desk, shelf.contract)
    from pipelines.receiving.read_delivery import read_delivery

    outcome = read_delivery(file, shelf.rules)
    if known and known.is_read and outcome.rows is None:
        return _keep(desk, shelf, file, known, outcome)
    return _land(desk, shelf, file, known, outcome), True


def _arrival(desk: Desk, file: InboxFile, known: Delivery | None) -> Arrival:
    """When the file first arrived, and who handed it in."""
    if known:
        return Arrival(datetime.fromisoformat(known.received_at), known.by)
    receipt = desk.receipts.get((file.source, file.raw_sha256), {})
    return replace(file.arrival, by=file.arrival.by or receipt.get("by"))


def _land(desk: Desk, shelf: Shelf, file: InboxFile, known: Delivery | None, outcome: Outcome) -> Report:
    from pipelines.receiving.land import Identity, land

    assert shelf.rules  # reading needed them
    identity = Identity(desk.sequences[file.source, file.raw_sha256], shelf.fingerprint, shelf.vocabulary)
    verdict = _verdict(desk, shelf, file, known, outcome)
    delivery = land(file, outcome, verdict, identity, rules=shelf.rules, paths=desk.paths)
    _remember(desk, shelf, delivery)
    return report(file, delivery, delivery.status, (*outcome.findings, *verdict.findings))


def _verdict(desk: Desk, shelf: Shelf, file: InboxFile, known: Delivery | None, outcome: Outcome) -> Verdict:
    """What becomes of a file that was read; what counted before it was read again goes on counting."""
    from pipelines.receiving.land import Verdict
    from pipelines.receiving.weigh import subject_names, weigh

    assert shelf.rules  # reading needed them
    if known and known.status == REPEATED and not _read_alike(known, shelf):
        return Verdict(REPEATED, known.same_as, decision=known.decision)
    sequence = desk.sequences[file.source, file.raw_sha256]
    weighed = weigh(
        outcome,
        shelf.contract,
        [delivery for delivery in shelf.known.values() if delivery.sequence < sequence],
        file=file.file,
        rows_of=partial(landed_rows, desk.paths.records / desk.municipality),
        names=subject_names(shelf.contract, shelf.rules.vocabularies),
        confirmed=bool(desk.receipts.get((file.source, file.raw_sha256), {}).get("confirmed")),
    )
    if known and known.landed:
        told = (finding for finding in weighed.verdict.findings if finding.severity == "notice")
        return Verdict(LANDED, findings=tuple(told), decision=known.decision)
    return weighed.verdict


def _read_alike(known: Delivery, shelf: Shelf) -> bool:
    """Whether the delivery that this one repeats was read by today's rules too, so that the two can be compared."""
    twin = next((other for other in shelf.known.values() if other.delivery == known.same_as), None)
    return twin is not None and twin.fingerprint == shelf.fingerprint.get(twin.profile)


def _keep(desk: Desk, shelf: Shelf, file: InboxFile, known: Delivery, outcome: Outcome) -> tuple[Report, bool]:
    """A delivery that was read before and is refused under changed rules keeps its rows; the refusal is reported."""
    kept = replace(
        known,
        fingerprint=shelf.fingerprint.get(known.profile, NO_PROFILE),
        vocabulary=shelf.vocabulary,
        note=f"nach geänderten Regeln nicht mehr lesbar, frühere Zeilen gelten weiter: {outcome.findings[0].message}",
    )
    if kept != known:
        append(desk.paths.records / desk.municipality, kept)
        _remember(desk, shelf, kept)
    return report(file, kept, _unchanged(kept), outcome.findings), kept != known


def _unchanged(known: Delivery) -> str:
    """The status of a delivery that was not read in this run."""
    return "unchanged" if known.landed else known.status


def _remember(desk: Desk, shelf: Shelf, delivery: Delivery) -> None:
    desk.ledger[delivery.delivery] = delivery
    shelf.known[delivery.raw_sha256] = delivery
