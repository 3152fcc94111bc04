"""Sums over time that follow from months and quarters an audience knows exactly."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import quarter_of

# What a count is about: area_kind, area, dimension, category, and the slots it sums, in order of their months.
Place = tuple[str, str, str, str, tuple[int, ...]]


def in_quarters(slots: tuple[int, ...], atoms: Atoms) -> list[tuple[int, ...]]:
    """The slots of a period, quarter by quarter."""
    if slots not in atoms.quarters:
        by_quarter = groupby(slots, key=lambda slot: quarter_of(atoms.month_of[slot]))
        atoms.quarters[slots] = [tuple(inside) for _, inside in by_quarter]
    return atoms.quarters[slots]


class Composer:
    """The exact counts of months and quarters, and what can be put together from them."""

    def __init__(self, atoms: Atoms, exact: Mapping[Place, float]) -> None:
        """Take the counts that an audience knows, by place; only months and quarters are looked at."""
        self._atoms = atoms
        self._exact = exact
        self._quarters: dict[tuple, list[tuple[int, ...]]] = {}
        for *subject, slots in exact:
            if len(slots) > 1 and len(in_quarters(slots, atoms)) == 1:
                self._quarters.setdefault(tuple(subject), []).append(slots)

    def count(self, place: Place) -> float | None:
        """The count of a sum over time; None where months and quarters do not give it.

        A quarter that is partly in the sum counts as its months, or as itself less its other months.
        """
        *subject, slots = place
        return _sum([self._part(tuple(subject), inside) for inside in in_quarters(slots, self._atoms)])

    def _part(self, subject: tuple, inside: tuple[int, ...]) -> float | None:
        by_months = self._months(subject, inside)
        if by_months is not None:
            return by_months
        for whole in self._quarters.get(subject, ()):
            if set(inside) <= set(whole):
                rest = self._months(subject, tuple(slot for slot in whole if slot not in inside))
                if rest is not None:
                    return self._exact[(*subject, whole)] - rest
        return None

    def _months(self, subject: tuple, slots: tuple[int, ...]) -> float | None:
        return _sum([self._month(subject, slot) for slot in slots])

    def _month(self, subject: tuple, slot: int) -> float | None:
        """A month in which nothing was counted adds nothing."""
        known = self._exact.get((*subject, (slot,)))
        return 0.0 if known is None and not len(self._atoms.under_cell(subject, (slot,))) else known


def _sum(counts: list[float | None]) -> float | None:
    """The sum, None where one is missing."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
