"""The vocabularies of a municipality, taken from the current landed master data.

Their hashes come from the ledger alone, so that a run without news never opens a landed file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contract import Contract
from pipelines.records.ledger import Delivery

if TYPE_CHECKING:
    from pipelines.reading.values.vocabulary import Vocabulary

AREAS = "areas"
QUARTIERS = "quartiers"


def reading_order(contracts: Mapping[str, Contract]) -> list[str]:
    """All sources, each after the master data that it refers to."""
    order: list[str] = []

    def visit(source: str, path: tuple[str, ...]) -> None:
        if source in order or source in path:
            return
        for needed in sources_of(contracts[source]):
            visit(needed, (*path, source))
        order.append(source)

    for source in contracts:
        visit(source, ())
    return order


def sources_of(contract: Contract) -> list[str]:
    """The sources that the contract's vocabularies are taken from."""
    return sorted({QUARTIERS if name == AREAS else name for name in contract.vocabularies})


def vocabulary_hash(contract: Contract, deliveries: Iterable[Delivery]) -> str:
    """sha256 over the content of the master data that the contract refers to."""
    digest = hashlib.sha256()
    known = list(deliveries)
    for source in sources_of(contract):
        current = current_delivery(known, source)
        digest.update(f"{source}:{current.canonical_sha256 if current else None}\0".encode())
    return digest.hexdigest()


def current_delivery(deliveries: Iterable[Delivery], source: str) -> Delivery | None:
    """The last landed delivery of a source whose newest file counts as a whole."""
    landed = [delivery for delivery in deliveries if delivery.landed and delivery.source == source]
    return max(landed, key=lambda delivery: delivery.sequence, default=None)


def load_vocabularies(
    contract: Contract,
    contracts: Mapping[str, Contract],
    deliveries: Iterable[Delivery],
    *,
    records: Path,
    municipality: tuple[str, str],
) -> dict[str, Vocabulary]:
    """Everything the contract's columns may refer to, by name: master data, `areas`, and `source.column` categories.

    `municipality` is key and name of the municipality, which is an area itself.
    """
    from pipelines.reading.values.vocabulary import from_categories

    known = list(deliveries)
    loaded = {}
    for name in contract.vocabularies:
        current = current_delivery(known, QUARTIERS if name == AREAS else name)
        path = records / "landed" / current.source / f"{current.delivery}.parquet" if current else None
        version = current.canonical_sha256 if current else None
        title = "Gebiete" if name == AREAS else contracts[name].title
        loaded[name] = _areas(path, version, municipality) if name == AREAS else _master_data(path, version, title)
    for column in contract.columns.values():
        for name in (column.vocabulary or {}).values():
            if "." in name:
                source, other = name.split(".")
                listed = contracts[source].columns[other]
                loaded[name] = from_categories(listed.header, listed.categories or {})
    return loaded


def quartier_names(records: Path, deliveries: Iterable[Delivery]) -> dict[str, str]:
    """Name by key of every quartier that the current master data know; `records` is the municipality's folder."""
    current = current_delivery(deliveries, QUARTIERS)
    if current is None:
        return {}
    path = records / "landed" / QUARTIERS / f"{current.delivery}.parquet"
    return {entry.key: entry.name for entry in _master_data(path, current.canonical_sha256, QUARTIERS).entries}


@lru_cache(maxsize=64)
def _master_data(path: Path | None, version: str | None, title: str) -> Vocabulary:
    """`version` is part of the call only so that a file read again under its old name is not taken from memory."""
    import polars as pl

    from pipelines.reading.values.vocabulary import Entry, Vocabulary

    if path is None:
        return Vocabulary(title, ())
    frame = pl.read_parquet(path)
    key = frame.columns[0]
    name = "name" if "name" in frame.columns else "title"
    validity = [column for column in ("valid_from", "valid_to") if column in frame.columns]
    rows = frame.select(key, name, *validity).iter_rows()
    return Vocabulary(title, tuple(Entry(*row) for row in rows))


@lru_cache(maxsize=64)
def _areas(path: Path | None, version: str | None, municipality: tuple[str, str]) -> Vocabulary:
    """Quartiers, their districts, and the municipality itself."""
    import polars as pl

    from pipelines.reading.values.vocabulary import Entry, Vocabulary, merged

    title = "Gebiete"
    quartiers = _master_data(path, version, title)
    found: list[tuple[str, str]] = [municipality]
    if path is not None:
        frame = pl.read_parquet(path, columns=["district", "district_name"]).drop_nulls("district").unique()
        found += [(key, name or key) for key, name in frame.sort("district").iter_rows()]
    return merged(title, (quartiers, Vocabulary(title, tuple(Entry(key, name) for key, name in found))))
