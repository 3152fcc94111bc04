"""The first lines of a file as they stand, for whoever wants to know a layout that no contract and profile knows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import FileRejectedError
from pipelines.reading.grids.decode import decode
from pipelines.reading.grids.read_csv import DELIMITERS, Head, heads, prepare
from pipelines.reading.grids.workbook_sheets import open_workbook
from pipelines.reading.guards.size import guard_size
from pipelines.reading.guards.text import guard_text
from pipelines.reading.guards.workbook import guard_workbook
from settings import Workspace

TEXTS = (".csv", ".txt", ".tsv")
Lines = tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class SheetHead:
    """One sheet, or one text file with its delimiter and encoding (`name` is then empty)."""

    name: str
    hidden: bool
    lines: Lines
    delimiter: str | None = None
    encoding: str | None = None


def sheet_heads(path: Path, workspace: Workspace, lines: int = 200) -> tuple[SheetHead, ...]:
    """The first lines of every sheet, trimmed, empty cells as None.

    The delimiter of a text file is the one that cuts most lines into the same number of cells. Raises FileRejectedError
    when the file is neither text nor a workbook, or could hurt its reader.
    """
    guard_size(path, workspace)
    if path.suffix.lower() in TEXTS:
        raw = path.read_bytes()
        guard_text(raw, workspace)
        return (_of_text(raw, lines),)
    guard_workbook(path, workspace)
    return tuple(
        SheetHead(sheet.name, sheet.is_hidden, _trimmed(sheet.head(lines))) for sheet in open_workbook(path).sheets
    )


def _of_text(raw: bytes, count: int) -> SheetHead:
    decoded, encoding = decode(raw)
    text, delimiters = prepare(decoded)
    try:
        best = max(heads(text, delimiters, count), key=_evenness)
    except csv.Error as error:
        raise FileRejectedError(
            "cell_too_long", "Eine der ersten Zeilen ist länger, als eine Zelle sein kann. Bitte prüfen."
        ) from error
    return SheetHead("", False, _trimmed(best.rows), best.delimiter, encoding)


def _evenness(head: Head) -> tuple[int, int]:
    """How many lines have the most frequent number of cells, more than one; between equals, the usual delimiter."""
    widths = [len(row) for row in head.rows if len(row) > 1]
    most = max(map(widths.count, {*widths}), default=0)
    order = DELIMITERS.index(head.delimiter) if head.delimiter in DELIMITERS else 0
    return most, -order


def _trimmed(rows: Sequence[Sequence[str | None]]) -> Lines:
    return tuple(tuple((cell or "").strip() or None for cell in row) for row in rows)
