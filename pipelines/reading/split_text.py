"""Delimited text → cells. Readers that forgive short, long or unbalanced lines lose rows; here every line counts.

Three ways, each for the files that the one before cannot be sure of: all lines alike and nothing quoted; line by line;
record by record, for quoted line breaks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import polars as pl

from pipelines.errors import FileRejectedError
from pipelines.reading.grid import ROW

QUOTE = '"'
QUOTED = r'"[^"]*"'
# A control character, which decoding has excluded from the text: reads each line as one cell.
NO_DELIMITER = "\x01"
Split = tuple[pl.DataFrame, tuple[int, ...]]


def split(body: str, width: int, delimiter: str, first_row: int) -> Split:
    """Cells as String columns "0", "1", … with `row`, and the numbers of the rows that do not have `width` cells.

    Raises FileRejectedError when a quotation mark is left open.
    """
    if not body.strip():
        return _frame([], width), ()
    return (
        _split_evenly(body, width, delimiter, first_row)
        or _split_by_line(body, width, delimiter, first_row)
        or _split_by_record(body, width, delimiter, first_row)
    )


def _split_evenly(body: str, width: int, delimiter: str, first_row: int) -> Split | None:
    """With as many delimiters as full lines have, and none with too many, every line is full."""
    body = body.rstrip("\n")
    lines = body.count("\n") + 1
    if QUOTE in body or body.count(delimiter) != (width - 1) * lines:
        return None
    frame = _cells(body, _names(width), delimiter, None)
    if frame is None or frame.height != lines:
        return None
    return frame.with_columns(pl.int_range(first_row, first_row + pl.len(), dtype=pl.Int64).alias(ROW)), ()


def _split_by_line(body: str, width: int, delimiter: str, first_row: int) -> Split | None:
    """Full lines are read, empty ones passed over, all others named; None when a cell spans lines."""
    lines = _cells(body, ["line"], NO_DELIMITER, None)
    if lines is None or (lines["line"].str.count_matches(QUOTE, literal=True) % 2 == 1).any():
        return None
    bare = pl.col("line").str.replace_all(QUOTED, "")
    marked = lines.select(
        "line",
        pl.int_range(first_row, first_row + pl.len(), dtype=pl.Int64).alias(ROW),
        (bare.str.count_matches(delimiter, literal=True) == width - 1).alias("fits"),
        (pl.col("line").str.strip_chars(f"{delimiter} \t") == "").alias("empty"),
    )
    good = marked.filter("fits")
    frame = _cells("\n".join(good["line"]), _names(width), delimiter, QUOTE)
    if frame is None or frame.height != good.height:
        return None
    return frame.with_columns(good[ROW]), tuple(marked.filter(~pl.col("fits") & ~pl.col("empty"))[ROW])


def _cells(text: str, names: Sequence[str], delimiter: str, quote: str | None) -> pl.DataFrame | None:
    """Cells as text; None when a line has too many or a quotation mark stands where it should not."""
    if not text:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    try:
        return pl.read_csv(
            text.encode(),
            has_header=False,
            separator=delimiter,
            quote_char=quote,
            infer_schema=False,
            new_columns=list(names),
            empty_string_is_null=False,
        )
    except pl.exceptions.ComputeError:
        return None


def _split_by_record(body: str, width: int, delimiter: str, first_row: int) -> Split:
    """For cells with line breaks or quotation marks inside; rows are then numbered as in Excel."""
    reader = csv.reader(io.StringIO(body), delimiter=delimiter, strict=True)
    records: list[list[str | int]] = []
    ragged: list[int] = []
    row = first_row
    try:
        for row, cells in enumerate(reader, start=first_row):
            if any("\n" in cell and _swallowed(cell, width, delimiter) for cell in cells):
                raise _open_quote(row)
            if len(cells) == width:
                records.append([*cells, row])
            elif any(cell.strip() for cell in cells):
                ragged.append(row)
    except csv.Error as error:
        raise _open_quote(row + 1) from error
    return _frame(records, width), tuple(ragged)


def _names(width: int) -> list[str]:
    return [str(index) for index in range(width)]


def _frame(records: list[list[str | int]], width: int) -> pl.DataFrame:
    schema = {**dict.fromkeys(_names(width), pl.String()), ROW: pl.Int64()}
    return pl.DataFrame(records, schema=schema, orient="row")


def _swallowed(cell: str, width: int, delimiter: str) -> bool:
    """Whether a cell holds whole lines of the table, which a quotation mark that was never closed has caught."""
    return any(line.count(delimiter) >= width - 1 for line in cell.split("\n")[1:]) and width > 1


def _open_quote(row: int) -> FileRejectedError:
    return FileRejectedError(
        "open_quote",
        f"Ab Zeile {row} ist ein Anführungszeichen nicht geschlossen; die Zeilen danach sind nicht sicher lesbar. "
        "Bitte die Zelle korrigieren und die Datei erneut senden.",
        row=row,
    )
