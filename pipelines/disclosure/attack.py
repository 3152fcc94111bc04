"""The attacker: every number an audience ever received, and the smallest and largest count of each protected cell.

Steering and quartier: no small count is shown. A suppressed cell must be able to be as many different counts as its
threshold. So must two months in sum where that sum is small and a longer sum over time was hidden; a small rest that
lies in no quartier must not be certain; and two versions of a shown breakdown must not differ by less than that.
Council: every count of 1 to 4 must be able to be three different counts, or 5 and more.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import Cell, Published, Structure
from pipelines.disclosure.corrections import small_changes
from pipelines.disclosure.council_attack import attack_quarter, quarters_of
from pipelines.disclosure.evidence import Evidence, gather
from pipelines.disclosure.rules import rules
from pipelines.disclosure.search import Interval, search
from pipelines.disclosure.statement_rows import statement_rows
from pipelines.disclosure.system import Target, make_system, parts, tightened
from pipelines.disclosure.targets import steering_targets
from pipelines.disclosure.units import Unit, units_of
from settings import Disclosure


@dataclass(frozen=True)
class Attack:
    """What one attacker found: cells attacked, those with one possible count and those with too few, seconds taken."""

    cells: int
    exact: tuple[Cell, ...]
    narrow: tuple[Cell, ...]
    seconds: float


def attack(
    published: Sequence[Published],
    *,
    audience: str,
    structure: Structure,
    thresholds: Disclosure,
    known: frozenset[str] = frozenset(),
    public: Sequence[Published] = (),
) -> Attack:
    """Attack all that was published; `known` are the quartiers whose counts the attacker has exactly.

    `public` is what was published to everybody, rounded.

    Raises ContradictionError where a published number is not the sum of the exact counts below it.
    """
    started = time.perf_counter()
    evidence = gather(published, audience=audience, structure=structure, thresholds=thresholds, public=public)
    found = attack_all(evidence, known)
    exact, narrow = sort_out(found)
    return Attack(len(found), exact, narrow, time.perf_counter() - started)


def attack_all(evidence: Evidence, known: frozenset[str] = frozenset()) -> list[Interval]:
    """The intervals of all protected cells."""
    if evidence.audience == "council":
        return [interval for quarter in quarters_of(evidence) for interval in attack_quarter(evidence, quarter)]
    return [interval for unit in units_of(evidence) for interval in attack_unit(evidence, unit, known)]


def sort_out(found: Sequence[Interval]) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The cells with one possible count, and those with more than one but too few."""
    exact = tuple(sorted({each.target.name for each in found if each.is_exact}))
    narrow = {each.target.name for each in found if each.is_narrow and not each.is_exact}
    return exact, tuple(sorted(narrow - set(exact)))


def attack_unit(evidence: Evidence, unit: Unit, known: frozenset[str]) -> list[Interval]:
    """The intervals of all protected cells of some months that nothing ties to others."""
    atoms, mask = evidence.atoms, known_atoms(evidence.atoms, known)
    found = [*_unprotected(evidence, unit, mask), *_corrections(evidence, unit, mask)]
    targets = list(steering_targets(evidence, unit, mask))
    if not targets:
        return found
    rows = [*statement_rows(atoms, unit.statements), *rules(atoms, unit.slots)]
    system = tightened(make_system(rows, atoms.truth, mask))
    return found + [interval for part, group in parts(system, targets) for interval in search(part, group)]


def _unprotected(evidence: Evidence, unit: Unit, known: np.ndarray) -> Iterator[Interval]:
    """Small counts that are simply shown."""
    atoms = evidence.atoms
    for shown in unit.unprotected:
        summed = atoms.under_cell(shown.cell[2:], shown.slots)
        if not known[summed].all():
            count = int(atoms.truth[summed].sum())
            yield Interval(Target(shown.cell, summed, evidence.width(shown.cell)), count, count)


def _corrections(evidence: Evidence, unit: Unit, known: np.ndarray) -> Iterator[Interval]:
    """Small changes that two versions of a shown cell tell."""
    atoms = evidence.atoms
    shown = [(said.cell, atoms.under_cell(said.cell[2:], said.slots)) for said in unit.statements if said.is_exact]
    for cell, before, after in small_changes(shown, truth=atoms.truth, known=known, width=evidence.width):
        change = abs(int(atoms.truth[after].sum() - atoms.truth[before].sum()))
        yield Interval(Target(cell, after, evidence.width(cell)), change, change)


def known_atoms(atoms: Atoms, known: frozenset[str]) -> np.ndarray:
    """Which atoms lie in the known quartiers."""
    leaves = [number for number, leaf in enumerate(atoms.leaves) if leaf in known]
    return atoms_mask(atoms, atoms.of(leaves, range(len(atoms.slots)), range(len(atoms.categories))))


def atoms_mask(atoms: Atoms, chosen: np.ndarray) -> np.ndarray:
    """A mark for each atom, set for the chosen ones."""
    mask = np.zeros(len(atoms.truth), dtype=bool)
    mask[chosen] = True
    return mask
