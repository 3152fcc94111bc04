"""The story of one file: read → contract's columns → typed → validated → pseudonymised. Nothing is written here.

`refresh` lands what comes out, `check` only reports it; so a dry run cannot differ from the real one.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError, PipelineError
from pipelines.findings import Finding, of_rejected_file
from pipelines.inbox import InboxFile
from pipelines.profile import Layout, Profile
from pipelines.reading.grid import Grid
from pipelines.reading.landed_types import SEPARATOR, content_of
from pipelines.reading.layouts.layout import file_month, to_columns
from pipelines.reading.misplaced_persons import refuse_misplaced, without_persons
from pipelines.reading.parse_values import parse
from pipelines.reading.persons.persons import refuse_sheet_names
from pipelines.reading.read_file import read_file
from pipelines.reading.row_findings import row_findings
from pipelines.reading.validate import validate
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.vocabulary import Vocabulary
from pipelines.receiving.at_the_door import admitted
from pipelines.receiving.pasted_months import month_prints
from pipelines.receiving.stray_months import without_strays
from pipelines.receiving.unknown_words import UnknownWord, unknown_words
from pipelines.records.claims import claims_of, claims_of_no_rows
from pipelines.records.ledger import Claim
from pipelines.records.pseudonym import PseudonymKey, pseudonymise
from pipelines.records.quarantine import rejected_rows
from pipelines.records.tombstones import NOTHING, Erased
from settings import TIME_ZONE, Workspace

log = logging.getLogger(__name__)
PANIC = "PanicException"
LINES_AT_ONCE = 50_000
UNREADABLE = FileRejectedError(
    "unreadable", "Die Datei konnte nicht gelesen werden. Bitte neu speichern und erneut senden."
)


@dataclass(frozen=True)
class Rules:
    """Everything that decides how a file of one source is read; `key` is asked for only when rows refer to persons.

    `erased` is what must not come back.
    """

    contract: Contract
    profiles: Sequence[Profile]
    vocabularies: Mapping[str, Vocabulary]
    workspace: Workspace
    key: Callable[[], PseudonymKey]
    erased: Erased = NOTHING


@dataclass(frozen=True)
class Outcome:
    """What came of one file. `rows` is None when the file is refused; `rejected` are the rows left behind, as text.

    `place` says where the table was found: sheet, header_row (from 1), delimiter. `prints` are hashes per subject and
    month of the content without its month. `unknown` are words without a meaning, for the dry run's answer only.
    `refused` are claims about erased months; `canonical_sha256` and `prints` know their rows too, so that a file is
    known again.
    """

    rows: pl.DataFrame | None
    rejected: pl.DataFrame | None
    findings: tuple[Finding, ...]
    covered: tuple[Claim, ...] = ()
    canonical_sha256: str | None = None
    profile: Profile | None = None
    encoding: str | None = None
    place: Mapping[str, object] | None = None
    rows_in: int = 0
    skipped: int = 0
    key_id: str | None = None
    prints: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[UnknownWord, ...] = ()
    refused: frozenset[Claim] = frozenset()

    @property
    def rows_ok(self) -> int:
        """Rows that may land."""
        return self.rows.height if self.rows is not None else 0


def read_delivery(file: InboxFile, rules: Rules) -> Outcome:
    """Read one file of the inbox; a refused file gives an outcome without rows and one finding.

    Whatever a hostile file does to a reader, it costs only this file. Raises PipelineError when the key is missing.
    """
    read = Outcome(None, None, ())
    try:
        grid = read_file(file, rules.contract, rules.profiles, workspace=rules.workspace)
        refuse_sheet_names(grid, rules.contract)
        read = replace(read, profile=grid.header.profile, encoding=grid.encoding, place=_place(grid))
        outcome = _evaluate(file, grid, rules, read)
        return replace(outcome, findings=without_persons(outcome.findings, rules.contract))
    except FileRejectedError as error:
        return replace(read, findings=without_persons([of_rejected_file(error, file.file)], rules.contract))
    except PipelineError:
        raise
    except BaseException as error:
        # Rust libraries raise their panics past Exception, each with a class of its own under this name.
        if not isinstance(error, Exception) and type(error).__name__ != PANIC:
            raise
        # Not logged with its text: a reader's message may quote the file.
        log.error("%s/%s: reading failed with %s", file.municipality, file.file, type(error).__name__)
        return replace(read, findings=(of_rejected_file(UNREADABLE, file.file),))


def _evaluate(file: InboxFile, grid: Grid, rules: Rules, read: Outcome) -> Outcome:
    contract, layout = rules.contract, read.profile.layout if read.profile else None
    received_on = file.arrival.received_at.astimezone(TIME_ZONE).date()
    reading = Reading(contract, layout, rules.vocabularies, not contract.person_related, is_1904=grid.is_1904)
    columns = to_columns(grid, reading, file.name, received_on=received_on)
    typed = parse(columns, reading)
    refuse_misplaced(columns, typed.problems, contract, grid)
    valid = validate(typed, contract, received_on=received_on, vocabularies=rules.vocabularies)
    checked = without_strays(valid, typed, contract, file_month=file_month(layout, file.name))
    rows_in = columns.frame.height + len(grid.ragged)
    carrier = _fixed_carrier(layout, rules.vocabularies)
    covered = (
        claims_of(checked.good, contract, carrier=carrier, speaks_for=layout.speaks_for if layout else ())
        if rows_in
        else claims_of_no_rows(contract, layout, file.name, carrier=carrier)
    )
    rows, key_id = _pseudonymised(checked.good, file, rules)
    entry = admitted(rows, covered, contract, rules.erased, file=file.file)
    return replace(
        read,
        place={**(read.place or {}), **columns.dress},
        rows=entry.rows if rows.height or not rows_in else None,
        rejected=rejected_rows(columns, checked.rejected, typed.problems, contract) if len(checked.rejected) else None,
        findings=(*row_findings(file.file, columns, typed, checked, grid, contract), *entry.findings),
        covered=entry.covered,
        canonical_sha256=canonical_hash(rows),
        rows_in=rows_in,
        skipped=columns.skipped,
        key_id=key_id,
        prints=month_prints(rows, contract),
        unknown=unknown_words(columns, typed.problems, reading),
        refused=entry.refused,
    )


def canonical_hash(rows: pl.DataFrame) -> str:
    """sha256 of the rows' content: the same whatever their order, encoding or file format."""
    cells = pl.all().to_physical().cast(pl.String).fill_null("")
    lines = content_of(rows).select(pl.concat_str(cells, separator=SEPARATOR).sort()).to_series()
    digest = hashlib.sha256()
    for start in range(0, len(lines), LINES_AT_ONCE):
        text = lines.slice(start, LINES_AT_ONCE).str.join("\n").item()
        digest.update(f"\n{text}".encode() if start else text.encode())
    return digest.hexdigest()


def _place(grid: Grid) -> dict[str, object]:
    return {"sheet": grid.sheet, "header_row": grid.header_row, "delimiter": grid.delimiter, **grid.dress}


def _fixed_carrier(layout: Layout | None, vocabularies: Mapping[str, Vocabulary]) -> str | None:
    word = layout.constants.get("carrier") if layout else None
    return vocabularies["carriers"].key_of(word) if word and "carriers" in vocabularies else None


def _pseudonymised(rows: pl.DataFrame, file: InboxFile, rules: Rules) -> tuple[pl.DataFrame, str | None]:
    """The rows with pseudonyms for references, and the key's id; None when no row refers to a person."""
    personal = [name for name, column in rules.contract.columns.items() if column.personal]
    referring = [name for name in personal if rows[name].is_not_null().any()]
    if not referring:
        return rows, None
    key = rules.key()
    for name in referring:
        references = pseudonymise(
            rows[name], rows["carrier"], key, municipality=file.municipality, source=rules.contract.source
        )
        rows = rows.with_columns(references)
    return rows, key.key_id
