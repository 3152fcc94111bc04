"""CSV text → grid: the delimiter is the one that makes the header known; lines that do not fit it are named.

Lines are counted before they are split, because readers that forgive short, long or unbalanced lines lose rows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import polars as pl

from pipelines.contract import Contract
from pipelines.decode import decode
from pipelines.errors import FileRejectedError
from pipelines.grid import ROW, Grid, tidy
from pipelines.header import SEARCHED_LINES, Header, find_header, wrong_header
from pipelines.profile import Profile

DELIMITERS = (";", ",", "\t", "|")
QUOTE = '"'
QUOTED = r'"[^"]*"'
# A control character, which decode() has excluded from the text: reads each line as one cell.
NO_DELIMITER = "\x01"


def read_csv(raw: bytes, contract: Contract, profiles: Sequence[Profile], *, municipality: str) -> Grid:
    """Read a delimited text file. Raises FileRejectedError when it is no text or has no known header."""
    text, encoding = decode(raw)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    header, delimiter = _find(text, contract, profiles, municipality)
    body = text.split("\n", header.index + 1)[header.index + 1 :]
    frame, ragged = _split(body[0] if body else "", len(header.names), delimiter, header.index + 2)
    return Grid(tidy(frame), header, encoding=encoding, delimiter=delimiter, ragged=ragged)


def _find(text: str, contract: Contract, profiles: Sequence[Profile], municipality: str) -> tuple[Header, str]:
    head = text.split("\n", SEARCHED_LINES)[:SEARCHED_LINES]
    splits = {
        delimiter: [next(csv.reader([line], delimiter=delimiter), []) for line in head] for delimiter in DELIMITERS
    }
    for delimiter, lines in splits.items():
        header = find_header(lines, contract, profiles)
        if header:
            return header, delimiter
    raise wrong_header([line for lines in splits.values() for line in lines], contract, municipality)


def _split(body: str, width: int, delimiter: str, first_row: int) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Cells as String columns "0", "1", … with `row`, and the numbers of the rows that do not have `width` cells."""
    if not body.strip():
        return _frame([], width), ()
    lines = _cells(body, [ROW], NO_DELIMITER, None).select(
        pl.col(ROW).alias("line"), pl.int_range(first_row, first_row + pl.len()).alias(ROW)
    )
    quoted = QUOTE in body
    if quoted and (lines["line"].str.count_matches(QUOTE, literal=True) % 2 == 1).any():
        return _split_slowly(body, width, delimiter, first_row)
    bare = pl.col("line").str.replace_all(QUOTED, "") if quoted else pl.col("line")
    empty = bare.str.strip_chars(f"{delimiter} \t") == ""
    fits = bare.str.count_matches(delimiter, literal=True) == width - 1
    marked = lines.with_columns(
        fits.alias("fits"), (empty & ~pl.col("line").str.contains(QUOTE, literal=True)).alias("empty")
    )
    ragged = tuple(marked.filter(~pl.col("fits") & ~pl.col("empty"))[ROW])
    good = marked.filter("fits")
    text = body if good.height == lines.height else "\n".join(good["line"])
    try:
        frame = _cells(text, [str(index) for index in range(width)], delimiter, QUOTE if quoted else None)
    except pl.exceptions.ComputeError:
        return _split_slowly(body, width, delimiter, first_row)
    if frame.height != good.height:
        return _split_slowly(body, width, delimiter, first_row)
    return frame.with_columns(good[ROW].cast(pl.Int64)), ragged


def _cells(text: str, names: Sequence[str], delimiter: str, quote: str | None) -> pl.DataFrame:
    if not text:
        return pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    return pl.read_csv(
        text.encode(),
        has_header=False,
        separator=delimiter,
        quote_char=quote,
        infer_schema=False,
        new_columns=list(names),
        empty_string_is_null=False,
    )


def _split_slowly(body: str, width: int, delimiter: str, first_row: int) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Record by record, for cells with line breaks or quotation marks inside; rows are then numbered as in Excel."""
    reader = csv.reader(io.StringIO(body), delimiter=delimiter, strict=True)
    records: list[list[str | int]] = []
    ragged: list[int] = []
    try:
        for row, cells in enumerate(reader, start=first_row):
            if any("\n" in cell and _swallowed(cell, width, delimiter) for cell in cells):
                raise _open_quote(row)
            if len(cells) == width:
                records.append([*cells, row])
            elif any(cell.strip() for cell in cells):
                ragged.append(row)
    except csv.Error as error:
        raise _open_quote(first_row + len(records) + len(ragged)) from error
    return _frame(records, width), tuple(ragged)


def _frame(records: list[list[str | int]], width: int) -> pl.DataFrame:
    schema = {**{str(index): pl.String() for index in range(width)}, ROW: pl.Int64()}
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
