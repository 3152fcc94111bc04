"""Lines of a text file with other numbers of cells than its header: which are complete all the same, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.footnotes import AT_THE_END, LONG

# Rows that may end early: what stands behind a total's last figure is often cut off.
TOTAL = re.compile(r"(?i)^\s*\W?(?:zwischen|gesamt)?(?:summe|gesamt|gesamtzahl|insgesamt|zusammen|total)\b")
NOTE = re.compile(AT_THE_END)


@dataclass(frozen=True)
class Shape:
    """How many cells a full line has, up to which of them columns have a name, and whether rows may name groups."""

    width: int
    named: int
    delimiter: str
    has_groups: bool = False


def fitted(cells: Sequence[str], shape: Shape) -> list[str] | None:
    """The cells of a complete line, `width` of them; None when cells are missing or too many.

    Empty cells behind the last one are none, and empty ones that no column names may be left out. Notes are kept as one
    cell, groups and totals as far as they go.
    """
    filled = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    start = cells[0] if cells else ""
    if len(cells) < shape.width and NOTE.match(start.strip()):
        return _padded([shape.delimiter.join(cells[:filled])], shape)
    if filled > shape.width:
        return None
    may_end_early = TOTAL.match(start) or (filled == 1 and (shape.has_groups or _is_long(start)))
    if len(cells) >= shape.named or may_end_early:
        return _padded(cells[:filled], shape)
    return None


def _is_long(text: str) -> bool:
    return len(text.strip()) >= LONG and " " in text.strip()


def _padded(cells: Sequence[str], shape: Shape) -> list[str]:
    return [*cells, *[""] * (shape.width - len(cells))]
