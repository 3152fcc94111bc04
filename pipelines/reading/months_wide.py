"""Months side by side → one row per label and month, each still knowing the column its value stood in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from pipelines.contract import Contract
from pipelines.profile import Layout, MonthsWide
from pipelines.reading.grid import ROW
from pipelines.reading.month_words import month_of_header

# Position of the file's column that a row's value came from.
POSITION = "_position"


def month_positions(names: tuple[str, ...], layout: Layout | None) -> dict[int, str]:
    """Position → month (`2026-10`) of the headers that are months; nothing unless the profile says so."""
    if layout is None or layout.months_wide is None:
        return {}
    months = {position: month_of_header(name, layout.months_wide.month_format) for position, name in enumerate(names)}
    return {position: month for position, month in months.items() if month}


def month_column(contract: Contract) -> str:
    """The contract column that the months go to."""
    return next(key for key, column in contract.columns.items() if column.type == "month")


def unpivot(
    frame: pl.DataFrame,
    positions: Mapping[str, int],
    months: Mapping[int, str],
    *,
    wide: MonthsWide,
    contract: Contract,
    received_on: date,
) -> pl.DataFrame:
    """Rows by row and month.

    Empty cells of months that had not begun when the file arrived are no rows: a year's sheet is always half empty.
    """
    own = frame.select(*(pl.col(str(position)).alias(name) for name, position in positions.items()), ROW)
    values = frame.select(pl.col(str(position)) for position in months)
    long = pl.concat([own, values], how="horizontal").unpivot(
        on=[str(position) for position in months],
        index=own.columns,
        variable_name=POSITION,
        value_name=wide.value,
    )
    begun = [str(position) for position, month in months.items() if month <= f"{received_on:%Y-%m}"]
    names = {str(position): month for position, month in months.items()}
    return (
        long.filter(pl.col(wide.value).is_not_null() | pl.col(POSITION).is_in(begun))
        .with_columns(
            pl.col(POSITION).replace_strict(names, return_dtype=pl.String).alias(month_column(contract)),
            pl.col(POSITION).cast(pl.Int64),
        )
        .sort(ROW, POSITION)
    )
