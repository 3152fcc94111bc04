"""What an audience can write down: every number it ever received as a statement about atoms, and what it would find.

A statement says that certain atoms sum to something between `low` and `high`. Sums over time that follow from
statements about months and quarters say nothing new and are left out, so that quarters stay independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.disclosure.atoms import Atoms, make_atoms
from pipelines.disclosure.cells import KEY, SUPPRESSED, Cell, Published, Structure, months_of
from pipelines.disclosure.composed import Composer, Place, in_quarters
from settings import Disclosure

SHORT = ("month", "quarter")
PAIR = 2


@dataclass(frozen=True)
class Statement:
    """`low` ≤ count of the cell, made of these slots, ≤ `high`."""

    cell: Cell
    slots: tuple[int, ...]
    low: float
    high: float

    @property
    def place(self) -> Place:
        """What it is about, whatever the kind of period is called."""
        return (*self.cell[2:], self.slots)

    @property
    def key(self) -> tuple[Place, float, float]:
        """What it says, whatever the kind of period is called."""
        return self.place, self.low, self.high


@dataclass(frozen=True)
class Hidden:
    """A cell that was shown without its count; or of a sum over time the two months that lie in one quarter."""

    cell: Cell
    slots: tuple[int, ...]
    is_short: bool


@dataclass(frozen=True)
class Evidence:
    """All an audience has received."""

    audience: str
    structure: Structure
    thresholds: Disclosure
    atoms: Atoms
    statements: tuple[Statement, ...]
    hidden: tuple[Hidden, ...]


def gather(
    published: Sequence[Published], *, audience: str, structure: Structure, thresholds: Disclosure
) -> Evidence:
    """Everything published to an audience, over all batches."""
    atoms = make_atoms(published, structure)
    slack = thresholds.council_base // 2 if audience == "council" else 0
    statements: dict[tuple, Statement] = {}
    hidden: dict[tuple, Hidden] = {}
    for batch in published:
        slots = SlotsOf(atoms, batch.versions)
        for *key, contacts, state in batch.rows.select(*KEY, "contacts", "state").iter_rows():
            cell = Cell(*key)
            made_of = slots(cell.period_kind, cell.period)
            if contacts is not None:
                said = Statement(cell, made_of, max(contacts - slack, 0), contacts + slack)
                if cell.period_kind in SHORT or said.key not in statements:
                    statements[said.key] = said
            elif state == SUPPRESSED:
                for each in _hidden(cell, made_of, atoms):
                    hidden[cell[2:], each.slots] = max(each, hidden.get((cell[2:], each.slots), each), key=_is_short)
        for said in _bounds(batch, slots):
            statements.setdefault(said.key, said)
    told = tuple(statements.values())
    return Evidence(audience, structure, thresholds, atoms, _without_implied(told, atoms), tuple(hidden.values()))


class SlotsOf:
    """The slots a period was made of at one batch; months that were never counted have none."""

    def __init__(self, atoms: Atoms, versions: Mapping[date, int]) -> None:
        """Take the versions in force at the batch."""
        self._slots = {month: atoms.slots.get((month, version)) for month, version in versions.items()}
        self._known: dict[tuple[str, date], tuple[int, ...]] = {}

    def __call__(self, period_kind: str, period: date) -> tuple[int, ...]:
        """The slots in order of their months."""
        if (period_kind, period) not in self._known:
            found = (self._slots.get(month) for month in months_of(period_kind, period))
            self._known[period_kind, period] = tuple(slot for slot in found if slot is not None)
        return self._known[period_kind, period]


def _hidden(cell: Cell, slots: tuple[int, ...], atoms: Atoms) -> Iterator[Hidden]:
    if cell.period_kind in SHORT:
        yield Hidden(cell, slots, is_short=True)
        return
    if cell.period_kind == "year":
        yield Hidden(cell, slots, is_short=False)
    for inside in in_quarters(slots, atoms):
        if len(inside) == PAIR:
            yield Hidden(cell, inside, is_short=False)


def _is_short(hidden: Hidden) -> bool:
    return hidden.is_short


def _bounds(batch: Published, slots: SlotsOf) -> Iterator[Statement]:
    for *key, low, high in batch.bounds.select(*KEY, "low", "high").iter_rows():
        cell = Cell(*key)
        yield Statement(cell, slots(cell.period_kind, cell.period), low, high)


def _without_implied(statements: Sequence[Statement], atoms: Atoms) -> tuple[Statement, ...]:
    """The statements without exact sums over time that follow from exact months and quarters."""
    exact = {said.place: said.low for said in statements if said.low == said.high and said.cell.period_kind in SHORT}
    composer = Composer(atoms, exact)
    return tuple(
        said
        for said in statements
        if said.cell.period_kind in SHORT or said.low != said.high or composer.count(said.place) != said.low
    )
