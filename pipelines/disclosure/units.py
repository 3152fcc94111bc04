"""Months that published numbers tie together: each such unit is attacked on its own.

For the steering group that is a quarter, unless a sum over time says more than its months and quarters.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.disclosure.cells import quarter_of
from pipelines.disclosure.evidence import Evidence, Hidden, Statement


@dataclass(frozen=True)
class Unit:
    """The slots of some months, with every statement and hidden cell about them."""

    slots: tuple[int, ...]
    statements: list[Statement] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)


def units_of(evidence: Evidence) -> list[Unit]:
    """All units, in the order of their months."""
    slots = sorted(evidence.atoms.slots.items(), key=lambda item: item[1])
    quarter = {slot: quarter_of(month) for (month, _), slot in slots}
    leader = {each: each for each in quarter.values()}

    def lead(each):
        while leader[each] != each:
            each = leader[each]
        return each

    for said in evidence.statements:
        first, *others = sorted({lead(quarter[slot]) for slot in said.slots}) or [None]
        leader.update(dict.fromkeys(others, first))
    grouped: dict = {}
    for slot, each in quarter.items():
        grouped.setdefault(lead(each), []).append(slot)
    units = {each: Unit(tuple(members)) for each, members in grouped.items()}
    for said in evidence.statements:
        if said.slots:
            units[lead(quarter[said.slots[0]])].statements.append(said)
    for hidden in evidence.hidden:
        around = {lead(quarter[slot]) for slot in hidden.slots}
        if len(around) == 1:
            units[around.pop()].hidden.append(hidden)
    return list(units.values())
