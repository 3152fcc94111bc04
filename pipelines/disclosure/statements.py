"""Published cells as statements about atoms: shown, hidden, provisional, and small ones that should not be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

import polars as pl

from pipelines.disclosure.atoms import Atoms
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
from pipelines.disclosure.composed import Place, in_quarters
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


def add_shown(statements: dict[tuple, Statement], batch: Published, slots: SlotsOf, base: int) -> None:
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


def hidden_cells(batch: Published, slots: SlotsOf, atoms: Atoms) -> Iterator[Hidden]:
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


def unprotected_cells(
    published: Sequence[Published], structure: Structure, thresholds: Disclosure, atoms: Atoms
) -> Iterator[Hidden]:
    """Small months and quarters that were shown; longer sums are made of these.

    What was shown when it was not yet known to be small cannot be taken back and is none.
    """
    before: list[pl.DataFrame] = []
    for batch in published:
        slots = SlotsOf(atoms, batch.versions)
        persons = pl.col("persons") if "persons" in batch.exact.columns else pl.lit(None, pl.Int64)
        exact = batch.exact.select(*KEY, persons.alias("persons"))
        shown = batch.rows.filter(pl.col("period_kind").is_in(SHORT)).join(exact, on=KEY, how="left")
        small = with_sensitivity(shown, structure).filter(is_small(thresholds))
        for earlier in before if small.height else ():
            small = small.join(earlier, on=[*KEY, "contacts"], how="anti")
        before.append(shown.select(*KEY, "contacts").join(small.select(KEY), on=KEY, how="anti"))
        for key in small.select(KEY).unique().iter_rows():
            cell = Cell(*key)
            made_of = slots(cell.period_kind, cell.period)
            if made_of:
                yield Hidden(cell, made_of, is_short=True)


def bounds_told(batch: Published, slots: SlotsOf) -> Iterator[Statement]:
    """What else was said of counts, in whole contacts."""
    for *key, low, high in batch.bounds.select(*KEY, "low", "high").iter_rows():
        cell = Cell(*key)
        yield Statement(cell, slots(cell.period_kind, cell.period), ceil(low - NEARLY), floor(high + NEARLY))
