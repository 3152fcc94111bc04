"""Smallest and largest sums of atoms that agree with a system: linear programs, whole numbers where it matters.

One model per system is given to HiGHS; only the objective changes from program to program, so each starts where the
last one ended.
"""

from __future__ import annotations

import highspy
import numpy as np

from pipelines.disclosure.highs import model_of, quiet_highs
from pipelines.disclosure.system import System, Target


class SolverError(Exception):
    """HiGHS gave no optimum for a system that the true counts satisfy."""


class Solver:
    """A system in HiGHS over its unknown atoms."""

    def __init__(self, system: System) -> None:
        """Pass the system's unknown atoms and rows; the true counts are the first solution."""
        self.atoms = np.flatnonzero(system.floor < system.roof)
        self._position = np.full(len(system.floor), -1, dtype=np.int64)
        self._position[self.atoms] = np.arange(len(self.atoms))
        self._system = system
        self._highs = quiet_highs()
        self._highs.passModel(model_of(system, self.atoms, self._position))

    def columns(self, target: Target) -> np.ndarray:
        """The columns of the target's unknown atoms."""
        positions = self._position[target.atoms]
        return positions[positions >= 0]

    def vector(self, target: Target) -> np.ndarray:
        """The target's unknown atoms as an objective."""
        vector = np.zeros(len(self.atoms))
        np.add.at(vector, self.columns(target), 1.0)
        return vector

    def known_part(self, target: Target) -> float:
        """What the target's known atoms sum to."""
        known = target.atoms[self._position[target.atoms] < 0]
        return float(self._system.floor[known].sum())

    def largest(self, objective: np.ndarray) -> np.ndarray:
        """A solution with the largest objective; not whole where the corners of the system are not."""
        self._highs.changeColsCost(len(self.atoms), np.arange(len(self.atoms), dtype=np.int32), -objective)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise SolverError(f"{self._highs.modelStatusToString(status)}: {len(self.atoms)} columns")
        return np.array(self._highs.getSolution().col_value)

    def largest_whole(self, objective: np.ndarray) -> np.ndarray:
        """A solution in whole numbers with the largest objective."""
        columns = np.arange(len(self.atoms), dtype=np.int32)
        kinds = np.full(len(self.atoms), highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(len(columns), columns, kinds)
        try:
            return np.round(self.largest(objective))
        finally:
            kinds = np.full(len(self.atoms), highspy.HighsVarType.kContinuous)
            self._highs.changeColsIntegrality(len(columns), columns, kinds)
