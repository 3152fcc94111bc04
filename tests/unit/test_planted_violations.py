"""Every planted fault is found in its cell, and no valid row is turned away: 520 generated files of eight sources."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders_delivery import read
from tests.builders_planted import RECEIVED, SHEETS, Planted, Sheet, planted, write_csv, write_xlsx

FILES_PER_SOURCE = 65


def test_there_are_more_than_five_hundred_files() -> None:
    assert FILES_PER_SOURCE * len(SHEETS) >= 500


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.source)
def test_planted_faults_are_found_and_valid_rows_stay(tmp_path: Path, sheet: Sheet) -> None:
    planted_faults = 0
    for seed in range(FILES_PER_SOURCE):
        file = planted(sheet, seed)
        assert _found(tmp_path, file, workbook=seed % 3 == 0) == (file.faults, file.valid), f"{sheet.source}, {seed}"
        planted_faults += len(file.faults)
    assert planted_faults > FILES_PER_SOURCE


def _found(folder: Path, file: Planted, *, workbook: bool) -> tuple[set[tuple[int, str, str]], set[int]]:
    """(row, column, rule) of every error, and the row numbers that were taken over."""
    name = "lieferung.xlsx" if workbook else "lieferung.csv"
    (write_xlsx if workbook else write_csv)(file, folder / name)
    outcome = read(folder, (folder / name).read_bytes(), source=file.source, name=name, received=RECEIVED)
    errors = [finding for finding in outcome.findings if finding.severity == "error"]
    rows = set(outcome.rows["row"].to_list()) if outcome.rows is not None else set()
    return {(finding.row or 0, finding.column or "", finding.rule) for finding in errors}, rows
