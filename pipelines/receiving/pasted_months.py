"""A month that says exactly what another one says: a sheet that was copied and only half changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from pipelines.contract import Contract
from pipelines.findings import Finding
from pipelines.german import month_words
from pipelines.reading.landed_types import SEPARATOR, content_of, subject_and_month
from pipelines.records.ledger import Claim, Delivery

# Fewer may agree by chance.
ROWS, COUNTS = 8, 4
PAIR = ["subject", "month"]


def month_prints(rows: pl.DataFrame, contract: Contract) -> dict[str, str]:
    """A hash of the content without its month, by `subject month`, of every month that is large enough to tell."""
    if contract.covers.subject is None or contract.covers.month is None:
        return {}
    # The day may stay the same when a month is pasted; whatever names the month itself is left out.
    content = content_of(rows).with_columns(pl.col(contract.covers.month).dt.day())
    cells = content.select(pl.concat_str(pl.all().cast(pl.String).fill_null(""), separator=SEPARATOR).hash())
    large = _large(rows, contract)
    prints = (
        rows.select(*subject_and_month(contract), large.alias("large"), print=cells.to_series())
        .drop_nulls(PAIR)
        .group_by(PAIR)
        # One order-free number of all rows; it may well wrap around.
        .agg(pl.col("print").sum(), pl.col("large").sum())
        .filter(pl.col("large") >= (COUNTS if contract.count_column else ROWS))
        .sort(PAIR)
    )
    return {f"{subject} {month}": f"{number:016x}" for subject, month, number, _ in prints.iter_rows()}


def pasted_findings(
    file: str, prints: Mapping[str, str], deliveries: Iterable[Delivery], names: Mapping[str, str]
) -> Iterator[Finding]:
    """A notice for every month that repeats another month of its subject, in this file or in a landed one.

    `names` are the German names of subjects.
    """
    seen: dict[tuple[str, str], str] = {}
    for known in (*(delivery.prints for delivery in deliveries if delivery.landed), prints):
        for key, number in known.items():
            subject, month = key.split(" ")
            seen.setdefault((subject, number), month)
    for key, number in prints.items():
        subject, month = key.split(" ")
        other = seen[subject, number]
        if other != month:
            yield _finding(file, Claim(None, subject, month), other, names)


def _large(rows: pl.DataFrame, contract: Contract) -> pl.Series:
    """Which rows count towards the size of a month: all, or those with a number other than zero."""
    if contract.count_column is None:
        return pl.repeat(True, rows.height, dtype=pl.Boolean, eager=True)
    return (rows[contract.count_column] > 0).fill_null(value=False)


def _finding(file: str, claim: Claim, other: str, names: Mapping[str, str]) -> Finding:
    subject, month = claim.subject or "", claim.month or ""
    message = (
        f"{names.get(subject, subject)}: {month_words(month)} enthält genau dasselbe wie {month_words(other)}. Bitte "
        "prüfen, ob ein Monat kopiert und nicht angepasst wurde."
    )
    return Finding(
        file, None, None, None, None, "same_as_other_month", message, "notice", subject=subject, month=month[:7]
    )
