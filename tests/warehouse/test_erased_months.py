"""Erasing single contacts changes no figure: every table of every audience stays as it was, but for the rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.disclosure.audit import Attacker, Audited
from pipelines.disclosure.cells import Cell
from pipelines.orders.erase import erase_before
from pipelines.orders.order import Order
from pipelines.orders.scope import Scope
from pipelines.orders.sign_off import sign_off
from pipelines.records.kept_counts import counts_path
from pipelines.records.ledger import append, read_ledger
from pipelines.records.month_events import CLOSED, add_month_events
from pipelines.releasing.build import build_warehouse
from pipelines.releasing.freeze import Release, freeze
from pipelines.releasing.releases import current_release, release_folder
from settings import Paths
from tests.builders import Records, a_workspace
from tests.uncompressed import bytes_below, write_uncompressed
from tests.warehouse import town

TOWN = "stadtvergessen"
FROZEN = [f"2023-{month:02d}-01" for month in range(1, 13)]
# What may differ: the rows themselves, which release this is, and what was erased when.
CHANGING = {"mart_contact", "release", "mart_erasure", "mart_retention"}
MARKER = "merkzeichen"


@pytest.fixture
def order(paths: Paths) -> Order:
    """A town with a random history whose rows carry marks, months of 2023 frozen and one of them signed; published."""
    records = Records(paths.records, TOWN)
    town.found(records)
    town.live(records, seed=11)
    held = [{"date": date(2023, 5, 2), "service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone"}]
    kept = records.deliver("contacts", [row | {"topics": ["kita"]} for row in held])
    ledger = read_ledger(records.folder)
    append(records.folder, replace(ledger[kept], status="held"))
    _mark_rows(records.folder)
    workspace = a_workspace(municipalities={TOWN: "Stadt"})
    made = Order(TOWN, paths, workspace, Scope(TOWN), by="Amt")
    warehouse = build_warehouse(TOWN, paths=paths, workspace=workspace).file
    release = Release(FROZEN, "Amt", "2024-07-10T08:00:00Z", None)
    freeze(release, municipality=TOWN, warehouse=warehouse, paths=paths, workspace=workspace)
    made.renew()
    sign_off("2023-03-01", made, quartier="nord", digest=None, note=None)
    return made


def _mark_rows(records: Path) -> None:
    """Every contact gets a pseudonym and a sheet that no other month has."""
    for path in (records / "landed" / "contacts").glob("*.parquet"):
        mark = pl.col("date").dt.strftime(f"{MARKER}-%Y-%m")
        pl.read_parquet(path).with_columns(client_ref=mark, sheet=mark).write_parquet(path)


def _tables(order: Order) -> dict[tuple[str, str], list[tuple]]:
    """The rows of every table of every audience's file."""
    release = current_release(order.paths.var, TOWN)
    assert release
    found = {}
    for file in sorted(release_folder(order.paths.var, TOWN, release).glob("*.duckdb")):
        with duckdb.connect(str(file), read_only=True) as connection:
            for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
                rows = connection.execute(f"select * from {table}").fetchall()
                found[file.stem, table] = sorted(rows, key=repr)
    return found


def test_no_figure_changes_when_rows_go(order: Order) -> None:
    old = _tables(order)
    frozen = {path: path.read_bytes() for path in (order.records / "months").rglob("*.parquet")}
    done = erase_before(date(2024, 1, 1), order, reason="Frist")
    assert done.refreshed
    assert not done.refreshed.failed
    assert done.answer["rows_removed"] > 100
    new = _tables(order)
    assert old.keys() == new.keys()
    assert [name for name in old if name[1] not in CHANGING and old[name] != new[name]] == []
    rows = {row[0] for row in new["coordinator", "mart_contact"]}
    assert rows
    assert min(rows) >= date(2024, 1, 1)
    assert new["coordinator", "mart_sign_off"]
    assert [row for row in new["coordinator", "mart_sign_off"] if row[-1] is not True] == []
    assert {path: path.read_bytes() for path in frozen} == frozen


def test_no_byte_of_an_erased_row_is_left(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    write_uncompressed(monkeypatch)
    _mark_rows(order.records)
    erase_before(date(2023, 3, 1), order, reason="Frist")
    folders = [order.records, order.paths.var / "releases" / TOWN, order.paths.var / "build"]
    kept = b"".join(bytes_below(folders).values())
    assert f"{MARKER}-2023-03".encode() in kept
    assert f"{MARKER}-2023-01".encode() not in kept
    assert f"{MARKER}-2023-02".encode() not in kept
    erase_before(date(2024, 1, 1), order, reason="Frist")
    kept = b"".join(bytes_below(folders).values())
    assert f"{MARKER}-2024".encode() in kept
    assert f"{MARKER}-2023".encode() not in kept


def test_counts_without_a_tombstone_count_nowhere(order: Order) -> None:
    old = _tables(order)
    files = sorted((order.records / "landed" / "contacts").glob("*.parquet"))
    for path in files[:3]:
        stray = counts_path(order.records, path.stem, "2023-01-01")
        stray.parent.mkdir(parents=True, exist_ok=True)
        stray.write_bytes(b"left by a killed run")
    add_month_events(order.records, CLOSED, ["2024-01-01"], by="Amt", at="2024-07-11T08:00:00Z", reason="Probe")
    order.renew()
    new = _tables(order)
    told = {"release", "mart_month_state"}
    assert [name for name in old if name[1] not in told and old[name] != new[name]] == []


def test_a_withheld_file_keeps_its_figures_and_loses_the_rows(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    write_uncompressed(monkeypatch)
    _mark_rows(order.records)
    add_month_events(order.records, CLOSED, ["2024-01-01"], by="Amt", at="2024-07-11T08:00:00Z", reason="Probe")
    order.renew()
    old = _tables(order)
    cell = Cell("month", date(2023, 1, 1), "quartier", "nord", "total", "total")
    found = Attacker("quartier-nord", ("quartier-nord",), 1, (cell,), (), 0.1)
    monkeypatch.setattr("pipelines.disclosure.audit.audit_release", lambda *_, **__: Audited((found,), ()))
    done = erase_before(date(2024, 1, 1), order, reason="Frist")
    assert done.refreshed
    assert len(done.refreshed.withheld[TOWN]) == 1
    new = _tables(order)
    own = {name for name in old if name[0] == "quartier-nord"}
    assert [name for name in own if name[1] != "mart_contact" and old[name] != new[name]] == []
    rows = new["quartier-nord", "mart_contact"]
    assert rows
    assert {repr(row) for row in rows} < {repr(row) for row in old["quartier-nord", "mart_contact"]}
    kept = b"".join(bytes_below([order.records, order.paths.var / "releases" / TOWN]).values())
    assert f"{MARKER}-2024".encode() in kept
    assert f"{MARKER}-2023".encode() not in kept
