"""What a delivery that was read does to what is known: it lands, repeats an earlier one, or waits to be confirmed.

Asked by the dry run and by the real one, so that they cannot differ. Reads and decides; writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.contract import Contract
from pipelines.findings import WOULD_REMOVE, Finding
from pipelines.german import month_words
from pipelines.reading.values.vocabulary import Vocabulary
from pipelines.receiving.current_rows import RowsOf, claimed_before, current_rows
from pipelines.receiving.effect import MonthEffect, month_effects
from pipelines.receiving.land import Verdict
from pipelines.receiving.pasted_months import pasted_findings
from pipelines.receiving.read_delivery import Outcome
from pipelines.records.ledger import ERASED, HELD, LANDED, QUARANTINED, REPEATED, WITHDRAWN, Delivery

# A month this small may well shrink; a larger one that loses more than half is rather a file with a part missing.
ROWS_WORTH_ASKING = 5
KEPT_SHARE = 2


@dataclass(frozen=True)
class Weighed:
    """What becomes of a delivery and what it changes.

    `current` are the rows that it replaces, None when nothing of it was reported before.
    """

    verdict: Verdict
    effects: tuple[MonthEffect, ...] = ()
    current: pl.DataFrame | None = None


def weigh(
    outcome: Outcome,
    contract: Contract,
    earlier: Sequence[Delivery],
    *,
    file: str,
    rows_of: RowsOf,
    names: Mapping[str, str],
    confirmed: bool,
) -> Weighed:
    """Weigh an outcome against the `earlier` deliveries of its source.

    `rows_of` reads a landed delivery's rows, `names` are the subjects' German names, `confirmed` says that a person
    has seen what would be removed.
    """
    if outcome.rows is None:
        return Weighed(Verdict(QUARANTINED))
    if outcome.refused and not outcome.covered:
        return Weighed(Verdict(ERASED))
    twin = repeated_delivery(outcome, earlier)
    current = current_rows(outcome.covered, contract, earlier, rows_of)
    reported = claimed_before(outcome.covered, earlier)
    effects = month_effects(outcome.rows, current, outcome.covered, reported, contract)
    if twin:
        return Weighed(Verdict(REPEATED, twin.delivery), effects, current)
    removals = () if confirmed else tuple(_removals(file, effects, names))
    pasted = tuple(pasted_findings(file, outcome.prints, earlier, names))
    return Weighed(Verdict(HELD if removals else LANDED, findings=(*removals, *pasted)), effects, current)


def repeated_delivery(outcome: Outcome, earlier: Sequence[Delivery]) -> Delivery | None:
    """The earlier delivery that said the same about the same months, whether it still counts or not."""
    claims = {*outcome.covered, *outcome.refused}
    twins = (
        known
        for known in earlier
        if known.status in (LANDED, HELD, WITHDRAWN)
        and known.canonical_sha256 == outcome.canonical_sha256
        and set(known.covered) == claims
    )
    return next(twins, None)


def subject_names(contract: Contract, vocabularies: Mapping[str, Vocabulary]) -> dict[str, str]:
    """Key → German name of everything that the contract's claims may be about."""
    subject = contract.covers.subject
    refers_to = contract.columns[subject].refers_to if subject else None
    known = vocabularies.get(refers_to or "")
    return {entry.key: entry.name for entry in known.entries} if known else {}


def _removals(file: str, effects: Sequence[MonthEffect], names: Mapping[str, str]) -> Iterator[Finding]:
    for entry in effects:
        if entry.rows_before >= ROWS_WORTH_ASKING and entry.rows_after * KEPT_SHARE < entry.rows_before:
            subject = names.get(entry.subject or "", entry.subject)
            about = [part for part in (subject, month_words(entry.month) if entry.month else None) if part]
            message = (
                f"{', '.join(about) or 'Diese Liste'}: Bisher gelten {entry.rows_before} Zeilen, danach nur noch "
                f"{entry.rows_after}. Bitte prüfen, ob die Datei vollständig ist; wenn ja, die Lieferung bestätigen."
            )
            month = entry.month[:7] if entry.month else None
            yield Finding(file, None, None, None, None, WOULD_REMOVE, message, subject=entry.subject, month=month)
