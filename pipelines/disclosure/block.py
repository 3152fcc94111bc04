"""One breakdown of a unit with its totals: which further cells to hide so that no hidden one can be worked out.

A linear program says what the counts could be if more cells were hidden, at the least cost to readers: hidden cells
move freely, open ones at a price, shown ones not at all. Cells that have to move are hidden. After the shortest path
method for complementary suppression (Fischetti and Salazar 2001 give the exact form).
"""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np

from pipelines.disclosure.pieces import Piece, State
from pipelines.disclosure.solver import AT_MOST_MORE, NEARLY, quiet_highs
from pipelines.disclosure.system import MANY, Row

GUESSES = 3
FREE = highspy.kHighsInf


class Block:
    """The program of one breakdown.

    Columns: the atoms, then for every piece how far it lies above and below its true count. Rows: the pieces, then
    what everybody knows.
    """

    def __init__(
        self,
        pieces: Sequence[Piece],
        rows: Sequence[Row],
        truth: np.ndarray,
        *,
        insiders: Sequence[np.ndarray],
        leaves: Sequence[np.ndarray],
    ) -> None:
        """Take the pieces, the rows of `rules`, the true counts, and as atoms what every attacker knows, and leaves."""
        self.pieces = list(pieces)
        self.atoms = np.unique(np.concatenate([piece.atoms for piece in pieces]))
        self._position = {int(atom): number for number, atom in enumerate(self.atoms)}
        self._truth = truth[self.atoms].astype(float)
        self.insiders = [np.isin(self.atoms, known) for known in insiders]
        self._by_leaf = [np.flatnonzero(np.isin(self.atoms, leaf)) for leaf in leaves]
        self._by_leaf = [leaf for leaf in self._by_leaf if len(leaf)]
        self._sums = [self._columns(piece.atoms) for piece in self.pieces]
        size, count = len(self.atoms), len(self.pieces)
        self._above, self._below = np.arange(size, size + count), np.arange(size + count, size + 2 * count)
        self._highs = quiet_highs()
        self._highs.passModel(self._model(rows, truth))
        self._columns_count = size + 2 * count
        self._is_counted = [
            np.array([len(sums) > 0 and not known[sums].all() for sums in self._sums]) for known in self.insiders
        ]
        shape = len(self.insiders), count
        values = np.array([piece.count for piece in self.pieces], float)
        self._low, self._high = np.broadcast_to(values, shape).copy(), np.broadcast_to(values, shape).copy()

    def protect(self) -> list[Piece]:
        """Hide until every hidden piece is safe from every attacker; returns those that cannot be made safe."""
        lost: set[int] = set()
        while True:
            todo = [(k, n) for k in range(len(self.insiders)) for n in self._open(k) if n not in lost]
            if not todo:
                return [self.pieces[number] for number in sorted(lost)]
            attacker = todo[0][0]
            self._become(attacker)
            self._guess(attacker)
            for number in self._open(attacker):
                if number not in lost and not self._settle(attacker, number):
                    lost.add(number)

    def _open(self, attacker: int) -> np.ndarray:
        hidden = np.array([piece.state is State.HIDDEN for piece in self.pieces])
        width = np.array([piece.width for piece in self.pieces])
        is_narrow = self._high[attacker] - self._low[attacker] < width - NEARLY
        return np.flatnonzero(hidden & is_narrow & self._is_counted[attacker])

    def _guess(self, attacker: int) -> None:
        """Some common objectives: every solution may show several pieces to be safe."""
        generator = np.random.default_rng(len(self.pieces))
        for _ in range(GUESSES):
            open_ = self._open(attacker)
            if not len(open_):
                return
            cost = np.zeros(self._columns_count)
            for number, sign in zip(open_, generator.choice([-1.0, 1.0], len(open_)), strict=True):
                cost[self._sums[number]] += sign * generator.random()
            self._see(self._solve(cost, is_tight=True))

    def _settle(self, attacker: int, number: int) -> bool:
        """Find out how far a hidden piece can move, and hide more until it is far enough."""
        for sign in (-1.0, 1.0):
            if number not in self._open(attacker):
                return True
            cost = np.zeros(self._columns_count)
            cost[self._sums[number]] = sign
            self._see(self._solve(cost, is_tight=True))
        if number not in self._open(attacker):
            return True
        for leaf in [*self._leaves_of(attacker, number), None]:
            self._become(attacker, only=leaf)
            is_safe = self._hide_for(attacker, number)
            self._become(attacker)
            if is_safe:
                return True
        return False

    def _hide_for(self, attacker: int, number: int) -> bool:
        """Hide what lets a piece move up far enough, or down, or down as far as it goes and then up."""
        width = self.pieces[number].width
        for is_up in (True, False, True):
            low, high = self._low[attacker, number], self._high[attacker, number]
            furthest = self._furthest(number, is_up=is_up)
            bounds = (min(low + width, furthest), MANY) if is_up else (0.0, max(high - width, furthest))
            solution = self._moved(number, *bounds)
            if solution is not None:
                self._hide_moved(solution)
                self._see(solution)
            if number not in self._open(attacker):
                return True
        return False

    def _furthest(self, number: int, *, is_up: bool) -> float:
        """How far a piece could move if everything open were hidden."""
        cost = np.zeros(self._columns_count)
        cost[self._sums[number]] = -1.0 if is_up else 1.0
        solution = self._solve(cost, is_tight=False)
        return self.pieces[number].count if solution is None else float(solution[self._sums[number]].sum())

    def _leaves_of(self, attacker: int, number: int) -> list[np.ndarray]:
        """The atoms of each single leaf of a piece that the attacker does not know, the largest first.

        Counts that move in one leaf only are safe from everybody else's knowledge at once.
        """
        sums = self._sums[number]
        inside = [leaf for leaf in self._by_leaf if np.isin(sums, leaf).any() and not self.insiders[attacker][leaf].all()]
        return sorted(inside, key=lambda leaf: -self._truth[sums[np.isin(sums, leaf)]].sum())

    def _moved(self, number: int, least: float, most: float) -> np.ndarray | None:
        """The cheapest solution in which a piece lies in these bounds; None where there is none."""
        self._highs.changeRowBounds(number, least, most if most < MANY else FREE)
        cost = np.zeros(self._columns_count)
        prices = [piece.cost if piece.state is State.OPEN else 0.0 for piece in self.pieces]
        cost[self._above] = cost[self._below] = prices
        try:
            return self._solve(cost, is_tight=False)
        finally:
            self._highs.changeRowBounds(number, -FREE, FREE)

    def _hide_moved(self, solution: np.ndarray) -> None:
        moved = solution[self._above] + solution[self._below]
        for number in np.flatnonzero(moved > NEARLY):
            self.hide(int(number))

    def hide(self, number: int) -> None:
        """Hide an open piece."""
        if self.pieces[number].state is State.OPEN:
            self.pieces[number].state = State.HIDDEN
            self._highs.changeRowBounds(number, -FREE, FREE)

    def _solve(self, cost: np.ndarray, *, is_tight: bool) -> np.ndarray | None:
        """The solution of least cost; with `is_tight` open pieces may not move."""
        columns = np.arange(self._columns_count, dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, cost)
        is_open = np.array([piece.state is State.OPEN for piece in self.pieces])
        room = np.where(is_open & (not is_tight), FREE, 0.0)
        moves = np.concatenate([self._above, self._below]).astype(np.int32)
        both = np.concatenate([room, room])
        self._highs.changeColsBounds(len(moves), moves, np.zeros(len(moves)), both)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs.getSolution().col_value)

    def _see(self, solution: np.ndarray | None) -> None:
        """Widen what is possible, for every attacker whose own counts the solution leaves as they are."""
        if solution is None:
            return
        counts = solution[: len(self.atoms)]
        values = np.array([counts[sums].sum() for sums in self._sums])
        for attacker, known in enumerate(self.insiders):
            if (np.abs(counts[known] - self._truth[known]) < NEARLY).all():
                self._low[attacker] = np.minimum(self._low[attacker], values)
                self._high[attacker] = np.maximum(self._high[attacker], values)

    def _become(self, attacker: int, only: np.ndarray | None = None) -> None:
        """Know what the attacker knows; with `only`, everything but these columns."""
        known = self.insiders[attacker]
        if only is not None:
            known = known | ~np.isin(np.arange(len(self.atoms)), only)
        columns = np.arange(len(self.atoms), dtype=np.int32)
        least, most = np.where(known, self._truth, 0.0), self._truth + np.where(known, 0, AT_MOST_MORE)
        self._highs.changeColsBounds(len(columns), columns, least, most)

    def _columns(self, atoms: np.ndarray) -> np.ndarray:
        return np.array([self._position[int(atom)] for atom in atoms], dtype=np.int64)

    def _model(self, rows: Sequence[Row], truth: np.ndarray) -> highspy.HighsLp:
        """Pieces as rows that are fixed unless hidden, rules with everything outside the block at its true count."""
        starts, index, value, low, high = [0], [], [], [], []
        for number, (piece, sums) in enumerate(zip(self.pieces, self._sums, strict=True)):
            index += [*sums, self._above[number], self._below[number]]
            value += [*np.ones(len(sums)), -1.0, 1.0]
            is_hidden = piece.state is State.HIDDEN
            low.append(-FREE if is_hidden else piece.count)
            high.append(FREE if is_hidden else piece.count)
            starts.append(len(index))
        for row in rows:
            outside = 0.0
            for atoms, sign in ((row.plus, 1.0), (row.minus, -1.0)):
                inside = [self._position[int(atom)] for atom in atoms if int(atom) in self._position]
                index += inside
                value += [sign] * len(inside)
                outside += sign * sum(float(truth[atom]) for atom in atoms if int(atom) not in self._position)
            low.append(-FREE if row.low <= -MANY else row.low - outside)
            high.append(FREE if row.high >= MANY else row.high - outside)
            starts.append(len(index))
        return _as_model(self._truth, len(self.pieces), (starts, index, value, low, high))


def _as_model(truth: np.ndarray, pieces: int, parts: tuple[list, ...]) -> highspy.HighsLp:
    starts, index, value, low, high = parts
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(truth) + 2 * pieces, len(low)
    model.col_cost_ = np.zeros(model.num_col_)
    model.col_lower_ = np.zeros(model.num_col_)
    model.col_upper_ = np.full(model.num_col_, FREE)
    model.row_lower_, model.row_upper_ = np.array(low), np.array(high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    model.a_matrix_.index_ = np.array(index, dtype=np.int32)
    model.a_matrix_.value_ = np.array(value)
    return model
