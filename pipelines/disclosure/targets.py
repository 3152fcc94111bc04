"""What an attacker is after in one unit: the cells whose counts must not be found out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pipelines.disclosure.atoms import ELSEWHERE
from pipelines.disclosure.cells import Cell, quarter_of
from pipelines.disclosure.evidence import Evidence
from pipelines.disclosure.system import MANY, Target
from pipelines.disclosure.units import Unit

# Council: a count that can only be 4 or fewer must be able to be 3 different counts.
COUNCIL_WIDTH = 2
COUNCIL_CEILING = 5
Aim = tuple[Cell, tuple[int, ...], bool]


def targets_of(evidence: Evidence, unit: Unit, known: frozenset[str]) -> Iterator[Target]:
    """The targets of one unit for someone who knows these quartiers exactly; what lies wholly in them is none."""
    atoms = evidence.atoms
    own = [number for number, leaf in enumerate(atoms.leaves) if leaf in known]
    is_council = evidence.audience == "council"
    sensitive = set(evidence.structure.sensitive.iter_rows())
    for cell, slots, is_always in _aims(evidence, unit):
        subject = cell.dimension, cell.category
        if subject not in atoms.categories:
            continue
        leaves = atoms.under.get((cell.area_kind, cell.area), [len(atoms.leaves) - 1])
        summed = atoms.of(leaves, slots, [atoms.categories[subject]])
        foreign = atoms.of([leaf for leaf in leaves if leaf not in own], slots, [atoms.categories[subject]])
        count = atoms.truth[summed].sum()
        if is_council:
            if len(foreign) and count < COUNCIL_CEILING:
                yield Target(cell, summed, COUNCIL_WIDTH, COUNCIL_CEILING)
            continue
        thresholds = evidence.thresholds
        width = thresholds.sensitive_contacts if subject in sensitive else thresholds.minimum_contacts
        if len(foreign) and (is_always or 0 < count < width):
            yield Target(cell, summed, width, MANY)


def _aims(evidence: Evidence, unit: Unit) -> Iterator[Aim]:
    """Cells with their slots, and whether they are targets whatever their count."""
    for hidden in unit.hidden:
        yield hidden.cell, hidden.slots, hidden.is_short
    if evidence.audience == "council":
        for said in unit.statements:
            if said.low < COUNCIL_CEILING:
                yield said.cell, said.slots, False
    yield from _elsewhere(evidence, unit)


def _elsewhere(evidence: Evidence, unit: Unit) -> Iterator[Aim]:
    """What the municipality counts beside its quartiers, month by month and in a quarter."""
    atoms = evidence.atoms
    in_quarter: dict = {}
    for slot in unit.slots:
        if (atoms.ids[-1, slot] >= 0).any():
            in_quarter.setdefault(quarter_of(atoms.month_of[slot]), []).append(slot)
    for quarter, slots in in_quarter.items():
        for dimension, category in atoms.categories:
            for slot in slots:
                yield Cell("month", atoms.month_of[slot], "elsewhere", ELSEWHERE, dimension, category), (slot,), False
            if len({atoms.month_of[slot] for slot in slots}) == len(slots) > 1:
                cell = Cell("quarter", quarter, "elsewhere", ELSEWHERE, dimension, category)
                yield cell, tuple(slots), False
