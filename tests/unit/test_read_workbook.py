"""Workbooks: typed cells keep their meaning, the right sheet is found, hostile ones are refused before parsing."""

from __future__ import annotations

import zipfile
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.receiving.read_delivery import Outcome
from tests.builders_delivery import HEADER, ROW, a_profile, read, rules_of


def _workbook(path: Path, sheets: dict[str, list[list[object]]]) -> bytes:
    target = path / "quelle.xlsx"
    with xlsxwriter.Workbook(str(target), {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write(number, column, cell)
    return target.read_bytes()


def _read(path: Path, sheets: dict, source: str, profiles: tuple = ()) -> Outcome:
    return read(path, _workbook(path, sheets), source=source, name="lieferung.xlsx", profiles=profiles)


def test_dates_times_numbers_and_flags_keep_their_meaning(tmp_path: Path) -> None:
    header = [*HEADER.split(";"), "Uhrzeit", "Personen", "Übergabe CM"]
    cells = ROW.split(";")[1:]
    rows = [
        ["Auswertung"],
        header,
        [date(2026, 10, 5), *cells, time(12, 45), 2, True],
        ["06.10.2026", *cells, "13:00", "3", "nein"],
        [],
        [date(2026, 10, 7), *cells, None, 1.0, None],
    ]
    outcome = _read(tmp_path, {"Notizen": [["nichts"]], "Oktober": rows}, "contacts")
    assert outcome.findings == ()
    assert outcome.rows is not None
    assert outcome.rows.select("date", "time", "persons", "handover", "sheet", "row").rows() == [
        (date(2026, 10, 5), time(12, 45), 2, True, "Oktober", 3),
        (date(2026, 10, 6), time(13, 0), 3, False, "Oktober", 4),
        (date(2026, 10, 7), None, 1, False, "Oktober", 6),
    ]
    assert outcome.place is not None
    assert (outcome.place["sheet"], outcome.place["header_row"], outcome.place["delimiter"]) == ("Oktober", 2, None)


def test_numbers_are_numbers_and_texts_have_german_habits(tmp_path: Path) -> None:
    header = ["Schlüssel", "Name", "Quartier", "Breite", "Länge", "gültig ab"]
    rows = [
        header,
        ["buero", "Quartiersbüro", "mitte", 51.034, 7.1 + 0.2, date(2020, 1, 1)],
        ["treff", "Treff", "mitte", "51,0341", "7,3", "01.01.2020"],
    ]
    outcome = _read(tmp_path, {"Standorte": rows}, "sites")
    assert outcome.rows is not None
    assert outcome.rows["latitude"].to_list() == [Decimal("51.034"), Decimal("51.0341")]
    assert outcome.rows["longitude"].to_list() == [Decimal("7.3"), Decimal("7.3")]


def test_money_in_mixed_columns_is_exact(tmp_path: Path) -> None:
    header = ["Datum", "Maßnahme-Nr.", "Vorgang", "Betrag", "Haushaltsjahr"]
    rows = [
        header,
        *([date(2026, 10, 5), "m1", "abgerufen", amount, 2026] for amount in (1234.5, "1.234,56 €", 0.1 + 0.2)),
    ]
    outcome = _read(tmp_path, {"Buchungen": rows}, "movements")
    assert rules_of(outcome) == []
    assert outcome.rows is not None
    assert outcome.rows["amount"].to_list() == [Decimal("1234.50"), Decimal("1234.56"), Decimal("0.30")]


def test_findings_name_sheet_and_cell(tmp_path: Path) -> None:
    outcome = _read(tmp_path, {"Oktober": [HEADER.split(";"), ["31.02.2026", *ROW.split(";")[1:]]]}, "contacts")
    assert [(finding.sheet, finding.cell) for finding in outcome.findings] == [("Oktober", "A2")]


def test_a_profile_may_name_its_sheet(tmp_path: Path) -> None:
    profile = a_profile(
        "{source: contacts, title: Muster, fingerprint: [Wer, Datum], sheet: Zwei, headers: {Wer: carrier}}"
    )
    header = HEADER.replace("Träger", "Wer").split(";")
    outcome = _read(
        tmp_path, {"Eins": [header, ROW.split(";")], "Zwei": [header, ROW.split(";")]}, "contacts", (profile,)
    )
    assert outcome.rows is not None
    assert outcome.rows["sheet"].to_list() == ["Zwei"]


def test_one_far_off_cell_is_refused_before_it_is_laid_out(tmp_path: Path) -> None:
    outcome = read(tmp_path, _far_off_cell(tmp_path), name="lieferung.xlsx")
    assert [finding.rule for finding in outcome.findings] == ["too_large"]


def _far_off_cell(folder: Path) -> bytes:
    target = folder / "weit.xlsx"
    with xlsxwriter.Workbook(str(target)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Datum")
        sheet.write(1_048_575, 16_383, "x")
    return target.read_bytes()


@pytest.mark.parametrize("content", [b"Datum;Zahl\n", b"PK\x03\x04 broken"])
def test_what_only_has_the_name_of_a_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    outcome = read(tmp_path, content, name="lieferung.xlsx")
    assert [finding.rule for finding in outcome.findings] == ["not_a_workbook"]


def test_an_archive_without_a_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "leer.zip", "w") as archive:
        archive.writestr("brief.txt", "Guten Tag")
    outcome = read(tmp_path, (tmp_path / "leer.zip").read_bytes(), name="lieferung.xlsx")
    assert [finding.rule for finding in outcome.findings] == ["not_a_workbook"]
