"""The unknowns of an attack: the smallest counts that all published numbers are sums of.

One atom is the count of a quartier, a month and a category. Where a municipality counts more than its quartiers,
the rest is a leaf of its own, "elsewhere". A month that was published twice has two atoms per cell where its counts
changed and one where they did not; the categories of a partition change together, because only their total ties them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

ELSEWHERE = ""
NONE = -1
Slot = tuple[date, int]


@dataclass(frozen=True)
class Atoms:
    """Atoms by leaf, slot (month and version) and category: `ids` holds -1 where nothing is counted.

    `truth` holds the true count of every atom, `reported` by leaf, slot and category how many services told it, `runs`
    each carrier's category with those of its services.
    """

    leaves: tuple[str, ...]
    slots: dict[Slot, int]
    categories: dict[tuple[str, str], int]
    dimensions: dict[str, list[int]]
    partitions: frozenset[str]
    under: dict[tuple[str, str], list[int]]
    runs: tuple[tuple[int, tuple[int, ...]], ...]
    ids: np.ndarray
    truth: np.ndarray
    reported: np.ndarray

    @cached_property
    def month_of(self) -> dict[int, date]:
        """The month of every slot, by its first day."""
        return {slot: month for (month, _), slot in self.slots.items()}

    @cached_property
    def quarters(self) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
        """The slots of a period → the same quarter by quarter, as far as it was asked for."""
        return {}

    def of(self, leaves: Sequence[int], slots: Sequence[int], categories: Sequence[int]) -> np.ndarray:
        """The ids of all atoms of these leaves, slots and categories."""
        found = self.ids[np.ix_(leaves, slots, categories)].ravel()
        return found[found != NONE]

    def under_cell(self, subject: tuple[str, str, str, str], slots: Sequence[int]) -> np.ndarray:
        """The ids of all atoms of an area (kind, key), a dimension and a category; without category, all of it."""
        area_kind, area, dimension, category = subject
        if category:
            place = self.categories.get((dimension, category))
            members = [] if place is None else [place]
        else:
            members = self.dimensions.get(dimension, [])
        return self.of(self.under.get((area_kind, area), []), slots, members)
