"""Lines of a text file with other numbers of cells than its header: which are complete all the same, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.profile import Layout
from pipelines.reading.grids.footnotes import AT_THE_END, LONG
from pipelines.reading.values.total_words import is_total

NOTE = re.compile(AT_THE_END)


@dataclass(frozen=True)
class Shape:
    """How many cells a full line has, up to which of them columns have a name, and what the profile says of rows."""

    width: int
    named: int
    delimiter: str
    layout: Layout | None = None


def fitted(cells: Sequence[str], shape: Shape) -> list[str] | None:
    """The cells of a complete line, `width` of them; None when cells are missing or too many.

    Empty cells behind the last one are none, and empty ones that no column names may be left out. Notes are kept as one
    cell, groups and totals as far as they go.
    """
    filled = max((number for number, cell in enumerate(cells, start=1) if cell.strip()), default=0)
    start = cells[0] if cells else ""
    if len(cells) < shape.width and (NOTE.match(start.strip()) or _is_prose(cells[:filled], shape)):
        return _padded([shape.delimiter.join(cells[:filled])], shape)
    if filled > shape.width:
        return None
    # What stands behind the last figure of a total is often cut off, and a heading of a group has nothing behind it.
    may_end_early = is_total(start, shape.layout) or (filled == 1 and shape.layout and shape.layout.group_rows)
    if len(cells) >= shape.named or may_end_early:
        return _padded(cells[:filled], shape)
    return None


def _is_prose(cells: Sequence[str], shape: Shape) -> bool:
    """A long sentence, and the signs in it are followed by a space as in writing."""
    text = shape.delimiter.join(cells).strip()
    return len(text) >= LONG and " " in text and all(cell.startswith(" ") for cell in cells[1:])


def _padded(cells: Sequence[str], shape: Shape) -> list[str]:
    return [*cells, *[""] * (shape.width - len(cells))]
