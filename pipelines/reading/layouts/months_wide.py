"""Months side by side: which of a file's columns are months."""

from __future__ import annotations

from pipelines.contract import Contract
from pipelines.profile import MonthsWide
from pipelines.reading.header import Header
from pipelines.reading.header_lines import month_of_column
from pipelines.reading.layouts.unpivot import Wide


def months_side_by_side(header: Header, section: MonthsWide, contract: Contract) -> Wide:
    """The columns whose header is a month, `2026-10`, or `10` where the header leaves the year out."""
    months = {position: month_of_column(parts, section.month_format) for position, parts in enumerate(header.columns)}
    column = month_column(contract)
    return Wide({position: {column: month} for position, month in months.items() if month}, section.value)


def month_column(contract: Contract) -> str:
    """The contract column that the months go to."""
    return next(key for key, column in contract.columns.items() if column.type == "month")
