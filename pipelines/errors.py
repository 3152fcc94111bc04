"""Everything that can go wrong on the way in, as named classes with a German message for the person who can act.

No message holds a value from a file with person-related rows; file, sheet, cell and column name the place instead.
"""

from __future__ import annotations


class PipelineError(Exception):
    """A stage cannot go on. `str(error)` is the German sentence that people read."""


class ContractError(PipelineError):
    """A contract in `pipelines/contracts/` is not well-formed."""


class ProfileError(PipelineError):
    """A profile in `config/profiles/` is not well-formed or does not fit its contract."""


class ArrivalsError(PipelineError):
    """`arrivals.csv` of a municipality cannot be understood."""


class ClosingsError(PipelineError):
    """`closings.csv` of a municipality cannot be understood."""


class DecisionsError(PipelineError):
    """`decisions.csv` of a municipality cannot be understood."""


class PersonsInTextError(PipelineError):
    """A text that people typed seems to speak of a person; the message says of what kind, never the words."""


class LedgerError(PipelineError):
    """`deliveries.jsonl` holds a line, not the last, that is not a ledger line."""


class KeyMismatchError(PipelineError):
    """The records were pseudonymised with another key than the one at hand."""


class BuildFailedError(PipelineError):
    """A model or a test of the warehouse failed; nothing of this build is published."""


class BusyError(PipelineError):
    """Another run holds the lock."""


class UsageError(PipelineError):
    """The command was called with something that does not exist."""


class FileRejectedError(PipelineError):
    """A whole file is refused: rule, German message, and the place where there is one."""

    def __init__(
        self,
        rule: str,
        message: str,
        *,
        sheet: str | None = None,
        row: int | None = None,
        cell: str | None = None,
        column: str | None = None,
    ) -> None:
        super().__init__(message)
        self.rule, self.message = rule, message
        self.sheet, self.row, self.cell, self.column = sheet, row, cell, column
