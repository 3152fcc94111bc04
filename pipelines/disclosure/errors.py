"""What can go wrong in disclosure control, with a German message that names cube and month, never a count."""

from __future__ import annotations

from pipelines.disclosure.cells import Cell
from pipelines.errors import PipelineError


class ContradictionError(PipelineError):
    """A published number is not the sum of the exact counts below it, so no attack on it means anything."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(
            f"Die veröffentlichten Zahlen passen nicht zu ihrem genauen Stand: {in_words(cell)}. "
            "Bitte den Stand neu bauen; hilft das nicht, die Monate dieses Zeitraums neu freigeben."
        )


def in_words(cell: Cell) -> str:
    """Where a cell stands, without its count: `topic wohnen, quartier nord, month 2026-09`."""
    return f"{cell.dimension} {cell.category}, {cell.area_kind} {cell.area}, {cell.period_kind} {cell.period:%Y-%m}"
