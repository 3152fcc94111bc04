"""What a release says about the protection of data: the record of processing, thresholds, retention, erasures.

Made from contracts, settings, ledger and tombstones; no value of a delivery is in them. Every audience's file has the
same tables: how many rows went, why and by whom only the coordinator's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import yaml

from pipelines.contract import Contract, load_contracts
from pipelines.records.ledger import QUARANTINED, read_ledger
from pipelines.records.retention import (
    contacts_due,
    gone_files,
    kept_originals,
    kept_rejections,
    months_with_contacts,
    shorter,
)
from pipelines.records.tombstones import PERSON, ROWS, erased, tombstones
from settings import Retention, Workspace

DAY_LETTERS = len("2026-10-01")
WORDS = Path(__file__).parent / "processing.yml"
PRIVACY_TABLES = {
    "mart_processing": "source varchar, position integer, title varchar, grain varchar, purpose varchar,"
    " persons varchar, legal_basis varchar, months_kept integer, is_single boolean",
    "mart_processing_column": "source varchar, position integer, header varchar, description varchar,"
    " treatment varchar",
    "mart_processing_note": "kind varchar, position integer, name varchar, text varchar",
    "mart_threshold": "threshold varchar, value integer",
    "mart_retention": "thing varchar, position integer, length integer, unit varchar, held bigint, next_due date",
    "mart_erasure": "erased_on date, kind varchar, month date, rows bigint, deliveries bigint,"
    " reason varchar, erased_by varchar",
}
# Only the coordinator is told how many rows of how many deliveries went, why and by whom.
COUNTED = dict.fromkeys(("rows", "deliveries", "reason", "erased_by"))
UNITS = {"contacts": "months", "logs": "months"}


def write_privacy_tables(
    connection: duckdb.DuckDBPyConnection, rows: Mapping[str, list[dict]], *, is_exact: bool
) -> None:
    """Create the tables in an audience's file from `privacy_rows`; `is_exact` for the coordinator's."""
    for table, columns in PRIVACY_TABLES.items():
        connection.execute(f"create table {table} ({columns})")
        told = rows[table] if is_exact or table != "mart_erasure" else [row | COUNTED for row in rows[table]]
        if told:
            connection.register("rows_to_tell", pl.DataFrame(told, infer_schema_length=None))
            connection.execute(f"insert into {table} by name select * from rows_to_tell")  # noqa: S608
            connection.unregister("rows_to_tell")


def privacy_rows(municipality: str, *, records: Path, workspace: Workspace) -> dict[str, list[dict]]:
    """The rows by table; `records` is the municipality's folder."""
    contracts = load_contracts()
    disclosure = workspace.disclosure
    return {
        "mart_processing": [
            _processing(contract, position, workspace.retention)
            for position, contract in enumerate(_persons_first(contracts.values()), start=1)
        ],
        "mart_processing_column": [row for contract in contracts.values() for row in _columns(contract)],
        "mart_processing_note": list(_notes(workspace.municipalities[municipality])),
        "mart_threshold": [
            {"threshold": field.name, "value": getattr(disclosure, field.name)} for field in fields(disclosure)
        ],
        "mart_retention": list(_retention(records, contracts, workspace.retention)),
        "mart_erasure": [_erasure(line) for line in tombstones(records)],
    }


def _persons_first(contracts: Iterable[Contract]) -> list[Contract]:
    return sorted(contracts, key=lambda contract: (contract.persons is None, contract.title))


def _processing(contract: Contract, position: int, retention: Retention) -> dict:
    named = {
        name: getattr(contract, name) for name in ("source", "title", "grain", "purpose", "persons", "legal_basis")
    }
    months = retention.contact_months if contract.person_related else None
    return {**named, "position": position, "months_kept": months, "is_single": contract.person_related}


def _columns(contract: Contract) -> Iterator[dict]:
    for position, column in enumerate(contract.columns.values(), start=1):
        about = "single" if contract.person_related else "indirect" if contract.persons else "plain"
        treatment = column.personal or about
        told = {"header": column.header, "description": column.description, "treatment": treatment}
        yield {"source": contract.source, "position": position, **told}


def _notes(municipality_name: str) -> Iterator[dict]:
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    for kind, notes in words.items():
        for position, note in enumerate(notes, start=1):
            text = note["text"].format(municipality=municipality_name)
            yield {"kind": kind, "position": position, "name": note["name"], "text": text}


def _retention(records: Path, contracts: Mapping[str, Contract], retention: Retention) -> Iterator[dict]:
    """One row per kind of data: how long it is kept, how much of it lies there, and when the next goes."""
    ledger = read_ledger(records).values()
    originals_gone, rejections_gone = gone_files(records)
    refused = {each.delivery for each in ledger if each.status == QUARANTINED}
    originals = kept_originals(ledger, contracts, retention, originals_gone)
    rejections = kept_rejections(ledger, retention, rejections_gone)
    months = months_with_contacts(ledger, contracts, erased(records))
    refused_days = shorter(retention.originals_days, retention.quarantine_days)
    listed = (
        ("contacts", retention.contact_months, [contacts_due(month, retention) for month in months]),
        ("originals", retention.originals_days, [each.due for each in originals if each.delivery not in refused]),
        ("refused", refused_days, [each.due for each in originals if each.delivery in refused]),
        ("rejections", retention.quarantine_days, [each.due for each in rejections]),
        ("logs", retention.log_months, None),
    )
    for position, (thing, length, due) in enumerate(listed, start=1):
        yield {
            "thing": thing,
            "position": position,
            "length": length,
            "unit": UNITS.get(thing, "days"),
            "held": None if due is None else len(due),
            "next_due": min((day for day in due or () if day), default=None),
        }


def _erasure(line: Mapping) -> dict:
    """A tombstone without what it names."""
    named = {part["delivery"] for part in line.get("deliveries", ())}
    named |= {*line.get("originals", ()), *line.get("quarantine", ())}
    return {
        "erased_on": date.fromisoformat(line["at"][:DAY_LETTERS]),
        "kind": line["kind"],
        "month": date.fromisoformat(line["month"]) if line["kind"] == ROWS else None,
        "rows": line.get("rows"),
        "deliveries": len(named) if line["kind"] != PERSON else None,
        "reason": line["reason"],
        "erased_by": line["by"],
    }
