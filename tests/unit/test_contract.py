"""Contracts are strict: what the program does not know, no contract may say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from pipelines.contract import FOLDER, load_contracts
from pipelines.errors import ContractError
from pipelines.reading.landed_types import landed_columns
from pipelines.reading.schema import schema_of
from pipelines.records.master_data import reading_order, sources_of

CONTRACTS = load_contracts()
MINIMAL = """
source: muster
version: 1
title: Muster
grain: eine Zeile
purpose: Muster zählen
kind: table
covers: {}
columns:
  name: {header: Name, type: text, required: true, description: Name}
rules: []
"""


@pytest.mark.parametrize("source", CONTRACTS)
def test_every_contract_gives_a_schema_and_distinct_headers(source: str) -> None:
    contract = CONTRACTS[source]
    assert set(landed_columns(contract)) <= set(schema_of(contract.model_dump_json()).columns())
    names = [name for column in contract.columns.values() for name in column.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_descriptions_survive_their_commas(path: Path) -> None:
    columns = yaml.safe_load(path.read_text(encoding="utf-8"))["columns"]
    assert [name for name, column in columns.items() if None in column.values()] == []


def test_master_data_are_read_before_what_refers_to_them() -> None:
    order = reading_order(CONTRACTS)
    assert sorted(order) == sorted(CONTRACTS)
    for source, contract in CONTRACTS.items():
        for needed in sources_of(contract):
            assert needed == source or order.index(needed) < order.index(source)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rules: []", "rules: []\nowner: wir", "owner"),
        ("type: text", "type: text, format: x", "format"),
        ("type: text", "type: word", "type"),
        ("type: text", "type: key", "refers_to"),
        ("type: text", "type: category", "categories"),
        ("covers: {}", "covers: {subject: service}", "service"),
        ("rules: []", "rules: [{rule: unique, columns: [nmae], message: m}]", "nmae"),
        ("rules: []", "rules: [{rule: sorted, column: name, message: m}]", "sorted"),
        ("source: muster", "source: anderes", "muster"),
        ("type: text", "type: key, refers_to: nirgends", "nirgends"),
        ("title: Muster", "title: [", "muster.yml"),
        ("purpose: Muster zählen", "", "purpose"),
        ("rules: []", "rules: []\nperson_related: true", "persons"),
        ("type: text", "type: text, personal: pseudonymise", "persons"),
        ("rules: []", "rules: []\npersons: Ratsuchende", "legal_basis"),
        ("rules: []", "rules: []\nlegal_basis: Art. 6", "legal_basis"),
    ],
)
def test_a_contract_with_a_mistake_is_refused_by_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "muster.yml").write_text(MINIMAL.replace(old, new), encoding="utf-8")
    with pytest.raises(ContractError, match=said):
        load_contracts(tmp_path)
