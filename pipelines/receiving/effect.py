"""What a file would change: its rows against the current rows of the same claims, in all and by subject and month."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass

import polars as pl

from pipelines.contract import Contract
from pipelines.reading.landed_types import PLACE, subject_and_month
from pipelines.records.ledger import Claim
from pipelines.row_rules import Unique

PAIR = ["subject", "month"]
# A tally's total, else the sum over the channels or kinds where none is missing; topics never make a total.
TOTALS = ("total", "channel", "kind")
NOTHING = {"new": 0, "changed": 0, "unchanged": 0, "removed": 0}
MONTH_DIGITS = len("2026-10")


@dataclass(frozen=True)
class MonthEffect:
    """One subject's month (its first day) before and after a delivery.

    `before` and `after` count contacts, of other sources rows; None where nothing says how many. `rows_before` and
    `rows_after` count rows of the files.
    """

    subject: str | None
    month: str | None
    before: int | None
    after: int | None
    rows_before: int
    rows_after: int

    def to_json(self, name: str | None) -> dict:
        """As a plain dictionary with the subject's German `name`; the month as `2026-10`."""
        month = self.month[:MONTH_DIGITS] if self.month else None
        return {**asdict(self), "month": month, "subject_name": name}


def effect(rows: pl.DataFrame | None, current: pl.DataFrame | None, contract: Contract) -> dict[str, int]:
    """Rows that would be new, changed, unchanged and removed.

    A row is changed when the columns that identify it (rule `unique`) agree and others differ; rows of sources without
    such columns are only new, unchanged or removed. A refused file (no rows) changes nothing.
    """
    if rows is None:
        return NOTHING
    if current is None or current.is_empty():
        # A first file may hold a million rows, and there is nothing to compare them with.
        return {**NOTHING, "new": rows.height}
    columns = [name for name in rows.columns if name not in PLACE]
    old, new = _content(current, columns), rows.select(columns)
    unchanged = _in_common(old, new, columns)
    changed = _changed(old, new, columns, contract)
    return {
        "new": new.height - unchanged - changed,
        "changed": changed,
        "unchanged": unchanged,
        "removed": old.height - unchanged - changed,
    }


def month_effects(
    rows: pl.DataFrame | None,
    current: pl.DataFrame | None,
    covered: Collection[Claim],
    reported: Collection[tuple[str | None, str | None]],
    contract: Contract,
) -> tuple[MonthEffect, ...]:
    """The effect on every claimed subject and month, sorted; `reported` are those of which something is known."""
    before, after = _sizes(current, contract), _sizes(rows, contract)
    pairs = sorted({(claim.subject, claim.month) for claim in covered}, key=str)
    return tuple(
        MonthEffect(
            subject=pair[0],
            month=pair[1],
            before=before.get(pair, (0, _zero(contract)))[1] if pair in reported else None,
            after=after.get(pair, (0, _zero(contract)))[1],
            rows_before=before.get(pair, (0, None))[0],
            rows_after=after.get(pair, (0, None))[0],
        )
        for pair in pairs
    )


def _content(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Only these columns; those that older files do not have are empty in them."""
    absent = [pl.lit(None).alias(name) for name in columns if name not in rows.columns]
    return rows.with_columns(absent).select(columns)


def _in_common(old: pl.DataFrame, new: pl.DataFrame, columns: list[str]) -> int:
    """Rows that stand on both sides, as often as on the side that has fewer of them."""
    again = new.join(old, on=columns, how="semi", nulls_equal=True).group_by(columns).len("after")
    still = old.join(again, on=columns, how="semi", nulls_equal=True).group_by(columns).len("before")
    both = again.join(still, on=columns, nulls_equal=True)
    return int(both.select(pl.min_horizontal("before", "after").cast(pl.Int64).sum()).item())


def _changed(old: pl.DataFrame, new: pl.DataFrame, columns: list[str], contract: Contract) -> int:
    """Rows that say something else about the same thing; without a rule `unique` nobody knows what is the same."""
    identity = next((rule.columns for rule in contract.rules if isinstance(rule, Unique)), None)
    if identity is None:
        return 0
    added = new.join(old, on=columns, how="anti", nulls_equal=True)
    gone = old.join(new, on=columns, how="anti", nulls_equal=True)
    return added.join(gone, on=identity, how="semi", nulls_equal=True).height


def _zero(contract: Contract) -> int | None:
    """What no row means: no contact where rows are counted, nothing known where numbers are."""
    return None if contract.count_column else 0


def _sizes(
    rows: pl.DataFrame | None, contract: Contract
) -> dict[tuple[str | None, str | None], tuple[int, int | None]]:
    """Rows and contacts per subject and month."""
    if rows is None:
        return {}
    counts = rows.with_columns(subject_and_month(contract)).group_by(PAIR).len()
    totals = _totals(rows, contract) if contract.count_column else {}
    return {
        (subject, month): (count, totals.get((subject, month)) if contract.count_column else count)
        for subject, month, count in counts.iter_rows()
    }


def _totals(rows: pl.DataFrame, contract: Contract) -> dict[tuple[str | None, str | None], int]:
    """The total of a tally per subject and month; none where no dimension says it completely."""
    number = pl.col(contract.count_column or "")
    sums = (
        rows.with_columns(subject_and_month(contract))
        .group_by(*PAIR, "dimension")
        .agg(number.sum().alias("total"), number.is_null().any().alias("is_open"))
        .filter(pl.col("dimension").is_in(TOTALS) & ~pl.col("is_open"))
    )
    known = {(subject, month, dimension): total for subject, month, dimension, total, _ in sums.iter_rows()}
    found: dict[tuple[str | None, str | None], int] = {}
    for dimension in reversed(TOTALS):
        found |= {(subject, month): total for (subject, month, kind), total in known.items() if kind == dimension}
    return found
