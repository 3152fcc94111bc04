"""Months that published numbers tie together: each such unit is attacked on its own.

For the steering group that is a quarter, unless a sum over time says more than its months and quarters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from pipelines.disclosure.cells import quarter_of
from pipelines.disclosure.evidence import Evidence
from pipelines.disclosure.statements import Hidden, Statement


@dataclass(frozen=True)
class Unit:
    """The slots of some months, with every statement, hidden cell and small shown cell about them."""

    slots: tuple[int, ...]
    statements: list[Statement] = field(default_factory=list)
    hidden: list[Hidden] = field(default_factory=list)
    unprotected: list[Hidden] = field(default_factory=list)


def units_of(evidence: Evidence) -> list[Unit]:
    """All units, in the order of their months."""
    quarter = {slot: quarter_of(month) for slot, month in sorted(evidence.atoms.month_of.items())}
    leader = {each: each for each in quarter.values()}
    for said in evidence.statements:
        tied = sorted({_lead(leader, quarter[slot]) for slot in said.slots})
        leader.update(dict.fromkeys(tied[1:], tied[0]) if tied else {})
    grouped: dict[date, list[int]] = {}
    for slot, each in quarter.items():
        grouped.setdefault(_lead(leader, each), []).append(slot)
    units = {each: Unit(tuple(members)) for each, members in grouped.items()}
    for said in evidence.statements:
        if said.slots:
            units[_lead(leader, quarter[said.slots[0]])].statements.append(said)
    for hidden in evidence.hidden:
        around = {_lead(leader, quarter[slot]) for slot in hidden.slots}
        if len(around) == 1:
            units[around.pop()].hidden.append(hidden)
    for shown in evidence.unprotected:
        units[_lead(leader, quarter[shown.slots[0]])].unprotected.append(shown)
    return list(units.values())


def _lead(leader: dict[date, date], quarter: date) -> date:
    """The first of the quarters that are tied to this one."""
    while leader[quarter] != quarter:
        quarter = leader[quarter]
    return quarter
