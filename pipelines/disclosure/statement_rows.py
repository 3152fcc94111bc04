"""Published numbers as rows of a linear system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.errors import ContradictionError
from pipelines.disclosure.rules import NOTHING
from pipelines.disclosure.statements import Statement
from pipelines.disclosure.system import Row


def statement_rows(atoms: Atoms, statements: Iterable[Statement]) -> Iterator[Row]:
    """The statements as rows.

    Raises ContradictionError where the true counts do not obey one.
    """
    for said in statements:
        # A district that is none any more: which quartiers it held stands nowhere now, for a reader neither.
        if (said.cell.area_kind, said.cell.area) not in atoms.under:
            continue
        summed = atoms.under_cell(said.cell[2:], said.slots)
        true = int(atoms.truth[summed].sum())
        if not said.low <= true <= said.high:
            raise ContradictionError(said.cell)
        yield Row(summed, NOTHING, said.low, said.high)
