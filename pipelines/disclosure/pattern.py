"""Which cells of a batch the steering group does not see: small ones, their complements, what an attack still finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.attack import atoms_mask, attack_unit, known_atoms
from pipelines.disclosure.block import Block, Scene
from pipelines.disclosure.cells import KEY, SUPPRESSED, Cell, Published, Structure, quarter_of
from pipelines.disclosure.corrections import small_changes
from pipelines.disclosure.evidence import SHORT, SlotsOf, gather, provisional
from pipelines.disclosure.pieces import Aim, Piece, Pieces, State
from pipelines.disclosure.rules import rules
from pipelines.disclosure.system import Row
from pipelines.disclosure.targets import REST_WIDTH, rests
from pipelines.disclosure.units import units_of
from settings import Disclosure

ROUNDS = 8
TOTAL_BLOCK = ("total",)


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


def hidden_rows(batch: Batch) -> set[int]:
    """The numbers of the batch's rows, months and quarters only, that must not show their count."""
    pieces = _pieces(batch)
    for _ in range(ROUNDS):
        _protect_blocks(pieces, batch)
        open_ = [piece for piece in pieces if piece.state is State.OPEN]
        for piece in {id(each): each for cell in _attacked(pieces, batch) for each in _breakdown(open_, cell)}.values():
            piece.state = State.HIDDEN
        if len(open_) == sum(piece.state is State.OPEN for piece in open_):
            break
    return pieces.hidden_rows


def _pieces(batch: Batch) -> Pieces:
    pieces = Pieces(batch.atoms, slack=0, order=(State.SHOWN, State.HIDDEN, State.OPEN))
    sensitive = set(batch.structure.sensitive.iter_rows())
    for each in batch.past:
        for said in provisional(each, batch.atoms):
            summed = batch.atoms.under_cell(said.cell[2:], said.slots)
            pieces.add(said.cell, summed, aim=Aim(batch.width(is_sensitive=False)), state=State.SHOWN)
        slots = SlotsOf(batch.atoms, each.versions)
        for *key, contacts, state in _short(each.rows, batch).select(*KEY, "contacts", "state").iter_rows():
            cell = Cell(*key)
            if contacts is not None or state == SUPPRESSED:
                shown = State.HIDDEN if contacts is None else State.SHOWN
                aim = Aim(batch.width((cell.dimension, cell.category) in sensitive))
                summed = batch.atoms.under_cell(cell[2:], slots(cell.period_kind, cell.period))
                pieces.add(cell, summed, aim=aim, state=shown)
    slots = SlotsOf(batch.atoms, batch.now.versions)
    rows = _short(batch.rows.with_row_index("number"), batch).filter(pl.col("contacts").is_not_null())
    for *key, number, is_small, is_sensitive in rows.select(*KEY, "number", "is_small", "is_sensitive").iter_rows():
        cell = Cell(*key)
        state = State.HIDDEN if is_small else State.OPEN
        summed = batch.atoms.under_cell(cell[2:], slots(cell.period_kind, cell.period))
        pieces.add(cell, summed, aim=Aim(batch.width(is_sensitive)), state=state, row=number)
    _hide_corrections(pieces, batch, sensitive)
    _add_rests(pieces, batch, sensitive)
    _add_pairs(pieces, batch, slots)
    return pieces


def _short(rows: pl.DataFrame, batch: Batch) -> pl.DataFrame:
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
        rows = _short(each.rows, batch).filter(pl.col("contacts").is_not_null())
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


def _protect_blocks(pieces: Pieces, batch: Batch) -> None:
    """Totals first; a breakdown is protected together with the totals that are hidden."""
    by_quarter: dict = {}
    for piece in pieces:
        by_quarter.setdefault(quarter_of(piece.cell.period), {}).setdefault(piece.block, []).append(piece)
    for quarter, blocks in sorted(by_quarter.items()):
        slots = [slot for slot, month in batch.atoms.month_of.items() if quarter_of(month) == quarter]
        told = list(rules(batch.atoms, slots))
        totals = blocks.pop(TOTAL_BLOCK, [])
        _protect_block(totals, [], told, batch)
        for _, block in sorted(blocks.items()):
            has_hidden_totals = any(piece.state is State.HIDDEN for piece in totals)
            _protect_block(block, totals if has_hidden_totals else [], told, batch)


def _protect_block(block: list[Piece], totals: list[Piece], told: list[Row], batch: Batch) -> None:
    if not any(piece.is_aim for piece in [*block, *totals]):
        return
    mask = atoms_mask(batch.atoms, np.concatenate([piece.atoms for piece in block]))
    rows = [row for row in told if mask[row.plus].any()]
    scene = Scene(
        truth=batch.atoms.truth,
        rows=rows,
        free=np.ones(len(batch.atoms.truth), dtype=bool),
        insiders=[known_atoms(batch.atoms, each) for each in batch.attackers],
        leaves=[atoms_mask(batch.atoms, ids[ids >= 0]) for ids in batch.atoms.ids],
    )
    Block([*block, *(piece.told() for piece in totals)], scene).protect()


def _attacked(pieces: Pieces, batch: Batch) -> list[Cell]:
    """What all attackers find in the quarters that changed."""
    numbered = batch.rows.with_row_index("number")
    is_hidden = pl.col("number").is_in(list(pieces.hidden_rows))
    shown = numbered.with_columns(
        contacts=pl.when(is_hidden).then(None).otherwise(pl.col("contacts")),
        state=pl.when(is_hidden).then(pl.lit(SUPPRESSED)).otherwise(pl.col("state")),
    )
    now = Published(batch.now.batch, _short(shown, batch), batch.now.exact, batch.now.versions)
    past = [Published(each.batch, _short(each.rows, batch), each.exact, each.versions) for each in batch.past]
    evidence = gather([*past, now], audience="steering", structure=batch.structure, thresholds=batch.thresholds)
    found = [
        interval.target.name
        for unit in units_of(evidence)
        for known in batch.attackers
        for interval in attack_unit(evidence, unit, known)
        if interval.is_exact or interval.is_narrow
    ]
    return sorted(set(found))


def _breakdown(open_: list[Piece], cell: Cell) -> list[Piece]:
    """What of a found cell's breakdown can still be hidden: in its area and period, else in its quarter, else all."""
    quarter = quarter_of(cell.period)
    near = [piece for piece in open_ if quarter_of(piece.cell.period) == quarter]
    same = [piece for piece in near if piece.cell.dimension == cell.dimension]
    there = [piece for piece in same if piece.cell[:4] == cell[:4]]
    totals = [piece for piece in near if piece.cell[:5] == (*cell[:4], "total")]
    return there or totals or [piece for piece in same if piece.cell[:2] == cell[:2]] or same or near
