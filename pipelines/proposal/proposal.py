"""What is proposed for an unknown layout, with the evidence, ready to be shown, corrected and confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Choice:
    """Something to choose from: a column of the contract or an entry of a list."""

    key: str
    name: str


@dataclass(frozen=True)
class HeaderProposal:
    """One header of the file.

    `column`: the contract column that fits best, None where none does. `share`: of the filled cells, how many fit, 0 to
    1. `role`: `column`, `month` (a month side by side), `category` (a category side by side), `person` (holds what may
    not be delivered). `confidence`: sicher, wahrscheinlich, unsicher, unbekannt.
    """

    position: int
    header: str
    role: str
    column: str | None
    column_title: str | None
    confidence: str
    share: float | None
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class ConstantProposal:
    """A value that no column of the file gives; `suggestion` only where file, title or list leave one."""

    column: str
    column_title: str
    required: bool
    candidates: tuple[Choice, ...]
    suggestion: str | None
    evidence: str


@dataclass(frozen=True)
class WordProposal:
    """A word of the file that no list knows; never mapped before somebody confirms it.

    `rows`: how many of the rows looked at hold it.
    """

    column: str
    column_title: str
    header: str
    word: str
    rows: int
    suggestion: str | None
    suggestion_name: str | None
    evidence: str
    confirmed: bool = False


@dataclass(frozen=True)
class MarkProposal:
    """A sign in a count column that may mean several things."""

    mark: str
    rows: int
    meanings: tuple[Choice, ...]


@dataclass(frozen=True)
class Proposal:
    """A whole layout, as far as it is clear.

    `header_row` counts from 1. `columns`: what a header may be set to. `untold`: words that stand in too few rows to be
    shown. `open`: German sentences on what somebody must still decide. `document`: the profile as it would be saved,
    with everything that is at least probable and nothing that must be confirmed first.
    """

    source: str
    source_title: str
    confidence: str
    summary: str
    sheet: str | None
    sheets: tuple[str, ...]
    header_row: int
    header_rows: int
    delimiter: str | None
    encoding: str | None
    headers: tuple[HeaderProposal, ...]
    columns: tuple[Choice, ...]
    constants: tuple[ConstantProposal, ...]
    words: tuple[WordProposal, ...]
    marks: tuple[MarkProposal, ...]
    untold: int
    open: tuple[str, ...]
    document: Mapping[str, object]

    def to_json(self) -> dict:
        """Everything as plain dictionaries and lists."""
        return asdict(self)
