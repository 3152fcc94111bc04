"""What every command about one municipality is told: where it works, for whom, and who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.errors import UsageError
from pipelines.findings import Finding
from pipelines.orders.scope import Scope
from pipelines.progress import Progress, silent
from pipelines.records.ledger import utc_text
from settings import Paths, Workspace

if TYPE_CHECKING:
    from pipelines.refresh import Refreshed


@dataclass(frozen=True)
class Order:
    """One command on one municipality. `by` is the name that records keep, `now` (UTC) the moment of the command."""

    municipality: str
    paths: Paths
    workspace: Workspace
    scope: Scope
    by: str = ""
    progress: Progress = silent
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def records(self) -> Path:
        """The folder of the municipality's records."""
        return self.paths.records / self.municipality

    @property
    def at(self) -> str:
        """`now` as records write it."""
        return utc_text(self.now)

    def renew(self) -> Refreshed:
        """Bring records and release of the municipality up to date; call only while holding the run lock."""
        from pipelines.refresh import renew

        return renew(
            self.paths, self.workspace, municipalities=[self.municipality], progress=self.progress, now=self.now
        )

    def for_scope(self, scope: Scope) -> Order:
        """The same order with other rights."""
        return replace(self, scope=scope)

    def require_quartier(self, quartier: str) -> None:
        """Raises UsageError when the order may not act for this quartier."""
        if self.scope.quartier not in (None, quartier):
            raise UsageError("Das ist ein anderes Quartier als das eigene. Bitte die Koordination darum bitten.")


@dataclass(frozen=True)
class Done:
    """What a changing command did: the refresh after it (None when nothing was changed), and its own answer.

    `findings` are those a person must read beside the refresh's own.
    """

    refreshed: Refreshed | None
    answer: dict
    findings: Sequence[Finding] = ()
