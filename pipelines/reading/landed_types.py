"""How each contract type lies in a landed file."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from pipelines.contract import Contract
from pipelines.reading.grid import GEOMETRY, ROW

ABSENCE = "absence"
PLACE = ("sheet", ROW)
# Between the cells of a row that is compared as one text: a sign that no cell holds.
SEPARATOR = "\x1f"
DECIMAL, MONEY = (12, 6), (14, 2)
DTYPES: Mapping[str, pl.DataType] = {
    "text": pl.String(), "key": pl.String(), "category": pl.String(), "category_of": pl.String(),
    "keys": pl.List(pl.String), "date": pl.Date(), "month": pl.Date(), "time": pl.Time(), "integer": pl.Int64(),
    "count": pl.Int64(), "decimal": pl.Decimal(*DECIMAL), "money": pl.Decimal(*MONEY), "boolean": pl.Boolean(),
}  # fmt: skip


def landed_columns(contract: Contract) -> dict[str, pl.DataType]:
    """Names and types of a landed file: contract columns, absence of a count, geometry, sheet and row.

    A month is the Date of its first day; geometry is GeoJSON text in EPSG:4326; row counts from 1 with the header.
    """
    columns = {name: DTYPES[column.type] for name, column in contract.columns.items()}
    absence = {ABSENCE: pl.String()} if contract.count_column else {}
    geometry = {GEOMETRY: pl.String()} if contract.kind == "geometry" else {}
    return {**columns, **absence, **geometry, "sheet": pl.String(), ROW: pl.Int64()}


def subject_and_month(contract: Contract) -> list[pl.Expr]:
    """Expressions over landed rows for `subject` and `month` as a claim writes them: text, months as first days."""
    covers = contract.covers
    subject = pl.col(covers.subject).cast(pl.String) if covers.subject else pl.lit(None, pl.String)
    month = pl.col(covers.month).dt.month_start().cast(pl.String) if covers.month else pl.lit(None, pl.String)
    return [subject.alias("subject"), month.alias("month")]


def content_of(rows: pl.DataFrame) -> pl.DataFrame:
    """What landed rows say, without the place they stood at; lists as one text."""
    lists = [name for name, kind in rows.schema.items() if kind == pl.List]
    return rows.drop(PLACE).with_columns(pl.col(lists).list.join(","))
