"""Typed cells of a sheet → text columns: numbers with a point, days and times as ISO, yes and no in German."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

import polars as pl

from pipelines.reading.grid import NATIVE, ROW

Cell = str | int | float | bool | date | time | datetime | timedelta | None
# Top, left, bottom, right; all from 0 and inclusive.
Area = tuple[int, int, int, int]

DIGITS = 6
CHUNK = 4096
# Excel writes a time of day as a moment of its day zero.
DAY_ZERO = 1904
HALF_SECOND = timedelta(milliseconds=500)
SECONDS_OF_AN_HOUR, SECONDS_OF_A_MINUTE = 3600, 60
NUMBERS = (int, float)


def text_of(cell: Cell) -> str | None:
    """A cell as text; empty text where it is empty.

    Numbers lose the noise of binary fractions (0.30000000000000004 → 0.3), moments are rounded to the second and lose
    their midnight.
    """
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, NUMBERS):
        return _number(cell)
    return _moment(cell)


def _number(number: float) -> str:
    if isinstance(number, int) or number.is_integer():
        return str(int(number))
    text = f"{number:.{DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _moment(moment: date | time | timedelta) -> str:
    if isinstance(moment, timedelta):
        minutes, seconds = divmod(round(moment.total_seconds()), SECONDS_OF_A_MINUTE)
        hours, minutes = divmod(minutes, SECONDS_OF_A_MINUTE)
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
    if isinstance(moment, time):
        return f"{datetime.combine(date(2000, 1, 1), moment) + HALF_SECOND:%H:%M:%S}"
    if not isinstance(moment, datetime):
        return moment.isoformat()
    rounded = (moment + HALF_SECOND).replace(microsecond=0)
    if rounded.year < DAY_ZERO:
        return f"{rounded:%H:%M:%S}"
    return rounded.isoformat(" ").removesuffix(" 00:00:00")


@dataclass(frozen=True)
class Cells:
    """`frame`: String columns "0", "1", …, `row`, and `native_<position>` where numbers and texts are mixed.

    `native`: positions of columns without texts in which numbers stand.
    """

    frame: pl.DataFrame
    native: frozenset[int]


def to_cells(rows: Iterable[Sequence[Cell]], width: int, first_row: int) -> Cells:
    """All rows as text columns; `first_row` is the number of the first one in its sheet, from 1."""
    columns: list[list[pl.Series]] = [[] for _ in range(width)]
    typed: dict[int, list[bool]] = {}
    height = 0
    for chunk in _chunks(rows):
        padded = [[*row[:width], *[None] * (width - len(row))] for row in chunk]
        for position, cells in enumerate(zip(*padded, strict=True)):
            texts, numbers = _as_texts(cells)
            columns[position].append(texts)
            if numbers or position in typed:
                before = typed.setdefault(position, [False] * height)
                before += numbers or [False] * len(chunk)
        height += len(chunk)
    frame = pl.DataFrame([_joined(str(position), parts) for position, parts in enumerate(columns)]).with_columns(
        pl.Series(ROW, range(first_row, first_row + height), dtype=pl.Int64)
    )
    return _with_native(frame, {position: pl.Series(numbers, dtype=pl.Boolean) for position, numbers in typed.items()})


def _chunks(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _as_texts(cells: Sequence[Cell]) -> tuple[pl.Series, list[bool] | None]:
    """The cells as text, and which of them are typed numbers; None where no cell is typed at all."""
    if {*map(type, cells)} <= {str, type(None)}:
        return pl.Series(cells, dtype=pl.String), None
    texts = [cell if type(cell) is str else text_of(cell) for cell in cells]
    numbers = [type(cell) in NUMBERS for cell in cells]
    return pl.Series(texts, dtype=pl.String), numbers if any(numbers) else None


def _joined(name: str, parts: Sequence[pl.Series]) -> pl.Series:
    return (pl.concat(parts) if parts else pl.Series(dtype=pl.String)).alias(name)


def _with_native(frame: pl.DataFrame, typed: Mapping[int, pl.Series]) -> Cells:
    native: set[int] = set()
    mixed: list[pl.Series] = []
    for position, numbers in typed.items():
        filled = frame[str(position)].str.strip_chars().fill_null("") != ""
        if (filled & ~numbers).any():
            mixed.append(numbers.alias(f"{NATIVE}{position}"))
        else:
            native.add(position)
    return Cells(frame.with_columns(mixed) if mixed else frame, frozenset(native))
