"""Typed rows + contract → good rows and what broke which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.contract import Column, Contract
from pipelines.reading.grid import GEOMETRY
from pipelines.reading.landed_types import landed_columns
from pipelines.reading.parse_values import Typed
from pipelines.reading.schema import INDEX, READ, RECEIVED, RULE, VALIDITY, schema_of, validity_column
from pipelines.reading.values.problems import missing_value
from pipelines.reading.values.vocabulary import Vocabulary
from pipelines.row_rules import Unique, ValidAt


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
    schema = schema_of(contract.model_dump_json())
    frame = typed.frame.with_row_index(INDEX).with_columns(
        pl.col(INDEX).cast(pl.Int64),
        pl.lit(received_on).alias(RECEIVED),
        _is_read(typed).alias(READ),
        *_validity(typed.frame, contract, vocabularies),
    )
    good, failure = schema.filter(frame)
    details = failure.details() if len(failure) else None
    return Validated(
        good=good.select(list(landed_columns(contract))),
        breaches=tuple(_breaches(details, typed, contract)) if details is not None else (),
        rejected=details[INDEX] if details is not None else pl.Series(INDEX, [], dtype=pl.Int64),
    )


def _is_read(typed: Typed) -> pl.Series:
    """Whether every cell of a row could be read."""
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
            for end in VALIDITY:
                days: dict[str, date | None] = {entry.key: getattr(entry, end) for entry in entries}
                found = frame[rule.column].replace_strict(days, default=None, return_dtype=pl.Date)
                series.append(found.alias(validity_column(rule.column, end)))
    return series


def _breaches(details: pl.DataFrame, typed: Typed, contract: Contract) -> list[Breach]:
    """A cell that could not be read is told as that, not as missing too."""
    unread = {(problem.column, index) for problem in typed.problems for index in problem.bad.arg_true()}
    names = [name for name in details.columns if "|" in name or name.startswith(RULE)]
    broken = [(name, index) for name in names for index in details.filter(pl.col(name) == "invalid")[INDEX]]
    breaches = [_breach(name, index, contract) for name, index in broken if not name.startswith(f"{READ}|")]
    return [breach for breach in breaches if (breach.column, breach.index) not in unread]


def _breach(name: str, index: int, contract: Contract) -> Breach:
    if name.startswith(RULE):
        rule = contract.rules[int(name.removeprefix(RULE))]
        column = rule.columns[0] if isinstance(rule, Unique) else rule.column
        return Breach(index, column, rule.rule, rule.message)
    column, check = name.split("|", 1)
    if column == GEOMETRY:
        return Breach(index, column, "not_an_area", "Das Gebiet hat keine Fläche. Bitte die Grenze prüfen.")
    return Breach(index, column, *_column_rule(contract.columns[column], check))


def _column_rule(column: Column, check: str) -> tuple[str, str]:
    if check == "nullability":
        return "missing_value", missing_value(column.header)
    if check.endswith("min"):
        return "too_small", f"„{column.header}“ muss mindestens {column.minimum:g} sein. Bitte prüfen."
    if check.endswith("max"):
        return "too_large", f"„{column.header}“ darf höchstens {column.maximum:g} sein. Bitte prüfen."
    return "wrong_form", f"„{column.header}“ hat nicht die vorgesehene Form. Bitte prüfen."
