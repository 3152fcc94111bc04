"""The rules about whole rows that a contract may name, each with its German message."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A model that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Unique(Strict):
    """No two rows of a file agree in all `columns` (empty cells agree with each other)."""

    rule: Literal["unique"]
    columns: tuple[str, ...]
    message: str


class NotBefore(Strict):
    """`column` is not earlier than `other`; an empty cell is no violation."""

    rule: Literal["not_before"]
    column: str
    other: str
    message: str


class NotAfterReceipt(Strict):
    """The date in `column` is not later than the day the file arrived, in Europe/Berlin."""

    rule: Literal["not_after_receipt"]
    column: str
    message: str


class Equals(Strict):
    """A condition: `column` holds the category `equals`."""

    column: str
    equals: str


class PresentWhen(Strict):
    """`column` is filled wherever the condition `when` holds."""

    rule: Literal["present_when"]
    column: str
    when: Equals
    message: str


class ValidAt(Strict):
    """The master data entry named by the key `column` is valid on the day in `at`."""

    rule: Literal["valid_at"]
    column: str
    at: str
    message: str


RowRule = Annotated[Unique | NotBefore | NotAfterReceipt | PresentWhen | ValidAt, Field(discriminator="rule")]
