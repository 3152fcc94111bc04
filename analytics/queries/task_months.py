"""Tasks about months: those to sign, and those whose signature has lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from analytics import task_words as words
from analytics.months import default_month, month_range, shift
from analytics.queries.task import CLOSE, DECIDE, MONTH_CHECK, Desk, Task

SIGN_OFF_MONTHS = 3


def to_sign(desk: Desk, rows: list[dict[str, Any]]) -> Iterator[Task]:
    """Signatures that lapsed, and of the last three months those that are complete and not signed.

    For the whole municipality a month is one task, whichever quartiers it waits for.
    """
    signed = desk.release.frame("select quartier, month, is_current from mart_sign_off")
    holds = {(row["quartier"], row["month"]): row["is_current"] for row in signed.iter_rows(named=True)}
    names = {row["quartier"]: row["quartier_name"] for row in rows if row["quartier"]}
    unsigned: dict[date, list[str]] = {}
    for quartier, month in _complete_months(desk, rows):
        if holds.get((quartier, month)) is None:
            unsigned.setdefault(month, []).append(quartier)
    for (quartier, month), is_current in sorted(holds.items()):
        if quartier in names and not is_current:
            said = words.lapsed(names[quartier], month)
            yield Task("lapsed", DECIDE, said, MONTH_CHECK, desk.params(month, quartier), subject=quartier, month=month)
    for month, quartiers in unsigned.items():
        said = words.to_sign([names[quartier] for quartier in quartiers], month)
        subject = quartiers[0] if len(quartiers) == 1 else None
        yield Task("sign_off", CLOSE, said, MONTH_CHECK, desk.params(month, subject), subject=subject, month=month)


def _complete_months(desk: Desk, rows: list[dict[str, Any]]) -> Iterator[tuple[str, date]]:
    """Quartiers and months of the last three that have figures and miss no report."""
    last = default_month(desk.as_of)
    first = shift(last, 1 - SIGN_OFF_MONTHS)
    waiting = {(row["quartier"], row["month"]) for row in rows if row["state"] == "not_reported"}
    quartiers = dict.fromkeys(row["quartier"] for row in rows)
    digests = desk.release.frame(
        "select quartier, month from mart_month_digest where month between ? and ?", [first, last]
    )
    known = set(digests.iter_rows())
    for month in month_range(first, last):
        yield from ((each, month) for each in quartiers if (each, month) in known - waiting)
