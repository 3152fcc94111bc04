"""A contract → the dataframely schema that checks its typed rows: what each column may hold, and the row rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from types import new_class

import dataframely as dy
import polars as pl
from dataframely._rule import RuleFactory

from pipelines.contract import Column, Contract
from pipelines.reading.grid import GEOMETRY
from pipelines.reading.landed_types import DECIMAL, MONEY, landed_columns
from pipelines.row_rules import NotAfterReceipt, NotBefore, PresentWhen, RowRule, Unique, ValidAt

INDEX = "index_in_file"
READ = "is_read"
RECEIVED = "received_on"
RULE = "rule_"
VALIDITY = ("valid_from", "valid_to")


def validity_column(column: str, end: str) -> str:
    """The name under which the validity of the entry in `column` stands beside each row."""
    return f"{column}_{end}"


@lru_cache
def schema_of(contract_json: str) -> type[dy.Schema]:
    """Built once per contract: making the class costs more than checking a month's rows with it.

    Beside the landed columns a row needs `index_in_file` (its position), `is_read` (every cell could be read),
    `received_on`, and for every rule valid_at the first and last day of the entry it names.
    """
    contract = Contract.model_validate_json(contract_json)
    members: dict[str, object] = {name: _column(column) for name, column in contract.columns.items()}
    for name, kind in landed_columns(contract).items():
        if name not in members:
            members[name] = dy.Int64() if kind == pl.Int64 else dy.String(nullable=name != GEOMETRY)
    members |= {INDEX: dy.Int64(), RECEIVED: dy.Date(), READ: dy.Bool(check=lambda flag: flag)}
    for number, rule in enumerate(contract.rules):
        if isinstance(rule, ValidAt):
            members |= {validity_column(rule.column, end): dy.Date(nullable=True) for end in VALIDITY}
        required = frozenset(name for name, column in contract.columns.items() if column.required)
        members[f"{RULE}{number}"] = RuleFactory(partial(_expression_for, rule, required))
    return new_class(contract.source, (dy.Schema,), exec_body=lambda body: body.update(members))


def _column(column: Column) -> dy.Column:
    nullable = not column.required
    if column.type in ("text", "key", "category", "category_of"):
        return dy.String(nullable=nullable, regex=f"^(?:{column.pattern})$" if column.pattern else None)
    if column.type == "keys":
        return dy.List(dy.String(nullable=True), nullable=nullable)
    if column.type in ("integer", "count"):
        return dy.Int64(nullable=nullable, min=_whole(column.minimum), max=_whole(column.maximum))
    if column.type in ("decimal", "money"):
        size = DECIMAL if column.type == "decimal" else MONEY
        return dy.Decimal(*size, nullable=nullable, check=_bounds(column))
    kinds: Mapping[str, type[dy.Column]] = {"date": dy.Date, "month": dy.Date, "time": dy.Time, "boolean": dy.Bool}
    return kinds[column.type](nullable=nullable)


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def _bounds(column: Column) -> dict:
    checks = {}
    if column.minimum is not None:
        checks["min"] = lambda cells: cells >= column.minimum
    if column.maximum is not None:
        checks["max"] = lambda cells: cells <= column.maximum
    return checks


def _expression_for(rule: RowRule, required: frozenset[str], _schema: object) -> pl.Expr:
    """The form in which dataframely asks for a rule."""
    return _unique(rule, required) if isinstance(rule, Unique) else _expression(rule)


def _unique(rule: Unique, required: frozenset[str]) -> pl.Expr:
    """A row whose identity is unreadable or incomplete is like no other row: nobody knows yet what it stands for."""
    missing = [pl.col(name).is_null() for name in rule.columns if name in required]
    unknown = pl.any_horizontal(~pl.col(READ), *missing)
    return pl.struct(*rule.columns, pl.when(unknown).then(pl.col(INDEX)).alias("own")).is_unique()


def _expression(rule: NotBefore | NotAfterReceipt | PresentWhen | ValidAt) -> pl.Expr:
    """True where the row keeps the rule; null (a cell is empty) counts as kept."""
    if isinstance(rule, NotBefore):
        return pl.col(rule.column) >= pl.col(rule.other)
    if isinstance(rule, NotAfterReceipt):
        return pl.col(rule.column) <= pl.col(RECEIVED)
    if isinstance(rule, PresentWhen):
        return pl.col(rule.column).is_not_null() | (pl.col(rule.when.column) != rule.when.equals).fill_null(value=True)
    after_start = pl.col(rule.at) >= pl.col(validity_column(rule.column, "valid_from"))
    before_end = pl.col(rule.at) <= pl.col(validity_column(rule.column, "valid_to"))
    return after_start.fill_null(value=True) & before_end.fill_null(value=True)
