"""Single files and rows taken away for good; each can be asked for again, and says how many files went."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.contract import load_contracts
from pipelines.records.durable import sync_folder, write_durably

if TYPE_CHECKING:
    import polars as pl

HALF = "*.tmp"


def remove_file(path: Path) -> int:
    """Remove one file; one that is gone is no error."""
    if not path.exists():
        return 0
    path.unlink()
    sync_folder(path.parent)
    return 1


def remove_rows(path: Path, gone: pl.Expr, *, keeps_empty: bool) -> int:
    """Write a landed file again without the rows that are `gone`; without a row left it goes itself, unless kept."""
    import polars as pl

    if not path.exists():
        return 0
    rows = pl.read_parquet(path)
    left = rows.filter(~gone.fill_null(value=False))
    if left.is_empty() and not keeps_empty:
        return remove_file(path)
    if left.height != rows.height:
        write_durably(path, left.write_parquet)
    return 0


def remove_rejections(quarantine: Path, deliveries: Iterable[str]) -> int:
    """Remove what was laid out of these deliveries for correction; `quarantine` is the municipality's folder."""
    files = 0
    for folder in (quarantine / delivery for delivery in deliveries):
        if folder.is_dir():
            files += sum(path.is_file() for path in folder.rglob("*"))
            shutil.rmtree(folder)
            sync_folder(quarantine)
    return files


def remove_leftovers(records: Path, var: Path, *, known: Collection[str]) -> int:
    """Remove rows that killed runs left beside the ledger's `known` deliveries, uploads that nobody handed in, and the
    engine's log of a failed build, which may quote a cell."""
    landed = [records / "landed" / source for source, each in load_contracts().items() if each.person_related]
    halves = [path for folder in landed for path in folder.glob(HALF)]
    orphans = [path for folder in landed for path in folder.glob("*.parquet") if path.stem not in known]
    uploads = [path for path in (var / "uploads").rglob("*") if path.is_file()]
    files = sum(map(remove_file, [*halves, *orphans, *uploads, var / "build" / "failures.log"]))
    shutil.rmtree(var / "uploads", ignore_errors=True)
    return files
