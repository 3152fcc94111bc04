"""The rows that hold today: of every landed delivery those that no later one has claimed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import polars as pl

from pipelines.contract import Contract
from pipelines.reading.landed_types import subject_and_month
from pipelines.records.ledger import Claim, Delivery

CLAIM = ["carrier", "subject", "month"]
RowsOf = Callable[[Delivery], pl.DataFrame]


def current_rows(
    covered: Collection[Claim], contract: Contract, deliveries: Sequence[Delivery], rows_of: RowsOf
) -> pl.DataFrame | None:
    """The rows that the claims in `covered` would replace, `deliveries` being those of the contract's source.

    Columns as landed; None when no landed delivery has claimed any of this.
    """
    landed = [delivery for delivery in deliveries if delivery.landed]
    wanted = {(claim.subject, claim.month) for claim in covered}
    touched = [delivery for delivery in landed if wanted & {(claim.subject, claim.month) for claim in delivery.covered}]
    parts = [_standing(delivery, landed, covered, contract, rows_of) for delivery in touched]
    return pl.concat(parts, how="diagonal_relaxed") if parts else None


def claimed_before(
    covered: Collection[Claim], deliveries: Sequence[Delivery]
) -> frozenset[tuple[str | None, str | None]]:
    """The subjects and months in `covered` of which a landed delivery already reports, for the same carrier or all."""
    claims = {claim for delivery in deliveries if delivery.landed for claim in delivery.covered}
    carriers: dict[tuple[str | None, str | None], set[str | None]] = {}
    for claim in claims:
        carriers.setdefault((claim.subject, claim.month), set()).add(claim.carrier)
    return frozenset(
        (claim.subject, claim.month)
        for claim in covered
        if (known := carriers.get((claim.subject, claim.month)))
        and (claim.carrier is None or known & {None, claim.carrier})
    )


def _standing(
    delivery: Delivery,
    landed: Sequence[Delivery],
    covered: Collection[Claim],
    contract: Contract,
    rows_of: RowsOf,
) -> pl.DataFrame:
    """The delivery's rows that no later delivery has replaced and that the new claims would."""
    later = [claim for other in landed if other.sequence > delivery.sequence for claim in other.covered]
    rows = rows_of(delivery)
    carrier = pl.col("carrier") if "carrier" in rows.columns else pl.lit(None, pl.String)
    keys = rows.with_columns(carrier.alias("carrier"), *subject_and_month(contract)).select(CLAIM)
    keys = keys.with_row_index("index")
    return rows.filter(_claimed(keys, covered) & ~_claimed(keys, later))


def _claimed(keys: pl.DataFrame, claims: Collection[Claim]) -> pl.Series:
    """Whether each row falls under one of the claims: same subject and month, and its carrier or none named."""
    table = pl.DataFrame(
        [(claim.carrier, claim.subject, claim.month) for claim in claims],
        schema=dict.fromkeys(CLAIM, pl.String),
        orient="row",
    )
    joint = keys.join(table.filter(pl.col("carrier").is_null()), on=CLAIM[1:], how="semi", nulls_equal=True)
    single = keys.join(table.drop_nulls("carrier"), on=CLAIM, how="semi", nulls_equal=True)
    return keys["index"].is_in(pl.concat([joint["index"], single["index"]]).to_list())
