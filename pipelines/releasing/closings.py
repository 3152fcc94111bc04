"""Months that were closed before anybody could do it here: `data_raw/<municipality>/closings.csv`.

One line per event (`signed`, `closed`, `released`, `reopened`) with its moment. A line takes effect once, on the
figures as they were known at its moment.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from pipelines.errors import ClosingsError
from pipelines.progress import Progress
from pipelines.records.ledger import utc_text
from pipelines.records.lines import read_lines
from pipelines.records.month_events import CLOSED, NAME, RELEASED, REOPENED, SIGNED, add_month_events, add_signature
from settings import Paths, Workspace

FILE = "closings.csv"
HEADER = ["at", "event", "from", "through", "quartier", "by", "reason"]
EVENTS = (SIGNED, CLOSED, RELEASED, REOPENED)


@dataclass(frozen=True)
class Closing:
    """One line: `at` is UTC text, `months` are first days, `quartier` is set for a signature."""

    at: str
    event: str
    months: tuple[str, ...]
    quartier: str | None
    by: str
    reason: str | None


def read_closings(path: Path) -> tuple[Closing, ...]:
    """The lines in order of time; none when there is no file. Raises ClosingsError naming the line."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, delimiter=";")
        if reader.fieldnames != HEADER:
            raise ClosingsError(f"{path}: Die Kopfzeile muss „{';'.join(HEADER)}“ lauten.")
        closings = [_closing(row, path, number) for number, row in enumerate(reader, start=2)]
    return tuple(sorted(closings, key=lambda closing: closing.at))


def replay_closings(
    municipality: str, *, paths: Paths, workspace: Workspace, now: datetime, progress: Progress
) -> bool:
    """Let every line that lies in the past and has not taken effect do so; whether there was one.

    Call only while holding the run lock. Raises ClosingsError.
    """
    records = paths.records / municipality
    done = {
        (event["at"], event["event"], event["month"], event.get("quartier")) for event in read_lines(records / NAME)
    }
    known = read_closings(paths.data / municipality / FILE)
    pending = [
        each
        for each in known
        if each.at <= utc_text(now) and (each.at, each.event, each.months[-1], each.quartier) not in done
    ]
    for at, group in groupby(pending, key=lambda closing: closing.at):
        progress(f"{workspace.municipalities[municipality]}: Monatsabschlüsse vom {at[8:10]}.{at[5:7]}.{at[:4]}")
        _take_effect(list(group), at, municipality, paths=paths, workspace=workspace)
    return bool(pending)


def _take_effect(
    closings: Sequence[Closing], at: str, municipality: str, *, paths: Paths, workspace: Workspace
) -> None:
    """All lines of one moment on one build; what they release is one batch."""
    from pipelines.releasing.build import build_warehouse
    from pipelines.releasing.freeze import Release, freeze

    warehouse = build_warehouse(municipality, paths=paths, workspace=workspace, until=at).file
    records = paths.records / municipality
    for closing in closings:
        if closing.event == SIGNED:
            _sign(records, closing, warehouse)
        elif closing.event != RELEASED:
            months = list(closing.months)
            add_month_events(records, closing.event, months, by=closing.by, at=at, reason=closing.reason)
    releases = [closing for closing in closings if closing.event == RELEASED]
    if releases:
        months = sorted({month for closing in releases for month in closing.months})
        release = Release(months, releases[-1].by, at, releases[-1].reason)
        freeze(release, municipality=municipality, warehouse=warehouse, paths=paths, workspace=workspace)


def _sign(records: Path, closing: Closing, warehouse: Path) -> None:
    from pipelines.releasing.month_states import digest_of

    for month in closing.months:
        digest = digest_of(warehouse, quartier=closing.quartier or "", month=month)
        if digest is None:
            raise ClosingsError(f"{FILE}: Für {month[:7]} gibt es im Quartier {closing.quartier} keine Zahlen.")
        signed = {"quartier": closing.quartier or "", "month": month, "digest": digest}
        add_signature(records, by=closing.by, at=closing.at, note=closing.reason, **signed)


def _closing(row: dict[str, str], path: Path, number: int) -> Closing:
    try:
        at = datetime.fromisoformat(row["at"])
        if at.tzinfo is None or row["event"] not in EVENTS or bool(row["quartier"]) != (row["event"] == SIGNED):
            raise ValueError
        return Closing(
            at=utc_text(at.astimezone(UTC)),
            event=row["event"],
            months=tuple(_months(row["from"], row["through"] or row["from"])),
            quartier=row["quartier"] or None,
            by=row["by"],
            reason=row["reason"] or None,
        )
    except (ValueError, TypeError) as error:
        raise ClosingsError(
            f"{path}, Zeile {number}: Erwartet werden Zeitpunkt mit Zeitzone, Ereignis ({', '.join(EVENTS)}), Monate "
            "wie 2026-09 und bei „signed“ ein Quartier."
        ) from error


def _months(first: str, last: str) -> Iterator[str]:
    day, end = datetime.strptime(first, "%Y-%m"), datetime.strptime(last, "%Y-%m")  # noqa: DTZ007
    if end < day:
        raise ValueError
    while day <= end:
        yield f"{day:%Y-%m}-01"
        day = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
