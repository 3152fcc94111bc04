"""The interval of every target in a system, found with as few programs as it takes.

Every solution counts for all targets of the system at once, and the search for one ends as soon as it is safe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.highs import NEARLY
from pipelines.disclosure.solver import Solver
from pipelines.disclosure.system import System, Target

GUESSES = 4


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
