"""The minimum count on a bare cube: what is hidden, what stays, and that a zero stays a zero."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.disclosure.minimum_count import protect_contacts

CELLS = [
    ("quartier", "nord", 0, "value"),
    ("quartier", "nord", 1, "value"),
    ("quartier", "nord", 4, "value"),
    ("quartier", "nord", 5, "value"),
    ("quartier", "nord", None, "not_reported"),
    ("quartier", "sued", 4, "value"),
    ("district", "nord", 4, "value"),
    ("municipality", "stadt", 4, "value"),
    ("municipality", "stadt", None, "not_collected"),
]


@pytest.fixture
def connection():
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as full_release")
    connection.execute(
        "create table full_release.mart_contact_cube (area_kind text, area text, contacts bigint, state text)"
    )
    connection.executemany("insert into full_release.mart_contact_cube values (?, ?, ?, ?)", CELLS)
    yield connection
    connection.close()


def _protected(connection: duckdb.DuckDBPyConnection, own_quartier: str | None) -> list[tuple]:
    protect_contacts(connection, minimum=5, own_quartier=own_quartier)
    return connection.execute("select * from mart_contact_cube").fetchall()


def test_small_counts_are_hidden_everywhere(connection: duckdb.DuckDBPyConnection) -> None:
    hidden = [(*cell[:2], None, "suppressed") if cell[2] in (1, 4) else cell for cell in CELLS]
    assert _protected(connection, None) == hidden


def test_the_own_quartier_stays_exact_and_only_it(connection: duckdb.DuckDBPyConnection) -> None:
    rows = _protected(connection, "nord")
    assert rows[:5] == CELLS[:5]
    assert rows[5:8] == [(*cell[:2], None, "suppressed") for cell in CELLS[5:8]]
