"""One compiled dbt project for all warehouse tests, and builds of small towns on it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from settings import Paths
from tests.builders import Records, a_workspace, some_paths


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One working folder, so that dbt compiles the project once."""
    return tmp_path_factory.mktemp("warehouse") / "var"


@pytest.fixture
def paths(tmp_path: Path, var: Path) -> Paths:
    """Records of one's own, the working folder of the session."""
    return dataclasses.replace(some_paths(tmp_path), var=var)


@pytest.fixture
def records(paths: Paths) -> Records:
    return Records(paths.records)


@pytest.fixture
def build(paths: Paths) -> Iterator[Callable[..., Callable[[str], pl.DataFrame]]]:
    """Builds the records' warehouse; the result answers SQL with a frame."""
    opened: list[duckdb.DuckDBPyConnection] = []

    def built(records: Records, **settings: object) -> Callable[[str], pl.DataFrame]:
        from pipelines.releasing.build import build_warehouse

        workspace = a_workspace(municipalities={records.municipality: "Musterstadt"}, **settings)
        file = build_warehouse(records.municipality, paths=paths, workspace=workspace).file
        connection = duckdb.connect(str(file), read_only=True)
        opened.append(connection)
        return lambda sql: connection.sql(sql).pl()

    yield built
    for connection in opened:
        connection.close()
