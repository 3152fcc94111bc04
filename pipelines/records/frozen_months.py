"""Which months are frozen: released as a version that lies whole in the records, and not reopened since."""

from __future__ import annotations

from pathlib import Path

from pipelines.records.frozen import EXACT, month_folder
from pipelines.records.lines import read_lines
from pipelines.records.month_events import NAME, RELEASED, REOPENED, batches, versions_in_force


def frozen_months(records: Path) -> frozenset[str]:
    """The first days of all frozen months. A version that only renews sums over time does not close a reopened one."""
    last: dict[str, str] = {}
    for event in read_lines(records / NAME):
        if event.get("event") == REOPENED or (event.get("event") == RELEASED and not event["renewed"]):
            last[event["month"]] = event["event"]
    return frozenset(
        month
        for month, version in versions_in_force(batches(records)).items()
        if last.get(month) == RELEASED and (month_folder(records, month, version) / f"{EXACT}.parquet").is_file()
    )
