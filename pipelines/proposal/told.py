"""The best reading of a file, told as a proposal: every header with its evidence, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.contract import Contract
from pipelines.proposal.constants import constants
from pipelines.proposal.document import TRUSTED, document, file_month
from pipelines.proposal.match import Match
from pipelines.proposal.proposal import Choice, HeaderProposal, Proposal
from pipelines.proposal.questions import questions
from pipelines.proposal.readings import Reading, is_about_people
from pipelines.proposal.shape import blocks
from pipelines.proposal.table import Table, tables
from pipelines.proposal.words import marks, words
from pipelines.proposal.years import year_question
from pipelines.reading.grids.sheet_heads import SheetHead
from pipelines.reading.persons.person_content import is_personal
from pipelines.reading.values.sheet_months import month_of_sheet

# Stands for a header that is somebody's name.
UNTOLD = "…"


def told(best: Reading, heads: Sequence[SheetHead], file_name: str) -> Proposal:
    """The proposal; `heads` are the visible sheets of the file."""
    contract, table, shape = best.known.contract, best.table, best.shape
    alike = [
        head.name for head in heads if head.name and any(other.names == table.names for other in tables(head.lines))
    ]
    looks = {one.fit.column: table.looks[one.position] for one in best.matches if one.fit}
    said = (*table.banner, best.head.name, Path(file_name).stem)
    fixed = constants(best.known, best.given, said=said, looks=looks)
    unknown, untold = words(table, best.matches, best.known)
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
        words=unknown,
        marks=signs,
        untold=untold,
        open=(
            *questions(headers, fixed, unknown, signs, untold=untold, document=found, contract=contract),
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
        elif is_about_people(name, best.known):
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
