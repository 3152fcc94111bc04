"""Nothing that leaves the program as a file runs as a formula: tables as CSV and XLSX, and quarantined rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from analytics.exports import harmless, to_csv, to_xlsx
from analytics.release import Release, open_release
from analytics.scope import Scope
from analytics.tables import Column, table_of
from pipelines.findings import Finding
from pipelines.records.quarantine import quarantine
from pipelines.spreadsheet_text import harmless as harmless_in_quarantine
from tests.builders_release import TOWN

PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1/?"&A1,"hier")',
    '=WEBSERVICE("http://127.0.0.1/"&A1)',
    '=IMPORTXML(CONCAT("http://127.0.0.1/",A1),"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "=SUM(A1:A9)*cmd|' /C calc'!A0",
    "=@SUM(A1)",
    "==1",
    "+1+1",
    "+cmd|' /C calc'!A0",
    "+49 214 406-0",
    "-1+1",
    "-cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "@cmd|' /C calc'!A0",
    "|cmd",
    "%0A=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\r\n=1+1",
    " =1+1",
    "   +1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\u2066=1+1",
    "\u00ad=1+1",
    "\x00=1+1",
    "\x7f-1+1",
    "\u3000@SUM(1)",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    '=1+1";=2+2',
    "=1+1;=2+2\n=3+3",
    "'\n=1+1",
)
RISKY = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\t", "\r", "\n")
INVISIBLE = "".join(map(chr, range(33))) + "\x7f\u00a0\u00ad\u200b\u202e\u2066\u3000\ufeff"
HARMLESS = ("Wohnen", "12", "3,5", "", "'", "Träger (AWO)", "a=b", "5 %", "1-2", "x@y")


@pytest.fixture(scope="module")
def release(release_var: Path) -> Release:
    return open_release(Scope(TOWN, "council"), release_var)


def _is_quiet(cell: object) -> bool:
    text = "" if cell is None else str(cell)
    return not text.lstrip(INVISIBLE).startswith(RISKY) and not text.startswith(RISKY)


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 30


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_csv_runs_nothing(payload: str, release: Release) -> None:
    table = table_of("t", payload, (Column(payload), Column("Zahl", "count")), [(payload, -3)])
    content = to_csv(table, release).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    cells = [cell for row in rows for cell in row if cell != "-3"]
    assert [cell for cell in cells if not _is_quiet(cell)] == []
    assert rows[1] == [harmless(payload), "-3"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_xlsx_holds_no_formula(payload: str, release: Release) -> None:
    table = table_of("t", payload, (Column(payload), Column("Zahl", "count")), [(payload, -3)])
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, release)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in cells if cell.data_type == "s" and not _is_quiet(cell.value)] == []
    assert book["Tabelle"]["B2"].value == -3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_quarantined_rows_run_nothing(payload: str, tmp_path: Path) -> None:
    finding = Finding(payload, payload, "A2", 2, payload, "unknown_word", payload)
    quarantine(tmp_path / "q", [finding], pl.DataFrame({"row": [2], payload: [payload], "Zahl": ["-3"]}))
    for name in ("findings.csv", "rejected.csv"):
        with (tmp_path / "q" / name).open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream, delimiter=";") for cell in row if cell != "-3"]
        assert harmless_in_quarantine(payload) in cells
        assert [cell for cell in cells if not _is_quiet(cell)] == []


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
    assert harmless_in_quarantine(text) == text


@pytest.mark.parametrize("payload", [*PAYLOADS, *HARMLESS])
def test_both_sides_know_the_same_formulas(payload: str) -> None:
    assert harmless(payload) == harmless_in_quarantine(payload)
