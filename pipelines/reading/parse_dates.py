"""Days, months and times of day as people write them. A day that does not exist, like 31.02., is no date."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.reading.month_words import EARLIEST, LATEST, month_of

DATES = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")
MIDNIGHT = r"[ T]00:00(:00)?$"
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")
TIME_WORDS = r"\s*Uhr$"
# A workbook's time of day in a column of mixed cells keeps Excel's day zero.
DAY_ZERO = r"^1899-12-3[01] "
YEAR_END = "year_end"


def parse_date(cells: pl.Series, *, date_format: str | None = None) -> pl.Series:
    """Date; null where the cell is empty or no day between 1900 and 2100."""
    if date_format == YEAR_END:
        return _parse(cells + "-12-31", ("%Y-%m-%d",))
    if date_format:
        return _parse(cells, (date_format, "%Y-%m-%d"))
    days = _parse(cells, DATES)
    if days.null_count() == cells.null_count():
        return days
    return _parse(cells.str.replace(MIDNIGHT, ""), DATES)


def parse_month(cells: pl.Series, *, date_format: str | None = None) -> pl.Series:
    """Date, the first day of the month; null where the cell is empty or names no month."""
    words = cells.drop_nulls().unique().to_list()
    if date_format and date_format != YEAR_END:
        return parse_date(cells, date_format=date_format).dt.month_start()
    months: dict[str, date | None] = {word: month_of(word) for word in words}
    return cells.replace_strict(months, default=None, return_dtype=pl.Date)


def parse_time(cells: pl.Series) -> pl.Series:
    """Time; null where the cell is empty or no time of day."""
    times = _parse(cells, TIMES, kind=pl.Time())
    if times.null_count() == cells.null_count():
        return times
    return _parse(cells.str.replace(DAY_ZERO, "").str.replace(TIME_WORDS, ""), TIMES, kind=pl.Time())


def _parse(cells: pl.Series, formats: tuple[str, ...], kind: pl.Time | None = None) -> pl.Series:
    """The first format that fits each cell; formats are tried only while something is left over."""
    dtype = kind or pl.Date()
    found = pl.Series(cells.name, [None] * len(cells), dtype=dtype)
    for form in formats:
        if found.null_count() == cells.null_count():
            break
        read = cells.str.strptime(dtype, form, strict=False)
        if kind is None:
            read = read.set(~read.dt.year().is_between(EARLIEST, LATEST), None)
        found = found.zip_with(found.is_not_null(), read)
    return found
