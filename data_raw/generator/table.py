"""Small tables written in the source as text: one line per row, cells between bars, German headers of the contracts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Cells = dict[str, Any]


@dataclass(frozen=True)
class Table:
    """Headers and rows of one file; a row is a dict by header, empty cells are None."""

    headers: tuple[str, ...]
    rows: tuple[Cells, ...]

    def column(self, header: str) -> tuple[Any, ...]:
        return tuple(row[header] for row in self.rows)

    def pairs(self, key: str, value: str) -> dict[str, str]:
        """One column by another, as words: names by their keys, say."""
        return {str(row[key]): str(row[value]) for row in self.rows}

    def __iter__(self) -> Iterator[Cells]:
        return iter(self.rows)


def table(text: str) -> Table:
    """Read a table written as text; raises ValueError when a row has another number of cells than the header."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]
    headers = tuple(str(cell) for cell in lines[0])
    return Table(headers=headers, rows=tuple(dict(zip(headers, line, strict=True)) for line in lines[1:]))
