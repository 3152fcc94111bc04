"""What differs between two published versions of a month, and which deliveries made the difference.

Only totals and services are told: a breakdown would say which kind of contact a late record was about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl

from pipelines.disclosure.audiences import Audience
from pipelines.records import frozen
from pipelines.records.ledger import Delivery, read_ledger
from pipelines.records.month_events import Batch
from pipelines.releasing.edition import Edition
from pipelines.releasing.published_cells import KEY, in_force

REVISION = """
    create table mart_revision (
        month date, version integer, revised_at timestamp, revised_by varchar, reason varchar, area_kind varchar,
        area varchar, dimension varchar, category varchar, contacts_before bigint, state_before varchar,
        contacts bigint, state varchar
    )
"""
CAUSE = """
    create table mart_revision_cause (
        month date, version integer, source varchar, subject varchar, delivery varchar, file varchar,
        received_by varchar, received_at timestamp, status varchar
    )
"""
TOLD = ("total", "service")
CONTACTS = ("contacts", "contact_tallies")
PUBLIC = ("revised_by", "reason")


def tell_revisions(connection: duckdb.DuckDBPyConnection, edition: Edition, audience: Audience) -> None:
    """Write `mart_revision` and `mart_revision_cause` of an audience's file.

    The causes are for those who deliver; the steering group reads the files without their senders.
    """
    connection.execute(REVISION)
    connection.execute(CAUSE)
    differences = list(_differences(edition, audience))
    if differences:
        _insert(connection, "mart_revision", pl.concat(differences, how="vertical_relaxed"))
    causes = _causes(edition, read_ledger(edition.records)) if audience.kind != "council" else []
    told = causes if audience.quartier is None else [each for each in causes if each["subject"] in _own(connection)]
    if audience.kind == "steering":
        told = [{**each, "received_by": None} for each in told]
    if told:
        _insert(connection, "mart_revision_cause", pl.DataFrame(told, infer_schema_length=None))


def _own(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The services of the file's own quartier."""
    ((services,),) = connection.execute("select getvariable('services')").fetchall()
    return services


def _differences(edition: Edition, audience: Audience) -> Iterator[pl.DataFrame]:
    for batch in edition.released:
        for month, version in batch.versions.items():
            if version > 1 and month not in batch.renewed:
                before = _totals(edition.records, month, version - 1, audience)
                now = _totals(edition.records, month, version, audience)
                yield _difference(before, now).with_columns(**_told(batch, month, version, audience))


def _difference(before: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Cells whose count or state differs; a service that was not there before has no state before."""
    joined = now.join(before, on=KEY, how="full", coalesce=True, suffix="_before")
    differs = pl.col("contacts").ne_missing(pl.col("contacts_before")) | pl.col("state").ne_missing(
        pl.col("state_before")
    )
    return joined.filter(differs).drop("period_kind").rename({"period": "month"})


def _totals(records: Path, month: str, version: int, audience: Audience) -> pl.DataFrame:
    """Totals and services of a version as the audience received it."""
    own = (pl.col("area_kind") == "quartier") & (pl.col("area") == (audience.quartier or ""))
    if audience.quartier is None:
        rows = in_force(records, month, version, audience.kind)
    else:
        exact = in_force(records, month, version, frozen.EXACT).filter(own)
        others = in_force(records, month, version, "steering").filter(~own)
        rows = pl.concat([exact.select(others.columns), others])
    wanted = (pl.col("period_kind") == "month") & pl.col("dimension").is_in(TOLD)
    return rows.filter(wanted).select(*KEY, "contacts", "state")


def _told(batch: Batch, month: str, version: int, audience: Audience) -> dict[str, pl.Expr]:
    who = {"revised_by": batch.by, "reason": batch.reason}
    return {
        "version": pl.lit(version, pl.Int32),
        "revised_at": pl.lit(_moment(batch.at)),
        **{name: pl.lit(None if audience.kind == "council" else who[name], pl.String) for name in PUBLIC},
    }


def _causes(edition: Edition, ledger: Mapping[str, Delivery]) -> list[dict]:
    """Deliveries about contacts that came, or changed their status, between two versions of a month."""
    last: dict[str, str] = {}
    causes = []
    for batch in edition.released:
        for month, version in batch.versions.items():
            if version > 1 and month not in batch.renewed:
                causes += _between(ledger.values(), month, version, after=last[month], until=batch.at)
            if month not in batch.renewed:
                last[month] = batch.at
    return causes


def _between(deliveries: Iterable[Delivery], month: str, version: int, *, after: str, until: str) -> list[dict]:
    return [
        {
            "month": date.fromisoformat(month),
            "version": version,
            "source": each.source,
            "subject": claim.subject,
            "delivery": each.delivery,
            "file": each.file,
            "received_by": each.by,
            "received_at": _moment(each.received_at),
            "status": each.status,
        }
        for each in deliveries
        if each.source in CONTACTS and after < _changed_at(each) <= until
        for claim in each.covered
        if claim.month == month
    ]


def _changed_at(delivery: Delivery) -> str:
    """When it arrived, or was last confirmed, taken back or restored by hand."""
    decided = delivery.decision and delivery.decision["at"]
    return max(delivery.received_at, decided or "")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    connection.register("rows_to_load", rows)
    connection.execute(f"insert into {table} by name select * from rows_to_load")  # noqa: S608
    connection.unregister("rows_to_load")
