"""The ways to read one table of an unknown file, as one source or another, and how well each fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.proposal.experience import Experience
from pipelines.proposal.looks import is_month
from pipelines.proposal.match import Match, match, total
from pipelines.proposal.names import KNOWN, likeness
from pipelines.proposal.shape import Shape, shape_of
from pipelines.proposal.table import Table
from pipelines.reading.grids.sheet_heads import SheetHead
from pipelines.reading.persons.person_content import is_personal
from pipelines.reading.persons.person_headers import is_person_header

# No list of contacts, counts or money has more columns than this beside its months.
WIDEST = 60
# Sources that are compared in full; the others are told apart by the names of their columns.
LIKELY_SOURCES = 3
MISSING, UNNAMED, ASIDE = 0.5, 0.3, 0.8


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


def likely(learnt: Sequence[Experience], table: Table) -> list[Experience]:
    """Of many sources, those whose columns the names of the table resemble most."""

    def resemblance(known: Experience) -> float:
        columns, others = known.contract.columns, known.names
        named = [name for name in table.names if name][:WIDEST]
        return sum(max(likeness(name, columns[key], others.get(key, ()))[0] for key in columns) for name in named)

    return sorted(learnt, key=resemblance, reverse=True)[:LIKELY_SOURCES] if len(learnt) > LIKELY_SOURCES else [*learnt]


def readings(head: SheetHead, table: Table, known: Experience) -> Iterator[Reading]:
    """The reading of the table as the source, none where it is wider than any list."""
    if sum(1 for name in table.names if not is_month(name)) > WIDEST:
        return
    shape = shape_of(table, known)
    open_columns = {*known.contract.columns} - shape.settled(known.contract)
    persons = {position for position, name in enumerate(table.names) if is_about_people(name, known)}
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


def is_about_people(name: str, known: Experience) -> bool:
    """Whether a header announces something about a person; a known name of a column, as of a code, does not."""
    contract = known.contract
    if not contract.person_related or not (is_person_header(name) or is_personal(name)):
        return False
    names = known.names
    return all(likeness(name, column, names.get(key, ()))[0] < KNOWN for key, column in contract.columns.items())
