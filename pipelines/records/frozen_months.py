"""Which months are frozen: released, kept as cubes in `months/<YYYY-MM>/v<n>/`, and not reopened since."""

from __future__ import annotations

from pathlib import Path

from pipelines.records.lines import read_lines
from pipelines.records.month_events import NAME

RELEASED, REOPENED = "released", "reopened"
FOLDER = "months"
MONTH_LETTERS = len("2026-10")


def frozen_months(records: Path) -> frozenset[str]:
    """The first days of all months whose last released version lies frozen in the municipality's records."""
    last: dict[str, dict] = {}
    for event in read_lines(records / NAME):
        if event.get("event") in (RELEASED, REOPENED):
            last[event["month"][:MONTH_LETTERS]] = event
    return frozenset(
        f"{month}-01"
        for month, event in last.items()
        if event["event"] == RELEASED and (records / FOLDER / month / f"v{event['version']}").is_dir()
    )
