"""Cells of the contact cube, what everybody knows about their shape, and what an audience has received of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import polars as pl

from settings import Disclosure

KEY = ("period_kind", "period", "area_kind", "area", "dimension", "category")
INTERNAL = ("persons", "staff")
SUPPRESSED = "suppressed"
VALUE = "value"
BOUNDS_SCHEMA = {
    **{name: pl.Date if name == "period" else pl.String for name in KEY},
    "low": pl.Float64,
    "high": pl.Float64,
}
Block = tuple[str, ...]


class Cell(NamedTuple):
    """One cell of the cube; `period` is its first day, for year-to-date and twelve months its last month."""

    period_kind: str
    period: date
    area_kind: str
    area: str
    dimension: str
    category: str


@dataclass(frozen=True)
class Structure:
    """What everybody knows about the shape of the tables.

    `areas`: area_kind, area, parent_kind, parent. `categories`: dimension, category, is_partition (the categories of
    a partition sum to the total), is_sensitive, name, group_name (of a service: its carrier's name).
    """

    areas: pl.DataFrame
    categories: pl.DataFrame

    @property
    def sensitive(self) -> pl.DataFrame:
        """Dimension and category of all sensitive categories."""
        return self.categories.filter("is_sensitive").select("dimension", "category")

    @property
    def services(self) -> dict[str, list[str]]:
        """Carrier → the services it runs."""
        carriers = self.categories.filter(pl.col("dimension") == "carrier").select("name", carrier="category")
        services = self.categories.filter(pl.col("dimension") == "service")
        run = (
            services.join(carriers, left_on="group_name", right_on="name").select("carrier", "category").sort(pl.all())
        )
        return dict(run.group_by("carrier", maintain_order=True).agg("category").iter_rows())


@dataclass(frozen=True)
class Published:
    """One batch as an audience received it.

    `rows`: KEY, contacts (null where suppressed), state, expected, reported. `exact`: the same keys unprotected.
    `versions`: the version of every released month in force at this batch, month by its first day; empty for what
    was shown of months that were still open. `bounds`: what else says something about counts, a rate beside its
    exposure say: KEY, low, high in contacts; an empty category is the sum over all of its dimension.
    """

    batch: int
    rows: pl.DataFrame
    exact: pl.DataFrame
    versions: Mapping[date, int]
    bounds: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=BOUNDS_SCHEMA))


def block_of(dimension: str, category: str) -> Block:
    """The breakdown that is protected and attacked as one: a topic by itself, services with those who run them."""
    if dimension == "topic":
        return dimension, category
    return ("service",) if dimension == "carrier" else (dimension,)


def months_of(period_kind: str, period: date) -> tuple[date, ...]:
    """The months a period consists of, by their first days."""
    length, first = {
        "month": (1, period),
        "quarter": (3, period),
        "year": (12, period),
        "ytd": (period.month, period.replace(month=1)),
        "rolling_12": (12, add_months(period, -11)),
    }[period_kind]
    return tuple(add_months(first, number) for number in range(length))


def add_months(month: date, number: int) -> date:
    """The first day of the month `number` months later."""
    year, position = divmod(month.year * 12 + month.month - 1 + number, 12)
    return date(year, position + 1, 1)


def quarter_of(month: date) -> date:
    """The first day of the quarter that holds the month."""
    return month.replace(month=(month.month - 1) // 3 * 3 + 1, day=1)


def with_sensitivity(rows: pl.DataFrame, structure: Structure) -> pl.DataFrame:
    """The rows with `is_sensitive`, in their order."""
    marked = structure.sensitive.with_columns(is_sensitive=True)
    return rows.join(marked, on=["dimension", "category"], how="left", maintain_order="left").with_columns(
        pl.col("is_sensitive").fill_null(value=False)
    )


def is_small(thresholds: Disclosure) -> pl.Expr:
    """Whether a count is above nothing and below the threshold: persons where it is known whose contacts they are.

    Over contacts, persons and is_sensitive. After the minimum count of the Federal Employment Agency's statistics.
    """
    persons = pl.when("is_sensitive").then(thresholds.sensitive_persons).otherwise(thresholds.minimum_persons)
    contacts = pl.when("is_sensitive").then(thresholds.sensitive_contacts).otherwise(thresholds.minimum_contacts)
    small = pl.when(pl.col("persons").is_not_null()).then(pl.col("persons") < persons)
    return ((pl.col("contacts") > 0) & small.otherwise(pl.col("contacts") < contacts)).fill_null(value=False)
