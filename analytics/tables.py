"""A table in words: German headers, formatted cells with the signs of absence, and the bare numbers for exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from analytics import formatting, months

_FORMATS: dict[str, Callable[[Any], str]] = {
    "text": str,
    "count": formatting.count,
    "money": formatting.money,
    "percent": lambda value: formatting.percent(value, 0),
    "percent1": lambda value: formatting.percent(value, 1),
    "decimal": lambda value: formatting.decimal(value, 1),
    "decimal2": lambda value: formatting.decimal(value, 2),
    "day": formatting.day,
    "month": months.month_name,
}
_LEFT = ("text", "day", "month")


def kind_of(unit: str, decimals: int) -> str:
    """The column kind for values of a unit."""
    if unit == "€":
        return "money"
    if unit == "%":
        return "percent1" if decimals else "percent"
    return {0: "count", 1: "decimal"}.get(decimals, "decimal2")


@dataclass(frozen=True)
class Column:
    """A column with its German header; `kind` is one of the keys of `_FORMATS`."""

    header: str
    kind: str = "text"


@dataclass(frozen=True)
class Cell:
    """What is shown, and the number or date behind it (None when the text is all there is)."""

    text: str
    value: Decimal | int | float | date | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns. `empty_text` says why there is no row and who can change that."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty_text: str = "Für diese Auswahl liegen keine Angaben vor."
    frame: pl.DataFrame = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        cells = {
            column.header: pl.Series([row[index].text for row in self.rows], dtype=pl.String)
            for index, column in enumerate(self.columns)
        }
        object.__setattr__(self, "frame", pl.DataFrame(cells))

    @property
    def is_empty(self) -> bool:
        """Whether there is no row to show."""
        return not self.rows

    @property
    def right(self) -> tuple[str, ...]:
        """The headers of columns that hold numbers and stand to the right."""
        return tuple(column.header for column in self.columns if column.kind not in _LEFT)


def cell(value: Any, kind: str = "text", state: str = "value", mark: str = "") -> Cell:
    """Format one value. A state other than `value` becomes its sign; `mark` (p, s) follows the number."""
    if state != "value":
        return Cell(formatting.SIGNS[state])
    if value is None:
        return Cell("")
    number = None if kind == "text" else value
    zero = kind not in _LEFT and value == 0
    text = formatting.ZERO_SIGN if zero else _FORMATS[kind](value)
    return Cell(f"{text}{formatting.NBSP}{mark}" if mark else text, number)


def table_of(
    key: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]], *, empty_text: str = ""
) -> Table:
    """Build a table; a plain value in a row is formatted by its column, a Cell is taken as it is."""
    built = tuple(
        tuple(
            value if isinstance(value, Cell) else cell(value, column.kind)
            for value, column in zip(row, columns, strict=True)
        )
        for row in rows
    )
    given = {"empty_text": empty_text} if empty_text else {}
    return Table(key=key, title=title, columns=tuple(columns), rows=built, **given)
