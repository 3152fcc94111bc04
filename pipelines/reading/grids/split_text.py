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
from pipelines.reading.grids.fit_lines import Shape, fitted

QUOTE = '"'
QUOTED = r'"[^"]*"'
# A control character, which decoding has excluded from the text: reads each line as one cell.
NO_DELIMITER = "\x01"
Split = tuple[pl.DataFrame, tuple[int, ...]]


def split(body: str, shape: Shape, first_row: int) -> Split:
    """Cells as String columns "0", "1", … with `row`, and the numbers of the rows with too few or too many cells.

    Raises FileRejectedError when a quotation mark is left open.
    """
    if not body.strip():
        return _frame([], shape.width), ()
    return (
        _split_evenly(body, shape, first_row)
        or _split_by_line(body, shape, first_row)
        or _split_by_record(body, shape, first_row)
    )


def _split_evenly(body: str, shape: Shape, first_row: int) -> Split | None:
    """With as many delimiters as full lines have, and none with too many, every line is full."""
    body = body.rstrip("\n")
    lines = body.count("\n") + 1
    if QUOTE in body or body.count(shape.delimiter) != (shape.width - 1) * lines:
        return None
    frame = _cells(body, _names(shape.width), shape.delimiter, None)
    if frame is None or frame.height != lines:
        return None
    return frame.with_columns(pl.int_range(first_row, first_row + pl.len(), dtype=pl.Int64).alias(ROW)), ()


def _split_by_line(body: str, shape: Shape, first_row: int) -> Split | None:
    """Full lines are read, empty ones passed over, all others looked at one by one; None when a cell spans lines."""
    lines = _cells(body, ["line"], NO_DELIMITER, None)
    if lines is None or (lines["line"].str.count_matches(QUOTE, literal=True) % 2 == 1).any():
        return None
    marked = _marked(_without_trailing(lines, shape), shape, first_row)
    good = marked.filter("fits")
    frame = _cells("\n".join(good["line"]), _names(shape.width), shape.delimiter, QUOTE)
    if frame is None or frame.height != good.height:
        return None
    rest = marked.filter(~pl.col("fits") & ~pl.col("empty")).select(ROW, "line").rows()
    odd = {row: fitted(next(csv.reader([line], delimiter=shape.delimiter)), shape) for row, line in rest}
    mended = _frame([[*cells, row] for row, cells in odd.items() if cells], shape.width)
    full = (
        pl.concat([frame.with_columns(good[ROW]), mended]).sort(ROW) if mended.height else frame.with_columns(good[ROW])
    )
    return full, tuple(row for row, cells in odd.items() if cells is None)


def _marked(lines: pl.DataFrame, shape: Shape, first_row: int) -> pl.DataFrame:
    bare = pl.col("line").str.replace_all(QUOTED, "")
    return lines.select(
        "line",
        pl.int_range(first_row, first_row + pl.len(), dtype=pl.Int64).alias(ROW),
        (bare.str.count_matches(shape.delimiter, literal=True) == shape.width - 1).alias("fits"),
        (pl.col("line").str.strip_chars(f"{shape.delimiter} \t") == "").alias("empty"),
    )


def _without_trailing(lines: pl.DataFrame, shape: Shape) -> pl.DataFrame:
    """Lines with more cells than the header, where the further ones are empty in all lines: cut to its width."""
    beyond = rf"{'[' + shape.delimiter + ']'}+[ \t]*$" if shape.delimiter != "\t" else "\t+$"
    bare = pl.col("line").str.replace_all(QUOTED, "").str.replace(beyond, "")
    count = pl.col("line").str.replace_all(QUOTED, "").str.count_matches(shape.delimiter, literal=True)
    is_long = (count > shape.width - 1) & (bare.str.count_matches(shape.delimiter, literal=True) <= shape.width - 1)
    missing = shape.width - 1 - bare.str.count_matches(shape.delimiter, literal=True)
    padding = pl.lit(shape.delimiter * shape.width).str.slice(0, missing.clip(0))
    cut = pl.concat_str(pl.col("line").str.replace(beyond, ""), padding)
    return lines.select(pl.when(is_long).then(cut).otherwise("line").alias("line"))


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


def _split_by_record(body: str, shape: Shape, first_row: int) -> Split:
    """For cells with line breaks or quotation marks inside; rows are then numbered as in Excel."""
    reader = csv.reader(io.StringIO(body), delimiter=shape.delimiter, strict=True)
    records: list[list[str | int]] = []
    ragged: list[int] = []
    row = first_row
    try:
        for row, cells in enumerate(reader, start=first_row):
            if any("\n" in cell and _swallowed(cell, shape) for cell in cells):
                raise _open_quote(row)
            full = cells if len(cells) == shape.width else fitted(cells, shape)
            if full and any(cell.strip() for cell in full):
                records.append([*full, row])
            elif any(cell.strip() for cell in cells):
                ragged.append(row)
    except csv.Error as error:
        raise _open_quote(row + 1) from error
    return _frame(records, shape.width), tuple(ragged)


def _names(width: int) -> list[str]:
    return [str(index) for index in range(width)]


def _frame(records: list[list[str | int]], width: int) -> pl.DataFrame:
    schema = {**dict.fromkeys(_names(width), pl.String()), ROW: pl.Int64()}
    return pl.DataFrame(records, schema=schema, orient="row")


def _swallowed(cell: str, shape: Shape) -> bool:
    """Whether a cell holds whole lines of the table, which a quotation mark that was never closed has caught."""
    lines = cell.split("\n")[1:]
    return any(line.count(shape.delimiter) >= shape.named - 1 for line in lines) and shape.named > 1


def _open_quote(row: int) -> FileRejectedError:
    return FileRejectedError(
        "open_quote",
        f"Ab Zeile {row} ist ein Anführungszeichen nicht geschlossen; die Zeilen danach sind nicht sicher lesbar. "
        "Bitte die Zelle korrigieren und die Datei erneut senden.",
        row=row,
    )
