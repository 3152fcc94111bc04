"""A quartier's own count of a month, kept beside the warehouse's figures and never counted with them.

`python -m pipelines own-tally FILE --quartier Q --month 2026-10 --municipality M --by NAME`; the file is one of
monthly counts (`contact_tallies`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from pipelines.findings import Finding
from pipelines.german import month_words
from pipelines.lock import exclusive
from pipelines.orders.check import findings_json
from pipelines.orders.dry_run import read_as_delivery
from pipelines.orders.order import Done, Order
from pipelines.orders.scope import Scope, services_of
from pipelines.records.entries import OWN_TALLY, add_entry
from pipelines.records.ledger import read_ledger

SOURCE = "contact_tallies"
COLUMNS = ("service", "dimension", "category", "contacts")


def own_tally(path: Path, order: Order, *, quartier: str, month: str) -> Done:
    """Read the file, keep its counts of this quartier and month (first day), and refresh.

    Rows of other months or services are findings. Without a row left nothing is kept. Raises as `check`.
    """
    order.require_quartier(quartier)
    with exclusive(order.paths.records):
        order.progress(f"{path.name}: prüfen")
        checked = read_as_delivery(path, order.for_scope(Scope(order.municipality)), source=SOURCE)
        rows = checked.outcome.rows
        services = services_of(quartier, read_ledger(order.records), records=order.records)
        findings = [*checked.outcome.findings, *_foreign(rows, checked.file.file, services, month)]
        kept = _kept(rows, services, month)
        answer = {"rows": len(kept), "findings": findings_json(findings, None)}
        if not kept:
            return Done(None, answer, findings)
        add_entry(
            order.records,
            OWN_TALLY,
            by=order.by,
            at=order.at,
            content={"quartier": quartier, "month": month, "rows": kept},
        )
        return Done(order.renew(), answer, findings)


def _kept(rows: pl.DataFrame | None, services: frozenset[str], month: str) -> list[dict]:
    """The counts of the quartier's services in the month; where a count is absent nothing was counted."""
    if rows is None:
        return []
    own = _mark(rows, services, month).filter(pl.col("is_own") & pl.col("is_now") & pl.col("contacts").is_not_null())
    return own.select(COLUMNS).to_dicts()


def _foreign(rows: pl.DataFrame | None, file: str, services: frozenset[str], month: str) -> Iterator[Finding]:
    if rows is None:
        return
    for row in _mark(rows, services, month).filter(~pl.col("is_own") | ~pl.col("is_now")).iter_rows(named=True):
        rule = "other_month" if row["is_own"] else "other_quartier"
        said = (
            f"Diese Zeile ist nicht über den Monat {month_words(month)}. Bitte nur diesen Monat angeben."
            if row["is_own"]
            else "Dieses Angebot gehört nicht zum Quartier. Bitte nur die eigenen Angebote angeben."
        )
        yield Finding(file, row["sheet"], None, row["row"], None, rule, said)


def _mark(rows: pl.DataFrame, services: frozenset[str], month: str) -> pl.DataFrame:
    return rows.with_columns(
        is_own=pl.col("service").is_in(sorted(services)), is_now=pl.col("month").cast(pl.String) == month
    )
