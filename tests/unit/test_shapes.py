"""Shapes of tables: groups, blocks, totals, months and categories side by side, years from elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipelines.reading.layouts.fill_down import fill_down
from pipelines.reading.layouts.group_rows import GROUP_WORD, apply_groups
from pipelines.reading.layouts.totals import IS_TOTAL, WORD, Difference, differing_columns, differing_rows
from pipelines.reading.layouts.unpivot import Wide, unpivot
from pipelines.receiving.read_delivery import Outcome
from tests.builders_delivery import HEADER, ROW, TALLY_HEADER, a_profile, read

BASE = "source: contact_tallies, title: Blatt"
COUNTS = ("dimension", "category", "contacts")


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _tallies(folder: Path, content: str, *profiles: str, name: str = "blatt.csv") -> Outcome:
    return read(
        folder, content, source="contact_tallies", profiles=tuple(a_profile(text) for text in profiles), name=name
    )


def _rows(outcome: Outcome, *columns: str) -> list[tuple]:
    return outcome.rows.select(*(columns or COUNTS)).rows() if outcome.rows is not None else []


def _found(outcome: Outcome) -> list[tuple[str | None, str, str]]:
    return [(finding.cell, finding.rule, finding.severity) for finding in outcome.findings]


# Groups and blocks


def test_cells_are_filled_within_a_block_and_never_from_a_total() -> None:
    frame = pl.DataFrame({"0": ["a", None, "Summe", None, None], "sheet": ["x", "x", "x", "x", "y"]})
    filled = fill_down(frame, ["0"], not_from=pl.Series([False, False, True, False, False]))
    assert filled["0"].to_list() == ["a", "a", "Summe", "a", None]


def test_headings_name_the_rows_below_them_and_are_no_rows() -> None:
    frame = pl.DataFrame(
        {"0": ["Vorab", "Thema", "Wohnen", "Arbeit", "Kanal", "Wohnen"], "1": ["1", None, "2", None, None, None]}
    )
    grouped = apply_groups(frame, "0", ["0", "1"], is_value=lambda word: word in ("Wohnen", "Arbeit"))
    assert grouped.select("0", "1", GROUP_WORD).rows() == [
        ("Vorab", "1", None),
        ("Wohnen", "2", "Thema"),
        ("Arbeit", None, "Thema"),
        ("Wohnen", None, "Kanal"),
    ]


BLOCKS = f"{{{BASE}, fingerprint: [Merkmal, Anzahl], fill_down: Merkmal, constants: {{service: sprechstunde}}}}"


def test_a_category_may_stand_only_in_the_first_row_of_its_block(tmp_path: Path) -> None:
    content = _lines(
        "Monat;Merkmal;Ausprägung;Anzahl",
        "10/2026;Gesamt;;12",
        "10/2026;Thema;Wohnen;5",
        "10/2026;;Arbeit;4",
        "10/2026;Kanal;telefonisch;7",
        "10/2026;;Video;5",
    )
    outcome = _tallies(tmp_path, content, BLOCKS)
    assert outcome.findings == ()
    assert _rows(outcome) == [
        ("total", None, 12),
        ("topic", "wohnen", 5),
        ("topic", "arbeit", 4),
        ("channel", "phone", 7),
        ("channel", "video", 5),
    ]


GROUPS = (
    f"{{{BASE}, fingerprint: [Zeile, Oktober], layout: months_wide, year: 2026, constants: {{service: sprechstunde}},"
    " group_rows: {header: Zeile, column: dimension},"
    " months_wide: {row_header: Zeile, row_column: category, month_format: german}}"
)


def test_headings_of_groups_say_the_dimension(tmp_path: Path) -> None:
    content = _lines(
        "Zeile;September;Oktober",
        "Thema;;",
        "Wohnen;3;5",
        "Arbeit;;4",
        "Pflege;;",
        "Kanal;;",
        "telefonisch;2;7",
    )
    outcome = _tallies(tmp_path, content, GROUPS)
    assert outcome.findings == ()
    assert _rows(outcome, "month", *COUNTS, "row") == [
        (date(2026, 9, 1), "topic", "wohnen", 3, 3),
        (date(2026, 10, 1), "topic", "wohnen", 5, 3),
        (date(2026, 9, 1), "topic", "arbeit", None, 4),
        (date(2026, 10, 1), "topic", "arbeit", 4, 4),
        (date(2026, 9, 1), "topic", "pflege", None, 5),
        (date(2026, 10, 1), "topic", "pflege", None, 5),
        (date(2026, 9, 1), "channel", "phone", 2, 7),
        (date(2026, 10, 1), "channel", "phone", 7, 7),
    ]


def test_a_group_that_nobody_knows_is_found_in_its_rows(tmp_path: Path) -> None:
    outcome = _tallies(tmp_path, _lines("Zeile;Oktober", "Wetter;", "Wohnen;5"), GROUPS)
    assert _found(outcome) == [("A3", "unknown_category", "error")]


# Categories side by side

WIDE = (
    f"{{{BASE}, fingerprint: [Monat, Anzahl Wohnen], constants: {{service: sprechstunde}}, columns_wide: {{columns: {{"
    "Kontakte: {dimension: total}, Anzahl Wohnen: {dimension: topic, category: wohnen},"
    " Anzahl Arbeit: {dimension: topic, category: Arbeit}}}}"
)


def test_categories_side_by_side_become_rows_that_know_their_cell(tmp_path: Path) -> None:
    content = _lines(
        "Monat;Anzahl Wohnen;Anzahl Arbeit;Kontakte", "9/2026;5;ca. 4;9", "10/2026;;sieben;0", "12/2026;;;"
    )
    outcome = _tallies(tmp_path, content, WIDE)
    assert _rows(outcome, "month", *COUNTS, "absence", "estimated") == [
        (date(2026, 9, 1), "topic", "wohnen", 5, None, None),
        (date(2026, 9, 1), "topic", "arbeit", 4, None, True),
        (date(2026, 9, 1), "total", None, 9, None, None),
        (date(2026, 10, 1), "topic", "wohnen", None, "not_reported", None),
        (date(2026, 10, 1), "total", None, 0, None, None),
    ]
    assert _found(outcome) == [("C2", "estimated_value", "notice"), ("C3", "not_a_number", "error")]
    assert [(finding.subject, finding.month) for finding in outcome.findings] == [
        ("sprechstunde", "2026-09"),
        ("sprechstunde", "2026-10"),
    ]


def test_a_wide_column_that_vanished_refuses_the_file(tmp_path: Path) -> None:
    outcome = _tallies(tmp_path, _lines("Monat;Anzahl Wohnen;Kontakte", "9/2026;5;9"), WIDE)
    assert (outcome.rows, [finding.rule for finding in outcome.findings]) == (None, ["missing_column"])
    assert "„Anzahl Arbeit“" in outcome.findings[0].message


def test_wide_cells_keep_their_order_and_what_is_typed() -> None:
    frame = pl.DataFrame(
        {"label": ["a", "b"], "1": ["1", "2"], "2": ["3", None], "native_1": [True, True], "native_2": [True, False]}
    )
    long = unpivot(frame, Wide({1: {"month": "09"}, 2: {"month": "10"}}, "contacts"))
    assert long.select("label", "month", "contacts", "native_contacts", "_position").rows() == [
        ("a", "09", "1", True, 1),
        ("a", "10", "3", True, 2),
        ("b", "09", "2", True, 1),
        ("b", "10", None, False, 2),
    ]


# Totals


def _table(*rows: tuple[str | None, int | None], sheet: str = "x") -> tuple[pl.DataFrame, dict[int, pl.Series]]:
    words = [word for word, _ in rows]
    frame = pl.DataFrame(
        {"row": range(2, len(rows) + 2), "sheet": [sheet] * len(rows), IS_TOTAL: [word is not None for word in words]}
    ).with_columns(pl.Series(WORD, words, dtype=pl.String))
    return frame, {4: pl.Series([number for _, number in rows], dtype=pl.Int64)}


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([(None, 2), (None, 3), ("Summe", 5)], []),
        ([(None, 2), (None, 3), ("Summe", 6)], [(4, 6, 5)]),
        ([(None, 2), (None, None), ("Summe", 2)], []),
        ([(None, 2), (None, 3), ("Summe", None)], []),
        ([("Gesamt", 5), (None, 2), (None, 3)], []),
        ([("Gesamt", 4), (None, 2), (None, 3)], [(2, 4, 5)]),
        ([(None, 2), ("Zwischensumme", 2), (None, 3), ("Zwischensumme", 3), ("Gesamt", 5)], []),
        ([(None, 2), ("Zwischensumme", 2), (None, 3), ("Zwischensumme", 5)], [(5, 5, 3)]),
        ([(None, 2), ("Summe", 2), (None, 3), ("Summe", 3)], []),
        ([(None, 2), ("Summe", 2), (None, 3), ("Summe", 5)], []),
        ([(None, 2), ("Summe", 2), (None, 3), ("Insgesamt", 3)], [(5, 3, 5)]),
        ([(None, 2), ("Summe", 2), (None, 3), ("Summe", 4)], [(5, 4, 3)]),
    ],
)
def test_totals_stand_for_their_block_or_for_all_rows(rows: list, wrong: list[tuple[int, int, int]]) -> None:
    frame, values = _table(*rows)
    assert [*differing_rows(frame, values)] == [
        Difference("x", row, 4, stated, summed) for row, stated, summed in wrong
    ]


def test_totals_are_checked_sheet_by_sheet() -> None:
    (first, ones), (second, twos) = _table((None, 2), ("Summe", 2)), _table((None, 3), ("Summe", 5), sheet="y")
    values = {4: pl.concat([ones[4], twos[4]])}
    assert [*differing_rows(pl.concat([first, second]), values)] == [Difference("y", 3, 4, 5, 3)]


@pytest.mark.parametrize(
    ("stated", "wrong"), [([3, 7], []), ([3, 4], []), ([4, 7], [(1, 4, 3)]), ([3, 8], [(3, 8, 7)]), ([None, 7], [])]
)
def test_columns_of_totals_stand_for_the_columns_before_them(stated: list, wrong: list) -> None:
    cells = [1, 2, stated[0], 4, stated[1]]
    values = {
        position: pl.Series([number], dtype=pl.Int64)
        for position, number in enumerate([cells[0] + cells[1], *cells[2:]])
    }
    frame = pl.DataFrame({"row": [2], "sheet": ["x"]})
    assert [*differing_columns(frame, values, [1, 3])] == [Difference("x", 2, *each) for each in wrong]


def test_totals_rows_are_checked_not_counted(tmp_path: Path) -> None:
    content = _lines(
        TALLY_HEADER,
        "10/2026;sprechstunde;Thema;Wohnen;5",
        "10/2026;sprechstunde;Thema;Arbeit;4",
        "10/2026;sprechstunde;Thema;Zwischensumme;9",
        "9/2026;sprechstunde;Thema;Wohnen;1.000",
        "Summe:;;;;1.010",
    )
    outcome = _tallies(tmp_path, content)
    assert [row[-1] for row in _rows(outcome)] == [5, 4, 1000]
    assert outcome.rows_in == 3
    assert _found(outcome) == [("E6", "total_differs", "notice")]
    assert outcome.findings[0].message == (
        "Die Summe in „Anzahl“ stimmt nicht: dort steht 1.010, die Summe der lesbaren Werte ist 1.000. "
        "Gezählt werden die einzelnen Werte. Bitte prüfen."
    )


@pytest.mark.parametrize(
    "word", ["Summe", "SUMME ", "Gesamt:", "Insgesamt", "Gesamtsumme", "Summe Oktober", "Gesamt 2026"]
)
def test_words_of_totals(tmp_path: Path, word: str) -> None:
    outcome = _tallies(tmp_path, _lines(TALLY_HEADER, "10/2026;sprechstunde;Thema;Wohnen;5", f"{word};;;;5"))
    assert (len(_rows(outcome)), outcome.findings) == (1, ())


def test_a_profile_may_add_words_of_totals(tmp_path: Path) -> None:
    content = _lines(TALLY_HEADER, "10/2026;sprechstunde;Thema;Wohnen;5", "alles;;;;6")
    plain = _tallies(tmp_path, content)
    assert ("A3", "not_a_month", "error") in _found(plain)
    own = _tallies(tmp_path, content, f"{{{BASE}, fingerprint: [Merkmal], totals: Alles}}")
    assert _found(own) == [("E3", "total_differs", "notice")]


def test_gesamt_is_a_value_where_the_column_knows_it(tmp_path: Path) -> None:
    content = _lines(TALLY_HEADER, "10/2026;sprechstunde;Gesamt;Gesamt;9", "10/2026;sprechstunde;Thema;Wohnen;5")
    outcome = _tallies(tmp_path, content)
    assert outcome.findings == ()
    assert _rows(outcome) == [("total", None, 9), ("topic", "wohnen", 5)]


def test_rows_that_the_profile_leaves_out_may_belong_to_a_total_or_not(tmp_path: Path) -> None:
    profile = f"{{{BASE}, fingerprint: [Merkmal], ignore_categories: {{category: [Flyer]}}, keep: {{Art: [ja]}}}}"
    lines = ["10/2026;sprechstunde;Thema;Wohnen;5;ja", "10/2026;sprechstunde;Thema;Arbeit;3;nein"]
    for total, differs in (("8", False), ("5", False), ("6", True)):
        outcome = _tallies(tmp_path, _lines(f"{TALLY_HEADER};Art", *lines, f"Summe;;;;{total};"), profile)
        assert (len(_rows(outcome)), bool(outcome.findings)) == (1, differs)


YEAR = (
    f"{{{BASE}, fingerprint: [Stelle, Jan 26], constants: {{dimension: total}}, marks: {{'-': zero}},"
    " months_wide: {row_header: Stelle, row_column: service, month_format: german}}"
)


def test_totals_beside_and_below_months_are_checked(tmp_path: Path) -> None:
    content = _lines(
        "Stelle;Jan 26;Feb 26;Mär 26;Summe",
        "sprechstunde;1;-;2;3",
        "cafe;4;5;ca. 6;16",
        "Summe;5;5;9;19",
    )
    outcome = _tallies(tmp_path, content, YEAR)
    assert [row[-1] for row in _rows(outcome)] == [1, 0, 2, 4, 5, 6]
    assert [each for each in _found(outcome) if each[1] == "total_differs"] == [
        ("E3", "total_differs", "notice"),
        ("D4", "total_differs", "notice"),
    ]


def test_totals_over_the_months_of_each_category_are_known(tmp_path: Path) -> None:
    lines = [f"{month}/2026;sprechstunde;Thema;{topic};{count}" for month in (8, 9) for topic, count in
             (("Wohnen", 5), ("Arbeit", 2))]  # fmt: skip
    totals = ["Gesamt;sprechstunde;Thema;Wohnen;10", "Gesamt;sprechstunde;Thema;Arbeit;5"]
    outcome = _tallies(tmp_path, _lines(TALLY_HEADER, *lines, *totals))
    assert outcome.rows_in == 4
    assert _found(outcome) == [("E7", "total_differs", "notice")]


def test_gesamt_beside_categories_is_not_taken_for_their_sum(tmp_path: Path) -> None:
    content = _lines("Monat;Anzahl Wohnen;Anzahl Arbeit;Kontakte;Gesamt", "9/2026;5;4;9;8")
    assert _found(_tallies(tmp_path, content, WIDE)) == [("E1", "unknown_column", "error")]
    own = _tallies(tmp_path, content, WIDE.replace("title: Blatt", "title: Blatt, totals: Gesamt"))
    assert (len(_rows(own)), _found(own)) == (3, [("E2", "total_differs", "notice")])


def test_a_total_of_persons_names_no_number(tmp_path: Path) -> None:
    content = _lines(f"{HEADER};Personen", f"{ROW};2", f"{ROW};3", "Summe;;;;;;6")
    outcome = read(tmp_path, content)
    assert (outcome.rows_ok, outcome.rows_in) == (2, 2)
    assert _found(outcome) == [("G4", "total_differs", "notice")]
    assert not any(digit in outcome.findings[0].message for digit in "0123456789")


def test_free_text_with_a_totals_word_is_a_row(tmp_path: Path) -> None:
    header = "Nr.;Datum;Titel;Art;Angebotsform;Quartier;Träger;Status;Teilnehmende"
    event = "1;05.10.2026;Zusammen;Fest;offen;mitte;awo;stattgefunden;8"
    outcome = read(tmp_path, _lines(header, event, "Summe;;;;;;;;9"), source="events")
    assert outcome.rows is not None
    assert outcome.rows["title"].to_list() == ["Zusammen"]
    assert _found(outcome) == [("I3", "total_differs", "notice")]


def test_errors_are_told_before_notices_when_there_are_too_many(tmp_path: Path) -> None:
    months = [f"{number % 12 + 1:02d}/{1950 + number // 12}" for number in range(1100)]
    notes = [f"{month};sprechstunde;Thema;Wohnen;ca. 5" for month in months[:-1]]
    outcome = _tallies(tmp_path, _lines(TALLY_HEADER, *notes, f"{months[-1]};sprechstunde;Thema;Wohnen;viele"))
    assert len(outcome.findings) == 1001
    assert [finding.rule for finding in outcome.findings[-2:]] == ["not_a_number", "more_findings"]


# Months and years


@pytest.mark.parametrize(
    ("names", "file", "months"),
    [
        (("Jan 24", "Feb. 24"), "blatt.csv", ["2024-01-01", "2024-02-01"]),
        (("Januar", "Februar"), "blatt_2024.csv", ["2024-01-01", "2024-02-01"]),
        (("01", "02"), "blatt 2024.csv", ["2024-01-01", "2024-02-01"]),
        (("Januar", "Februar"), "Jahresblatt-2025-Stand-03.11.2026.csv", ["2025-01-01", "2025-02-01"]),
    ],
)
def test_months_side_by_side_may_have_their_year_elsewhere(
    tmp_path: Path, names: tuple[str, str], file: str, months: list[str]
) -> None:
    profile = YEAR.replace("Jan 26", f"'{names[0]}'")
    outcome = _tallies(tmp_path, _lines(f"Stelle;{names[0]};{names[1]}", "sprechstunde;1;2"), profile, name=file)
    assert [str(month) for (month,) in _rows(outcome, "month")] == months


def test_months_side_by_side_without_any_year_are_asked_about(tmp_path: Path) -> None:
    profile = YEAR.replace("Jan 26", "Januar")
    outcome = _tallies(tmp_path, _lines("Stelle;Januar;Februar", "sprechstunde;1;2"), profile)
    assert [rule for _, rule, _ in _found(outcome)] == ["no_year", "no_year"]
    assert outcome.rows is None


def test_empty_counts_of_months_to_come_are_no_rows(tmp_path: Path) -> None:
    content = _lines(
        TALLY_HEADER, "10/2026;sprechstunde;Gesamt;;", "12/2026;sprechstunde;Gesamt;;", "01/2027;sprechstunde;Gesamt;;7"
    )
    outcome = _tallies(tmp_path, content)
    assert _rows(outcome, "month", "absence") == [(date(2026, 10, 1), "not_reported")]
    assert _found(outcome) == [("A4", "not_after_receipt", "error")]
