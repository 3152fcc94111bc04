"""Records of a small municipality from Python rows: landed Parquet files and ledger lines, as a refresh leaves them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contract import Contract, load_contracts
from pipelines.records.ledger import Claim, Delivery, append, delivery_id
from settings import Disclosure, Paths, Retention, Workspace

MUNICIPALITY = "musterstadt"
THRESHOLDS = Disclosure(
    minimum_contacts=5,
    minimum_persons=3,
    sensitive_contacts=8,
    sensitive_persons=5,
    council_base=5,
    council_breakdown=10,
)
CONTRACTS = load_contracts()
TYPES = {
    "date": pl.Date,
    "month": pl.Date,
    "time": pl.Time,
    "integer": pl.Int64,
    "count": pl.Int64,
    "decimal": pl.Decimal(12, 6),
    "money": pl.Decimal(14, 2),
    "boolean": pl.Boolean,
    "keys": pl.List(pl.String),
}


def a_workspace(**changes: object) -> Workspace:
    """A workspace with one municipality and the usual numbers."""
    values: dict = {
        "title": "Quartiersmonitor",
        "accent": "#1f5a7a",
        "example": True,
        "as_of": date(2024, 7, 12),
        "municipalities": {MUNICIPALITY: "Musterstadt"},
        "delivery_due_day": 10,
        "spend_within_months": 2,
        "federal_state": "NW",
        "disclosure": THRESHOLDS,
        "retention": Retention(None, None, None, None),
        "keep_releases": 2,
        "file_megabytes": 50,
        "rows": 2_000_000,
        "columns": 300,
    }
    return Workspace(**(values | changes))


def some_paths(root: Path) -> Paths:
    """The four folders of a workspace below `root`."""
    return Paths(
        data=root / "data_raw",
        records=root / "records",
        var=root / "var",
        config=root / "config",
        key_file=root / "pseudonym.key",
    )


@dataclass
class Records:
    """The records of `municipality` below `root`, delivery by delivery."""

    root: Path
    municipality: str = MUNICIPALITY
    sequence: int = field(default=0, init=False)

    @property
    def folder(self) -> Path:
        return self.root / self.municipality

    def deliver(
        self,
        source: str,
        rows: Sequence[Mapping],
        *,
        carrier: str | None = None,
        claims: Sequence[Claim] | None = None,
        received_at: str = "2024-07-03T08:00:00Z",
        status: str = "landed",
        findings: Sequence[Mapping] = (),
        note: str | None = None,
    ) -> str:
        """Land `rows` (missing columns are empty) as one delivery and return its id.

        The claims follow from the rows unless given; rows whose count is not reported claim nothing.
        """
        self.sequence += 1
        contract = CONTRACTS[source]
        raw = hashlib.sha256(f"{source}{self.sequence}".encode()).hexdigest()
        delivery = delivery_id(self.sequence, raw)
        if status == "landed":
            self._write(contract, rows, delivery)
        if findings:
            self._write_findings(delivery, findings)
        if claims is None:
            claims = _claims(contract, rows, carrier) if status == "landed" else ()
        append(
            self.folder,
            Delivery(
                delivery=delivery,
                sequence=self.sequence,
                status=status,
                received_at=received_at,
                by="Sozialamt",
                source=source,
                file=f"{source}/{self.sequence}.csv",
                raw_sha256=raw,
                canonical_sha256=raw,
                profile=None,
                contract_version=contract.version,
                encoding="utf-8",
                fingerprint="f",
                vocabulary="v",
                key_id=None,
                covered=tuple(claims),
                rows_in=len(rows),
                rows_landed=len(rows),
                rows_rejected=0,
                note=note,
            ),
        )
        return delivery

    def _write(self, contract: Contract, rows: Sequence[Mapping], delivery: str) -> None:
        schema: dict[str, Any] = {name: TYPES.get(column.type, pl.String) for name, column in contract.columns.items()}
        schema |= {"absence": pl.String} if contract.count_column else {}
        schema |= {"geometry": pl.String} if contract.kind == "geometry" else {}
        schema |= {"sheet": pl.String, "row": pl.Int64}
        listed = [{"row": number, **row} for number, row in enumerate(rows, start=2)]
        unknown = {name for row in listed for name in row} - set(schema)
        assert not unknown, f"{contract.source} has no columns {unknown}"
        path = self.folder / "landed" / contract.source / f"{delivery}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pl.DataFrame([{name: row.get(name) for name in schema} for row in listed], schema=schema).write_parquet(path)

    def _write_findings(self, delivery: str, findings: Sequence[Mapping]) -> None:
        empty = dict.fromkeys(("file", "sheet", "cell", "row", "column", "rule", "message")) | {"severity": "error"}
        path = self.folder / "findings" / f"{delivery}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps([empty | dict(finding) for finding in findings]), encoding="utf-8")


def _claims(contract: Contract, rows: Sequence[Mapping], carrier: str | None) -> list[Claim]:
    subject, month = contract.covers.subject, contract.covers.month
    claims = {
        Claim(
            carrier,
            str(row[subject]) if subject else None,
            row[month].replace(day=1).isoformat() if month else None,
        )
        for row in rows
        if row.get("absence") != "not_reported"
    }
    return sorted(claims or ({Claim(None, None, None)} if not subject else set()), key=str)
