"""Decisions that were taken before anybody could enter them here: `data_raw/<municipality>/decisions.csv`.

One line per entry with its moment, in the words of the command `decision`; a later line with the same number changes
the decision. A line becomes an entry once.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.errors import DecisionsError, PipelineError
from pipelines.records.decision_log import FIELDS, NUMBER, checked_decision
from pipelines.records.entries import DECISION_LOG, NAME, add_entry
from pipelines.records.ledger import read_ledger, utc_text
from pipelines.records.lines import read_lines
from pipelines.records.master_data import quartier_names
from pipelines.releasing.registry import load_registry
from settings import Paths

FILE = "decisions.csv"
HEADER = ["at", "decision", *FIELDS, "by"]
DAYS = ("decided_on", "review_on")


def read_decisions(path: Path) -> tuple[dict[str, str], ...]:
    """The lines in order of time, `at` as UTC text; none when there is no file.

    Raises DecisionsError naming the line.
    """
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, delimiter=";")
        if reader.fieldnames != HEADER:
            raise DecisionsError(f"{path}: Die Kopfzeile muss „{';'.join(HEADER)}“ lauten.")
        lines = [_line(row, path, number) for number, row in enumerate(reader, start=2)]
    return tuple(sorted(lines, key=lambda line: line["at"]))


def replay_decisions(municipality: str, *, paths: Paths, now: datetime) -> bool:
    """Enter every line that lies in the past and is no entry yet; whether there was one.

    Call only while holding the run lock. Raises DecisionsError.
    """
    path, records = paths.data / municipality / FILE, paths.records / municipality
    listed = [line for line in read_decisions(path) if line["at"] <= utc_text(now)]
    if not listed:
        return False
    done = {(each["at"], each["decision"]) for each in read_lines(records / NAME) if each["kind"] == DECISION_LOG}
    pending = [line for line in listed if (line["at"], line["decision"]) not in done]
    if pending:
        _enter(pending, path, records)
    return bool(pending)


def _enter(pending: Sequence[dict[str, str]], path: Path, records: Path) -> None:
    metrics = [metric.metric for metric in load_registry()]
    quartiers = quartier_names(records, read_ledger(records).values())
    checked = [_checked(line, path, metrics=metrics, quartiers=quartiers) for line in pending]
    for line, content in zip(pending, checked, strict=True):
        add_entry(records, DECISION_LOG, by=line["by"], at=line["at"], content=content)


def _checked(line: dict[str, str], path: Path, *, metrics: Collection[str], quartiers: Collection[str]) -> dict:
    today = date.fromisoformat(line["at"][:10])
    try:
        return checked_decision(line["decision"], line, metrics=metrics, quartiers=quartiers, today=today)
    except PipelineError as error:
        raise DecisionsError(f"{path}, Beschluss {line['decision']}: {error}") from error


def _line(row: dict[str, str], path: Path, number: int) -> dict[str, str]:
    try:
        at = datetime.fromisoformat(row["at"])
        for name in DAYS:
            date.fromisoformat(row[name])
        if at.tzinfo is None or not NUMBER.fullmatch(row["decision"]) or not row["by"]:
            raise ValueError
        return {**row, "at": utc_text(at.astimezone(UTC))}
    except (ValueError, TypeError) as error:
        raise DecisionsError(
            f"{path}, Zeile {number}: Erwartet werden Zeitpunkt mit Zeitzone, Nummer, Tage wie 2026-09-30 und wer es "
            "eingetragen hat."
        ) from error
