"""Everything wrong with the rows of one file, as findings with place and message, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipelines.contract import Contract
from pipelines.findings import Finding, cell_address
from pipelines.reading.grid import GEOMETRY, ROW, Grid
from pipelines.reading.layout import Columns
from pipelines.reading.months_wide import POSITION
from pipelines.reading.parse_values import Typed
from pipelines.reading.validate import Validated

# More help nobody, and a file of wrong rows must not fill the disk.
LIMIT = 1000


def row_findings(
    file: str, columns: Columns, typed: Typed, checked: Validated, grid: Grid, contract: Contract
) -> list[Finding]:
    """At most 1000 findings, by row and column; when there are more, the last one says so."""
    found = [
        *_ragged(file, grid),
        *_unread(file, columns, typed, contract, grid),
        *_breached(file, columns, checked, contract, grid),
    ]
    found.sort(key=lambda finding: (finding.row or 0, finding.cell or "", finding.rule))
    if len(found) > LIMIT:
        rest = f"Es gibt {len(found) - LIMIT} weitere Befunde in dieser Datei. Bitte zuerst die genannten klären."
        last = Finding(file, grid.sheet, None, None, None, "more_findings", rest, "notice")
        found = [*islice(found, LIMIT), last]
    return found


def _ragged(file: str, grid: Grid) -> Iterator[Finding]:
    message = f"Die Zeile hat nicht {len(grid.header.names)} Spalten wie die Kopfzeile. Bitte Trennzeichen prüfen."
    for row in grid.ragged:
        yield Finding(file, grid.sheet, cell_address(0, row), row, None, "wrong_column_count", message)


def _unread(file: str, columns: Columns, typed: Typed, contract: Contract, grid: Grid) -> Iterator[Finding]:
    for problem in typed.problems:
        cells = columns.frame[problem.column]
        for index in islice(problem.bad.arg_true(), LIMIT + 1):
            message = problem.message(cells[index] or "")
            place = _place(columns, index, problem.column, contract)
            yield Finding(file, grid.sheet, *place, problem.rule, message, problem.severity)


def _breached(file: str, columns: Columns, checked: Validated, contract: Contract, grid: Grid) -> Iterator[Finding]:
    for breach in checked.breaches:
        place = _place(columns, breach.index, breach.column, contract)
        yield Finding(file, grid.sheet, *place, breach.rule, breach.message)


def _place(columns: Columns, index: int, column: str, contract: Contract) -> tuple[str | None, int, str | None]:
    """Cell, row and header of a value. Where months stand side by side, the value's column differs from row to row."""
    row = columns.frame[ROW][index]
    position = columns.positions.get(column)
    if position is None and POSITION in columns.frame.columns:
        position = columns.frame[POSITION][index]
    header = columns.headers.get(column) or (None if column == GEOMETRY else contract.columns[column].header)
    return cell_address(position, row), row, header
