"""Which cells of a batch the steering group does not see: small ones, their complements, what an attack still finds."""

from __future__ import annotations

import numpy as np
import polars as pl

from pipelines.disclosure.attack import atoms_mask, attack_unit, known_atoms
from pipelines.disclosure.batch_pieces import Batch, pieces_of, short_rows
from pipelines.disclosure.block import Block, Scene
from pipelines.disclosure.cells import SUPPRESSED, Cell, Published, quarter_of
from pipelines.disclosure.evidence import gather
from pipelines.disclosure.pieces import Piece, Pieces, State
from pipelines.disclosure.rules import rules
from pipelines.disclosure.system import Row
from pipelines.disclosure.units import units_of

ROUNDS = 8
TOTAL_BLOCK = ("total",)


def hidden_rows(batch: Batch) -> set[int]:
    """The numbers of the batch's rows, months and quarters only, that must not show their count."""
    pieces = pieces_of(batch)
    for _ in range(ROUNDS):
        _protect_blocks(pieces, batch)
        open_ = [piece for piece in pieces if piece.state is State.OPEN]
        chosen = [piece for cell in _attacked(pieces, batch) for piece in _breakdown(open_, cell)]
        for piece in chosen:
            piece.state = State.HIDDEN
        if not chosen:
            break
    return pieces.hidden_rows


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
    now = Published(batch.now.batch, short_rows(shown, batch), batch.now.exact, batch.now.versions)
    past = [Published(each.batch, short_rows(each.rows, batch), each.exact, each.versions) for each in batch.past]
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
