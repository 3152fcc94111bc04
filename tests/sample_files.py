"""Read the example deliveries as a spreadsheet user would, without the program's own reader."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl

from data_raw.generator.__main__ import TOWNS
from pipelines.inbox import HANDED_IN, LISTS

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data_raw"
TOWN_KEYS = [town.key for town in TOWNS]


def example_files(town: str) -> list[Path]:
    """Every file of the example; what somebody has handed in to its inbox meanwhile is no part of it."""
    files = (path for path in sorted((DATA / town).rglob("*")) if path.is_file())
    return [path for path in files if not HANDED_IN.fullmatch(path.name)]


def town_files(town: str) -> list[Path]:
    return [path for path in example_files(town) if path.name not in LISTS]


def _decode(raw: bytes) -> str:
    if raw.startswith(b"\xff\xfe"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


@cache
def read_lines(path: Path) -> list[list[object]]:
    """All lines of a CSV or XLSX file; the separator is the one that the first line holds most often."""
    if path.suffix == ".xlsx":
        return [list(row) for row in openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True)]
    text = _decode(path.read_bytes())
    delimiter = max(";,\t", key=text.splitlines()[0].count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def read_rows(path: Path, *, header_row: int = 0) -> list[dict[str, object]]:
    header, *rows = read_lines(path)[header_row:]
    return [dict(zip(header, row, strict=True)) for row in rows]


def german_day(text: object) -> date:
    return datetime.strptime(str(text), "%d.%m.%Y").date()  # noqa: DTZ007


def service_point() -> dict[str, list[dict[str, object]]]:
    """Rows of the Service-Point by month; a corrected file takes the place of the first."""
    paths = sorted((DATA / "leverkusen" / "contacts").glob("service-point_*.csv"))
    return {path.stem.split("_")[1]: read_rows(path) for path in paths}


def read_arrivals(town: str) -> dict[str, datetime]:
    return {
        str(row["file"]): datetime.fromisoformat(str(row["received_at"]))
        for row in read_rows(DATA / town / "arrivals.csv")
    }
