from __future__ import annotations

import csv
import io
import re
import secrets
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from analytics.classes import class_limits, class_of
from analytics.exports import file_name, harmless, legend_rows, to_csv, to_xlsx
from analytics.release import Release, open_release
from analytics.scope import Scope
from analytics.tables import Column, Table, cell, table_of
from tests.builders_release import TOWN

COLUMNS = (Column("Angebot"), Column("Monat", "month"), Column("Kontakte", "count"), Column("Betrag", "money"))


@pytest.fixture(scope="module")
def council(release_var: Path) -> Release:
    return open_release(Scope(TOWN, "council"), release_var)


@pytest.fixture
def table() -> Table:
    rows = [
        ("=HYPERLINK(1)", date(2026, 10, 1), Decimal(1234), Decimal("45600.50")),
        ("Lotsen Nord", date(2026, 9, 1), cell(None, "count", "suppressed"), None),
        ("@SUM(A1)", date(2026, 8, 1), Decimal(0), Decimal("-3.00")),
    ]
    return table_of("services", "Kontakte", COLUMNS, rows)


def test_csv_opens_in_a_german_spreadsheet(table: Table, council: Release) -> None:
    content = to_csv(table, council)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Angebot", "Monat", "Kontakte", "Betrag"]
    assert rows[1] == ["'=HYPERLINK(1)", "Oktober\u00a02026", "1234", "45600,50"]
    assert rows[2][2] == "·"
    assert rows[3][2:] == ["0", "-3,00"]
    assert ["Zeichen ·", "aus Datenschutzgründen nicht gezeigt"] in rows
    assert any(council.id in row[1] for row in rows if len(row) == 2)


def test_xlsx_holds_numbers_signs_and_a_legend_but_no_formula(table: Table, council: Release) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, council)))
    assert book.sheetnames == ["Tabelle", "Erläuterung"]
    sheet = book["Tabelle"]
    assert [value.value for value in sheet[2]][2:] == [1234, 45600.5]
    assert sheet["C3"].value == "·"
    assert all(entry.data_type != "f" for row in sheet.iter_rows() for entry in row)
    assert sheet["A2"].value == "'=HYPERLINK(1)"
    legend = {row[0].value: row[1].value for row in book["Erläuterung"].iter_rows()}
    assert legend["Sicht"] == "Rat und Öffentlichkeit"
    assert "Stand 10.11.2026" in legend["Quelle"]
    assert "auf 5 gerundet, Summen können abweichen" in legend["Schutz"]


def test_two_downloads_differ_in_their_random_word_alone(table: Table, council: Release) -> None:
    first, second = (to_csv(table, council).decode() for _ in range(2))
    assert first != second
    assert first.rpartition(";")[0] == second.rpartition(";")[0]
    assert len({len(text.rpartition(";")[2].strip()) for text in (first, second)} - {32}) == 0
    books = [_members(to_xlsx(table, council)) for _ in range(2)]
    assert [name for name in books[0] if books[0][name] != books[1][name]] == ["docProps/core.xml"]
    words = [re.findall(rb"[0-9a-f]{32}", book["docProps/core.xml"]) for book in books]
    assert [len(found) for found in words] == [1, 1]
    texts = [book["docProps/core.xml"].replace(found[0], b"") for book, found in zip(books, words, strict=True)]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("maker", [to_csv, to_xlsx])
def test_the_address_of_a_large_download_cannot_be_worked_out(maker: Callable, council: Release) -> None:
    rows = [(secrets.token_hex(24), None, Decimal(number), None) for number in range(30_000)]
    large = table_of("large", "Viele", COLUMNS, rows)
    first, second = maker(large, council), maker(large, council)
    assert len(first) > 1_048_576
    kinds = {_calculate_file_id(content, "text/plain", "viele") for content in (first, second)}
    assert len(kinds) == 2


def test_every_export_says_of_which_release_and_view_it_is(table: Table, council: Release) -> None:
    legend = dict(legend_rows(table, council))
    assert legend["Veröffentlichung"] == council.id
    assert legend["Ansicht"] == "musterstadt/council"
    assert legend["Stand"].startswith("Stand 10.11.2026")
    assert {f"Zeichen {sign}" for sign in "–·…x"} <= set(legend)


def _members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_file_names(table: Table, council: Release) -> None:
    assert file_name(table, council, "csv") == "musterstadt_services_20261110T081200Z.csv"


@given(st.text(), st.text(alphabet="\x0c\x01\t\xa0\u200b\ufeff =+-@a"))
def test_nothing_begins_like_a_formula(text: str, hostile: str) -> None:
    for written in (text, hostile):
        visible = harmless(written).lstrip("".join(map(chr, range(33))) + "\x7f\xa0\u200b\ufeff")
        assert not visible.startswith(("=", "+", "-", "@"))


def test_an_empty_table_says_why() -> None:
    empty = table_of("t", "Termine", COLUMNS, [], empty_text="Noch keine Liste.")
    assert (empty.is_empty, empty.empty_text, empty.frame.columns) == (
        True,
        "Noch keine Liste.",
        ["Angebot", "Monat", "Kontakte", "Betrag"],
    )
    assert empty.right == ("Kontakte", "Betrag")


@given(st.lists(st.decimals(0, 5000, places=2), max_size=60))
def test_classes_cover_every_value_once(values: list[Decimal]) -> None:
    limits = class_limits(values)
    assert list(limits) == sorted(set(limits))
    assert len(limits) <= 4
    classes = [class_of(value, limits) for value in sorted(values)]
    assert classes == sorted(classes)
    assert all(0 <= step <= len(limits) for step in classes)
    if values and limits:
        assert classes[0] == 0, "the lowest class is never empty"
