"""The strict form of a contract: `pipelines/contracts/<source>.yml` says what a source's files must hold.

Unknown keys are refused, so a contract never says anything the program does not do.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import ValidationError, model_validator

from pipelines.errors import ContractError
from pipelines.reading.values.words import fold
from pipelines.row_rules import RowRule, Strict

FOLDER = Path(__file__).parent / "contracts"
# libyaml's loader where the wheel has it: contracts are read at every start, and it is ten times faster.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Type = Literal[
    "text", "key", "keys", "category", "category_of", "date", "month", "time", "integer", "count", "decimal", "money",
    "boolean",
]  # fmt: skip
NUMBERS = ("integer", "count", "decimal", "money")


class Column(Strict):
    """One column: its German header and aliases, type, and what a cell may hold.

    `minimum` and `maximum` are inclusive and in the column's own unit; `pattern` must match the whole cell. `estimate`
    names the column that says that a value of this one is an estimate: a flag, or a category `estimated`.
    """

    header: str
    aliases: tuple[str, ...] = ()
    type: Type
    required: bool = False
    description: str
    refers_to: str | None = None
    categories: dict[str, str] | None = None
    of: str | None = None
    vocabulary: dict[str, str] | None = None
    separator: str | None = None
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    estimate: str | None = None
    personal: Literal["pseudonymise"] | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """Folded header and aliases."""
        return frozenset(fold(name) for name in (self.header, *self.aliases))

    @model_validator(mode="after")
    def _says_what_its_type_needs(self) -> Column:
        needs = {"key": "refers_to", "keys": "refers_to", "category": "categories", "category_of": "vocabulary"}
        missing = needs.get(self.type)
        if missing and getattr(self, missing) is None:
            raise ValueError(f"type {self.type} needs {missing}")
        return self


class Covers(Strict):
    """Which columns say what a delivery replaces: subject and month of its claims; empty = the whole source."""

    subject: str | None = None
    month: str | None = None


class Contract(Strict):
    """One source: its grain, columns in landing order, row rules and what a delivery of it covers.

    `purpose` says what the rows are used for. Where they are about `persons`, `legal_basis` names the law; both stand
    in the record of processing. `person_related` is said of rows that are each about one person.
    """

    source: str
    version: int
    title: str
    grain: str
    purpose: str
    persons: str | None = None
    legal_basis: str | None = None
    kind: Literal["table", "geometry"]
    person_related: bool = False
    covers: Covers
    columns: dict[str, Column]
    rules: tuple[RowRule, ...]

    @model_validator(mode="after")
    def _names_only_its_own_columns(self) -> Contract:
        named = {self.covers.subject, self.covers.month, *(column.of for column in self.columns.values())}
        named |= {column.estimate for column in self.columns.values()}
        for rule in self.rules:
            values = rule.model_dump(exclude={"rule", "message"})
            named |= set(values.pop("columns", ())) | {values.pop("when", {}).get("column")} | set(values.values())
        unknown = {name for name in named if name is not None} - set(self.columns)
        if unknown:
            raise ValueError(f"unknown columns {sorted(unknown)}")
        return self

    @model_validator(mode="after")
    def _names_the_law_where_it_is_about_persons(self) -> Contract:
        personal = any(column.personal for column in self.columns.values())
        if (self.person_related or personal) and not self.persons:
            raise ValueError("rows about persons need persons")
        if bool(self.persons) != bool(self.legal_basis):
            raise ValueError("persons and legal_basis belong together")
        return self

    @property
    def count_column(self) -> str | None:
        """The column of type count, which lands with a reason of absence beside it."""
        return next((name for name, column in self.columns.items() if column.type == "count"), None)

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """Names of the master data that the columns refer to, sorted."""
        named = {column.refers_to for column in self.columns.values() if column.refers_to}
        named |= {word for column in self.columns.values() for word in (column.vocabulary or {}).values()}
        return tuple(sorted(name for name in named if "." not in name))


def load_contracts(folder: Path = FOLDER) -> dict[str, Contract]:
    """All contracts by source.

    Raises ContractError naming file and key when a contract is malformed or its file name is not its source.
    """
    contracts = {path.stem: _load(path) for path in sorted(folder.glob("*.yml"))}
    for contract in contracts.values():
        unknown = [name for name in contract.vocabularies if name not in contracts]
        if unknown:
            raise ContractError(f"{contract.source}.yml: refers to unknown sources {unknown}")
    return contracts


def contract_hash(source: str, folder: Path = FOLDER) -> str:
    """sha256 of the contract's file."""
    return hashlib.sha256((folder / f"{source}.yml").read_bytes()).hexdigest()


def _load(path: Path) -> Contract:
    try:
        contract = Contract.model_validate(yaml.load(path.read_text(encoding="utf-8"), LOADER))  # noqa: S506
    except (yaml.YAMLError, ValidationError) as error:
        raise ContractError(f"{path}: {error}") from error
    if contract.source != path.stem:
        raise ContractError(f"{path}: source must be {path.stem}")
    return contract
