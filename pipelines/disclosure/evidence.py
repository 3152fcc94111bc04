"""What an audience can write down: every number it ever received as a statement about atoms, and what it would find.

A statement says that certain atoms sum to something between `low` and `high`. Sums over time that follow from
statements about months and quarters say nothing new and are left out, so that quarters stay independent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil, floor

import polars as pl

from pipelines.disclosure.atoms import Atoms, make_atoms
from pipelines.disclosure.cells import (
    KEY,
    SUPPRESSED,
    Cell,
    Published,
    Structure,
    is_small,
    months_of,
    with_sensitivity,
)
from pipelines.disclosure.composed import Composer, Place, in_quarters
from settings import Disclosure

SHORT = ("month", "quarter")
PAIR = 2
NEARLY = 1e-6


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
    def is_exact(self) -> bool:
        """Whether it gives the count itself."""
        return self.low == self.high

    @property
    def key(self) -> tuple[Place, float, float]:
        """What it says, whatever the kind of period is called."""
        return self.place, self.low, self.high


@dataclass(frozen=True)
class Hidden:
    """A cell that was shown without its count, or small; or of a sum over time the two months in one quarter."""

    cell: Cell
    slots: tuple[int, ...]
    is_short: bool


@dataclass(frozen=True)
class Evidence:
    """All an audience has received; `unprotected` are small counts it was shown."""

    audience: str
    structure: Structure
    thresholds: Disclosure
    atoms: Atoms
    statements: tuple[Statement, ...]
    hidden: tuple[Hidden, ...]
    unprotected: tuple[Hidden, ...]

    def width(self, cell: Cell) -> int:
        """How many different counts the steering group must be left with, in contacts."""
        is_sensitive = (cell.dimension, cell.category) in self.sensitive
        return self.thresholds.sensitive_contacts if is_sensitive else self.thresholds.minimum_contacts

    @cached_property
    def sensitive(self) -> frozenset[tuple[str, str]]:
        """Dimension and category of what is sensitive."""
        return frozenset(self.structure.sensitive.iter_rows())


def gather(published: Sequence[Published], *, audience: str, structure: Structure, thresholds: Disclosure) -> Evidence:
    """Everything published to an audience, over all batches."""
    atoms = make_atoms(published, structure)
    base = thresholds.council_base if audience == "council" else 1
    statements: dict[tuple, Statement] = {}
    hidden: dict[tuple, Hidden] = {}
    for batch in published:
        slots = SlotsOf(atoms, batch.versions)
        _add_shown(statements, batch, slots, base)
        for each in _hidden(batch, slots, atoms):
            key = each.cell[2:], each.slots
            hidden[key] = max(each, hidden.get(key, each), key=_is_short)
        for said in (*provisional(batch, atoms), *_bounds(batch, slots)):
            statements.setdefault(said.key, said)
    told = _without_implied(tuple(statements.values()), atoms)
    unprotected = tuple(_unprotected(published, structure, thresholds, atoms)) if audience != "council" else ()
    return Evidence(audience, structure, thresholds, atoms, told, tuple(hidden.values()), unprotected)


def _add_shown(statements: dict[tuple, Statement], batch: Published, slots: SlotsOf, base: int) -> None:
    """The shown cells; of several that say the same, a month or quarter stays."""
    shown = batch.rows.filter(pl.col("contacts").is_not_null())
    for *key, contacts in shown.select(*KEY, "contacts").iter_rows():
        cell = Cell(*key)
        made_of = slots(cell.period_kind, cell.period)
        # What is no multiple of the base was not rounded.
        slack = base // 2 if contacts % base == 0 else 0
        said = Statement(cell, made_of, max(contacts - slack, 0), contacts + slack)
        if made_of and (cell.period_kind in SHORT or said.key not in statements):
            statements[said.key] = said


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


def provisional(batch: Published, atoms: Atoms) -> Iterator[Statement]:
    """What months that were still open already told of a version that was published later: where nothing changed."""
    if batch.versions:
        return
    for *key, contacts in batch.rows.select(*KEY, "contacts").iter_rows():
        cell = Cell(*key)
        for slot in (slot for slot, month in atoms.month_of.items() if month == cell.period):
            summed = atoms.under_cell(cell[2:], (slot,))
            if len(summed) and atoms.truth[summed].sum() == contacts:
                yield Statement(cell, (slot,), contacts, contacts)


def _hidden(batch: Published, slots: SlotsOf, atoms: Atoms) -> Iterator[Hidden]:
    """Hidden months, quarters and years, and of other hidden sums the two months that lie in one quarter."""
    hidden = batch.rows.filter(pl.col("contacts").is_null() & (pl.col("state") == SUPPRESSED))
    for key in hidden.select(KEY).iter_rows():
        cell = Cell(*key)
        made_of = slots(cell.period_kind, cell.period)
        if cell.period_kind in SHORT:
            yield Hidden(cell, made_of, is_short=True)
            continue
        if cell.period_kind == "year":
            yield Hidden(cell, made_of, is_short=False)
        for inside in in_quarters(made_of, atoms):
            if len(inside) == PAIR:
                yield Hidden(cell, inside, is_short=False)


def _unprotected(
    published: Sequence[Published], structure: Structure, thresholds: Disclosure, atoms: Atoms
) -> Iterator[Hidden]:
    """Small months and quarters that were shown; longer sums are made of these."""
    for batch in published:
        slots = SlotsOf(atoms, batch.versions)
        persons = pl.col("persons") if "persons" in batch.exact.columns else pl.lit(None, pl.Int64)
        exact = batch.exact.select(*KEY, persons.alias("persons"))
        shown = batch.rows.filter(pl.col("period_kind").is_in(SHORT)).join(exact, on=KEY, how="left")
        small = with_sensitivity(shown, structure).filter(is_small(thresholds))
        for key in small.select(KEY).unique().iter_rows():
            cell = Cell(*key)
            made_of = slots(cell.period_kind, cell.period)
            if made_of:
                yield Hidden(cell, made_of, is_short=True)


def _is_short(hidden: Hidden) -> bool:
    return hidden.is_short


def _bounds(batch: Published, slots: SlotsOf) -> Iterator[Statement]:
    for *key, low, high in batch.bounds.select(*KEY, "low", "high").iter_rows():
        cell = Cell(*key)
        yield Statement(cell, slots(cell.period_kind, cell.period), ceil(low - NEARLY), floor(high + NEARLY))


def _without_implied(statements: Sequence[Statement], atoms: Atoms) -> tuple[Statement, ...]:
    """The statements without exact sums over time that follow from exact months and quarters."""
    exact = {said.place: said.low for said in statements if said.is_exact and said.cell.period_kind in SHORT}
    composer = Composer(atoms, exact)
    return tuple(
        said
        for said in statements
        if said.cell.period_kind in SHORT or not said.is_exact or composer.count(said.place) != said.low
    )
