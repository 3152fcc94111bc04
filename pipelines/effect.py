"""What a file would change: its rows against the current rows of the same claims."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from pipelines.contract import Contract
from pipelines.read_delivery import Outcome
from pipelines.records.claims import subject_and_month
from pipelines.records.land import landed_path
from pipelines.records.ledger import Claim, Delivery
from pipelines.row_rules import Unique

PLACE = ("sheet", "row")
CLAIM = ["carrier", "subject", "month"]


def effect(outcome: Outcome, contract: Contract, ledger: Sequence[Delivery], *, records: Path) -> dict[str, int]:
    """Rows that would be new, changed, unchanged and removed.

    A row is changed when the columns that identify it (rule `unique`) agree and others differ; rows of sources without
    such columns are only new, unchanged or removed. A refused file changes nothing.
    """
    if outcome.rows is None:
        return {"new": 0, "changed": 0, "unchanged": 0, "removed": 0}
    columns = [name for name in outcome.rows.columns if name not in PLACE]
    old = _counted(_current(outcome, contract, ledger, records), columns).rename({"n": "before"})
    new = _counted(outcome.rows, columns).rename({"n": "after"})
    both = new.join(old, on=columns, how="full", nulls_equal=True, coalesce=True).with_columns(
        pl.col("before", "after").fill_null(0)
    )
    added = both.filter(pl.col("after") > pl.col("before"))
    gone = both.filter(pl.col("before") > pl.col("after"))
    identity = next((rule.columns for rule in contract.rules if isinstance(rule, Unique)), None)
    changed = added.join(gone, on=identity, how="semi", nulls_equal=True).height if identity else 0
    return {
        "new": int((added["after"] - added["before"]).sum()) - changed,
        "changed": changed,
        "unchanged": int(both.select(pl.min_horizontal("before", "after").sum()).item()),
        "removed": int((gone["before"] - gone["after"]).sum()) - changed,
    }


def _counted(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    return rows.select(columns).group_by(columns).len("n").with_columns(pl.col("n").cast(pl.Int64))


def _current(outcome: Outcome, contract: Contract, ledger: Sequence[Delivery], records: Path) -> pl.DataFrame:
    """The rows that hold today and that the file's claims would replace."""
    landed = [delivery for delivery in ledger if delivery.landed and delivery.source == contract.source]
    months = {(claim.subject, claim.month) for claim in outcome.covered}
    touched = [delivery for delivery in landed if months & {(claim.subject, claim.month) for claim in delivery.covered}]
    parts = [_standing(delivery, landed, outcome.covered, contract, records) for delivery in touched]
    rows = outcome.rows.clear() if outcome.rows is not None else pl.DataFrame()
    return pl.concat([rows, *(part.select(rows.columns) for part in parts)])


def _standing(
    delivery: Delivery, landed: Sequence[Delivery], covered: Sequence[Claim], contract: Contract, records: Path
) -> pl.DataFrame:
    """The delivery's rows that no later delivery has replaced and that the new claims would."""
    later = [claim for other in landed if other.sequence > delivery.sequence for claim in other.covered]
    rows = pl.read_parquet(landed_path(records, delivery))
    carrier = pl.col("carrier") if "carrier" in rows.columns else pl.lit(None, pl.String)
    keys = rows.select(carrier.alias("carrier"), *subject_and_month(contract)).with_row_index("index")
    return rows.filter(_claimed(keys, covered) & ~_claimed(keys, later))


def _claimed(keys: pl.DataFrame, claims: Sequence[Claim]) -> pl.Series:
    """Whether each row falls under one of the claims: same subject and month, and its carrier or none named."""
    table = pl.DataFrame(
        [(claim.carrier, claim.subject, claim.month) for claim in claims],
        schema=dict.fromkeys(CLAIM, pl.String),
        orient="row",
    )
    joint = keys.join(table.filter(pl.col("carrier").is_null()), on=CLAIM[1:], how="semi", nulls_equal=True)
    single = keys.join(table.drop_nulls("carrier"), on=CLAIM, how="semi", nulls_equal=True)
    return keys["index"].is_in(pl.concat([joint["index"], single["index"]]).to_list())
