"""Rows of a month that the file is not about: a slip of the pen in the date, which must not claim a whole month."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pipelines.contract import Contract
from pipelines.german import month_words
from pipelines.reading.parse_values import Typed
from pipelines.reading.validate import Breach, Validated

ENOUGH_ROWS = 10
MOST, FEW_ROWS, FEW = 0.8, 3, 0.05


def without_strays(checked: Validated, typed: Typed, contract: Contract, *, file_month: str | None) -> Validated:
    """The good rows without those of another month, which become breaches.

    `file_month` (`2026-10`) is the month the file's name says, where a profile can read it: then rows of every other
    month go (`other_month`). Else only a few rows beside a month with most of them do (`stray_month`). Sources without
    dated rows stay as they are.
    """
    column = contract.covers.month
    if column is None or contract.columns[column].type != "date" or checked.good.is_empty():
        return checked
    months = checked.good[column].dt.strftime("%Y-%m")
    named = file_month or _main_month(months)
    strays = months != named if file_month else months.is_in(list(_rare_months(months, named)))
    if not strays.any():
        return checked
    rule = "other_month" if file_month else "stray_month"
    indices = pl.int_range(typed.frame.height, eager=True)
    good_indices = indices.filter(~indices.is_in(checked.rejected.to_list()))
    gone = good_indices.filter(strays)
    said = (
        f"Das Datum liegt nicht im {month_words(named or '')}, für den die Datei ist. Bitte das Datum prüfen oder den "
        "anderen Monat in einer eigenen Datei senden."
    )
    return Validated(
        good=checked.good.filter(~strays),
        breaches=(*checked.breaches, *(Breach(index, column, rule, said) for index in gone)),
        rejected=pl.concat([checked.rejected, gone.cast(checked.rejected.dtype)]),
    )


def _main_month(months: pl.Series) -> str | None:
    """The month with most of the rows; None in a small file or one about several months."""
    if len(months) < ENOUGH_ROWS:
        return None
    month, rows = months.value_counts(sort=True).row(0)
    return month if rows >= MOST * len(months) else None


def _rare_months(months: pl.Series, main: str | None) -> Iterator[str]:
    if main is not None:
        for month, rows in months.value_counts().iter_rows():
            if month != main and rows <= max(FEW_ROWS, FEW * len(months)):
                yield month
