"""CSV files: delimiters, headers under a banner, lines that do not fit, quotation marks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import FileRejectedError
from pipelines.reading.grid import Grid
from pipelines.reading.grids.read_csv import read_csv
from tests.builders_delivery import CONTRACTS, HEADER, ROW, a_profile

WIDTH = HEADER.count(";") + 1


def _read(text: str, profiles: tuple = ()) -> Grid:
    return read_csv(text.encode(), CONTRACTS["contacts"], profiles, municipality="musterstadt")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_the_delimiter_that_makes_the_header_known(delimiter: str, newline: str) -> None:
    grid = _read(newline.join([HEADER, ROW, ROW]).replace(";", delimiter) + newline)
    assert (grid.delimiter, grid.frame.height, grid.ragged) == (delimiter, 2, ())
    assert grid.frame.row(0)[:2] == ("05.10.2026", "sprechstunde")


def test_the_header_may_stand_under_a_banner_and_rows_keep_their_number() -> None:
    grid = _read(f"Auswertung Oktober\n\nStand: 3.11.2026;;\n{HEADER}\n{ROW}\n\n;;;;;\n{ROW}\n")
    assert (grid.header_row, grid.frame["row"].to_list()) == (4, [5, 8])


def test_a_file_without_header_loses_no_row_but_is_refused_and_not_quoted() -> None:
    with pytest.raises(FileRejectedError) as refusal:
        _read("05.10.2026;sprechstunde;Erika Muster;Erstkontakt;telefonisch;Wohnen\n")
    assert refusal.value.rule == "unknown_header"
    assert "Erika" not in str(refusal.value)
    assert "„Datum“" in str(refusal.value)


def test_lines_with_too_few_or_too_many_cells_are_named() -> None:
    grid = _read(f"{HEADER}\n{ROW}\n{ROW};zu viel\nzu;wenig\n{ROW}\n")
    assert grid.ragged == (3, 4)
    assert grid.frame["row"].to_list() == [2, 5]


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks() -> None:
    row = '05.10.2026;"sprech;stunde";"cari""tas";"Erst\nkontakt";telefonisch;Wohnen'
    grid = _read(f"{HEADER}\n{row}\n{ROW}\n")
    assert grid.frame.row(0)[1:4] == ("sprech;stunde", 'cari"tas', "Erst\nkontakt")
    assert grid.frame["row"].to_list() == [2, 3]


@pytest.mark.parametrize("line", ['05.10.2026;"offen;caritas;Erstkontakt;telefonisch;Wohnen'])
def test_a_quotation_mark_left_open_never_swallows_rows(line: str) -> None:
    with pytest.raises(FileRejectedError) as refusal:
        _read("\n".join([HEADER, ROW, line, ROW, ROW]))
    assert (refusal.value.rule, refusal.value.row) == ("open_quote", 3)


def test_two_open_quotation_marks_do_not_hide_the_rows_between() -> None:
    line = '05.10.2026;"offen;caritas;Erstkontakt;telefonisch;Wohnen'
    end = '05.10.2026;zu";caritas;Erstkontakt;telefonisch;Wohnen'
    with pytest.raises(FileRejectedError, match="Anführungszeichen"):
        _read("\n".join([HEADER, line, ROW, end]))


def test_a_profile_wins_over_the_contracts_own_names() -> None:
    profile = a_profile("{source: contacts, title: Muster, fingerprint: [Datum, Themen]}")
    assert _read(f"{HEADER}\n{ROW}\n", (profile,)).header.profile == profile


def test_two_profiles_that_fit_refuse_the_file() -> None:
    profiles = tuple(
        a_profile("{source: contacts, title: Muster, fingerprint: [Datum]}", key=key) for key in ("eins", "zwei")
    )
    with pytest.raises(FileRejectedError) as refusal:
        _read(f"{HEADER}\n{ROW}\n", profiles)
    assert refusal.value.rule == "two_profiles"


def test_of_two_versions_of_a_profile_the_newer_reads() -> None:
    profiles = tuple(
        a_profile("{source: contacts, title: Muster, fingerprint: [Datum]}", version=version) for version in (2, 10, 1)
    )
    grid = _read(f"{HEADER}\n{ROW}\n", profiles)
    assert grid.header.profile is not None
    assert grid.header.profile.name == "muster@10"


CELLS = st.text(st.characters(exclude_categories=["C", "Z"], max_codepoint=0x2FF), max_size=6)


@given(st.lists(st.lists(CELLS, min_size=WIDTH, max_size=WIDTH), max_size=8))
def test_whatever_a_spreadsheet_writes_is_read_back(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerows([HEADER.split(";"), *rows])
    grid = _read(buffer.getvalue())
    notes = [row for number, row in enumerate(rows, start=2) if number in grid.footers]
    assert all(len([cell for cell in note if cell]) <= 2 for note in notes)
    filled = [row for number, row in enumerate(rows, start=2) if any(row) and number not in grid.footers]
    assert [[cell or "" for cell in row] for row in grid.frame.drop("row").rows()] == filled
