"""Typed rows + contract → good rows and findings. The rules are a dataframely schema built from the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from types import new_class

import dataframely as dy
import polars as pl
from dataframely._rule import RuleFactory

from pipelines.contract import (
    Column,
    Contract,
    NotAfterReceipt,
    NotBefore,
    PresentWhen,
    RowRule,
    Unique,
    ValidAt,
)
from pipelines.parse_values import Typed, landed_columns, missing_value
from pipelines.vocabulary import Vocabulary

INDEX = "index_in_file"
READ = "is_read"
RECEIVED = "received_on"


@dataclass(frozen=True)
class Breach:
    """One rule broken by one row: position of the row among the typed rows, column, rule, message."""

    index: int
    column: str
    rule: str
    message: str


@dataclass(frozen=True)
class Validated:
    """`good`: rows in landing form. `breaches`: what the contract's rules found. `rejected`: positions of bad rows."""

    good: pl.DataFrame
    breaches: tuple[Breach, ...]
    rejected: pl.Series


def validate(
    typed: Typed, contract: Contract, *, received_on: date, vocabularies: Mapping[str, Vocabulary]
) -> Validated:
    """Keep the rows that were read completely and break no rule of the contract.

    `received_on` is the day of receipt in Europe/Berlin.
    """
    schema = _schema(contract.model_dump_json())
    frame = typed.frame.with_row_index(INDEX).with_columns(
        pl.col(INDEX).cast(pl.Int64),
        pl.lit(received_on).alias(RECEIVED),
        _is_read(typed).alias(READ),
        *_validity(typed.frame, contract, vocabularies),
    )
    good, failure = schema.filter(frame)
    details = failure.details() if len(failure) else None
    landed = landed_columns(contract)
    return Validated(
        good=good.select(list(landed)),
        breaches=tuple(_breaches(details, typed, contract)) if details is not None else (),
        rejected=details[INDEX] if details is not None else pl.Series(INDEX, [], dtype=pl.Int64),
    )


def _is_read(typed: Typed) -> pl.Series:
    read = pl.repeat(True, typed.frame.height, dtype=pl.Boolean, eager=True)
    for problem in typed.problems:
        if problem.severity == "error":
            read = read & ~problem.bad
    return read


def _validity(frame: pl.DataFrame, contract: Contract, vocabularies: Mapping[str, Vocabulary]) -> list[pl.Series]:
    """For every rule valid_at, the first and last day of the entry that each row names."""
    series = []
    for rule in contract.rules:
        if isinstance(rule, ValidAt):
            entries = vocabularies[contract.columns[rule.column].refers_to or ""].entries
            for end in ("valid_from", "valid_to"):
                days: dict[str, date | None] = {entry.key: getattr(entry, end) for entry in entries}
                found = frame[rule.column].replace_strict(days, default=None, return_dtype=pl.Date)
                series.append(found.alias(f"{rule.column}_{end}"))
    return series


@lru_cache
def _schema(contract_json: str) -> type[dy.Schema]:
    """Built once per contract: making the class costs more than checking a month's rows with it."""
    contract = Contract.model_validate_json(contract_json)
    members: dict[str, object] = {name: _column(column) for name, column in contract.columns.items()}
    extra = {name: kind for name, kind in landed_columns(contract).items() if name not in members}
    members |= {name: _plain(kind) for name, kind in extra.items()}
    members |= {INDEX: dy.Int64(), RECEIVED: dy.Date(), READ: dy.Bool(check=lambda flag: flag)}
    for number, rule in enumerate(contract.rules):
        if isinstance(rule, ValidAt):
            members |= {f"{rule.column}_{end}": dy.Date(nullable=True) for end in ("valid_from", "valid_to")}
        members[_rule_name(number)] = RuleFactory(partial(_expression_for, rule))
    return new_class(contract.source, (dy.Schema,), exec_body=lambda body: body.update(members))


def _column(column: Column) -> dy.Column:
    nullable = not column.required
    if column.type in ("text", "key", "category", "category_of"):
        return dy.String(nullable=nullable, regex=f"^(?:{column.pattern})$" if column.pattern else None)
    if column.type == "keys":
        return dy.List(dy.String(nullable=True), nullable=nullable)
    if column.type in ("integer", "count"):
        return dy.Int64(nullable=nullable, min=_whole(column.minimum), max=_whole(column.maximum))
    return _typed_column(column, nullable=nullable)


def _typed_column(column: Column, *, nullable: bool) -> dy.Column:
    if column.type in ("decimal", "money"):
        precision, scale = (12, 6) if column.type == "decimal" else (14, 2)
        return dy.Decimal(precision, scale, nullable=nullable, check=_bounds(column))
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


def _plain(kind: pl.DataType) -> dy.Column:
    return dy.Int64(nullable=True) if kind == pl.Int64 else dy.String(nullable=True)


def _rule_name(number: int) -> str:
    return f"rule_{number}"


def _expression_for(rule: RowRule, _schema: object) -> pl.Expr:
    """The form in which dataframely asks for a rule."""
    return _expression(rule)


def _expression(rule: RowRule) -> pl.Expr:
    """True where the row keeps the rule; null (a cell is empty) counts as kept."""
    if isinstance(rule, Unique):
        return pl.struct(rule.columns).is_unique()
    if isinstance(rule, NotBefore):
        return pl.col(rule.column) >= pl.col(rule.other)
    if isinstance(rule, NotAfterReceipt):
        return pl.col(rule.column) <= pl.col(RECEIVED)
    if isinstance(rule, PresentWhen):
        return pl.col(rule.column).is_not_null() | (pl.col(rule.when.column) != rule.when.equals).fill_null(value=True)
    after_start = pl.col(rule.at) >= pl.col(f"{rule.column}_valid_from")
    before_end = pl.col(rule.at) <= pl.col(f"{rule.column}_valid_to")
    return after_start.fill_null(value=True) & before_end.fill_null(value=True)


def _breaches(details: pl.DataFrame, typed: Typed, contract: Contract) -> list[Breach]:
    unread = {(problem.column, index) for problem in typed.problems for index in problem.bad.arg_true()}
    names = [name for name in details.columns if "|" in name or name.startswith("rule_")]
    found = []
    for name in names:
        for index in details.filter(pl.col(name) == "invalid")[INDEX]:
            breach = _breach(name, index, contract)
            if breach and (breach.column, index) not in unread:
                found.append(breach)
    return found


def _breach(name: str, index: int, contract: Contract) -> Breach | None:
    if name.startswith("rule_"):
        rule = contract.rules[int(name.removeprefix("rule_"))]
        column = rule.columns[0] if isinstance(rule, Unique) else rule.column
        return Breach(index, column, rule.rule, rule.message)
    column, check = name.split("|", 1)
    if column == READ:
        return None
    rule_name, message = _column_rule(contract.columns[column], check)
    return Breach(index, column, rule_name, message)


def _column_rule(column: Column, check: str) -> tuple[str, str]:
    if check == "nullability":
        return "missing_value", missing_value(column.header)
    if check.endswith("min"):
        return "too_small", f"„{column.header}“ muss mindestens {column.minimum:g} sein. Bitte prüfen."
    if check.endswith("max"):
        return "too_large", f"„{column.header}“ darf höchstens {column.maximum:g} sein. Bitte prüfen."
    return "wrong_form", f"„{column.header}“ hat nicht die vorgesehene Form. Bitte prüfen."
