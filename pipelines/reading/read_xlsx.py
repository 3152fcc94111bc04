"""XLSX → grid: the first sheet with a known header; numbers, dates and times keep what the workbook meant."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import fastexcel
import polars as pl

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.reading.grid import ROW, Grid, tidy
from pipelines.reading.guard_workbook import guard_workbook
from pipelines.reading.header import SEARCHED_LINES, Header, find_header
from pipelines.reading.header_refusal import wrong_header
from pipelines.reading.workbook_refusals import not_a_workbook
from settings import Workspace

# Excel writes a time of day as a moment of its day zero.
DAY_ZERO = 1899
DIGITS = 6


def read_xlsx(
    path: Path, contract: Contract, profiles: Sequence[Profile], *, municipality: str, workspace: Workspace
) -> Grid:
    """Read one sheet. Raises FileRejectedError when it is no workbook, too large, or has no known header."""
    guard_workbook(path, workspace)
    try:
        book = fastexcel.read_excel(path)
        heads = {sheet: _head(book, sheet) for sheet in book.sheet_names}
        for sheet, lines in heads.items():
            header = find_header(lines, contract, _of_sheet(profiles, sheet, book.sheet_names[0]), sheet=sheet)
            if header:
                return _read_sheet(book, sheet, header)
    except fastexcel.FastExcelError as error:
        raise not_a_workbook() from error
    raise wrong_header(list(heads.values()), contract, municipality)


def _of_sheet(profiles: Sequence[Profile], sheet: str, first: str) -> list[Profile]:
    return [profile for profile in profiles if profile.layout.sheet != "first" or sheet == first]


def _head(book: fastexcel.ExcelReader, sheet: str) -> list[tuple]:
    table = book.load_sheet(sheet, header_row=None, skip_rows=0, n_rows=SEARCHED_LINES, dtypes="string")
    return table.to_polars().rows()


def _read_sheet(book: fastexcel.ExcelReader, sheet: str, header: Header) -> Grid:
    first = header.index + 1
    table = book.load_sheet(sheet, header_row=None, skip_rows=first, schema_sample_rows=None)
    typed = table.to_polars()
    columns = [_as_text(series).alias(str(index)) for index, series in enumerate(typed.get_columns())]
    width = max(len(header.names), len(columns))
    missing = [pl.Series(str(index), [None] * typed.height, pl.String) for index in range(len(columns), width)]
    frame = pl.DataFrame([*columns, *missing]).with_columns(
        pl.int_range(first + 1, first + 1 + pl.len(), dtype=pl.Int64).alias(ROW)
    )
    header = Header(header.index, (*header.names, *[""] * (width - len(header.names))), header.profile)
    return Grid(tidy(frame), header, sheet=sheet, native=frozenset(range(width)))


def _as_text(series: pl.Series) -> pl.Series:
    kind = series.dtype
    if kind.is_float():
        return _number_text(series)
    if kind == pl.Boolean:
        return series.replace_strict({True: "ja", False: "nein"}, default=None, return_dtype=pl.String)
    if kind.is_temporal():
        return _moment_text(series)
    return series.cast(pl.String)


def _number_text(series: pl.Series) -> pl.Series:
    """Without the noise of binary fractions: 12.0 → 12, 0.30000000000000004 → 0.3."""
    text = series.round(DIGITS).cast(pl.Decimal(30, DIGITS), strict=False).cast(pl.String)
    return text.str.strip_chars_end("0").str.strip_chars_end(".").replace({"": "0", "-": "0"})


def _moment_text(series: pl.Series) -> pl.Series:
    if series.dtype in (pl.Date, pl.Time):
        return series.cast(pl.String)
    if series.dtype == pl.Duration:
        return (pl.Series([0], dtype=pl.Datetime("ms")).extend_constant(0, 0) + series).dt.strftime("%H:%M:%S")
    text = series.dt.strftime("%Y-%m-%d %H:%M:%S").str.strip_suffix(" 00:00:00")
    times = series.dt.strftime("%H:%M:%S")
    return text.zip_with(series.dt.year() > DAY_ZERO, times)
