"""Months of a test town are released, as the coordination would do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipelines.records.month_events import Batch
from pipelines.releasing.build import build_warehouse
from pipelines.releasing.freeze import Release, freeze
from settings import Paths, Workspace

AT = "2024-07-04T10:00:00Z"


def release_months(
    municipality: str,
    months: Sequence[date],
    *,
    paths: Paths,
    workspace: Workspace,
    at: str = AT,
    reason: str | None = None,
) -> Batch:
    """Freeze the months as they stand in the records."""
    warehouse = build_warehouse(municipality, paths=paths, workspace=workspace).file
    release = Release([month.isoformat() for month in months], "Koordination", at, reason)
    return freeze(release, municipality=municipality, warehouse=warehouse, paths=paths, workspace=workspace)
