"""A proposal for a file whose layout nobody knows: where its table is, which header is which column, and why.

Nothing is decided here. The same file gives the same proposal; what is only similar is asked, never taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.proposal.constants import constants
from pipelines.proposal.document import TRUSTED, document, file_month
from pipelines.proposal.experience import Experience, experience
from pipelines.proposal.looks import is_month
from pipelines.proposal.match import Match, match, total
from pipelines.proposal.names import KNOWN, likeness
from pipelines.proposal.proposal import Choice, HeaderProposal, Proposal
from pipelines.proposal.questions import questions
from pipelines.proposal.shape import Shape, blocks, shape_of
from pipelines.proposal.table import Table, tables
from pipelines.proposal.words import marks, words
from pipelines.proposal.years import year_question
from pipelines.reading.person_content import is_personal
from pipelines.reading.person_headers import is_person_header
from pipelines.reading.sheet_heads import SheetHead, sheet_heads
from pipelines.reading.sheet_months import month_of_sheet
from pipelines.reading.vocabulary import Vocabulary
from settings import Workspace

LINES = 200
# No list of contacts, counts or money has more columns than this beside its months.
WIDEST = 60
# Sources that are compared in full; the others are told apart by the names of their columns.
LIKELY_SOURCES = 3
# Below this nothing is known: a proposal would be a guess.
CLEAR = 1.2
MISSING, UNNAMED, ASIDE = 0.5, 0.3, 0.8
# Stands for a header that is somebody's name.
UNTOLD = "…"


@dataclass(frozen=True)
class Reading:
    """One way to read a sheet as one source."""

    head: SheetHead
    table: Table
    shape: Shape
    matches: tuple[Match, ...]
    known: Experience
    score: float

    @property
    def given(self) -> frozenset[str]:
        """Contract columns that the file gives."""
        own = {match.fit.column for match in self.matches if match.fit}
        return frozenset(own | self.shape.settled(self.known.contract))


def propose(
    path: Path,
    *,
    contracts: Sequence[Contract],
    vocabularies: Mapping[str, Vocabulary],
    workspace: Workspace,
    profiles: Sequence[Profile] = (),
) -> Proposal | None:
    """The best reading of the file as one of `contracts`; None where too little is clear.

    `vocabularies` are those of all the contracts; `profiles` are the municipality's, whose headers and words count as
    evidence. Raises FileRejectedError when the file cannot be opened at all.
    """
    heads = [head for head in sheet_heads(path, workspace, lines=LINES) if not head.hidden]
    learnt = [experience(contract, vocabularies, profiles) for contract in contracts if contract.kind == "table"]
    places = [(head, table) for head in heads for table in tables(head.lines)]
    found = [
        reading
        for head, table in places
        for known in _likely(learnt, table)
        for reading in _readings(head, table, known)
    ]
    best = max(found, key=lambda reading: reading.score, default=None)
    if best is None or best.score < CLEAR:
        return None
    return _proposal(best, heads, path.name)


def _likely(learnt: Sequence[Experience], table: Table) -> list[Experience]:
    """Of many sources, those whose columns the names of the table resemble most."""

    def resemblance(known: Experience) -> float:
        columns, others = known.contract.columns, known.names
        named = [name for name in table.names if name][:WIDEST]
        return sum(max(likeness(name, columns[key], others.get(key, ()))[0] for key in columns) for name in named)

    return sorted(learnt, key=resemblance, reverse=True)[:LIKELY_SOURCES] if len(learnt) > LIKELY_SOURCES else [*learnt]


def _readings(head: SheetHead, table: Table, known: Experience) -> Iterator[Reading]:
    if sum(1 for name in table.names if not is_month(name)) > WIDEST:
        return
    shape = shape_of(table, known)
    open_columns = {*known.contract.columns} - shape.settled(known.contract)
    persons = {position for position, name in enumerate(table.names) if _is_personal(name, known)}
    matches = match(table, known, columns=open_columns, without=shape.aside | persons)
    reading = Reading(head, table, shape, matches, known, 0.0)
    yield replace(reading, score=_score(reading))


def _score(reading: Reading) -> float:
    """What fits, less what is missing although no list could supply it, less columns without a name."""
    contract = reading.known.contract
    missing = [
        name
        for name, column in contract.columns.items()
        if column.required and name not in reading.given and column.type not in ("key", "category")
    ]
    unnamed = [
        position
        for position, name in enumerate(reading.table.names)
        if not name and reading.table.looks[position].cells
    ]
    aside = ASIDE * min(len(reading.shape.aside), 3) + (ASIDE if reading.shape.group else 0)
    return total(reading.matches) + aside - MISSING * len(missing) - UNNAMED * len(unnamed)


def _is_personal(name: str, known: Experience) -> bool:
    """Whether a header announces something about a person; a known name of a column, as of a code, does not."""
    contract = known.contract
    if not contract.person_related or not (is_person_header(name) or is_personal(name)):
        return False
    names = known.names
    return all(likeness(name, column, names.get(key, ()))[0] < KNOWN for key, column in contract.columns.items())


def _proposal(best: Reading, heads: Sequence[SheetHead], file_name: str) -> Proposal:
    contract, table, shape = best.known.contract, best.table, best.shape
    alike = [
        head.name for head in heads if head.name and any(other.names == table.names for other in tables(head.lines))
    ]
    looks = {one.fit.column: table.looks[one.position] for one in best.matches if one.fit}
    said = (*table.banner, best.head.name, Path(file_name).stem)
    fixed = constants(best.known, best.given, said=said, looks=looks)
    told, untold = words(table, best.matches, best.known)
    signs = marks(table, _count_positions(best))
    found = document(
        table,
        best.matches,
        shape,
        contract=contract,
        constants=fixed,
        fill_down=blocks(table, best.matches, contract),
        is_text=best.head.delimiter is not None,
    )
    found |= _places(best, alike, file_name)
    headers = tuple(_headers(best))
    return Proposal(
        source=contract.source,
        source_title=contract.title,
        confidence=_confidence(best),
        summary=_summary(table, headers),
        sheet=best.head.name or None,
        sheets=tuple(alike),
        header_row=table.index + 1,
        header_rows=table.depth,
        delimiter=best.head.delimiter,
        encoding=best.head.encoding,
        headers=headers,
        columns=tuple(Choice(name, column.header) for name, column in contract.columns.items()),
        constants=fixed,
        words=told,
        marks=signs,
        untold=untold,
        open=(
            *questions(headers, fixed, told, signs, untold=untold, document=found, contract=contract),
            *year_question(table, shape, best.matches, sheets=alike, said=said),
        ),
        document=found,
    )


def _places(best: Reading, alike: Sequence[str], file_name: str) -> dict[str, object]:
    """Where the month comes from when no column says it: the sheets' names, else the file's."""
    places: dict[str, object] = {}
    if len(alike) > 1:
        places["sheet"] = "months" if all(month_of_sheet(name) for name in alike) else "all"
    lacks_month = [
        name
        for name, column in best.known.contract.columns.items()
        if column.type == "month" and name not in best.given
    ]
    expression = file_month(Path(file_name).stem) if lacks_month and places.get("sheet") != "months" else None
    return places | ({"file_month": expression} if expression else {})


def _count_positions(best: Reading) -> list[int]:
    count = best.known.contract.count_column
    own = [one.position for one in best.matches if one.fit and one.fit.column == count]
    return [*own, *sorted(best.shape.aside)]


def _headers(best: Reading) -> Iterator[HeaderProposal]:
    contract, by_position = best.known.contract, {one.position: one for one in best.matches}
    for position, name in enumerate(best.table.names):
        if not name:
            continue
        if position in best.shape.months:
            yield _aside(position, name, "month", "Der Name ist ein Monat, die Werte sind Anzahlen")
        elif position in best.shape.wide:
            yield _aside(position, name, "category", "Der Name ist eine Ausprägung, die Werte sind Anzahlen")
        elif _is_personal(name, best.known):
            shown = UNTOLD if is_personal(name) else name
            yield _aside(position, shown, "person", "Angaben zu Personen dürfen nicht geliefert werden")
        else:
            yield _header(by_position[position], contract)


def _aside(position: int, name: str, role: str, evidence: str) -> HeaderProposal:
    return HeaderProposal(position, name, role, None, None, "sicher", None, (evidence,))


def _header(one: Match, contract: Contract) -> HeaderProposal:
    if one.fit is None:
        return HeaderProposal(one.position, one.header, "column", None, None, one.confidence, None, ())
    title = contract.columns[one.fit.column].header
    return HeaderProposal(
        one.position, one.header, "column", one.fit.column, title, one.confidence, one.fit.share, one.fit.reasons
    )


def _confidence(best: Reading) -> str:
    """As sure as the least sure of the columns that must be filled."""
    needed = [
        one.confidence for one in best.matches if one.fit and best.known.contract.columns[one.fit.column].required
    ]
    return next((word for word in ("unbekannt", "unsicher", "wahrscheinlich") if word in needed), "sicher")


def _summary(table: Table, headers: Sequence[HeaderProposal]) -> str:
    clear = sum(1 for header in headers if header.confidence in TRUSTED and header.role != "person")
    where = f"Die Kopfzeile steht in Zeile {table.index + 1}"
    return f"{where}. {clear} von {len(headers)} Spalten sind zugeordnet."
