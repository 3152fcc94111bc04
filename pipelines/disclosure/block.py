"""One breakdown with its totals: which further cells to hide so that none can be worked out.

A linear program says what the counts could be if more cells were hidden, at the least cost to readers: hidden cells
move freely, open ones at a price, shown ones within what was said of them. Cells that have to move are hidden. After
the shortest path method for complementary suppression (Fischetti and Salazar 2001 give the exact form).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.block_model import BlockModel
from pipelines.disclosure.highs import NEARLY
from pipelines.disclosure.pieces import Piece, State
from pipelines.disclosure.plain_sums import PlainSums
from pipelines.disclosure.system import MANY, Row

GUESSES = 3


@dataclass(frozen=True)
class Scene:
    """What a block is protected in.

    The true counts and the rows everybody knows; as masks over all atoms what may move at all, what each attacker
    knows, and the single leaves.
    """

    truth: np.ndarray
    rows: Sequence[Row]
    free: np.ndarray
    insiders: Sequence[np.ndarray]
    leaves: Sequence[np.ndarray]


class Block:
    """The pieces of one breakdown and how far every attacker has seen them move."""

    def __init__(self, pieces: Sequence[Piece], scene: Scene, dimension: str | None = None) -> None:
        """Take the pieces and what they are protected in; with `dimension`, only its pieces are aims."""
        self.pieces = list(pieces)
        self._is_meant = np.array([dimension in (None, piece.cell.dimension) for piece in self.pieces])
        self.model = BlockModel(self.pieces, scene.rows, scene.truth, scene.free)
        self.insiders = [known[self.model.atoms] for known in scene.insiders]
        self.leaves = [leaf[self.model.atoms] for leaf in scene.leaves]
        self._width = np.array([piece.aim.width for piece in self.pieces])
        self._ceiling = np.array([piece.aim.ceiling for piece in self.pieces])
        self._is_secret = self._secrets()
        counts = np.array([piece.count for piece in self.pieces], float)
        self._low = np.tile(counts, (len(self.insiders), 1))
        self._high = self._low.copy()

    def protect(self) -> None:
        """Hide until every aim is safe from every attacker, as far as it can be."""
        lost: set[int] = set()
        while True:
            todo = [k for k in range(len(self.insiders)) if set(self._open(k)) - lost]
            if not todo:
                return
            # Who knows most comes first: what withstands them withstands the others.
            attacker = max(todo, key=lambda k: int(self.insiders[k].sum()))
            self.model.become(self.insiders[attacker])
            self._guess(attacker)
            for number in self._open(attacker):
                if number not in lost and not self._settle(attacker, int(number)):
                    lost.add(int(number))

    def _open(self, attacker: int) -> np.ndarray:
        """The aims that this attacker may still find out."""
        low, high = self._low[attacker], self._high[attacker]
        is_safe = (high - low >= self._width - NEARLY) | (high >= self._ceiling - NEARLY)
        is_aim = np.array([piece.is_aim for piece in self.pieces], dtype=bool)
        return np.flatnonzero(is_aim & self._is_meant & ~is_safe & self._is_secret[attacker])

    def _guess(self, attacker: int) -> None:
        """Some common objectives: every solution may show several pieces to be safe."""
        generator = np.random.default_rng(len(self.pieces))
        for _ in range(GUESSES):
            open_ = self._open(attacker)
            if not len(open_):
                return
            weights = dict(zip(open_, generator.choice([-1.0, 1.0], len(open_)) * generator.random(), strict=True))
            self._see(self.model.solve(weights))

    def _settle(self, attacker: int, number: int) -> bool:
        """Find out how far a piece can move, and hide more until it is far enough."""
        for sign in (1.0, -1.0):
            if number not in self._open(attacker):
                return True
            self._see(self.model.solve({number: sign}))
        if number not in self._open(attacker):
            return True
        for leaf in [*self._leaves_of(attacker, number), None]:
            known = self.insiders[attacker]
            self.model.become(known if leaf is None else known | ~leaf)
            is_safe = self._hide_for(attacker, number)
            self.model.become(known)
            if is_safe:
                return True
        return False

    def _leaves_of(self, attacker: int, number: int) -> list[np.ndarray]:
        """The single leaves of a piece that the attacker does not know, the largest first.

        Counts that move in one leaf only are safe from everybody else's knowledge at once.
        """
        sums = self.model.sums[number]
        inside = [leaf for leaf in self.leaves if leaf[sums].any() and not self.insiders[attacker][leaf].all()]
        return sorted(inside, key=lambda leaf: -self.model.truth[sums[leaf[sums]]].sum())

    def _hide_for(self, attacker: int, number: int) -> bool:
        """Hide what lets a piece move up far enough, or down, or down as far as it goes and then up."""
        for is_up in (True, False, True):
            low, high = self._low[attacker, number], self._high[attacker, number]
            furthest = self.model.furthest(number, is_up=is_up)
            if is_up:
                bounds = min(low + self._width[number], self._ceiling[number], furthest), MANY
            else:
                bounds = -MANY, max(high - self._width[number], furthest)
            solution = self.model.moved(number, *bounds)
            if solution is not None:
                for moved in self.model.which_moved(solution):
                    self._hide(int(moved))
                self._see(solution)
            if number not in self._open(attacker):
                return True
        return False

    def _hide(self, number: int) -> None:
        if self.pieces[number].state is State.OPEN:
            self.pieces[number].state = State.HIDDEN
            self.model.release(number)
            self._is_secret = self._secrets()

    def _secrets(self) -> np.ndarray:
        """By attacker and piece, whether it is more than the sum of own counts and shown pieces."""
        subjects = [piece.cell[4:] for piece in self.pieces]
        shown: dict[tuple[str, ...], list[np.ndarray]] = {subject: [] for subject in subjects}
        for piece, subject, sums in zip(self.pieces, subjects, self.model.sums, strict=True):
            if piece.state is not State.HIDDEN:
                shown[subject].append(sums)
        plain = {subject: PlainSums(listed) for subject, listed in shown.items()}
        return np.array(
            [
                [not plain[subject].give(sums, known) for subject, sums in zip(subjects, self.model.sums, strict=True)]
                for known in self.insiders
            ],
            dtype=bool,
        )

    def _see(self, solution: np.ndarray | None) -> None:
        """Widen what is possible, for every attacker whose own counts the solution leaves as they are."""
        if solution is None:
            return
        values = self.model.values(solution)
        is_same = np.abs(solution[: len(self.model.atoms)] - self.model.truth) < NEARLY
        for attacker, known in enumerate(self.insiders):
            if is_same[known].all():
                self._low[attacker] = np.minimum(self._low[attacker], values)
                self._high[attacker] = np.maximum(self._high[attacker], values)
