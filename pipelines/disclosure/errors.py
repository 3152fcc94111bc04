"""What can go wrong in disclosure control, with a German message that names cube and month, never a count."""

from __future__ import annotations

from datetime import date

from pipelines.disclosure.cells import Cell
from pipelines.errors import PipelineError
from pipelines.german import month_words

DIMENSIONS = {
    "total": "Gesamt",
    "topic": "Thema",
    "kind": "Kontaktart",
    "channel": "Kanal",
    "carrier": "Träger",
    "service": "Angebot",
}
AREAS = {"quartier": "Quartier", "district": "Stadtbezirk", "municipality": "Kommune"}


class ContradictionError(PipelineError):
    """A published number is not the sum of the exact counts below it, so no attack on it means anything."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(
            f"Die veröffentlichten Zahlen passen nicht zu ihrem genauen Stand: {in_words(cell)}. "
            "Bitte den Stand neu bauen; hilft das nicht, die Monate dieses Zeitraums neu freigeben."
        )


def in_words(cell: Cell) -> str:
    """Where a cell stands, without its count: „Thema wohnen, Quartier nord, September 2026“."""
    subject = (
        DIMENSIONS[cell.dimension] if cell.dimension == "total" else f"{DIMENSIONS[cell.dimension]} {cell.category}"
    )
    area = f"{AREAS[cell.area_kind]} {cell.area}" if cell.area_kind in AREAS else "ohne Quartier"
    return f"{subject}, {area}, {_period(cell.period_kind, cell.period)}"


def _period(kind: str, period: date) -> str:
    month = month_words(period.isoformat())
    return {
        "month": month,
        "quarter": f"{(period.month + 2) // 3}. Quartal {period.year}",
        "year": str(period.year),
        "ytd": f"Januar bis {month}",
        "rolling_12": f"12 Monate bis {month}",
    }[kind]
