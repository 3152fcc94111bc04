"""How people write values: every habit with the value, absence, estimate or finding that it must give."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from pipelines.profile import Profile
from tests.builders_delivery import HEADER, ROW, TALLY_HEADER, a_profile, read

TALLIES = "{source: contact_tallies, title: Liste, fingerprint: [Anzahl, Merkmal]"
MARKS = a_profile(
    f"{TALLIES}, marks: {{'-': zero, 'x': not_reported, '*': suppressed, '…': closed, '-9999': not_collected, '': zero,"
    " '<5': suppressed, '0': not_collected}}"
)
POINT = a_profile(f"{TALLIES}, decimal: point}}")
COMMA = a_profile(f"{TALLIES}, decimal: comma}}")
NOTICE = "notice"


def _count(folder: Path, cell: str, *profiles: Profile, others: tuple[str, ...] = ()) -> tuple:
    """Contacts, absence, estimated and (rule, severity) of each finding for a cell in the column of counts."""
    lines = [f"10/2026;sprechstunde;Thema;Wohnen;{cell}"]
    lines += [f"{month}/2026;sprechstunde;Thema;Arbeit;{other}" for month, other in enumerate(others, start=1)]
    outcome = read(folder, "\n".join([TALLY_HEADER, *lines]), source="contact_tallies", profiles=profiles)
    found = [(finding.rule, finding.severity) for finding in outcome.findings if finding.row == 2]
    landed = outcome.rows.filter(outcome.rows["row"] == 2) if outcome.rows is not None else None
    values = landed.select("contacts", "absence", "estimated").row(0) if landed is not None and landed.height else None
    return values, found


@pytest.mark.parametrize(
    ("cell", "contacts"),
    [
        ("12", 12),
        ("0", 0),
        ("007", 7),
        ("+5", 5),
        ("1.234", 1234),
        ("1 675", 1675),
        ("1\u00a0675", 1675),
        ("1\u202f675", 1675),
        ("1'675", 1675),
        ("1’675", 1675),
        ("9.577.207", 9577207),
        ("12. 286", 12286),
        ("12 .286", 12286),
        ("12,0", 12),
        ("12.0", 12),
        ("12,00", 12),
        ("IIII II", 6),
        ("||||", 4),
        ("|||| |", 5),
        ("//// //", 6),
        ("IIIII IIIII II", 12),
        ("I", 1),
        ("卌", 5),
        ("卌 卌 ||", 12),
    ],
)
def test_counts(tmp_path: Path, cell: str, contacts: int) -> None:
    values, found = _count(tmp_path, cell)
    assert values == (contacts, None, None)
    assert {severity for _, severity in found} <= {NOTICE}


@pytest.mark.parametrize(
    ("cell", "contacts"),
    [
        ("ca. 20", 20),
        ("ca 20", 20),
        ("circa 1.200", 1200),
        ("~15", 15),
        ("≈ 15", 15),
        ("rund 30", 30),
        ("etwa 30", 30),
        ("> 20", 20),
        (">=20", 20),
        ("über 20", 20),
        ("mind. 20", 20),
        ("20+", 20),
        ("20 (geschätzt)", 20),
        ("20-25", 23),
        ("20 – 25", 23),
        ("20 bis 24", 22),
        ("zwischen 20 und 25", 23),
        ("ca. 20-30", 25),
        ("1.000-1.200", 1100),
    ],
)
def test_estimates_are_counted_and_marked(tmp_path: Path, cell: str, contacts: int) -> None:
    assert _count(tmp_path, cell) == ((contacts, None, True), [("estimated_value", NOTICE)])


@pytest.mark.parametrize(
    ("cell", "absence"),
    [
        ("", "not_reported"),
        ("k.A.", "not_reported"),
        ("k. A.", "not_reported"),
        ("K.A.", "not_reported"),
        ("keine Angabe", "not_reported"),
        ("NA", "not_reported"),
        ("n/a", "not_reported"),
        ("…", "not_reported"),
        ("...", "not_reported"),
        ("x", "not_collected"),
        ("X", "not_collected"),
    ],
)
def test_marks_that_mean_one_thing_everywhere(tmp_path: Path, cell: str, absence: str) -> None:
    assert _count(tmp_path, cell) == ((None, absence, None), [])


@pytest.mark.parametrize("cell", ["geschlossen", "Entfällt"])
def test_a_closed_month_has_no_report_and_is_noted(tmp_path: Path, cell: str) -> None:
    assert _count(tmp_path, cell) == ((None, "not_reported", None), [("closed_mark", NOTICE)])


@pytest.mark.parametrize("cell", ["-", "--", "–", "—", ".", "·", "/", "-9999", "\u2212"])
def test_marks_that_mean_two_things_are_asked_about(tmp_path: Path, cell: str) -> None:
    assert _count(tmp_path, cell) == (None, [("ambiguous_mark", "error")])


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("-", (0, None, None)),
        ("x", (None, "not_reported", None)),
        ("*", (None, "suppressed", None)),
        ("-9999", (None, "not_collected", None)),
        ("", (0, None, None)),
        ("< 5", (None, "suppressed", None)),
        ("0", (None, "not_collected", None)),
        ("k.A.", (None, "not_reported", None)),
        ("7", (7, None, None)),
    ],
)
def test_what_a_profile_says_about_marks_wins(tmp_path: Path, cell: str, values: tuple) -> None:
    assert _count(tmp_path, cell, MARKS) == (values, [])


def test_a_mark_that_a_profile_calls_closed_is_noted(tmp_path: Path) -> None:
    assert _count(tmp_path, "…", MARKS) == ((None, "not_reported", None), [("closed_mark", NOTICE)])


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("1,234", "ambiguous_number"),
        ("12,000", "ambiguous_number"),
        ("(23)", "ambiguous_number"),
        ("<5", "ambiguous_number"),
        ("höchstens 5", "ambiguous_number"),
        ("12,5", "not_a_number"),
        ("1.2", "not_a_number"),
        ("viele", "not_a_number"),
        ("25-20", "not_a_number"),
        ("1.23.456", "not_a_number"),
        ("2026-12-10", "not_a_number"),
        ("-  23", "too_small"),
        ("\u22125", "too_small"),
    ],
)
def test_what_is_no_count_costs_its_row(tmp_path: Path, cell: str, rule: str) -> None:
    assert _count(tmp_path, cell) == (None, [(rule, "error")])


@pytest.mark.parametrize(
    ("cell", "profile", "others", "contacts"),
    [
        ("1,234", POINT, (), 1234),
        ("1,234", None, ("2,345,678",), 1234),
        ("1,234", None, ("12.0",), 1234),
        ("1.234", COMMA, (), 1234),
        ("1.234", None, ("12,0",), 1234),
        ("1.234", POINT, (), None),
        ("1,234", COMMA, (), None),
        ("1,234", None, ("1.234.567",), None),
        ("1.234", None, ("12.0",), None),
        ("1,234", None, ("1.234.567", "1,234,567"), None),
    ],
)
def test_ambiguous_counts_are_decided_by_the_profile_or_the_column(
    tmp_path: Path, cell: str, profile: Profile | None, others: tuple[str, ...], contacts: int | None
) -> None:
    values, found = _count(tmp_path, cell, *([profile] if profile else []), others=others)
    assert (values[0] if values else None) == contacts
    assert bool(found) == (contacts is None)


def test_both_readings_are_named(tmp_path: Path) -> None:
    content = f"{TALLY_HEADER}\n10/2026;sprechstunde;Gesamt;;1,234\n"
    (finding,) = read(tmp_path, content, source="contact_tallies").findings
    assert finding.message == (
        "„1,234“ kann 1234 oder 1,234 heißen. Bitte ohne Tausenderzeichen schreiben oder im Profil „decimal“ festlegen."
    )
    assert (finding.cell, finding.subject, finding.month) == ("E2", "sprechstunde", "2026-10")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("20-25", "„20-25“ ist eine Schätzung und zählt als 23."),
        ("IIII II", "„IIII II“ zählt Strich für Strich: 6. Bitte prüfen, ob eine Vierergruppe für fünf steht."),
        (
            "-",
            "„-“ kann null oder „nicht gemeldet“ heißen. Bitte 0 oder k.A. schreiben oder im Profil unter „marks“ "
            "festlegen.",
        ),
    ],
)
def test_what_a_number_was_read_as_is_said(tmp_path: Path, cell: str, message: str) -> None:
    content = f"{TALLY_HEADER}\n10/2026;sprechstunde;Gesamt;;{cell}\n"
    assert [each.message for each in read(tmp_path, content, source="contact_tallies").findings] == [message]


MONEY_HEADER = "Datum;Maßnahme-Nr.;Vorgang;Betrag;Haushaltsjahr"


@pytest.mark.parametrize(
    ("cell", "amount", "rules"),
    [
        ("1.234,50 €", "1234.50", []),
        ("€ 1.234,50", "1234.50", []),
        ("1.234,5", "1234.50", []),
        ("1,234.50", "1234.50", []),
        ("12.50", "12.50", []),
        ("45.600", "45600.00", []),
        ("1.234,-", "1234.00", []),
        ("1.234,-- €", "1234.00", []),
        ("-  23", "-23.00", []),
        ("1.234,50-", "-1234.50", []),
        ("1 675,20 EUR", "1675.20", []),
        ("1,234", None, ["ambiguous_number"]),
        ("ca. 300", None, ["no_estimate"]),
        ("300-400", None, ["no_estimate"]),
        ("12,345", None, ["ambiguous_number"]),
        ("12,3456", None, ["not_a_number"]),
        ("-", None, ["ambiguous_mark"]),
        ("zwölf", None, ["not_a_number"]),
    ],
)
def test_money(tmp_path: Path, cell: str, amount: str | None, rules: list[str]) -> None:
    content = f"{MONEY_HEADER}\n05.10.2026;m1;abgerufen;{cell};2026\n"
    outcome = read(tmp_path, content, source="movements")
    landed = [str(value) for value in outcome.rows["amount"]] if outcome.rows is not None else []
    assert (landed, [finding.rule for finding in outcome.findings]) == ([amount] if amount else [], rules)


def _contacts(
    folder: Path, column: str, *cells: str, name: str = "lieferung.csv", profile: Profile | None = None
) -> tuple:
    """The landed values of one column of a list of contacts, and (row, rule) of its findings."""
    names = [*HEADER.split(";"), *([column] if column not in HEADER.split(";") else [])]
    row = dict(zip(HEADER.split(";"), ROW.split(";"), strict=True))
    lines = [";".join({**row, column: cell}[each] for each in names) for cell in cells]
    outcome = read(folder, "\n".join([";".join(names), *lines]), name=name, profiles=(profile,) if profile else ())
    found = [(finding.row, finding.rule) for finding in outcome.findings]
    return outcome, found


@pytest.mark.parametrize(
    "cell",
    [
        "05.10.2026",
        "5.10.2026",
        "5.10.26",
        "05. 10. 2026",
        "2026-10-05",
        "2026-10-05 00:00:00",
        "05.10.2026 14:30",
        "05.10.2026 14:30 Uhr",
        "5. Oktober 2026",
        "5. Okt. 2026",
        "5.Oktober 26",
        "Mo, 05.10.2026",
        "Montag 5.10.2026",
        "05-10-2026",
        "2026/10/05",
        "20261005",
        "05/10/2026",
    ],
)
def test_days(tmp_path: Path, cell: str) -> None:
    outcome, found = _contacts(tmp_path, "Datum", cell)
    assert (outcome.rows["date"].to_list(), found) == ([date(2026, 10, 5)], [])


@pytest.mark.parametrize(
    ("cell", "name", "expected", "rules"),
    [
        ("5.10.", "Beratung_2026.csv", date(2026, 10, 5), []),
        ("05.10.", "Beratung_2026-10.csv", date(2026, 10, 5), []),
        ("05.10", "Beratung 2026.csv", date(2026, 10, 5), []),
        ("5. Okt.", "Beratung 2026.csv", date(2026, 10, 5), []),
        ("5. Oktober", "Beratung 2026.csv", date(2026, 10, 5), []),
        ("5.10.", "Beratung.csv", None, [(2, "no_year")]),
        ("5.10.", "Beratung_2025_2026.csv", None, [(2, "no_year")]),
        ("5.10.", "Beratung_2025-26.csv", None, [(2, "no_year")]),
        ("5.10.", "Stand 03.11.2026.csv", None, [(2, "no_year")]),
        ("31.2.", "Beratung_2026.csv", None, [(2, "not_a_date")]),
        ("29.2.", "Beratung_2025.csv", None, [(2, "not_a_date")]),
        ("5.1", "Beratung_2026.csv", None, [(2, "not_a_date")]),
        ("31.02.2026", "Beratung_2026.csv", None, [(2, "not_a_date")]),
        ("5.13.2026", "Beratung_2026.csv", None, [(2, "not_a_date")]),
    ],
)
def test_days_without_their_year(tmp_path: Path, cell: str, name: str, expected: date | None, rules: list) -> None:
    outcome, found = _contacts(tmp_path, "Datum", cell, name=name)
    landed = outcome.rows["date"].to_list() if outcome.rows is not None else []
    assert (landed, found) == ([expected] if expected else [], rules)


@pytest.mark.parametrize(
    ("year", "expected"), [("2025", date(2025, 10, 5)), ("title", date(2024, 10, 5)), ("file", date(2026, 10, 5))]
)
def test_a_profile_says_where_the_year_stands(tmp_path: Path, year: str, expected: date) -> None:
    profile = a_profile(f"{{source: contacts, title: Liste, fingerprint: [Datum, Kanal], year: {year}}}")
    content = f"Liste der Beratungen 2024\n{HEADER}\n{ROW.replace('05.10.2026', '5.10.')}\n"
    outcome = read(tmp_path, content, name="Beratung_2026.csv", profiles=(profile,))
    assert outcome.rows is not None
    assert outcome.rows["date"].to_list() == [expected]


def test_the_lines_above_the_table_come_before_the_files_name(tmp_path: Path) -> None:
    content = f"Liste der Beratungen 2024\n{HEADER}\n{ROW.replace('05.10.2026', '5.10.')}\n"
    outcome = read(tmp_path, content, name="Beratung_2026.csv")
    assert outcome.rows is not None
    assert outcome.rows["date"].to_list() == [date(2024, 10, 5)]


def test_a_whole_column_of_excels_day_numbers_is_read_and_noted(tmp_path: Path) -> None:
    outcome, found = _contacts(tmp_path, "Datum", "46300", "46301", "46302.5")
    assert outcome.rows["date"].to_list() == [date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)]
    assert found == [(2, "excel_serial")]
    assert outcome.findings[0].severity == NOTICE


def test_a_day_number_among_days_is_asked_about(tmp_path: Path) -> None:
    outcome, found = _contacts(tmp_path, "Datum", "05.10.2026", "46301")
    assert outcome.rows["date"].to_list() == [date(2026, 10, 5)]
    assert found == [(3, "excel_serial")]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("10/2026", date(2026, 10, 1)),
        ("Okt 26", date(2026, 10, 1)),
        ("Oktober 2026", date(2026, 10, 1)),
        ("2026 Oktober", date(2026, 10, 1)),
        ("Okt.'26", date(2026, 10, 1)),
        ("Oktober", date(2026, 10, 1)),
        ("Okt.", date(2026, 10, 1)),
        ("10", date(2026, 10, 1)),
        ("9", date(2026, 9, 1)),
        ("46300", date(2026, 10, 1)),
        ("Q3", None),
        ("3. Quartal 2026", None),
        ("13/2026", None),
        ("0", None),
    ],
)
def test_months(tmp_path: Path, cell: str, expected: date | None) -> None:
    content = f"{TALLY_HEADER}\n{cell};sprechstunde;Gesamt;;7\n"
    outcome = read(tmp_path, content, source="contact_tallies", name="Strichliste_2026.csv")
    landed = outcome.rows["month"].to_list() if outcome.rows is not None else []
    assert landed == ([expected] if expected else [])
    assert expected or [finding.rule for finding in outcome.findings] == ["not_a_month"]


def test_a_month_without_a_year_anywhere_is_asked_about(tmp_path: Path) -> None:
    outcome = read(tmp_path, f"{TALLY_HEADER}\nOktober;sprechstunde;Gesamt;;7\n", source="contact_tallies")
    assert [(finding.cell, finding.rule) for finding in outcome.findings] == [("A2", "no_year")]
    assert "„Oktober“ hat kein Jahr" in outcome.findings[0].message


@pytest.mark.parametrize(
    ("column", "cell", "name", "expected"),
    [
        ("Uhrzeit", "9.30 Uhr", "time", time(9, 30)),
        ("Uhrzeit", "14 Uhr", "time", time(14, 0)),
        ("Uhrzeit", "k.A.", "time", None),
        ("Uhrzeit", "-", "time", None),
        ("Personen", "k.A.", "persons", None),
        ("Personen", "n/a", "persons", None),
        ("Sprachmittlung", "–", "language_mediation", False),
        ("Sprachmittlung", "✓", "language_mediation", True),
        ("Kanal", "Telefonisch ", "channel", "phone"),
        ("Kanal", "TELEFONISCH", "channel", "phone"),
        ("Kanal", "E-Mail / Messenger", "channel", "message"),
        ("Kanal", "E\u2011Mail/Messenger", "channel", "message"),
        ("Kanal", "perso\u0308nlich offen", "channel", "walk_in"),
        ("Kanal", "persönlich\u00a0offen", "channel", "walk_in"),
        ("Kanal", "telefo\u00adnisch", "channel", "phone"),
        ("Themen", "Wohnen,Arbeit", "topics", ["wohnen", "arbeit"]),
        ("Themen", " wohnen ,  ARBEIT ", "topics", ["wohnen", "arbeit"]),
    ],
)
def test_words_that_differ_only_in_how_they_are_typed(
    tmp_path: Path, column: str, cell: str, name: str, expected: object
) -> None:
    outcome, found = _contacts(tmp_path, column, cell)
    assert (outcome.rows[name].to_list(), found) == ([expected], [])


@pytest.mark.parametrize(
    ("column", "cell", "rule"),
    [
        ("Kanal", "telefonish", "unknown_category"),
        ("Themen", "Wohnnen", "unknown_key"),
        ("Personen", "ca. 3", "no_estimate"),
        ("Personen", "2-3", "no_estimate"),
        ("Personen", "-", "ambiguous_mark"),
        ("Personen", "1,500", "ambiguous_number"),
        ("Datum", "k.A.", "not_a_date"),
        ("Uhrzeit", "mittags", "not_a_time"),
    ],
)
def test_what_is_not_sure_costs_its_row_and_no_message_repeats_it(
    tmp_path: Path, column: str, cell: str, rule: str
) -> None:
    outcome, found = _contacts(tmp_path, column, cell)
    assert (outcome.rows, found) == (None, [(2, rule)])
    assert cell == "-" or cell not in outcome.findings[0].message


EVENT_HEADER = "Nr.;Datum;Titel;Art;Angebotsform;Quartier;Träger;Status;Teilnehmende;Zählweise;Ehrenamtsstunden"


@pytest.mark.parametrize(
    ("attendance", "method", "hours", "expected"),
    [
        ("ca. 40", "", "", (40, "estimated", None)),
        ("40-50", "gezählt", "", (45, "estimated", None)),
        ("40", "gezählt", "", (40, "counted", None)),
        ("1.200", "Liste", "2,5", (1200, "list", Decimal("2.5"))),
        ("12", "", "12.5", (12, None, Decimal("12.5"))),
        ("12", "", "k.A.", (12, None, None)),
        ("12", "", "1.200", None),
        ("12", "", "ca. 5", None),
    ],
)
def test_an_estimated_attendance_says_how_it_was_counted(
    tmp_path: Path, attendance: str, method: str, hours: str, expected: tuple | None
) -> None:
    line = f"1;05.10.2026;Fest;Fest;offen;mitte;awo;stattgefunden;{attendance};{method};{hours}"
    outcome = read(tmp_path, f"{EVENT_HEADER}\n{line}\n", source="events")
    landed = (
        outcome.rows.select("attendance", "attendance_method", "volunteer_hours").rows()
        if outcome.rows is not None
        else []
    )
    assert landed == ([expected] if expected else [])


def _workbook(folder: Path, header: str, rows: list[list], *, is_1904: bool = False) -> bytes:
    """Cells as a spreadsheet types them: numbers as numbers, days as days, the rest as text."""
    path = folder / "mappe.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": is_1904, "default_date_format": "dd.mm.yyyy"}) as book:
        sheet = book.add_worksheet("Liste")
        for number, cells in enumerate([header.split(";"), *rows]):
            sheet.write_row(number, 0, cells)
    return path.read_bytes()


def test_a_workbooks_numbers_and_texts_stand_side_by_side(tmp_path: Path) -> None:
    cells = [12, 1234.0, "1.234", "ca. 20", 9.577, "1 675", "x", None]
    rows = [[f"{month:02d}/2026", "sprechstunde", "Gesamt", None, cell] for month, cell in enumerate(cells, start=1)]
    content = _workbook(tmp_path, TALLY_HEADER, rows)
    outcome = read(tmp_path, content, source="contact_tallies", name="zahlen.xlsx")
    assert outcome.rows is not None
    assert outcome.rows.select("contacts", "absence", "estimated").rows() == [
        (12, None, None),
        (1234, None, None),
        (1234, None, None),
        (20, None, True),
        (1675, None, None),
        (None, "not_collected", None),
        (None, "not_reported", None),
    ]
    found = [(finding.cell, finding.rule) for finding in outcome.findings]
    assert found == [("E5", "estimated_value"), ("E6", "not_a_number")]


@pytest.mark.parametrize("is_1904", [False, True])
def test_a_workbook_says_how_it_counts_days(tmp_path: Path, is_1904: bool) -> None:
    epoch = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
    day, other = ROW.split(";"), [*ROW.split(";")]
    number = (date(2026, 10, 5) - epoch).days
    rows = [[number, *day[1:]], [number + 0.5, *other[1:]]]
    outcome = read(tmp_path, _workbook(tmp_path, HEADER, rows, is_1904=is_1904), name="liste.xlsx")
    assert outcome.rows is not None
    assert outcome.rows["date"].to_list() == [date(2026, 10, 5)] * 2
    assert [(finding.cell, finding.rule, finding.severity) for finding in outcome.findings] == [
        ("A2", "excel_serial", NOTICE)
    ]


def test_a_day_number_among_a_workbooks_days_is_asked_about(tmp_path: Path) -> None:
    rest = ROW.split(";")[1:]
    outcome = read(
        tmp_path, _workbook(tmp_path, HEADER, [[date(2026, 10, 5), *rest], [46301, *rest]]), name="liste.xlsx"
    )
    assert outcome.rows is not None
    assert outcome.rows["date"].to_list() == [date(2026, 10, 5)]
    assert [(finding.cell, finding.rule) for finding in outcome.findings] == [("A3", "excel_serial")]


def test_a_workbooks_time_of_day_may_be_a_share_of_the_day(tmp_path: Path) -> None:
    rows = [[*ROW.split(";"), cell] for cell in (0.5, 0.40625, "9.30 Uhr")]
    outcome = read(tmp_path, _workbook(tmp_path, f"{HEADER};Uhrzeit", rows), name="liste.xlsx")
    assert outcome.rows is not None
    assert outcome.rows["time"].to_list() == [time(12, 0), time(9, 45), time(9, 30)]
