"""The cells of a unit as a protector sees them: shown for good, still open, or hidden.

Cells that sum the same atoms are one piece, whatever they are called: a district with one quartier, or a quarter that
was published again although nothing in it changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from math import log10

import numpy as np

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import Cell

# What it costs a reader to miss a cell. A quarter is what longer sums are put together from.
KIND_COST = {"month": 1.0, "quarter": 4.0}
AREA_COST = {"quartier": 1.0, "district": 1.5, "municipality": 2.5}
TOTAL_COST = 4.0
ZERO_COST = 0.3


class State(Enum):
    """What has become of a piece: `SHOWN` cannot be hidden any more, `OPEN` is shown and can."""

    SHOWN = "shown"
    OPEN = "open"
    HIDDEN = "hidden"


@dataclass
class Piece:
    """One count: its atoms, its true count, how many counts it must be able to be once hidden, and its rows.

    `block` is the breakdown it belongs to, a topic being a breakdown of its own. `is_virtual` is never a row: two
    months in sum, or what lies in no quartier.
    """

    cell: Cell
    atoms: np.ndarray
    count: int
    width: int
    state: State
    rows: list[int] = field(default_factory=list)
    is_virtual: bool = False

    @property
    def block(self) -> tuple[str, ...]:
        """The breakdown it is protected with."""
        is_topic = self.cell.dimension == "topic"
        return (self.cell.dimension, self.cell.category) if is_topic else (self.cell.dimension,)

    @property
    def cost(self) -> float:
        """What hiding it costs: less for zeros and small counts, more for what many look at."""
        cell = self.cell
        weight = KIND_COST.get(cell.period_kind, 1.0) * AREA_COST.get(cell.area_kind, 1.0)
        weight *= TOTAL_COST if cell.dimension == "total" else 1.0
        return weight * (1 + log10(1 + self.count) if self.count else ZERO_COST)


class Pieces:
    """All pieces of some units, found by their atoms."""

    def __init__(self, atoms: Atoms) -> None:
        """Start without pieces."""
        self.atoms = atoms
        self._by_atoms: dict[bytes, Piece] = {}

    def __iter__(self) -> Iterable[Piece]:  # type: ignore[override]
        return iter(self._by_atoms.values())

    def add(self, cell: Cell, slots: tuple[int, ...], *, state: State, width: int, row: int | None = None) -> None:
        """Add what is known of a cell; a shown piece stays shown, a hidden one hidden."""
        atoms = np.sort(self.atoms.under_cell(cell[2:], slots))
        if not len(atoms):
            return
        count = int(self.atoms.truth[atoms].sum())
        piece = self._by_atoms.setdefault(atoms.tobytes(), Piece(cell, atoms, count, width, state))
        piece.state = min(piece.state, state, key=[State.SHOWN, State.HIDDEN, State.OPEN].index)
        if row is not None:
            piece.rows.append(row)

    def add_virtual(self, cell: Cell, atoms: np.ndarray, *, width: int) -> None:
        """Add a count that is no cell and must be protected like one, unless it is a cell already."""
        atoms = np.sort(atoms)
        count = int(self.atoms.truth[atoms].sum())
        self._by_atoms.setdefault(
            atoms.tobytes(), Piece(cell, atoms, count, width, State.HIDDEN, is_virtual=True)
        )

    def get(self, atoms: np.ndarray) -> Piece | None:
        """The piece that sums just these atoms."""
        return self._by_atoms.get(np.sort(atoms).tobytes())

    def blocks(self) -> dict[tuple[str, ...], list[Piece]]:
        """The pieces by breakdown, totals first."""
        grouped: dict[tuple[str, ...], list[Piece]] = {}
        for piece in self._by_atoms.values():
            grouped.setdefault(piece.block, []).append(piece)
        return dict(sorted(grouped.items(), key=lambda item: (item[0] != ("total",), item[0])))
