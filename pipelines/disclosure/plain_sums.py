"""What somebody sees by mere adding: a hidden cell made of own counts and shown cells, less the own part of these.

Such a cell keeps no secret from them: what is foreign in it was meant to be seen, or is a target of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


class PlainSums:
    """The shown cells of one breakdown, each as the atoms it sums."""

    def __init__(self, shown: Iterable[np.ndarray]) -> None:
        """Take the shown cells; larger ones are tried first."""
        self._shown = sorted((frozenset(atoms.tolist()) for atoms in shown), key=len, reverse=True)

    def give(self, atoms: np.ndarray, known: np.ndarray) -> bool:
        """Whether own counts (marked in `known`) and shown cells sum up to a cell of these atoms.

        Never without own counts: a hidden cell that shown ones sum up to is told to everybody.
        """
        is_own = known[atoms]
        if not is_own.any():
            return False
        rest = frozenset(atoms[~is_own].tolist())
        own = frozenset(np.flatnonzero(known).tolist())
        for shown in self._shown:
            foreign = shown - own
            if foreign <= rest:
                rest -= foreign
        return not rest
