"""What the sender is told about a file's form that costs no row: hidden parts, notes, links to other files."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pipelines.findings import Finding
from pipelines.reading.grid import Grid
from pipelines.reading.grids.sheet import Sheet

# Ranges of rows that are named one by one.
NAMED_RANGES = 8


def hidden_sheet(sheet: Sheet) -> Finding:
    """A hidden sheet that holds something."""
    message = f"Das Blatt „{sheet.name}“ ist ausgeblendet und wurde nicht gelesen. Soll es zählen, bitte einblenden."
    return _notice("hidden_sheet", message, sheet=sheet.name)


def hidden_rows(sheet: str, rows: Iterable[int]) -> Finding:
    """Hidden rows of the table; `rows` are counted from 1."""
    numbers = sorted(rows)
    what = "Die Zeile" if len(numbers) == 1 else "Die Zeilen"
    verb = "ist ausgeblendet und wurde" if len(numbers) == 1 else "sind ausgeblendet und wurden"
    message = f"{what} {_ranges(numbers)} {verb} mitgelesen. Bitte prüfen, ob sie zählen sollen."
    return _notice("hidden_rows", message, sheet=sheet, row=numbers[0])


def footnote(grid: Grid, row: int) -> Finding:
    """A row left out as a note."""
    message = f"Die Zeile {row} wurde als Fußnote oder Hinweis erkannt und nicht als Daten gelesen."
    return _notice("footnote", message, sheet=grid.sheet, row=row, cell=grid.address(0, row))


def repeated_header(grid: Grid, row: int) -> Finding:
    """A row left out because it repeats the header."""
    message = f"Die Zeile {row} wiederholt die Kopfzeile und wurde nicht als Daten gelesen."
    return _notice("repeated_header", message, sheet=grid.sheet, row=row, cell=grid.address(0, row))


def external_links() -> Finding:
    """Cells that take their values from other files."""
    return _notice(
        "external_links",
        "Die Datei holt Werte aus anderen Dateien. Gelesen wurde, was zuletzt gespeichert war. Bitte prüfen, ob es "
        "aktuell ist.",
    )


def _notice(
    rule: str, message: str, *, sheet: str | None = None, row: int | None = None, cell: str | None = None
) -> Finding:
    return Finding(file="", sheet=sheet, cell=cell, row=row, column=None, rule=rule, message=message, severity="notice")


def _ranges(numbers: list[int]) -> str:
    """„5–8, 12“."""
    breaks = [number for number, (left, right) in enumerate(pairwise(numbers), start=1) if right != left + 1]
    starts, ends = [0, *breaks], [*breaks, len(numbers)]
    ranges = [(numbers[start], numbers[end - 1]) for start, end in zip(starts, ends, strict=True)]
    said = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:NAMED_RANGES]]
    return ", ".join(said) + (" und weitere" if len(ranges) > NAMED_RANGES else "")
