"""Files whose bytes can be searched: DuckDB and Parquet written without compression, XLSX and ODS unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

UNCOMPRESSED = "set force_compression = 'uncompressed'"


def write_uncompressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on nothing that is written hides its strings in compressed blocks."""
    connect, write = duckdb.connect, pl.DataFrame.write_parquet

    def connected(*arguments: Any, **options: Any) -> duckdb.DuckDBPyConnection:
        connection = connect(*arguments, **options)
        if not options.get("read_only"):
            connection.execute(UNCOMPRESSED)
        return connection

    def written(frame: pl.DataFrame, file: Any, **options: Any) -> None:
        write(frame, file, **{**options, "compression": "uncompressed"})

    monkeypatch.setattr(duckdb, "connect", connected)
    monkeypatch.setattr(pl.DataFrame, "write_parquet", written)


def searchable(content: bytes) -> bytes:
    """The bytes of a file; of a package (XLSX, ODS) its members, too."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"\n".join([content, *(package.read(name) for name in package.namelist())])


def bytes_below(folders: Iterable[Path]) -> dict[Path, bytes]:
    """Every file below the folders, unpacked, in lower case."""
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: searchable(path.read_bytes()).lower() for path in files}
