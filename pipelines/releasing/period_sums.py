"""Sums over time of frozen months: a quarter is the sum of the months that were published, in the versions they have.

They are computed from the frozen months and not from the warehouse, so that a correction which nobody has released
yet cannot show in the sums of other months.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import polars as pl

PLACE = ("area_kind", "area", "dimension", "category")
ROLLING = 12
# The month with which a period ends, in SQL.
LAST_MONTH = """
    cast(period + case period_kind when 'quarter' then interval 2 month when 'year' then interval 11 month
        else interval 0 month end as date)
"""


def periods_of(months: Sequence[date]) -> pl.DataFrame:
    """Every period that ends in one of `months` (consecutive, sorted), one row per month in it.

    Columns period_kind, period (first day; of running sums the last month), month, ends_at.
    """
    rows = [(kind, period, month, ends_at) for kind, period, ends_at, parts in _periods(months) for month in parts]
    schema = {"period_kind": pl.String, "period": pl.Date, "month": pl.Date, "ends_at": pl.Date}
    return pl.DataFrame(rows, schema=schema, orient="row")


def sums_over_time(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells of months (`period` is the month) → cells of every period that ends in one of them, with `ends_at`.

    Contacts are summed over the months that have some; a sum has a value as soon as one month has. `staff` is that of
    the month with the fewest.
    """
    months = sorted(cells["period"].unique().to_list())
    months_of_periods = periods_of(months)
    joined = cells.rename({"period": "month"}).drop("period_kind").join(months_of_periods, on="month")
    summed = joined.group_by("period_kind", "period", "ends_at", *PLACE).agg(
        pl.col("counting_rule").max(),
        pl.col("contacts").sum(),
        pl.col("expected").sum(),
        pl.col("reported").sum(),
        pl.col("estimated").any(),
        pl.col("staff").min(),
        (pl.col("state") == "suppressed").any().alias("is_withheld"),
        (pl.col("state") == "not_collected").any().alias("is_not_collected"),
        pl.col("persons").first().alias("persons_of_first"),
    )
    has_value = pl.col("reported") > 0
    state = (
        pl.when(has_value)
        .then(pl.lit("value"))
        .when("is_withheld")
        .then(pl.lit("suppressed"))
        .when("is_not_collected")
        .then(pl.lit("not_collected"))
        .otherwise(pl.lit("not_reported"))
    )
    return summed.with_columns(
        pl.when(has_value).then("contacts").alias("contacts"),
        state.alias("state"),
        # Persons of several months cannot be added up: somebody may come in each of them.
        pl.when(pl.col("period_kind") == "month").then("persons_of_first").alias("persons"),
    ).drop("is_withheld", "is_not_collected", "persons_of_first")


def measures_over_time(cells: pl.DataFrame) -> pl.DataFrame:
    """Measures of months → measures of every period that ends in one of them, with `ends_at`.

    One unknown month leaves the sum unknown, a month that was not reported does not.
    """
    months_of_periods = periods_of(sorted(cells["period"].unique().to_list()))
    joined = cells.rename({"period": "month"}).drop("period_kind").join(months_of_periods, on="month")
    summed = joined.group_by("period_kind", "period", "ends_at", "area_kind", "area", "measure").agg(
        pl.col("value").sum(),
        pl.col("expected").sum(),
        pl.col("reported").sum(),
        (pl.col("state") == "not_collected").any().alias("is_unknown"),
        (pl.col("state") == "value").any().alias("has_value"),
    )
    state = (
        pl.when("is_unknown")
        .then(pl.lit("not_collected"))
        .when("has_value")
        .then(pl.lit("value"))
        .otherwise(pl.lit("not_reported"))
    )
    told = summed.with_columns(state.alias("state"))
    value = pl.when(pl.col("state") == "value").then("value")
    return told.with_columns(value.alias("value")).drop("is_unknown", "has_value")


def _periods(months: Sequence[date]) -> Iterator[tuple[str, date, date, Sequence[date]]]:
    for position, month in enumerate(months):
        yield "month", month, month, [month]
        since_january = [each for each in months[: position + 1] if each.year == month.year]
        yield "ytd", month, month, since_january
        if position + 1 >= ROLLING:
            yield "rolling_12", month, month, months[position + 1 - ROLLING : position + 1]
        if month.month % 3 == 0:
            yield "quarter", month.replace(month=month.month - 2), month, list(_from(since_january, month.month - 2))
        if month.month == ROLLING:
            yield "year", month.replace(month=1), month, since_january


def _from(months: Iterable[date], first: int) -> Iterator[date]:
    return (month for month in months if month.month >= first)
