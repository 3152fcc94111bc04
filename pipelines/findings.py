"""What a delivery got wrong, said so that its sender finds the cell: file, sheet, cell, rule, German message."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pipelines.errors import FileRejectedError

LETTERS = 26
# The rule for which a delivery is held; once it counts, there is nothing left to confirm.
WOULD_REMOVE = "would_remove"


@dataclass(frozen=True)
class Finding:
    """One finding.

    `cell` is written as in Excel (column letter and row), for CSV files too; `row` counts from 1 with the header.
    `column` is the header as it stands in the file. `severity` is error (the row or file is not taken over) or notice.
    `subject` (the key of a service or quartier) and `month` (`2026-10`) are those of the row, where they can be read.
    """

    file: str
    sheet: str | None
    cell: str | None
    row: int | None
    column: str | None
    rule: str
    message: str
    severity: str = "error"
    subject: str | None = None
    month: str | None = None

    def to_json(self) -> dict:
        """The finding as a plain dictionary in the order of its fields."""
        return asdict(self)


def of_rejected_file(error: FileRejectedError, file: str) -> Finding:
    """The finding that stands for a file refused as a whole."""
    return Finding(
        file=file,
        sheet=error.sheet,
        cell=error.cell,
        row=error.row,
        column=error.column,
        rule=error.rule,
        message=error.message,
    )


def column_letters(index: int) -> str:
    """Excel's name of a column counted from 0: 0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, LETTERS)
        letters = chr(ord("A") + digit) + letters
    return letters


def cell_address(index: int | None, row: int | None) -> str | None:
    """`C7` for column 2 (from 0) and row 7; None when either is unknown."""
    return None if index is None or row is None else f"{column_letters(index)}{row}"
