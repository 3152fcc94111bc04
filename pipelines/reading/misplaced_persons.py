"""Names, addresses and numbers of people in cells that should hold something else, and in what is told about a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import polars as pl

from pipelines.contract import Contract
from pipelines.findings import Finding
from pipelines.reading.grid import ROW, SHEET, Grid
from pipelines.reading.layouts.layout import Columns
from pipelines.reading.persons.person_content import MISPLACED, SURE, is_personal, traces
from pipelines.reading.persons.persons import Telling, first_with, refusal
from pipelines.reading.values.problems import Problem

QUOTED = re.compile("„([^“]*)“")
# „Maria Hilf“ in many rows is an office that no list knows yet, in one row it is a visitor.
ROWS_OF_A_TERM = 5


def refuse_misplaced(columns: Columns, problems: Sequence[Problem], contract: Contract, grid: Grid) -> None:
    """Raise FileRejectedError where cells that could not be read tell of people; nothing where rows are about none."""
    if not contract.person_related:
        return
    found = []
    for problem in problems:
        position = columns.positions.get(problem.column)
        bad = columns.frame.filter(problem.bad) if len(problem.bad) else columns.frame.clear()
        rare = bad.filter(pl.len().over(problem.column) < ROWS_OF_A_TERM)
        told = [*traces(bad[problem.column], SURE), *traces(rare[problem.column], MISPLACED)]
        if told and position is not None:
            first = first_with(bad, problem.column, told[0].word)
            titles = tuple(dict.fromkeys(trace.title for trace in told))
            found.append(Telling(position, columns.headers[problem.column], titles, first.get(SHEET), first[ROW]))
    if found:
        raise refusal(found, grid)


def without_persons(findings: Iterable[Finding], contract: Contract) -> tuple[Finding, ...]:
    """The findings, with what they quote left out where it tells of a person: headers and names of sheets may."""
    if not contract.person_related:
        return tuple(findings)
    return tuple(
        replace(
            finding,
            sheet=_harmless(finding.sheet),
            column=_harmless(finding.column),
            message=QUOTED.sub(lambda quoted: "„…“" if _tells(quoted[1]) else quoted[0], finding.message),
        )
        for finding in findings
    )


def _harmless(text: str | None) -> str | None:
    return None if text is None or _tells(text) else text


@lru_cache(maxsize=1000)
def _tells(text: str) -> bool:
    return is_personal(text)
