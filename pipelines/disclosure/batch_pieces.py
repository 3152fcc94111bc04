"""The pieces of a batch for the steering group: what was shown before, what is new, and secrets that are no cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.attack import known_atoms
from pipelines.disclosure.cells import KEY, SUPPRESSED, Cell, Published, Structure, quarter_of
from pipelines.disclosure.corrections import small_changes
from pipelines.disclosure.pieces import Aim, Pieces, State
from pipelines.disclosure.statements import SHORT, SlotsOf, provisional
from pipelines.disclosure.targets import REST_WIDTH, rests
from settings import Disclosure


@dataclass(frozen=True)
class Batch:
    """What is to be protected: the rows with is_sensitive and is_small, beside what was published before.

    `attackers` are the quartiers each attacker knows, the first being nobody's.
    """

    past: Sequence[Published]
    rows: pl.DataFrame
    now: Published
    structure: Structure
    thresholds: Disclosure
    atoms: Atoms
    attackers: Sequence[frozenset[str]]

    @property
    def quarters(self) -> set:
        """The quarters in which something is new."""
        short = self.rows.filter(pl.col("period_kind").is_in(SHORT))
        return {quarter_of(period) for period in short["period"].unique()}

    def width(self, is_sensitive: bool) -> int:
        """How many counts a hidden cell must be able to be."""
        return self.thresholds.sensitive_contacts if is_sensitive else self.thresholds.minimum_contacts


def pieces_of(batch: Batch) -> Pieces:
    pieces = Pieces(batch.atoms, slack=0, order=(State.SHOWN, State.HIDDEN, State.OPEN))
    sensitive = set(batch.structure.sensitive.iter_rows())
    for each in batch.past:
        for said in provisional(each, batch.atoms):
            summed = batch.atoms.under_cell(said.cell[2:], said.slots)
            pieces.add(said.cell, summed, aim=Aim(batch.width(is_sensitive=False)), state=State.SHOWN)
        slots = SlotsOf(batch.atoms, each.versions)
        for *key, contacts, state in short_rows(each.rows, batch).select(*KEY, "contacts", "state").iter_rows():
            cell = Cell(*key)
            if contacts is not None or state == SUPPRESSED:
                shown = State.HIDDEN if contacts is None else State.SHOWN
                aim = Aim(batch.width((cell.dimension, cell.category) in sensitive))
                summed = batch.atoms.under_cell(cell[2:], slots(cell.period_kind, cell.period))
                pieces.add(cell, summed, aim=aim, state=shown)
    slots = SlotsOf(batch.atoms, batch.now.versions)
    rows = short_rows(batch.rows.with_row_index("number"), batch).filter(pl.col("contacts").is_not_null())
    for *key, number, is_small, is_sensitive in rows.select(*KEY, "number", "is_small", "is_sensitive").iter_rows():
        cell = Cell(*key)
        state = State.HIDDEN if is_small else State.OPEN
        summed = batch.atoms.under_cell(cell[2:], slots(cell.period_kind, cell.period))
        pieces.add(cell, summed, aim=Aim(batch.width(is_sensitive)), state=state, row=number)
    _hide_corrections(pieces, batch, sensitive)
    _add_rests(pieces, batch, sensitive)
    _add_pairs(pieces, batch, slots)
    return pieces


def short_rows(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """The months and quarters in which something is new."""
    quarter = pl.col("period").dt.truncate("1q")
    return rows.filter(pl.col("period_kind").is_in(SHORT) & quarter.is_in(list(batch.quarters)))


def _hide_corrections(pieces: Pieces, batch: Batch, sensitive: set) -> None:
    """Breakdowns that differ so little from what was shown before that the difference speaks of few people."""

    def width(cell: Cell) -> int:
        return batch.width((cell.dimension, cell.category) in sensitive)

    shown = []
    for each in [*batch.past, batch.now]:
        slots = SlotsOf(batch.atoms, each.versions)
        rows = short_rows(each.rows, batch).filter(pl.col("contacts").is_not_null())
        cells = [Cell(*key) for key in rows.select(*KEY).iter_rows()]
        shown += [(cell, batch.atoms.under_cell(cell[2:], slots(cell.period_kind, cell.period))) for cell in cells]
    for attacker in batch.attackers:
        known = known_atoms(batch.atoms, attacker)
        for _, _, after in small_changes(shown, truth=batch.atoms.truth, known=known, width=width):
            pieces.hide(after)


def _add_rests(pieces: Pieces, batch: Batch, sensitive: set) -> None:
    """Small counts that lie in no quartier can be told from the municipality and its quartiers."""
    slots = [slot for slot, month in batch.atoms.month_of.items() if quarter_of(month) in batch.quarters]
    for cell, summed in rests(batch.atoms, slots):
        width = batch.width((cell.dimension, cell.category) in sensitive)
        if 0 < batch.atoms.truth[summed].sum() < width:
            pieces.add_new(cell, summed, aim=Aim(REST_WIDTH))


def _add_pairs(pieces: Pieces, batch: Batch, slots: SlotsOf) -> None:
    """Two months whose small sum a longer sum over time would tell, where one of them is hidden."""
    for piece in [piece for piece in pieces if piece.cell.period_kind == "month" and piece.state is State.HIDDEN]:
        quarter = slots("quarter", quarter_of(piece.cell.period))
        for pair in pairwise(quarter):
            summed = batch.atoms.under_cell(piece.cell[2:], pair)
            if set(piece.atoms) <= set(summed) and 0 < batch.atoms.truth[summed].sum() < piece.aim.width:
                pieces.add_new(piece.cell._replace(period_kind="pair"), summed, aim=piece.aim)
