"""Days, months and times of day as people write them. A day that does not exist, like 31.02., is no date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.reading.values.date_habits import YearlessDay, day_of, is_serial, serial_day
from pipelines.reading.values.month_words import EARLIEST, LATEST, YearlessMonth, month_of, yearless_month_of
from pipelines.reading.values.parse_words import distinct

DATES = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")
TIME_WORDS = r"\s*(?:Uhr|h)\.?$"
FULL_HOUR = r"^(\d{1,2})$"
# A workbook's time of day in a column of mixed cells keeps Excel's day zero.
DAY_ZERO = r"^1899-12-3[01] "
YEAR_END = "year_end"
# More different oddities than this in one column are no dates.
MOST_ODDITIES = 20_000


@dataclass(frozen=True)
class Days:
    """`values` are Dates, null where there is none.

    `no_year` are cells that would be one if somebody said the year; `serial` those that may be Excel's number of a day,
    taken as that (`are_serials`) only when all cells of the column are.
    """

    values: pl.Series
    no_year: pl.Series
    serial: pl.Series
    are_serials: bool = False


def parse_date(
    cells: pl.Series, *, date_format: str | None = None, years: pl.Series | None = None, is_1904: bool = False
) -> Days:
    """Days between 1900 and 2100. `years` has the year of each row where a day has none."""
    if date_format == YEAR_END:
        return _plain(_parse(cells + "-12-31", ("%Y-%m-%d",)))
    days = _parse(cells, (date_format, "%Y-%m-%d") if date_format else DATES)
    if days.null_count() == cells.null_count():
        return _plain(days)
    words = cells.filter(days.is_null() & cells.is_not_null()).unique().to_list()
    if len(words) > MOST_ODDITIES:
        return _plain(days)
    found = {} if date_format else {word: day for word in words if (day := day_of(word))}
    return _completed(cells, days, found, words, years, is_1904)


def parse_month(
    cells: pl.Series, *, date_format: str | None = None, years: pl.Series | None = None, is_1904: bool = False
) -> Days:
    """First days of months. `years` has the year of each row where a month has none."""
    if date_format and date_format != YEAR_END:
        days = parse_date(cells, date_format=date_format, years=years, is_1904=is_1904)
        return Days(days.values.dt.month_start(), days.no_year, days.serial, days.are_serials)
    words = distinct(cells)
    found = {word: month for word in words if (month := month_of(word) or yearless_month_of(word))}
    nothing = pl.Series(cells.name, [None], dtype=pl.Date).new_from_index(0, len(cells))
    days = _completed(cells, nothing, found, [word for word in words if word not in found], years, is_1904)
    return Days(days.values.dt.month_start(), days.no_year, days.serial, days.are_serials)


def parse_time(cells: pl.Series) -> pl.Series:
    """Time; null where the cell is empty or no time of day."""
    times = _parse(cells, TIMES, kind=pl.Time())
    if times.null_count() == cells.null_count():
        return times
    bare = cells.str.replace(DAY_ZERO, "").str.replace(TIME_WORDS, "")
    hours = bare.zip_with(bare == cells, bare.str.replace(FULL_HOUR, "$1:00"))
    return _parse(hours, TIMES, kind=pl.Time())


def _plain(values: pl.Series) -> Days:
    nothing = values.is_null() & values.is_not_null()
    return Days(values, nothing, nothing)


def _completed(
    cells: pl.Series,
    days: pl.Series,
    found: Mapping[str, date | YearlessDay | YearlessMonth],
    words: list[str],
    years: pl.Series | None,
    is_1904: bool,
) -> Days:
    """`days` with what the distinct texts in `found` mean, and with Excel's numbers among the rest of the `words`."""
    whole = {word: day for word, day in found.items() if isinstance(day, date)}
    if whole:
        days = days.zip_with(days.is_not_null(), cells.replace_strict(whole, default=None, return_dtype=pl.Date))
    yearless = {word: day for word, day in found.items() if not isinstance(day, date)}
    no_year = _is_one_of(cells, [*yearless])
    if yearless and years is not None:
        days = days.zip_with(days.is_not_null(), _in_years(cells, yearless, years))
        no_year = no_year & years.is_null()
    numbers = [word for word in words if is_serial(word)]
    serial = _is_one_of(cells, numbers)
    if not numbers or not (serial | cells.is_null()).all():
        return Days(days, no_year, serial)
    read = {word: serial_day(word, is_1904=is_1904) for word in numbers}
    return Days(cells.replace_strict(read, default=None, return_dtype=pl.Date), no_year, serial, are_serials=True)


def _in_years(cells: pl.Series, yearless: dict[str, YearlessDay | YearlessMonth], years: pl.Series) -> pl.Series:
    pairs = pl.DataFrame({"word": cells, "year": years}).with_columns(pl.col("year").cast(pl.Int64))
    known = pairs.unique().filter(pl.col("word").is_in(list(yearless)))
    read = [(word, year, yearless[word].in_year(year)) for word, year in known.iter_rows()]
    table = pl.DataFrame(read, schema={"word": pl.String, "year": pl.Int64, "day": pl.Date}, orient="row")
    return pairs.join(table, on=["word", "year"], how="left", maintain_order="left", nulls_equal=True)["day"]


def _is_one_of(cells: pl.Series, words: list[str]) -> pl.Series:
    return cells.is_in(words).fill_null(value=False) if words else cells.is_null() & cells.is_not_null()


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
