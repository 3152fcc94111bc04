"""The door for personal data: a file with rows about people may hold codes for them and nothing else about them.

What is found refuses the file and names all columns at once, by header and letter; never a value, and a header only
where it is known to be no value itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.findings import column_letters
from pipelines.reading.grid import ROW, SHEET, Grid
from pipelines.reading.persons.person_content import (
    CODES,
    NEVER_OFFICIAL,
    SURE,
    UNREAD,
    Context,
    is_personal,
    told_in,
    traces,
)
from pipelines.reading.persons.person_headers import is_person_header, says_only_what_it_holds

Mapped = Mapping[int, Collection[str]]


@dataclass(frozen=True)
class Telling:
    """A column that tells of people: where it stands, what of them, and the first cell (None for the header)."""

    position: int
    header: str | None
    titles: tuple[str, ...] = ()
    sheet: str | None = None
    row: int | None = None


def refuse_persons(
    grid: Grid, contract: Contract, mapped: Mapped, *, left_out: Collection[int], beside: Collection[int]
) -> None:
    """Raise FileRejectedError for columns, notes or sheet names about people; nothing where rows are about none.

    `mapped` says which contract columns a position becomes, `left_out` are positions that the profile knows and skips,
    `beside` those of months, categories and totals side by side.
    """
    if not contract.person_related:
        return
    refuse_sheet_names(grid, contract)
    found = list(_columns(grid, contract, {**dict.fromkeys(beside, ()), **mapped}, left_out))
    if found:
        raise refusal(found, grid)
    notes = told_in((*grid.titles, *grid.footnotes), NEVER_OFFICIAL)
    if notes:
        raise FileRejectedError(
            "person_content",
            f"Die Zeilen über oder unter der Tabelle enthalten Angaben zu Personen ({_listed(notes)}). Bitte diese "
            "Zeilen löschen und die Datei erneut senden.",
            sheet=grid.sheet,
        )


def refuse_sheet_names(grid: Grid, contract: Contract) -> None:
    """Raise FileRejectedError where a sheet is named after a person."""
    names = {grid.sheet, *(grid.frame[SHEET].unique() if SHEET in grid.frame.columns else ())}
    if contract.person_related and any(name and is_personal(name) for name in names):
        raise FileRejectedError(
            "person_content", "Der Name eines Blattes enthält Angaben zu Personen. Bitte das Blatt umbenennen."
        )


def _columns(grid: Grid, contract: Contract, mapped: Mapped, left_out: Collection[int]) -> Iterator[Telling]:
    for position, name in enumerate(grid.header.names):
        columns = mapped.get(position)
        if columns is None and is_person_header(name):
            yield Telling(position, name if position in left_out or says_only_what_it_holds(name) else None)
            continue
        context = _context(columns, contract)
        told = traces(grid.frame[str(position)], context) if context else []
        if told:
            first = first_with(grid.frame, str(position), told[0].word)
            header = name if columns is not None or position in left_out else None
            titles = tuple(trace.title for trace in told)
            yield Telling(position, header, titles, first.get(SHEET) or grid.sheet, first[ROW])


def first_with(frame: pl.DataFrame, column: str, word: str) -> dict[str, Any]:
    """The first row in which a column holds this word."""
    return frame.filter(frame[column] == word).row(0, named=True)


def _context(columns: Collection[str] | None, contract: Contract) -> Context | None:
    """How the content of a column is judged; columns with a list, numbers or dates are judged when they are read."""
    if columns is None:
        return UNREAD
    if not columns:
        return SURE
    return CODES if any(contract.columns[name].type == "text" for name in columns) else None


def refusal(found: Sequence[Telling], grid: Grid) -> FileRejectedError:
    """The refusal that names every column found."""
    first = found[0]
    by_content = any(column.titles for column in found)
    row = first.row or grid.header.end
    what = "Bitte diese Angaben entfernen" if by_content else "Bitte entfernen"
    one = len(found) == 1
    names = ", ".join(_named(column, grid) for column in found)
    return FileRejectedError(
        "person_content" if by_content else "person_column",
        f"{'Diese Spalte enthält' if one else 'Diese Spalten enthalten'} Angaben zu Personen und "
        f"{'darf' if one else 'dürfen'} so nicht geliefert werden: {names}. "
        f"{what} und die Datei erneut senden.",
        sheet=first.sheet or grid.sheet,
        row=row,
        cell=grid.address(first.position, row, first.sheet),
        column=first.header,
    )


def _named(column: Telling, grid: Grid) -> str:
    letters = column_letters(grid.moved.get(column.sheet or "", {}).get(column.position, column.position))
    name = f"„{column.header}“ (Spalte {letters}" if column.header else f"Spalte {letters}"
    cell = grid.address(column.position, column.row, column.sheet)
    why = f"{_listed(column.titles)}, zum Beispiel Zelle {cell}" if column.titles else ""
    if not why:
        return f"{name})" if column.header else name
    return f"{name}: {why})" if column.header else f"{name} ({why})"


def _listed(words: Sequence[str]) -> str:
    return " und ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
