"""How long `check` takes on files of three sizes, as a whole process, and how much memory its child needs."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from bench.million import HEADER, contact, write_workspace
from bench.workspace import ROOT, environment, peak_megabytes, run

REFRESH = ["pipelines", "refresh", "--json"]
WORKBOOK_ROWS = 5_000
MILLION = 1_000_000


def measure(folder: Path) -> Iterator[tuple[str, list[float], str]]:
    """One monthly file of the example, a workbook of 5,000 rows, and one CSV file of a million rows."""
    example = environment(folder / "example")
    run(REFRESH, example)
    month = sorted((ROOT / "data_raw" / "leverkusen" / "contacts").glob("*.csv"))[-1]
    yield _row("check of one monthly file", month, "leverkusen", example, runs=7)
    write_workspace(folder / "city", rows=1_200)
    city = environment(folder / "city", data=folder / "city" / "data", config=folder / "city" / "config")
    run(REFRESH, city)
    yield _row("check of a workbook", _workbook(folder / "kontakte.xlsx"), "grossstadt", city, runs=5)
    yield _row("check of one million rows", _million(folder / "kontakte.csv"), "grossstadt", city, runs=3)


def _row(name: str, path: Path, municipality: str, surroundings: dict[str, str], *, runs: int) -> tuple:
    command = ["pipelines", "check", str(path), "--source", "contacts", "--municipality", municipality, "--json"]
    answers = [run(command, surroundings) for _ in range(runs)]
    megabytes = peak_megabytes(command, surroundings)
    note = f"{answers[0][1]['rows_ok']} of {answers[0][1]['rows_in']} rows, {megabytes:.0f} MB at most"
    return name, [seconds for seconds, _ in answers], note


def _lines(rows: int) -> Iterator[list[str]]:
    """Invented contacts of the years 2016 to 2025, as cells."""
    generator = random.Random(11)
    for _ in range(rows):
        yield contact(generator, generator.randint(2016, 2025), generator.randint(1, 12)).split(";")


def _workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Kontakte")
        for number, cells in enumerate([HEADER.split(";"), *_lines(WORKBOOK_ROWS)]):
            sheet.write_row(number, 0, cells)
    return path


def _million(path: Path) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER.split(";"))
        writer.writerows(_lines(MILLION))
    return path
