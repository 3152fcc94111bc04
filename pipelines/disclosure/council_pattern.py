"""Which rounded figures of a batch the council does not see, because rounding alone would give a small count away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.block import Block, Scene
from pipelines.disclosure.cells import KEY, SUPPRESSED, Cell, Published, Structure, quarter_of
from pipelines.disclosure.council_attack import attack_quarter, free_atoms, quarters_of
from pipelines.disclosure.evidence import gather
from pipelines.disclosure.pieces import Aim, Piece, Pieces, State
from pipelines.disclosure.rules import rules
from pipelines.disclosure.statements import SlotsOf
from pipelines.disclosure.targets import COUNCIL_CEILING, COUNCIL_WIDTH, REST_WIDTH, rests
from settings import Disclosure

ROUNDS = 8
TOTAL = "total"


@dataclass(frozen=True)
class CouncilBatch:
    """Rounded rows to publish, beside what was published before; `exact` holds the same keys."""

    past: Sequence[Published]
    rows: pl.DataFrame
    now: Published
    structure: Structure
    thresholds: Disclosure
    atoms: Atoms

    @property
    def quarters(self) -> list[tuple[int, ...]]:
        """The slots of every quarter that something new speaks of."""
        slots = SlotsOf(self.atoms, self.now.versions)
        periods = set(self.rows.select("period_kind", "period").iter_rows())
        new = {quarter_of(self.atoms.month_of[slot]) for each in periods for slot in slots(*each)}
        grouped: dict = {}
        for slot, month in sorted(self.atoms.month_of.items()):
            if quarter_of(month) in new:
                grouped.setdefault(quarter_of(month), []).append(slot)
        return [tuple(each) for each in grouped.values()]


def hidden_council_rows(batch: CouncilBatch) -> set[int]:
    """The numbers of the batch's rows that must not show their count, those hidden from the start included."""
    pieces = _pieces(batch)
    for _ in range(ROUNDS):
        for slots in batch.quarters:
            _protect_quarter(pieces, slots, batch)
        open_ = [piece for piece in pieces if piece.state is State.OPEN]
        found = _attacked(pieces, batch)
        chosen = [piece for cell in found for piece in _breakdown(open_, cell)]
        for piece in chosen:
            piece.state = State.HIDDEN
        if not chosen:
            break
    return pieces.hidden_rows


def _pieces(batch: CouncilBatch) -> Pieces:
    # A figure that is left out as a longer sum or for a smaller area is still shown where it is the same as another.
    order = (State.SHOWN, State.OPEN, State.HIDDEN)
    pieces = Pieces(batch.atoms, slack=batch.thresholds.council_base // 2, order=order)
    for each in batch.past:
        _add(pieces, each.rows, SlotsOf(batch.atoms, each.versions), is_new=False)
    _add(pieces, batch.rows, SlotsOf(batch.atoms, batch.now.versions), is_new=True)
    for cell, summed in rests(batch.atoms, batch.atoms.month_of):
        pieces.add_new(cell, summed, aim=_aim(int(batch.atoms.truth[summed].sum()), REST_WIDTH))
    return pieces


def _add(pieces: Pieces, rows: pl.DataFrame, slots: SlotsOf, *, is_new: bool) -> None:
    shown = State.OPEN if is_new else State.SHOWN
    for number, (*key, contacts, state) in enumerate(rows.select(*KEY, "contacts", "state").iter_rows()):
        cell = Cell(*key)
        if contacts is None and state != SUPPRESSED:
            continue
        summed = pieces.atoms.under_cell(cell[2:], slots(cell.period_kind, cell.period))
        aim = _aim(int(pieces.atoms.truth[summed].sum()), COUNCIL_WIDTH)
        state = State.HIDDEN if contacts is None else shown
        pieces.add(cell, summed, aim=aim, state=state, row=number if is_new else None)


def _aim(count: int, width: int) -> Aim:
    """Counts of 1 to 4 are aims whether they are shown or not."""
    is_small = 0 < count < COUNCIL_CEILING
    return Aim(width if is_small else 0, COUNCIL_CEILING, is_always=is_small)


def _protect_quarter(pieces: Pieces, slots: Sequence[int], batch: CouncilBatch) -> None:
    """Breakdown by breakdown, the rest being given; then small totals with everything of the quarter."""
    free = _mask(batch, free_atoms(batch.atoms, slots, None))
    inside = [piece for piece in pieces if free[piece.atoms].any()]
    blocks: dict[tuple[str, ...], list[Piece]] = {}
    for piece in inside:
        blocks.setdefault(piece.block, []).append(piece)
    totals = blocks.pop((TOTAL,), [])
    for block, members in sorted(blocks.items()):
        if any(piece.aim.is_always for piece in members):
            Block(members, _scene(batch, slots, block)).protect()
    if any(piece.aim.is_always for piece in totals):
        Block(inside, _scene(batch, slots, None), TOTAL).protect()


def _scene(batch: CouncilBatch, slots: Sequence[int], block: tuple[str, ...] | None) -> Scene:
    atoms = batch.atoms
    free = _mask(batch, free_atoms(atoms, slots, block))
    return Scene(
        truth=atoms.truth,
        rows=[row for row in rules(atoms, slots) if free[row.plus].any() or free[row.minus].any()],
        free=free,
        insiders=[np.zeros(len(atoms.truth), dtype=bool)],
        leaves=[],
    )


def _mask(batch: CouncilBatch, chosen: np.ndarray) -> np.ndarray:
    mask = np.zeros(len(batch.atoms.truth), dtype=bool)
    mask[chosen] = True
    return mask


def _attacked(pieces: Pieces, batch: CouncilBatch) -> list[Cell]:
    """What an attack finds in the quarters that something new speaks of."""
    hidden = pieces.hidden_rows
    is_hidden = pl.Series([number in hidden for number in range(batch.rows.height)], dtype=pl.Boolean)
    shown = batch.rows.with_columns(
        contacts=pl.when(is_hidden).then(None).otherwise(pl.col("contacts")),
        state=pl.when(is_hidden).then(pl.lit(SUPPRESSED)).otherwise(pl.col("state")),
    )
    now = Published(batch.now.batch, shown, batch.now.exact, batch.now.versions)
    evidence = gather([*batch.past, now], audience="council", structure=batch.structure, thresholds=batch.thresholds)
    touched = {slots for slots in batch.quarters}
    found = [
        interval.target.name
        for quarter in quarters_of(evidence)
        if quarter.slots in touched
        for interval in attack_quarter(evidence, quarter)
        if interval.is_exact or interval.is_narrow
    ]
    return sorted(set(found))


def _breakdown(open_: list[Piece], cell: Cell) -> list[Piece]:
    """What of a found cell's breakdown can still be hidden: there and then, else in its period, else in its quarter."""
    same = [piece for piece in open_ if piece.cell.dimension == cell.dimension]
    there = [piece for piece in same if piece.cell[:4] == cell[:4]]
    quarter = quarter_of(cell.period)
    return (
        there
        or [piece for piece in same if piece.cell[:2] == cell[:2]]
        or [piece for piece in same if quarter_of(piece.cell.period) == quarter]
        or [piece for piece in open_ if quarter_of(piece.cell.period) == quarter]
    )
