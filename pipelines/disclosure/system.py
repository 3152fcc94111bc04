"""A linear system over atoms: what an attacker writes down, reduced to what is still unknown in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from pipelines.disclosure.cells import Cell

MANY = 1e7
PASSES = 30


@dataclass(frozen=True)
class Row:
    """low ≤ sum of the atoms `plus` - sum of the atoms `minus` ≤ high."""

    plus: np.ndarray
    minus: np.ndarray
    low: float
    high: float


@dataclass(frozen=True)
class Target:
    """A count somebody tries to find out: the sum of `atoms`.

    It is found where its bounds are closer than `width` and, with `ceiling`, the upper bound is below that.
    """

    name: Cell
    atoms: np.ndarray
    width: int
    ceiling: float = MANY


@dataclass(frozen=True)
class System:
    """Rows `low ≤ matrix · x ≤ high` in compressed form over atoms with whole bounds `floor` and `roof`."""

    starts: np.ndarray
    columns: np.ndarray
    signs: np.ndarray
    low: np.ndarray
    high: np.ndarray
    floor: np.ndarray
    roof: np.ndarray
    truth: np.ndarray

    @property
    def row_of(self) -> np.ndarray:
        """The row of every entry."""
        return np.repeat(np.arange(len(self.low)), np.diff(self.starts))


def make_system(rows: Sequence[Row], truth: np.ndarray, known: np.ndarray) -> System:
    """The rows over all atoms; `known` marks the atoms whose count the attacker knows."""
    rows = [row for row in rows if len(row.plus) + len(row.minus)]
    lengths = [len(row.plus) + len(row.minus) for row in rows]
    columns = [part for row in rows for part in (row.plus, row.minus)]
    signs = [sign for row in rows for sign in (np.ones(len(row.plus)), -np.ones(len(row.minus)))]
    floor = np.where(known, truth, 0).astype(float)
    return System(
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        columns=np.concatenate(columns).astype(np.int64) if columns else np.zeros(0, np.int64),
        signs=np.concatenate(signs) if signs else np.zeros(0),
        low=np.array([row.low for row in rows], float),
        high=np.array([row.high for row in rows], float),
        floor=floor,
        roof=np.where(known, truth, MANY).astype(float),
        truth=truth,
    )


def tightened(system: System) -> System:
    """The system with bounds as narrow as its single rows make them, whole numbers assumed."""
    floor, roof = system.floor.copy(), system.roof.copy()
    if not len(system.low):
        return system
    for _ in range(PASSES):
        before = floor.sum(), roof.sum()
        _tighten(system, floor, roof)
        if (floor.sum(), roof.sum()) == before:
            break
    return System(system.starts, system.columns, system.signs, system.low, system.high, floor, roof, system.truth)


def _tighten(system: System, floor: np.ndarray, roof: np.ndarray) -> None:
    """One pass: what a row leaves for one atom when all others are at their least or most."""
    is_plus = system.signs > 0
    least = np.where(is_plus, floor[system.columns], -roof[system.columns])
    most = np.where(is_plus, roof[system.columns], -floor[system.columns])
    row_of, starts = system.row_of, system.starts[:-1]
    room = system.high[row_of] - (np.add.reduceat(least, starts)[row_of] - least)
    need = system.low[row_of] - (np.add.reduceat(most, starts)[row_of] - most)
    upper, lower = np.where(is_plus, room, -need), np.where(is_plus, need, -room)
    np.minimum.at(roof, system.columns, np.floor(upper + 1e-6))
    np.maximum.at(floor, system.columns, np.ceil(lower - 1e-6))


def parts(system: System, targets: Iterable[Target]) -> list[tuple[System, list[Target]]]:
    """The independent pieces that hold targets, over their unknown atoms only.

    Targets without unknown atoms come first, with an empty system. A target ties the atoms it sums.
    """
    targets = list(targets)
    unknown = system.floor < system.roof
    labels = _labels(system, unknown, targets)
    grouped: dict[int, list[Target]] = {}
    for target in targets:
        free = target.atoms[unknown[target.atoms]]
        grouped.setdefault(int(labels[free[0]]) if len(free) else -1, []).append(target)
    return [(_part(system, unknown & (labels == label)), group) for label, group in sorted(grouped.items())]


def _labels(system: System, unknown: np.ndarray, targets: Sequence[Target]) -> np.ndarray:
    """A number per atom, the same for all atoms of a piece."""
    labels = np.arange(len(unknown))
    is_free = unknown[system.columns]
    columns = np.concatenate([system.columns[is_free], *(target.atoms[unknown[target.atoms]] for target in targets)])
    counts = [int(unknown[target.atoms].sum()) for target in targets]
    groups = np.concatenate([system.row_of[is_free], np.repeat(len(system.low) + np.arange(len(targets)), counts)])
    while True:
        lowest = np.full(len(system.low) + len(targets), len(labels))
        np.minimum.at(lowest, groups, labels[columns])
        after = labels.copy()
        np.minimum.at(after, columns, lowest[groups])
        if (after == labels).all():
            return labels
        labels = after


def _part(system: System, chosen: np.ndarray) -> System:
    """The rows of the chosen atoms, everything else in them taken at its known count."""
    inside = chosen[system.columns]
    row_of = system.row_of
    rows = np.unique(row_of[inside])
    fixed = np.zeros(len(system.low))
    np.add.at(fixed, row_of[~inside], (system.signs * system.floor[system.columns])[~inside])
    lengths = np.bincount(row_of[inside], minlength=len(system.low))[rows]
    return System(
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        columns=system.columns[inside],
        signs=system.signs[inside],
        low=system.low[rows] - fixed[rows],
        high=system.high[rows] - fixed[rows],
        floor=np.where(chosen, system.floor, system.truth.astype(float)),
        roof=np.where(chosen, system.roof, system.truth.astype(float)),
        truth=system.truth,
    )
