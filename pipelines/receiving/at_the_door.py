"""Rows that were erased do not come back: those of erased months and of erased persons stay outside, counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from pipelines.contract import Contract
from pipelines.findings import Finding
from pipelines.german import month_words
from pipelines.reading.landed_types import subject_and_month
from pipelines.records.ledger import Claim
from pipelines.records.tombstones import Erased

MONTHS, PERSONS = "erased_month", "erased_person"
SHOWN = 6


@dataclass(frozen=True)
class Admitted:
    """The rows and claims that may come in, the claims that may not, and what is said about the rest."""

    rows: pl.DataFrame
    covered: tuple[Claim, ...]
    refused: frozenset[Claim] = frozenset()
    findings: tuple[Finding, ...] = ()


def admitted(
    rows: pl.DataFrame, covered: tuple[Claim, ...], contract: Contract, erased: Erased, *, file: str
) -> Admitted:
    """What of a file's pseudonymised rows may come in. A month that was erased is closed for every carrier."""
    months = erased.months.items()
    closed = {(subject, month): day for (source, subject, month), day in months if source == contract.source}
    refused = frozenset(claim for claim in covered if (claim.subject, claim.month) in closed)
    persons = erased.persons.get(contract.source, frozenset())
    if not refused and not persons:
        return Admitted(rows, covered)
    pairs = rows.select(pl.concat_str(subject_and_month(contract), separator=" ").fill_null("")).to_series()
    is_closed = pairs.is_in([f"{claim.subject} {claim.month}" for claim in refused])
    is_erased = _of_persons(rows, contract, persons) & ~is_closed
    days = {closed[claim.subject, claim.month or ""] for claim in refused}
    findings = (
        *_about_months(file, refused, int(is_closed.sum()), max(days, default="")),
        *_about_persons(file, int(is_erased.sum())),
    )
    left = tuple(claim for claim in covered if claim not in refused)
    return Admitted(rows.filter(~is_closed & ~is_erased), left, refused, findings)


def _of_persons(rows: pl.DataFrame, contract: Contract, persons: frozenset[str]) -> pl.Series:
    personal = [name for name, column in contract.columns.items() if column.personal]
    theirs = [pl.col(name).is_in(sorted(persons)).fill_null(value=False) for name in personal]
    return rows.select(pl.any_horizontal(pl.lit(value=False), *theirs).alias("theirs")).to_series()


def _about_months(file: str, refused: frozenset[Claim], rows: int, day: str) -> Iterator[Finding]:
    if not refused:
        return
    months = sorted({claim.month for claim in refused if claim.month})
    named = [month_words(month) for month in months[:SHOWN]]
    more = [f"{len(months) - SHOWN} weitere"] if len(months) > SHOWN else []
    year, month, number = day.split("-")
    message = (
        f"{rows} {'Zeile' if rows == 1 else 'Zeilen'} aus gelöschten Monaten bleiben draußen: "
        f"{', '.join([*named, *more])}. Die Einzeldaten wurden zuletzt am {number}.{month}.{year} gelöscht und werden "
        "nicht wieder angenommen; die veröffentlichten Zahlen bleiben. Bitte die Datei löschen."
    )
    yield Finding(file, None, None, None, None, MONTHS, message)


def _about_persons(file: str, rows: int) -> Iterator[Finding]:
    if rows:
        message = (
            f"{rows} {'Zeile betrifft' if rows == 1 else 'Zeilen betreffen'} eine Person, deren Daten gelöscht wurden, "
            "und bleiben draußen. Bitte diese Angaben auch in der eigenen Liste löschen."
        )
        yield Finding(file, None, None, None, None, PERSONS, message, "notice")
