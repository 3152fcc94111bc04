"""What was not taken over, laid out for the person who can correct it: `var/quarantine/<municipality>/<delivery>/`.

It can be deleted at any time; the findings themselves stand in the records.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path

import polars as pl

from pipelines.contract import Contract
from pipelines.findings import Finding
from pipelines.reading.grid import ROW
from pipelines.reading.layouts.layout import Columns
from pipelines.reading.values.problems import Problem
from pipelines.spreadsheet_text import harmless

WORDS = ("key", "keys", "category", "category_of")


def quarantine(folder: Path, findings: Sequence[Finding], rejected: pl.DataFrame | None) -> None:
    """Write `findings.csv` and, where there are rejected rows, `rejected.csv`; nothing when there is nothing to say."""
    shutil.rmtree(folder, ignore_errors=True)
    if not findings:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "findings.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(field.name for field in fields(Finding))
        writer.writerows(map(_harmless, astuple(finding)) for finding in findings)
    if rejected is not None and rejected.height:
        with (folder / "rejected.csv").open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(map(_harmless, rejected.columns))
            writer.writerows(map(_harmless, row) for row in rejected.iter_rows())


def _harmless(value: object) -> object:
    return harmless(value) if isinstance(value, str) else value


def rejected_rows(
    columns: Columns, rejected: pl.Series, problems: Sequence[Problem], contract: Contract
) -> pl.DataFrame:
    """The rejected rows as text, by row.

    Personal columns are blank. Where rows are about persons, so is every cell but words of a vocabulary that were read:
    what slipped into the wrong column may be a name, a day may be one of birth.
    """
    frame = columns.frame
    personal = [name for name, column in contract.columns.items() if column.personal]
    if contract.person_related:
        personal = [name for name, column in contract.columns.items() if column.type not in WORDS]
    frame = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in personal)
    if contract.person_related:
        for problem in problems:
            frame = frame.with_columns(frame[problem.column].set(problem.bad, None))
    wanted = [ROW, *(name for name in contract.columns if name in columns.delivered)]
    return frame[rejected.sort()].select(wanted)
