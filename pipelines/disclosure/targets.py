"""What an attacker is after: the cells whose counts must not be found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pipelines.disclosure.atoms import ELSEWHERE, Atoms
from pipelines.disclosure.cells import Cell
from pipelines.disclosure.evidence import Evidence
from pipelines.disclosure.plain_sums import PlainSums
from pipelines.disclosure.statements import Hidden, Statement
from pipelines.disclosure.system import MANY, Target
from pipelines.disclosure.units import Unit

# Council: a count of 1 to 4 must be able to be three different counts, or 5.
COUNCIL_WIDTH = 2
COUNCIL_CEILING = 5
# What lies in no quartier is no cell; it is enough that its breakdown cannot be told.
REST_WIDTH = 1
REST = "elsewhere"
TOLD = ("total", "service")


def rests(atoms: Atoms, slots: Iterable[int]) -> Iterator[tuple[Cell, np.ndarray]]:
    """What the municipality counts beside its quartiers: every month's breakdowns, with their atoms."""
    for slot in slots:
        for (dimension, category), place in atoms.categories.items():
            summed = atoms.of([len(atoms.leaves) - 1], [slot], [place])
            if len(summed) and dimension not in TOLD:
                yield Cell("month", atoms.month_of[slot], REST, ELSEWHERE, dimension, category), summed


def steering_targets(evidence: Evidence, unit: Unit, known: np.ndarray) -> Iterator[Target]:
    """Hidden months and quarters; two months in sum, and what lies in no quartier, where that is little.

    `known` marks the atoms that somebody knows exactly. What follows from these and shown cells by mere adding is no
    target of theirs.
    """
    shown: dict[tuple[str, str], list[np.ndarray]] = {}
    for said in unit.statements:
        if said.is_exact:
            subject = said.cell.dimension, said.cell.category
            shown.setdefault(subject, []).append(evidence.atoms.under_cell(said.cell[2:], said.slots))
    sums = {subject: PlainSums(listed) for subject, listed in shown.items()}
    nothing = PlainSums([])
    for target in _steering(evidence, unit):
        if not sums.get((target.name.dimension, target.name.category), nothing).give(target.atoms, known):
            yield target


def _steering(evidence: Evidence, unit: Unit) -> Iterator[Target]:
    atoms, width = evidence.atoms, evidence.width
    for hidden in unit.hidden:
        summed = atoms.under_cell(hidden.cell[2:], hidden.slots)
        if len(summed) and (hidden.is_short or 0 < atoms.truth[summed].sum() < width(hidden.cell)):
            yield Target(hidden.cell, summed, width(hidden.cell), MANY)
    for cell, summed in rests(atoms, unit.slots):
        if 0 < atoms.truth[summed].sum() < width(cell):
            yield Target(cell, summed, REST_WIDTH, MANY)


def council_targets(
    evidence: Evidence, statements: Iterable[Statement], hidden: Iterable[Hidden], slots: Iterable[int]
) -> Iterator[Target]:
    """Whatever counts 1 to 4, shown or not; a zero says nothing about anybody."""
    atoms = evidence.atoms
    shown = [(said.cell, said.slots) for said in statements if said.low < COUNCIL_CEILING]
    for cell, made_of in [*shown, *((each.cell, each.slots) for each in hidden)]:
        summed = atoms.under_cell(cell[2:], made_of)
        if 0 < atoms.truth[summed].sum() < COUNCIL_CEILING:
            yield Target(cell, summed, COUNCIL_WIDTH, COUNCIL_CEILING)
    for cell, summed in rests(atoms, slots):
        if 0 < atoms.truth[summed].sum() < COUNCIL_CEILING:
            yield Target(cell, summed, REST_WIDTH, COUNCIL_CEILING)
