"""Which header is which column: the best fits first, every column once, and how sure each one is in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.proposal.experience import Experience
from pipelines.proposal.fit import LISTED, LITTLE, Fit, fit
from pipelines.proposal.table import Table

SURE, LIKELY, POSSIBLE = 0.9, 0.62, 0.38
# Fits so close to each other that a coin would decide, and the name that settles it.
TIED, NAMED = 0.04, 0.4


@dataclass(frozen=True)
class Match:
    """One column of the file: its fit, or None where nothing fits, and the confidence in German."""

    position: int
    header: str
    fit: Fit | None
    confidence: str


@dataclass(frozen=True)
class Candidate:
    """One possible fit of the column at `position`."""

    position: int
    fit: Fit


def match(
    table: Table, known: Experience, *, columns: Collection[str], without: Collection[int] = ()
) -> tuple[Match, ...]:
    """The best assignment of the table's named columns to `columns`; positions in `without` are left aside."""
    positions = [position for position, name in enumerate(table.names) if name and position not in without]
    found = [
        Candidate(position, fit(table.names[position], table.looks[position], column, known))
        for position in positions
        for column in known.contract.columns
        if column in columns
    ]
    taken = _assigned(found)
    taken |= _left_over(found, taken, known)
    return tuple(
        Match(position, table.names[position], chosen, _confidence(position, chosen, found, taken))
        for position in positions
        for chosen in [taken.get(position)]
    )


def total(matches: Collection[Match]) -> float:
    """How well a table fits as a whole."""
    return sum(match.fit.score for match in matches if match.fit)


def _assigned(found: list[Candidate]) -> dict[int, Fit]:
    taken: dict[int, Fit] = {}
    for candidate in sorted(found, key=lambda one: -one.fit.score):
        used = {fit.column for fit in taken.values()}
        if candidate.fit.score >= POSSIBLE and candidate.position not in taken and candidate.fit.column not in used:
            taken[candidate.position] = candidate.fit
    return taken


def _left_over(found: Sequence[Candidate], taken: Mapping[int, Fit], known: Experience) -> dict[int, Fit]:
    """The one column of the file that nothing speaks for is probably the one that must be there and is missing."""
    used = {fit.column for fit in taken.values()}
    wanted = [
        name
        for name, column in known.contract.columns.items()
        if column.required
        and name not in used
        and column.type != "key"
        and any(one.fit.column == name for one in found)
    ]
    open_positions = {one.position for one in found} - {*taken}
    if len(wanted) != 1 or len(open_positions) != 1:
        return {}
    left = next(one for one in found if one.position in open_positions and one.fit.column == wanted[0])
    if left.fit.share is not None and left.fit.share < LITTLE and known.contract.columns[wanted[0]].type not in LISTED:
        return {}
    reason = f"Übrig ist nur diese Spalte für „{known.contract.columns[wanted[0]].header}“"
    return {left.position: replace(left.fit, score=POSSIBLE, reasons=(*left.fit.reasons, reason))}


def _confidence(position: int, chosen: Fit | None, found: list[Candidate], taken: dict[int, Fit]) -> str:
    if chosen is None:
        return "unbekannt"
    rivals = [
        one.fit.score
        for one in found
        if one.fit.column == chosen.column and one.position != position and one.position not in taken
    ]
    tied = max(rivals, default=0.0) > chosen.score - TIED and chosen.name < NAMED
    if tied or chosen.score < LIKELY:
        return "unsicher"
    return "sicher" if chosen.score >= SURE else "wahrscheinlich"
