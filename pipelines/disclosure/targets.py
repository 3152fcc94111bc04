"""What an attacker is after in one unit: the cells whose counts must not be found out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pipelines.disclosure.atoms import ELSEWHERE, Atoms
from pipelines.disclosure.cells import Cell
from pipelines.disclosure.evidence import Evidence
from pipelines.disclosure.system import MANY, Target
from pipelines.disclosure.units import Unit

# Council: a count that can only be 4 or fewer must be able to be 3 different counts.
COUNCIL_WIDTH = 2
COUNCIL_CEILING = 5
# What lies in no quartier is no cell; it is enough that its breakdown cannot be told.
REST_WIDTH = 1
REST = "elsewhere"
TOLD = ("total", "service")


def targets_of(evidence: Evidence, unit: Unit, known: frozenset[str]) -> Iterator[Target]:
    """The targets of one unit for someone who knows these quartiers exactly; what lies wholly in them is none."""
    own = [number for number, leaf in enumerate(evidence.atoms.leaves) if leaf in known]
    aims = _council(evidence, unit) if evidence.audience == "council" else _steering(evidence, unit)
    for target in aims:
        if not len(own) or not np.isin(target.atoms, evidence.atoms.of(own, unit.slots, _all(evidence.atoms))).all():
            yield target


def rests(atoms: Atoms, slots: Iterable[int]) -> Iterator[tuple[Cell, np.ndarray]]:
    """What the municipality counts beside its quartiers: every month's breakdowns, with their atoms."""
    for slot in slots:
        for (dimension, category), place in atoms.categories.items():
            summed = atoms.of([len(atoms.leaves) - 1], [slot], [place])
            if len(summed) and dimension not in TOLD:
                yield Cell("month", atoms.month_of[slot], REST, ELSEWHERE, dimension, category), summed


def _steering(evidence: Evidence, unit: Unit) -> Iterator[Target]:
    """Hidden months and quarters; two months in sum, and what lies in no quartier, where that is little."""
    atoms, sensitive = evidence.atoms, set(evidence.structure.sensitive.iter_rows())

    def width(cell: Cell) -> int:
        is_sensitive = (cell.dimension, cell.category) in sensitive
        return evidence.thresholds.sensitive_contacts if is_sensitive else evidence.thresholds.minimum_contacts

    for hidden in unit.hidden:
        summed = atoms.under_cell(hidden.cell[2:], hidden.slots)
        if len(summed) and (hidden.is_short or 0 < atoms.truth[summed].sum() < width(hidden.cell)):
            yield Target(hidden.cell, summed, width(hidden.cell), MANY)
    for cell, summed in rests(atoms, unit.slots):
        if 0 < atoms.truth[summed].sum() < width(cell):
            yield Target(cell, summed, REST_WIDTH, MANY)


def _council(evidence: Evidence, unit: Unit) -> Iterator[Target]:
    """Whatever counts 4 or fewer, shown or not."""
    atoms = evidence.atoms
    shown = [(said.cell, said.slots) for said in unit.statements if said.low < COUNCIL_CEILING]
    for cell, slots in [*shown, *((hidden.cell, hidden.slots) for hidden in unit.hidden)]:
        summed = atoms.under_cell(cell[2:], slots)
        if len(summed) and atoms.truth[summed].sum() < COUNCIL_CEILING:
            yield Target(cell, summed, COUNCIL_WIDTH, COUNCIL_CEILING)
    for cell, summed in rests(atoms, unit.slots):
        if 0 < atoms.truth[summed].sum() < COUNCIL_CEILING:
            yield Target(cell, summed, REST_WIDTH, COUNCIL_CEILING)


def _all(atoms: Atoms) -> range:
    return range(len(atoms.categories))
