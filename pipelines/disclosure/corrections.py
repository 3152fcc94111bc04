"""What two versions of one cell tell: a small difference is the few people who were added or taken out.

Totals and services may be seen to change when late reports come in; a breakdown may not tell what these were about.
Who knows some quartiers exactly sees the difference of all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

import numpy as np

from pipelines.disclosure.cells import Cell

MAY_CHANGE = ("total", "service")


def small_changes(
    shown: Iterable[tuple[Cell, np.ndarray]], *, truth: np.ndarray, known: np.ndarray, width: Callable[[Cell], int]
) -> Iterator[tuple[Cell, np.ndarray, np.ndarray]]:
    """Cells shown in two versions (as their atoms, in order) that differ by less than their width, with both.

    `known` marks the atoms whose counts the reader has anyway.
    """
    versions: dict[Cell, list[np.ndarray]] = {}
    for cell, atoms in shown:
        if cell.dimension not in MAY_CHANGE:
            versions.setdefault(cell, []).append(atoms)
    for cell, listed in versions.items():
        for before, after in combinations(listed, 2):
            change = truth[after[~known[after]]].sum() - truth[before[~known[before]]].sum()
            if 0 < abs(change) < width(cell):
                yield cell, before, after
