"""Columns of days, months and times of day, and what is said about a cell that is none or only may be one."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from pipelines.contract import Column
from pipelines.reading.values.date_habits import is_serial, serial_day
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.marks import NOT_REPORTED, STROKES, meanings
from pipelines.reading.values.notation import WIDE
from pipelines.reading.values.parse_dates import Days, parse_date, parse_month, parse_time
from pipelines.reading.values.parse_words import is_one_of
from pipelines.reading.values.problems import Problem, lost, problem, unreadable
from pipelines.reading.values.words import squeeze

DAY_SECONDS, NANOSECONDS = 24 * 60 * 60, 1_000_000_000
NO_YEAR = (
    "hat kein Jahr, und weder Blatt, Zeilen über der Tabelle noch Dateiname nennen genau eines. Bitte das Jahr "
    "ergänzen oder im Profil unter „year“ festlegen."
)


def parse_dated(
    name: str,
    column: Column,
    cells: pl.Series,
    reading: Reading,
    *,
    years: pl.Series | None,
    native: pl.Series | None,
) -> tuple[pl.Series, list[Problem]]:
    """Dates of a column of days or months. A typed number in a workbook is no day without a year: 5.1 may be 5.10."""
    said = _without_absences(cells, column, reading)
    parser = parse_date if column.type == "date" else parse_month
    days = parser(said, date_format=reading.date_format, years=years, is_1904=reading.is_1904)
    values = days.values.alias(name)
    if native is not None:
        values = values.set(native & ~said.str.contains(r"^\d{5}").fill_null(value=False), None)
    doubtful = days.serial & (not days.are_serials)
    gone = lost(said, values)
    unread = gone & ~days.no_year & ~doubtful if len(gone) else gone
    return values, [
        *problem(name, "no_year", days.no_year & values.is_null(), lambda cell: f"{reading.said(cell)} {NO_YEAR}"),
        *problem(name, "excel_serial", doubtful & values.is_null(), _mixed(reading)),
        *_whole_column(name, days, reading),
        *unreadable(name, column.type, unread, echo=reading.echo),
    ]


def parse_timed(
    name: str, column: Column, cells: pl.Series, reading: Reading, *, native: pl.Series | None
) -> tuple[pl.Series, list[Problem]]:
    """Times of day; a typed number in a workbook is a fraction of the day."""
    said = _without_absences(cells, column, reading)
    values = parse_time(said).alias(name)
    if native is not None and native.any():
        seconds = (said.set(~native, None).cast(WIDE, strict=False) * DAY_SECONDS).round(0).cast(pl.Int64)
        inside = seconds.set(~seconds.is_between(0, DAY_SECONDS - 1), None)
        values = values.zip_with(~native, (inside * NANOSECONDS).cast(pl.Time))
    return values, unreadable(name, "time", lost(said, values), echo=reading.echo)


def _without_absences(cells: pl.Series, column: Column, reading: Reading) -> pl.Series:
    """Where a day need not be there, „k.A.“ and strokes are empty cells."""
    if column.required:
        return cells
    known = meanings(reading.layout)
    absent = is_one_of(cells, lambda word: known.get(squeeze(word)) == NOT_REPORTED or squeeze(word) in STROKES)
    return cells.set(absent, None) if absent.any() else cells


def _mixed(reading: Reading) -> Callable[[str], str]:
    def message(cell: str) -> str:
        day = serial_day(cell, is_1904=reading.is_1904) if is_serial(cell) else None
        meant = f" für den {day:%d.%m.%Y}" if day and reading.echo else ""
        return f"{reading.said(cell)} kann Excels Tageszahl{meant} sein. Bitte als TT.MM.JJJJ schreiben."

    return message


def _whole_column(name: str, days: Days, reading: Reading) -> list[Problem]:
    """One notice for a column of nothing but Excel's numbers of days."""
    if not days.are_serials or not days.values.is_not_null().any():
        return []
    first = pl.Series([False]).new_from_index(0, len(days.values))
    first[days.values.is_not_null().arg_max() or 0] = True
    counted = "1904" if reading.is_1904 else "1900"
    said = f"Die Spalte enthält Excels Tageszahlen; sie sind ab {counted} gezählt. Bitte die Tage prüfen."
    return [Problem(name, "excel_serial", first, lambda _: said, "notice")]
