"""The attack on rounded figures, quarter by quarter.

Rounded sums over time overlap, so no quarter stands alone. Each is therefore attacked by someone who knows all other
quarters exactly, first breakdown by breakdown with everything outside it known too, and what fails so with the whole
quarter open. That attacker knows more than any reader: a cell that escapes them escapes everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import Block, block_of, quarter_of
from pipelines.disclosure.evidence import Evidence
from pipelines.disclosure.rules import rules
from pipelines.disclosure.search import Interval, search
from pipelines.disclosure.statement_rows import statement_rows
from pipelines.disclosure.statements import Hidden, Statement
from pipelines.disclosure.system import Target, make_system, parts, tightened
from pipelines.disclosure.targets import council_targets


@dataclass(frozen=True)
class Quarter:
    """The slots of one quarter with all that is said of them, whatever longer sum says it."""

    slots: tuple[int, ...]
    statements: list[Statement] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def quarters_of(evidence: Evidence) -> list[Quarter]:
    """All quarters in the order of their months."""
    quarter = {slot: quarter_of(month) for slot, month in evidence.atoms.month_of.items()}
    found: dict = {}
    for slot, each in sorted(quarter.items()):
        found.setdefault(each, []).append(slot)
    quarters = {each: Quarter(tuple(slots)) for each, slots in sorted(found.items())}
    for said in evidence.statements:
        for each in {quarter[slot] for slot in said.slots}:
            quarters[each].statements.append(said)
    for hidden in evidence.hidden:
        for each in {quarter[slot] for slot in hidden.slots}:
            quarters[each].hidden.append(hidden)
    return list(quarters.values())


def attack_quarter(evidence: Evidence, quarter: Quarter) -> list[Interval]:
    """The intervals of all cells of the quarter that count 4 or fewer."""
    targets: dict[Block, list[Target]] = {}
    for target in council_targets(evidence, quarter.statements, quarter.hidden, quarter.slots):
        targets.setdefault(block_of(*target.name[4:]), []).append(target)
    found: list[Interval] = []
    again: list[Target] = []
    for block, group in targets.items():
        intervals = _attack(evidence, quarter, group, block)
        found += [interval for interval in intervals if not interval.is_narrow]
        again += [interval.target for interval in intervals if interval.is_narrow]
    return found + (_attack(evidence, quarter, again, None) if again else [])


def _attack(evidence: Evidence, quarter: Quarter, targets: Sequence[Target], block: Block | None) -> list[Interval]:
    """Attack with only the block's counts of the quarter unknown; without block, all counts of the quarter."""
    atoms = evidence.atoms
    known = np.ones(len(atoms.truth), dtype=bool)
    known[free_atoms(atoms, quarter.slots, block)] = False
    statements = [said for said in quarter.statements if block is None or block_of(*said.cell[4:]) == block]
    told = [row for row in rules(atoms, quarter.slots) if not (known[row.plus].all() and known[row.minus].all())]
    system = tightened(make_system([*statement_rows(atoms, statements), *told], atoms.truth, known))
    return [interval for part, group in parts(system, targets) for interval in search(part, group)]


def free_atoms(atoms: Atoms, slots: Sequence[int], block: Block | None) -> np.ndarray:
    """The atoms of a block, without block of everything, in these slots."""
    members = [number for pair, number in atoms.categories.items() if block is None or block_of(*pair) == block]
    return atoms.of(range(len(atoms.leaves)), slots, members)
