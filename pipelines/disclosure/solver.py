"""Smallest and largest sums of atoms that agree with a system: linear programs, whole numbers where it matters.

One model per system is given to HiGHS; only the objective changes from program to program, so each starts where the
last one ended. Every solution found counts for all targets of the system at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from pipelines.disclosure.system import MANY, System, Target

NEARLY = 1e-6
GUESSES = 4
# No program runs away: nothing is ever thought to be this many contacts more than it is.
AT_MOST_MORE = 10_000


class SolverError(Exception):
    """HiGHS gave no optimum for a system that the true counts satisfy."""


@dataclass(frozen=True)
class Interval:
    """The smallest and largest whole count of a target; for a safe one, as far as the search had to go."""

    target: Target
    low: int
    high: int

    @property
    def is_exact(self) -> bool:
        """Only one count is possible."""
        return self.low == self.high and self.low < self.target.ceiling

    @property
    def is_narrow(self) -> bool:
        """Few counts are possible: the bounds are closer than the target's width."""
        return self.high - self.low < self.target.width and self.high < self.target.ceiling


class Solver:
    """A system in HiGHS over its unknown atoms."""

    def __init__(self, system: System) -> None:
        """Pass the system's unknown atoms and rows; the true counts are the first solution."""
        self.atoms = np.flatnonzero(system.floor < system.roof)
        self._position = np.full(len(system.floor), -1, dtype=np.int64)
        self._position[self.atoms] = np.arange(len(self.atoms))
        self._system = system
        self._highs = quiet_highs()
        self._highs.passModel(_model(system, self.atoms, self._position))

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


def search(system: System, targets: Sequence[Target]) -> list[Interval]:
    """The interval of every target; the search for one ends as soon as it is safe."""
    if not (system.floor < system.roof).any():
        return [_known(system, target) for target in targets]
    return _Search(system, targets).run()


def bounds(system: System, target: Target) -> tuple[int, int]:
    """The smallest and the largest whole count of one target."""
    if not (system.floor < system.roof)[target.atoms].any():
        known = _known(system, target)
        return known.low, known.high
    solver = Solver(system)
    vector, base = solver.vector(target), solver.known_part(target)
    least, most = (float(vector @ solver.largest_whole(sign * vector)) for sign in (-1, 1))
    return round(base + least), round(base + most)


def _known(system: System, target: Target) -> Interval:
    value = round(float(system.floor[target.atoms].sum()))
    return Interval(target, value, value)


class _Search:
    """The search in one system: what is seen of every target so far, and how far it could go at most."""

    def __init__(self, system: System, targets: Sequence[Target]) -> None:
        self.targets = targets
        self.solver = Solver(system)
        columns = [self.solver.columns(target) for target in targets]
        self.columns = np.concatenate(columns)
        self.starts = np.concatenate([[0], np.cumsum([len(each) for each in columns])[:-1]])
        self.lengths = np.array([len(each) for each in columns])
        self.base = np.array([self.solver.known_part(target) for target in targets])
        self.width = np.array([target.width for target in targets])
        self.ceiling = np.array([target.ceiling for target in targets])
        self.low = self.high = self.sums(system.truth[self.solver.atoms].astype(float))
        self.least, self.most = self.sums(system.floor[self.solver.atoms]), self.sums(system.roof[self.solver.atoms])

    def run(self) -> list[Interval]:
        """Guess in common first, then one by one."""
        generator = np.random.default_rng(len(self.targets))
        for _ in range(GUESSES):
            open_ = ~self.is_done()
            if not open_.any():
                break
            weights = generator.choice([-1.0, 1.0], len(self.targets)) * generator.random(len(self.targets)) * open_
            self.see(self.solver.largest(self.objective(weights)))
        for number in range(len(self.targets)):
            if not self.is_done()[number]:
                self.settle(number)
        return [self.interval(number) for number in range(len(self.targets))]

    def interval(self, number: int) -> Interval:
        """What is known of a target: for one that the single rows give away, what they leave open."""
        is_given_away = self.is_given_away()[number]
        low, high = (self.least, self.most) if is_given_away else (self.low, self.high)
        base = self.base[number]
        return Interval(self.targets[number], round(low[number] + base), round(high[number] + base))

    def sums(self, values: np.ndarray) -> np.ndarray:
        """The targets' unknown parts, given the atoms' counts."""
        return np.add.reduceat(values[self.columns], self.starts)

    def objective(self, weights: np.ndarray) -> np.ndarray:
        """The weighted targets as one objective."""
        return np.bincount(self.columns, np.repeat(weights, self.lengths), minlength=len(self.solver.atoms))

    def is_safe(self) -> np.ndarray:
        """Which targets can be as many different counts as they need to."""
        return (self.high - self.low >= self.width - NEARLY) | (self.high + self.base >= self.ceiling - NEARLY)

    def is_given_away(self) -> np.ndarray:
        """Which targets cannot, whatever the rows say together."""
        return (self.most - self.least < self.width) & (self.most + self.base < self.ceiling)

    def is_done(self) -> np.ndarray:
        """Which targets need no further search."""
        return self.is_safe() | self.is_given_away()

    def see(self, solution: np.ndarray) -> bool:
        """Widen all intervals by a solution; False where it is not whole and so proves nothing."""
        whole = np.round(solution)
        if np.abs(solution - whole).max() > NEARLY:
            return False
        values = self.sums(whole)
        self.low, self.high = np.minimum(self.low, values), np.maximum(self.high, values)
        return True

    def settle(self, number: int) -> None:
        """Find the largest, then the smallest count of one target, in whole numbers where the quick answer is not."""
        vector = self.solver.vector(self.targets[number])
        for sign in (1.0, -1.0):
            quick = self.solver.largest(sign * vector)
            if not self.see(quick) and not self.is_settled(number, sign * float(vector @ quick), sign):
                self.see(self.solver.largest_whole(sign * vector))
            if self.is_safe()[number]:
                return

    def is_settled(self, number: int, bound: float, sign: float) -> bool:
        """Whether what is seen already reaches the bound, rounded to a whole count."""
        reached = self.high[number] if sign > 0 else -self.low[number]
        return reached >= np.floor(bound + NEARLY)


class _Quiet(highspy.Highs):
    """HiGHS without callbacks: setting these up prints a line on stdout, which belongs to the answer."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def quiet_highs() -> _Quiet:
    """An empty HiGHS that says nothing and keeps to one thread."""
    highs = _Quiet()
    for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
        highs.setOptionValue(name, value)
    return highs


def _model(system: System, atoms: np.ndarray, position: np.ndarray) -> highspy.HighsLp:
    """The system as HiGHS takes it: rows in compressed form."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(atoms), len(system.low)
    model.col_cost_ = np.zeros(len(atoms))
    model.col_lower_ = system.floor[atoms]
    model.col_upper_ = np.minimum(system.roof[atoms], system.truth[atoms] + AT_MOST_MORE)
    model.row_lower_ = np.where(system.low <= -MANY, -highspy.kHighsInf, system.low)
    model.row_upper_ = np.where(system.high >= MANY, highspy.kHighsInf, system.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = system.starts.astype(np.int32)
    model.a_matrix_.index_ = position[system.columns].astype(np.int32)
    model.a_matrix_.value_ = system.signs
    return model
