"""Empty counts of months that had not begun when the file arrived are no rows: a year's sheet is always half empty."""

from __future__ import annotations

from datetime import date

import polars as pl

from pipelines.reading.layouts.years import Years
from pipelines.reading.values.habits import Reading
from pipelines.reading.values.parse_dates import parse_month


def without_future_blanks(frame: pl.DataFrame, reading: Reading, years: Years, *, received_on: date) -> pl.DataFrame:
    """The rows without empty counts of later months than that of `received_on`."""
    count = reading.contract.count_column
    month = next((key for key, column in reading.contract.columns.items() if column.type == "month"), None)
    if count is None or month is None or not frame[count].null_count():
        return frame
    rows = frame.with_row_index("_index").filter(pl.col(count).is_null())
    months = parse_month(rows[month], date_format=reading.date_format, years=years.of_rows(rows["sheet"])).values
    later = rows["_index"].filter((months > received_on).fill_null(value=False))
    return frame.with_row_index("_index").filter(~pl.col("_index").is_in(later.implode())).drop("_index")
