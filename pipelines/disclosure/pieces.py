"""The cells of some quarters as a protector sees them: shown for good, still open, or hidden.

Cells that sum the same atoms are one piece, whatever they are called: a district with one quartier, or a quarter that
was published again although nothing in it changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import log10

import numpy as np

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import Block, Cell, block_of
from pipelines.disclosure.system import MANY

# What it costs a reader to miss a cell. A quarter is what longer sums are put together from.
KIND_COST = {"month": 1.0, "quarter": 4.0, "year": 4.0}
AREA_COST = {"quartier": 1.0, "district": 1.5, "municipality": 2.5}
TOTAL_COST = 4.0
ZERO_COST = 0.3


class State(Enum):
    """What has become of a piece: `SHOWN` cannot be hidden any more, `OPEN` is shown and can."""

    SHOWN = "shown"
    OPEN = "open"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Aim:
    """How many counts a piece must be able to be, or how large; and whether that holds for it while it is shown."""

    width: int
    ceiling: float = MANY
    is_always: bool = False


@dataclass
class Piece:
    """One count: its atoms, its true count, what is said of it where it is shown, its aim and its rows."""

    cell: Cell
    atoms: np.ndarray
    count: int
    slack: int
    aim: Aim
    state: State
    rows: list[int] = field(default_factory=list)

    @property
    def block(self) -> Block:
        """The breakdown it is protected with."""
        return block_of(*self.cell[4:])

    @property
    def said(self) -> tuple[int, int]:
        """The smallest and the largest count that what is shown allows: with slack, the count was rounded."""
        base = 2 * self.slack + 1
        shown = (self.count + self.slack) // base * base
        return max(shown - self.slack, 0), shown + self.slack

    @property
    def is_aim(self) -> bool:
        """Whether somebody tries to find it out."""
        return self.aim.is_always or self.state is State.HIDDEN

    @property
    def cost(self) -> float:
        """What hiding it costs: less for zeros and small counts, more for what many look at."""
        cell = self.cell
        weight = KIND_COST.get(cell.period_kind, 1.0) * AREA_COST.get(cell.area_kind, 1.0)
        weight *= TOTAL_COST if cell.dimension == "total" else 1.0
        return weight * (1 + log10(1 + self.count) if self.count else ZERO_COST)

    def told(self) -> Piece:
        """The piece as something given: it can be hidden no more."""
        state = State.HIDDEN if self.state is State.HIDDEN else State.SHOWN
        return Piece(self.cell, self.atoms, self.count, self.slack, self.aim, state)


class Pieces:
    """All pieces of some quarters, found by their atoms."""

    def __init__(self, atoms: Atoms, *, slack: int, order: Sequence[State]) -> None:
        """Start without pieces; `slack` is how far a shown count may be from the true one.

        Of several rows of one piece the state that stands first in `order` holds.
        """
        self.atoms = atoms
        self.slack = slack
        self.order = order
        self._by_atoms: dict[bytes, Piece] = {}

    def __iter__(self) -> Iterator[Piece]:
        return iter(self._by_atoms.values())

    def add(
        self, cell: Cell, atoms: np.ndarray, *, aim: Aim, state: State = State.HIDDEN, row: int | None = None
    ) -> None:
        """Add what is known of a cell.

        Without a row and hidden, it is a count that is no cell and must be protected like one.
        """
        if not len(atoms):
            return
        atoms = np.sort(atoms)
        count = int(self.atoms.truth[atoms].sum())
        piece = self._by_atoms.setdefault(atoms.tobytes(), Piece(cell, atoms, count, self.slack, aim, state))
        piece.state = min(piece.state, state, key=self.order.index)
        if row is not None:
            piece.rows.append(row)

    def add_new(self, cell: Cell, atoms: np.ndarray, *, aim: Aim) -> None:
        """Add a count that is no cell and must be protected like one, unless it is a cell already."""
        if len(atoms) and np.sort(atoms).tobytes() not in self._by_atoms:
            self.add(cell, atoms, aim=aim)

    def hide(self, atoms: np.ndarray) -> None:
        """Hide the open piece that sums these atoms."""
        piece = self._by_atoms.get(np.sort(atoms).tobytes())
        if piece is not None and piece.state is State.OPEN:
            piece.state = State.HIDDEN

    @property
    def hidden_rows(self) -> set[int]:
        """The numbers of the rows that do not show their count."""
        return {row for piece in self if piece.state is State.HIDDEN for row in piece.rows}
