"""The program behind a block, kept in HiGHS from question to question.

Columns: the atoms that may move, then for every piece how far it lies above and below what is said of it. Rows: what is
said of the pieces, then what is asked of them, then what everybody knows; what may not move is at its true count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import highspy
import numpy as np

from pipelines.disclosure.highs import AT_MOST_MORE, NEARLY, quiet_highs
from pipelines.disclosure.pieces import Piece, State
from pipelines.disclosure.system import MANY, Row

FREE = highspy.kHighsInf
Line = tuple[np.ndarray, np.ndarray, float, float]


class BlockModel:
    """The pieces as a linear program; solutions hold the atoms' counts first."""

    def __init__(self, pieces: Sequence[Piece], rows: Sequence[Row], truth: np.ndarray, free: np.ndarray) -> None:
        """Take the pieces, the rows everybody knows, the true counts and which atoms may move."""
        self.pieces = pieces
        inside = np.unique(np.concatenate([piece.atoms for piece in pieces]))
        self.atoms = inside[free[inside]]
        self.truth = truth[self.atoms].astype(float)
        self._position = np.full(len(truth), -1, dtype=np.int64)
        self._position[self.atoms] = np.arange(len(self.atoms))
        self.sums = [self._columns(piece.atoms) for piece in pieces]
        self._outside = np.array(
            [piece.count - self.truth[s].sum() for piece, s in zip(pieces, self.sums, strict=True)]
        )
        size, count = len(self.atoms), len(pieces)
        self._above, self._below = np.arange(size, size + count), np.arange(size + count, size + 2 * count)
        self._size = size + 2 * count
        self._highs = quiet_highs()
        self._highs.passModel(self._model(rows, truth))

    def become(self, known: np.ndarray) -> None:
        """Let the atoms that the mask marks stay at their true counts."""
        columns = np.arange(len(self.atoms), dtype=np.int32)
        least, most = np.where(known, self.truth, 0.0), self.truth + np.where(known, 0, AT_MOST_MORE)
        self._highs.changeColsBounds(len(columns), columns, least, most)

    def solve(self, weights: Mapping[int, float]) -> np.ndarray | None:
        """A solution with the largest weighted pieces while nothing open moves; None where there is none."""
        return self._solve(self._cost(weights), is_tight=True)

    def furthest(self, number: int, *, is_up: bool) -> float:
        """How far a piece could move if everything open were hidden."""
        solution = self._solve(self._cost({number: 1.0 if is_up else -1.0}), is_tight=False)
        return float(self.pieces[number].count) if solution is None else float(self.values(solution)[number])

    def moved(self, number: int, least: float, most: float) -> np.ndarray | None:
        """The cheapest solution in which a piece lies in these bounds; None where there is none."""
        cost = np.zeros(self._size)
        cost[self._above] = cost[self._below] = [p.cost if p.state is State.OPEN else 0.0 for p in self.pieces]
        asked, outside = len(self.pieces) + number, self._outside[number]
        self._highs.changeRowBounds(asked, max(least - outside, -FREE), min(most - outside, FREE))
        try:
            return self._solve(cost, is_tight=False)
        finally:
            self._highs.changeRowBounds(asked, -FREE, FREE)

    def release(self, number: int) -> None:
        """Let a piece that has been hidden move freely."""
        self._highs.changeRowBounds(number, -FREE, FREE)

    def values(self, solution: np.ndarray) -> np.ndarray:
        """The counts of all pieces in a solution."""
        return np.array([solution[sums].sum() for sums in self.sums]) + self._outside

    def which_moved(self, solution: np.ndarray) -> np.ndarray:
        """The numbers of the pieces that lie outside what is said of them."""
        return np.flatnonzero(solution[self._above] + solution[self._below] > NEARLY)

    def _cost(self, weights: Mapping[int, float]) -> np.ndarray:
        cost = np.zeros(self._size)
        for number, weight in weights.items():
            cost[self.sums[number]] -= weight
        return cost

    def _solve(self, cost: np.ndarray, *, is_tight: bool) -> np.ndarray | None:
        """The solution of least cost; with `is_tight` open pieces may not leave what is said of them."""
        columns = np.arange(self._size, dtype=np.int32)
        self._highs.changeColsCost(len(columns), columns, cost)
        is_open = np.array([piece.state is State.OPEN for piece in self.pieces])
        room = np.tile(np.where(is_open & (not is_tight), FREE, 0.0), 2)
        moves = np.concatenate([self._above, self._below]).astype(np.int32)
        self._highs.changeColsBounds(len(moves), moves, np.zeros(len(moves)), room)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs.getSolution().col_value)

    def _columns(self, atoms: np.ndarray) -> np.ndarray:
        positions = self._position[atoms]
        return positions[positions >= 0]

    def _model(self, rows: Sequence[Row], truth: np.ndarray) -> highspy.HighsLp:
        model = highspy.HighsLp()
        lines = [*self._said(), *self._asked(), *(self._rule(row, truth) for row in rows)]
        model.num_col_, model.num_row_ = self._size, len(lines)
        model.col_cost_, model.col_lower_ = np.zeros(self._size), np.zeros(self._size)
        model.col_upper_ = np.concatenate([self.truth + AT_MOST_MORE, np.zeros(self._size - len(self.atoms))])
        model.row_lower_ = np.array([line[2] for line in lines])
        model.row_upper_ = np.array([line[3] for line in lines])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(line[0]) for line in lines)]).astype(np.int32)
        model.a_matrix_.index_ = np.concatenate([line[0] for line in lines]).astype(np.int32)
        model.a_matrix_.value_ = np.concatenate([line[1] for line in lines])
        return model

    def _said(self) -> Iterator[Line]:
        for number, (piece, sums) in enumerate(zip(self.pieces, self.sums, strict=True)):
            low, high = (-FREE, FREE) if piece.state is State.HIDDEN else piece.said
            columns = np.concatenate([sums, [self._above[number], self._below[number]]])
            outside = self._outside[number]
            yield columns, np.array([*np.ones(len(sums)), -1.0, 1.0]), low - outside, high - outside

    def _asked(self) -> Iterator[Line]:
        yield from ((sums, np.ones(len(sums)), -FREE, FREE) for sums in self.sums)

    def _rule(self, row: Row, truth: np.ndarray) -> Line:
        plus, minus = self._columns(row.plus), self._columns(row.minus)
        known = float(truth[row.plus].sum() - truth[row.minus].sum())
        outside = known - float(self.truth[plus].sum() - self.truth[minus].sum())
        low = -FREE if row.low <= -MANY else row.low - outside
        high = FREE if row.high >= MANY else row.high - outside
        return np.concatenate([plus, minus]), np.array([*np.ones(len(plus)), *-np.ones(len(minus))]), low, high
