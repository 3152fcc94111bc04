"""Records of one municipality → schema `landed` of the build database, the only thing the warehouse reads.

One table per source from the landed Parquet files (columns as landed + `delivery`), an empty one where
nothing landed, and what the ledger, the entries, the contracts and the workspace say as small tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import shapely

from pipelines.contract import Contract, load_contracts
from pipelines.findings import WOULD_REMOVE
from pipelines.records.kept_counts import kept_counts
from pipelines.records.landed_files import landed_files
from pipelines.records.ledger import HELD, Delivery, read_ledger
from pipelines.releasing.entry_tables import ENTRY_TABLES, entry_rows
from pipelines.releasing.public_holidays import holiday_rows
from settings import Workspace

TYPES = {
    "text": "varchar",
    "key": "varchar",
    "category": "varchar",
    "category_of": "varchar",
    "keys": "varchar[]",
    "date": "date",
    "month": "date",
    "time": "time",
    "integer": "bigint",
    "count": "bigint",
    "decimal": "decimal(12,6)",
    "money": "decimal(14,2)",
    "boolean": "boolean",
}
PLACE = {"sheet": "varchar", "row": "bigint"}
MONTH_LENGTH = len("2026-10")
TABLES = {
    "deliveries": {
        "delivery": "varchar", "sequence": "bigint", "source": "varchar", "status": "varchar", "file": "varchar",
        "received_at": "timestamp", "received_by": "varchar", "encoding": "varchar", "profile": "varchar",
        "contract_version": "bigint", "rows_in": "bigint", "rows_landed": "bigint", "rows_rejected": "bigint",
        "raw_sha256": "varchar", "note": "varchar",
    },
    "coverage": {
        "delivery": "varchar", "sequence": "bigint", "source": "varchar", "carrier": "varchar", "subject": "varchar",
        "month": "date",
    },
    "set_aside_coverage": {
        "delivery": "varchar", "sequence": "bigint", "source": "varchar", "carrier": "varchar", "subject": "varchar",
        "month": "date",
    },
    "findings": {
        "delivery": "varchar", "source": "varchar", "file": "varchar", "sheet": "varchar", "cell": "varchar",
        "row": "bigint", "column_name": "varchar", "rule": "varchar", "message": "varchar", "severity": "varchar",
        "subject": "varchar", "month": "date",
    },
    "kept_counts": {
        "delivery": "varchar", "service": "varchar", "carrier": "varchar", "quartier": "varchar", "month": "date",
        "dimension": "varchar", "category": "varchar", "contacts": "bigint",
    },
    **ENTRY_TABLES,
    "categories": {
        "source": "varchar", "column_name": "varchar", "category": "varchar", "name": "varchar", "position": "integer",
    },
    "sources": {"source": "varchar", "title": "varchar"},
    "holidays": {"date": "date", "name": "varchar"},
    "settings": {
        "municipality": "varchar", "municipality_name": "varchar", "delivery_due_day": "integer",
        "spend_within_months": "integer", "minimum_contacts": "integer", "sensitive_contacts": "integer",
        "council_base": "integer", "council_breakdown": "integer", "example": "boolean",
    },
}  # fmt: skip


def load_landed(
    connection: duckdb.DuckDBPyConnection,
    municipality: str,
    *,
    records: Path,
    workspace: Workspace,
    until: str | None = None,
) -> None:
    """Fill the schema `landed`; `records` is the folder of all municipalities' records.

    With `until` (UTC text) only those monthly deliveries and entries count that were there by then; lists and money,
    which belong to no month, are today's.
    """
    folder = records / municipality
    contracts = load_contracts()
    ledger = [each for each in read_ledger(folder).values() if _was_there(each, contracts, until)]
    landed = [delivery for delivery in ledger if delivery.landed]
    connection.execute("create schema landed")
    for contract in contracts.values():
        own = [delivery for delivery in landed if delivery.source == contract.source]
        _load_source(connection, contract, landed_files(folder, own))
    _add_inner_points(connection)
    rows = {
        "deliveries": map(_delivery_row, ledger),
        "coverage": (row for delivery in landed for row in _coverage_rows(delivery)),
        "set_aside_coverage": (row for each in ledger if not each.landed for row in _coverage_rows(each)),
        "findings": (row for delivery in ledger for row in _finding_rows(delivery, folder)),
        "kept_counts": kept_counts(folder, landed),
        **entry_rows(folder, until=until),
        "categories": (row for contract in contracts.values() for row in _category_rows(contract)),
        "sources": ({"source": contract.source, "title": contract.title} for contract in contracts.values()),
        "holidays": holiday_rows(connection, federal_state=workspace.federal_state),
        "settings": [_settings_row(municipality, workspace)],
    }
    for table, columns in TABLES.items():
        _create_table(connection, table, columns=columns, rows=rows[table])


def _was_there(delivery: Delivery, contracts: Mapping[str, Contract], until: str | None) -> bool:
    contract = contracts.get(delivery.source)
    is_monthly = contract is not None and contract.covers.month is not None
    return until is None or not is_monthly or delivery.received_at <= until


def _load_source(connection: duckdb.DuckDBPyConnection, contract: Contract, files: list[Path]) -> None:
    """Typed columns come first, so that files landed under an older contract fit too.

    Encrypted references to persons come in, too: the build counts persons by them and is deleted.
    """
    columns = {name: TYPES[column.type] for name, column in contract.columns.items()}
    columns |= {"absence": "varchar"} if contract.count_column else {}
    columns |= {"geometry": "varchar"} if contract.kind == "geometry" else {}
    columns |= PLACE
    typed = ", ".join(f'cast(null as {kind}) as "{name}"' for name, kind in columns.items())
    query = f"select {typed}, cast(null as varchar) as delivery where false"
    if files:
        names = ", ".join("'{}'".format(str(path).replace("'", "''")) for path in files)
        query += f"""
            union all by name
            select columns(lambda name: name in {tuple(columns)}), parse_filename(filename, true) as delivery
            from read_parquet([{names}], filename = true, union_by_name = true)
        """  # noqa: S608
    connection.execute(f"create table landed.{contract.source} as {query}")


def _add_inner_points(connection: duckdb.DuckDBPyConnection) -> None:
    """Longitude and latitude (degrees) of a point inside each boundary, where a map can put its label."""
    boundaries = connection.execute("select delivery, area, geometry from landed.areas").fetchall()
    points = []
    for delivery, area, geometry in boundaries:
        point = shapely.from_geojson(geometry).representative_point()
        points.append({"delivery": delivery, "area": area, "longitude": point.x, "latitude": point.y})
    columns = {"delivery": "varchar", "area": "varchar", "longitude": "double", "latitude": "double"}
    _create_table(connection, "area_points", columns=columns, rows=points)
    connection.execute("alter table landed.areas rename to boundaries")
    connection.execute(
        """
        create view landed.areas as
        select * from warehouse.landed.boundaries left join warehouse.landed.area_points using (delivery, area)
        """
    )


def _create_table(
    connection: duckdb.DuckDBPyConnection, table: str, *, columns: Mapping[str, str], rows: Iterable[Mapping]
) -> None:
    listed = [tuple(row[name] for name in columns) for row in rows]
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"create table landed.{table} ({declared})")
    if listed:
        frame = pl.DataFrame(listed, schema=list(columns), orient="row", infer_schema_length=None)
        connection.register("rows_to_load", frame)
        connection.execute(f"insert into landed.{table} select * from rows_to_load")  # noqa: S608
        connection.unregister("rows_to_load")


def _delivery_row(delivery: Delivery) -> dict:
    received = datetime.fromisoformat(delivery.received_at).astimezone(UTC).replace(tzinfo=None)
    return asdict(delivery) | {"received_at": received, "received_by": delivery.by}


def _coverage_rows(delivery: Delivery) -> list[dict]:
    named = {"delivery": delivery.delivery, "sequence": delivery.sequence, "source": delivery.source}
    return [named | asdict(claim) for claim in delivery.covered]


def _finding_rows(delivery: Delivery, records: Path) -> list[dict]:
    path = records / "findings" / f"{delivery.delivery}.json"
    if not path.is_file():
        return []
    listed = json.loads(path.read_text("utf-8"))
    findings = [finding for finding in listed if delivery.status == HELD or finding["rule"] != WOULD_REMOVE]
    named = {"delivery": delivery.delivery, "source": delivery.source}
    return [finding | named | _finding_place(finding) for finding in findings]


def _finding_place(finding: Mapping) -> dict:
    """What older findings do not say is empty."""
    month = finding.get("month")
    first_day = None if month is None else f"{month[:MONTH_LENGTH]}-01"
    return {"column_name": finding["column"], "subject": finding.get("subject"), "month": first_day}


def _category_rows(contract: Contract) -> list[dict]:
    return [
        {
            "source": contract.source,
            "column_name": name,
            "category": category,
            "name": german,
            "position": position,
        }
        for name, column in contract.columns.items()
        for position, (category, german) in enumerate((column.categories or {}).items(), start=1)
    ]


def _settings_row(municipality: str, workspace: Workspace) -> dict:
    return {
        "municipality": municipality,
        "municipality_name": workspace.municipalities[municipality],
        "delivery_due_day": workspace.delivery_due_day,
        "spend_within_months": workspace.spend_within_months,
        "minimum_contacts": workspace.disclosure.minimum_contacts,
        "sensitive_contacts": workspace.disclosure.sensitive_contacts,
        "council_base": workspace.disclosure.council_base,
        "council_breakdown": workspace.disclosure.council_breakdown,
        "example": workspace.example,
    }
