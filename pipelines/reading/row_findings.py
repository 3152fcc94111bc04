"""Everything wrong with the rows of one file, as findings with place and message, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from pipelines.contract import Contract
from pipelines.findings import Finding
from pipelines.reading.grid import GEOMETRY, ROW, SHEET, Grid
from pipelines.reading.landed_types import subject_and_month
from pipelines.reading.layouts.layout import Columns
from pipelines.reading.layouts.unpivot import POSITION
from pipelines.reading.parse_values import Typed
from pipelines.reading.validate import Validated

# More help nobody, and a file of wrong rows must not fill the disk.
LIMIT = 1000
MONTH_LETTERS = len("2026-10")


def row_findings(
    file: str, columns: Columns, typed: Typed, checked: Validated, grid: Grid, contract: Contract
) -> list[Finding]:
    """What the file's form, its cells and its rows have wrong, by sheet and row; at most 1000, errors before notices.

    When there are more, the last one says so. `subject` and `month` are those of the row, where they can be read.
    """
    told = (replace(notice, file=file) for notice in (*grid.notices, *columns.notices))
    found = [*told, *_ragged(file, grid), *_of_rows(file, columns, typed, checked, grid, contract)]
    if len(found) <= LIMIT:
        return sorted(found, key=_order)
    rest = f"Es gibt {len(found) - LIMIT} weitere Befunde in dieser Datei. Bitte zuerst die genannten klären."
    last = Finding(file, grid.sheet, None, None, None, "more_findings", rest, "notice")
    told_first = sorted(found, key=lambda finding: (finding.severity != "error", *_order(finding)))
    return [*sorted(told_first[:LIMIT], key=_order), last]


def _order(finding: Finding) -> tuple[str, int, str, str]:
    return finding.sheet or "", finding.row or 0, finding.cell or "", finding.rule


def _ragged(file: str, grid: Grid) -> Iterator[Finding]:
    message = f"Die Zeile hat nicht {len(grid.header.names)} Spalten wie die Kopfzeile. Bitte Trennzeichen prüfen."
    for row in grid.ragged:
        yield Finding(file, grid.sheet, grid.address(0, row), row, None, "wrong_column_count", message)


def _of_rows(
    file: str, columns: Columns, typed: Typed, checked: Validated, grid: Grid, contract: Contract
) -> Iterator[Finding]:
    broken = [*_unread(columns, typed), *((each.index, each.column, each.rule, each.message, "error")
              for each in checked.breaches)]  # fmt: skip
    indices = sorted({index for index, *_ in broken})
    names = typed.frame[indices].with_columns(subject_and_month(contract)).select("subject", "month").rows()
    named = dict(zip(indices, names, strict=True))
    for index, column, rule, message, severity in broken:
        subject, month = named[index]
        sheet, cell, row, header = _place(columns, index, column, contract, grid)
        month = month[:MONTH_LETTERS] if month else None
        yield Finding(file, sheet, cell, row, header, rule, message, severity, subject, month)


def _unread(columns: Columns, typed: Typed) -> Iterator[tuple[int, str, str, str, str]]:
    for problem in typed.problems:
        cells = columns.frame[problem.column]
        for index in islice(problem.bad.arg_true(), LIMIT + 1):
            yield index, problem.column, problem.rule, problem.message(cells[index] or ""), problem.severity


def _place(
    columns: Columns, index: int, column: str, contract: Contract, grid: Grid
) -> tuple[str | None, str | None, int, str | None]:
    """Sheet, cell, row and header of a value. Where columns stand side by side, they differ from row to row."""
    row, sheet = columns.frame[ROW][index], columns.frame[SHEET][index]
    position, header = columns.positions.get(column), columns.headers.get(column)
    if position is None and POSITION in columns.frame.columns:
        position = columns.frame[POSITION][index]
    header = header or (None if column == GEOMETRY else contract.columns[column].header)
    return sheet, grid.address(position, row, sheet), row, header
