"""The table is found in files as they really arrive: each case is a file and the rows in it, written out by hand.

A row is told as `day service carrier kind channel topics` or, for tallies, `month service dimension category contacts`;
`@` and `!` add the sheet and the row in the file where a case is about them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import pytest

from pipelines.receiving.read_delivery import Outcome
from tests.builders_delivery import a_profile, read
from tests.builders_workbook import Formula, Problem, Sheet, ods, xls, xlsx

H = "Datum;Angebot;Träger;Kontaktart;Kanal;Themen"
A = "05.10.2026;sprechstunde;caritas;Erstkontakt;telefonisch;Wohnen"
B = "06.10.2026;sprechstunde;awo;Folgekontakt;Video;Arbeit,Pflege"
ROW_A = "2026-10-05 sprechstunde caritas first phone wohnen"
ROW_B = "2026-10-06 sprechstunde awo follow_up video arbeit,pflege"
AB = (ROW_A, ROW_B)

T = "Monat;Angebot;Merkmal;Ausprägung;Anzahl"
TOTAL = "10/2026;sprechstunde;Gesamt;;12"
HOUSING = "10/2026;sprechstunde;Thema;Wohnen;7"
ROW_TOTAL = "2026-10-01 sprechstunde total - 12"
ROW_HOUSING = "2026-10-01 sprechstunde topic wohnen 7"

YEAR_SHEET = (
    "{source: contact_tallies, title: M, fingerprint: [Merkmal, Zeile], constants: {service: sprechstunde},"
    " headers: {Merkmal: dimension}, months_wide: {row_header: Zeile, row_column: category, month_format: german}}"
)
KEYS = {
    "contacts": ("date", "service", "carrier", "contact_kind", "channel", "topics"),
    "contact_tallies": ("month", "service", "dimension", "category", "contacts"),
}

Rules = tuple[tuple[str | None, str], ...]


@dataclass(frozen=True)
class Case:
    """A file, the rows in it and what its sender is told: cell and rule of every finding."""

    what: str
    content: str | bytes
    rows: tuple[str, ...] = AB
    findings: Rules = ()
    name: str = "lieferung.csv"
    source: str = "contacts"
    profile: str | None = None
    place: str = ""


def _lines(*lines: str, end: str = "\n") -> str:
    return end.join(lines) + end


def _cells(*lines: str) -> list[list[str]]:
    return [line.split(";") for line in lines]


def _note(row: int) -> tuple[str, str]:
    return (f"A{row}", "footnote")


# The header, and what stands above it.
ABOVE = [
    Case("plain", _lines(H, A, B)),
    Case("one title", _lines("Beratungen Oktober 2026", H, A, B)),
    Case("titles with fewer delimiters", _lines("Beratungen;Oktober", "Stelle: Mitte;;", H, A, B)),
    Case("a title with more delimiters than the header", _lines("a;b;c;d;e;f;g;h;i;j", H, A, B)),
    Case("titles with the other delimiter", _lines("Caritas, Beratung, Mitte, 2026", H, A, B)),
    Case("titles and blank lines", _lines("", "Beratungen", "", ";;;;;", H, "", A, B)),
    Case("forty lines above the header", _lines(*(f"Hinweis {n};zu Feld {n}" for n in range(40)), H, A, B)),
    Case("a title with an open quotation mark", _lines('"Beratungen Oktober', H, A, B)),
    Case("a quoted title over two lines", _lines('"Beratungen', 'Oktober 2026";;', H, A, B)),
    Case("Excel names the delimiter", _lines("sep=;", H, A, B), place="!", rows=(f"{ROW_A} !2", f"{ROW_B} !3")),
    Case("tabs said in the first line", _lines("sep=\t", *(line.replace(";", "\t") for line in (H, A, B)))),
    Case("other names", _lines("Tag;Sprechstunde;Traeger;Art;Zugang;Anliegen", A, B)),
    Case("other case and spaces", _lines(" DATUM ;angebot;TRÄGER;kontaktart ;Kanal;  themen", A, B)),
    Case("signs of required columns and notes", _lines("Datum*;Angebot*;Träger:;Kontaktart 1);Kanal²;Themen *", A, B)),
    Case("decomposed umlauts", unicodedata.normalize("NFD", _lines(H, A, B))),
    Case("columns in another order", _lines("Themen;Kanal;Kontaktart;Träger;Angebot;Datum",
         "Wohnen;telefonisch;Erstkontakt;caritas;sprechstunde;05.10.2026"), rows=(ROW_A,)),
    Case("a line break in a header", _lines(f'{H};"Dauer\n(Min.)"', f"{A};30", f"{B};15")),
    Case("units below the names", _lines(f"{H};Dauer", ";;;;;;(Min.)", f"{A};30", f"{B};15")),
    Case("a name in two lines", _lines(f"{H};Sprach-", ";;;;;;mittlung", f"{A};ja", f"{B};nein")),
    Case("a wide name over two columns", _lines(f"{H};Angaben;", ";;;;;;Personen;Dauer", f"{A};1;30", f"{B};2;15")),
    Case("page two repeats the header", _lines(H, A, H, B), findings=(("A3", "repeated_header"),)),
    Case("an empty column twice", _lines(f"{H};Thema", f"{A};", f"{B};")),
]  # fmt: skip

# Cells, lines and characters.
TEXT = [
    Case("commas", _lines(H.replace(";", ","), A.replace(";", ","),
         '06.10.2026,sprechstunde,awo,Folgekontakt,Video,"Arbeit,Pflege"')),
    Case("tabs", _lines(*(line.replace(";", "\t") for line in (H, A, B))), name="lieferung.tsv"),
    Case("bars", _lines(*(line.replace(";", "|") for line in (H, A, B))), name="lieferung.txt"),
    Case("every cell quoted", _lines(*('"' + line.replace(";", '";"') + '"' for line in (H, A, B)))),
    Case("utf-8 with its mark", _lines(H, A, B).encode("utf-8-sig")),
    Case("cp1252", _lines(H, A, B).encode("cp1252")),
    Case("utf-16, low byte first", b"\xff\xfe" + _lines(H, A, B).encode("utf-16-le")),
    Case("utf-16, high byte first", b"\xfe\xff" + _lines(H, A, B).encode("utf-16-be")),
    Case("line ends of old Macs", _lines(H, A, B, end="\r")),
    Case("line ends mixed", f"{H}\r\n{A}\n{B}\r"),
    Case("no line end at the end", f"{H}\n{A}\n{B}"),
    Case("blank lines between", _lines(H, A, "", ";;;;;", B, "", ""), place="!", rows=(f"{ROW_A} !2", f"{ROW_B} !5")),
    Case("empty columns behind", _lines(f"{H};;;", f"{A};;;", f"{B};;;")),
    Case("delimiters behind the rows only", _lines(H, f"{A};;", f"{B};;")),
    Case("delimiters behind some rows", _lines(H, f"{A};;;;", B)),
    Case("empty columns behind the header only", _lines(f"{H};;;", A, B)),
    Case("blank rows below", _lines(H, A, B, *[";" * 5] * 30)),
    Case("a line break in a cell", _lines(H, A, B.replace("Video", '"Video\n"'))),
]  # fmt: skip

# Rows that are no data.
LONG = "Gezählt wird jedes Gespräch von mehr als fünf Minuten, auch am Telefon und unterwegs."
NOTES = [
    Case("a source below", _lines(H, A, B, "Quelle: eigene Erhebung"), findings=(_note(4),)),
    Case("a source with delimiters", _lines(H, A, B, "", "Quelle: eigene Erhebung;;;;;"), findings=(_note(5),)),
    Case("a note with the delimiter inside", _lines(H, A, B, "Stand: 31.10.; ohne Gewähr"), findings=(_note(4),)),
    Case("a date beside its word", _lines(H, A, B, "Stand:;31.10.2026;;;;"), findings=(_note(4),)),
    Case("several notes", _lines(H, A, B, "* geschätzt", "1) ohne Ferien", LONG),
         findings=(_note(4), _note(5), _note(6))),
    Case("a legend", _lines(H, A, B, "", "Legende:;;;;;", "EK = Erstkontakt;;;;;"), findings=(_note(5), _note(6))),
    Case("a note between the rows", _lines(H, A, "* ab hier neue Software;;;;;", B), findings=(_note(3),)),
]  # fmt: skip

# What is refused.
REFUSED = [
    Case("no header", _lines(A, B), rows=(), findings=((None, "unknown_header"),)),
    Case("no header, but a title", _lines("Beratungen", A, B), rows=(), findings=((None, "unknown_header"),)),
    Case("a column missing", _lines(H[6:], A[11:]), rows=(), findings=((None, "unknown_header"),)),
    Case("a column too many", _lines(f"{H};Wetter", f"{A};heiter"), rows=(), findings=(("G1", "unknown_column"),)),
    Case("a column twice", _lines(f"{H};Thema", f"{A};Arbeit"), rows=(), findings=(("G1", "doubled_column"),)),
    Case("a cell too many", _lines(H, A, f"{B};x"), rows=(ROW_A,), findings=(("A3", "wrong_column_count"),)),
    Case("a cell missing", _lines(H, A, "06.10.2026;sprechstunde"), rows=(ROW_A,),
         findings=(("A3", "wrong_column_count"),)),
]  # fmt: skip

OCTOBER = [H.split(";"), [date(2026, 10, 5), *A.split(";")[1:]], [date(2026, 10, 6), *B.split(";")[1:]]]
SEPTEMBER = [H.split(";"), [date(2026, 9, 7), *A.split(";")[1:]]]
ROW_SEPTEMBER = "2026-09-07 sprechstunde caritas first phone wohnen"
MONTHLESS = "Angebot;Merkmal;Ausprägung;Anzahl"
SEVERAL = (ROW_SEPTEMBER + " @September !2", ROW_A + " @Oktober !2", ROW_B + " @Oktober !3")
MIXED = [[*H.split(";"), "Personen", "Dauer"], [*OCTOBER[1], 2, "30"], [*OCTOBER[2], "1", 45.0]]


def _book(write: object, *sheets: Sheet, **how: object) -> bytes:
    return write(sheets, **how)  # type: ignore[operator]


def _of_any_kind(what: str, sheets: list[Sheet], **case: object) -> list[Case]:
    kinds = {"xlsx": xlsx, "xls": xls, "ods": ods}
    return [
        Case(f"{what}, {kind}", write(sheets), name=f"lieferung.{kind}", **case)  # type: ignore[arg-type]
        for kind, write in kinds.items()
    ]


WORKBOOKS = [
    *_of_any_kind("one sheet", [Sheet("Oktober", OCTOBER)]),
    *_of_any_kind(
        "a title merged over the table",
        [Sheet("Blatt", [["Beratungen 2026"], [], *OCTOBER], merged=[(0, 0, 0, 5)])],
        rows=(ROW_A + " @Blatt !4", ROW_B + " @Blatt !5"),
        place="@!",
    ),
    *_of_any_kind("a table away from the corner", [Sheet("Blatt", [[], [], *([None, None, *row] for row in OCTOBER)])]),
    *_of_any_kind(
        "names merged over two rows",
        [Sheet("Blatt", [[*H.split(";"), "Angaben", None], [*[None] * 6, "Personen", "Dauer"], [*OCTOBER[1], 1, 30]],
               merged=[*((0, column, 1, column) for column in range(6)), (0, 6, 0, 7)])],
        rows=(ROW_A,),
    ),
    *_of_any_kind(
        "a word merged over its block",
        [Sheet("Blatt", [OCTOBER[0], OCTOBER[1], [date(2026, 10, 6), None, *B.split(";")[2:]]], merged=[(1, 1, 2, 1)])],
    ),
    *_of_any_kind(
        "a cover, the table, a legend",
        [Sheet("Deckblatt", [["Caritas"], ["Beratungen"]]), Sheet("Daten", OCTOBER), Sheet("Legende", [["EK", "neu"]])],
    ),
    *_of_any_kind(
        "a hidden sheet",
        [Sheet("Daten", OCTOBER), Sheet("Alt", SEPTEMBER, hidden=True)],
        findings=((None, "hidden_sheet"),),
    ),
    *_of_any_kind(
        "hidden rows",
        [Sheet("Daten", [*OCTOBER, ["Quelle: Akten"]], hidden_rows=[1])],
        findings=(_note(4), (None, "hidden_rows")),
    ),
    *_of_any_kind(
        "a sheet per month",
        [Sheet("September", SEPTEMBER), Sheet("Oktober", OCTOBER), Sheet("November", []), Sheet("Dezember", [[]])],
        rows=SEVERAL, place="@!",
    ),
    *_of_any_kind(
        "sheets with other columns first",
        [Sheet("September", SEPTEMBER), Sheet("Oktober", [row[::-1] for row in OCTOBER])],
        rows=SEVERAL, place="@!",
    ),
    *_of_any_kind(
        "a title of another length on each sheet",
        [Sheet("September", [["Beratung"], *SEPTEMBER]), Sheet("Oktober", [["Beratung"], ["Mitte"], [], *OCTOBER])],
        rows=(ROW_SEPTEMBER + " !3", ROW_A + " !5", ROW_B + " !6"), place="!",
    ),
    *_of_any_kind(
        "numbers and texts in one column",
        [Sheet("Daten", MIXED)],
    ),
    *_of_any_kind(
        "an error in a cell",
        [Sheet("Daten", [[*H.split(";"), "Dauer"], [*OCTOBER[1], 30], [*OCTOBER[2], Problem("#REF!")]])],
        rows=(ROW_A,), findings=(("G3", "error_cell"),),
    ),
    *_of_any_kind(
        "two sheets with a table",
        [Sheet("Mitte", OCTOBER), Sheet("Nord", SEPTEMBER)],
        rows=(), findings=((None, "several_sheets"),),
    ),
    *_of_any_kind(
        "a month among months that cannot be read",
        [Sheet("August", SEPTEMBER), Sheet("September", [["Datum", "Angebot"], ["x", "y"]]), Sheet("Oktober", OCTOBER)],
        rows=(), findings=((None, "unknown_header"),),
    ),
    *_of_any_kind(
        "one month twice",
        [Sheet("Oktober", OCTOBER), Sheet("Okt", OCTOBER)],
        rows=(), findings=((None, "doubled_month"),),
    ),
    *_of_any_kind(
        "months and a sheet of the year",
        [Sheet("September", SEPTEMBER), Sheet("Oktober", OCTOBER), Sheet("Jahr", OCTOBER)],
        rows=(), findings=((None, "several_sheets"),),
    ),
    *_of_any_kind("no header", [Sheet("Daten", OCTOBER[1:])], rows=(), findings=((None, "unknown_header"),)),
    Case("days counted from 1904", _book(xlsx, Sheet("Daten", OCTOBER), is_1904=True), name="lieferung.xlsx"),
    Case("days counted from 1904 in XLS", _book(xls, Sheet("Daten", OCTOBER), is_1904=True), name="lieferung.xls"),
    Case("a formula and its value", _book(xlsx, Sheet("Daten", [H.split(";"), [
        date(2026, 10, 5), Formula('="sprech"&"stunde"', "sprechstunde"), *A.split(";")[2:]]])),
        rows=(ROW_A,), name="lieferung.xlsx"),
    Case("a formula without its value", _book(xlsx, Sheet("Daten", [[*H.split(";"), "Dauer"], [*OCTOBER[1], 30], [
        *OCTOBER[2], Formula("=15*2")]])), rows=(ROW_A,), findings=(("G3", "formula_without_value"),),
        name="lieferung.xlsx"),
    Case("a formula without its value in ODS", _book(ods, Sheet("Daten", [[*H.split(";"), "Dauer"], [*OCTOBER[1], 30], [
        *OCTOBER[2], Formula("=15*2")]])), rows=(ROW_A,), findings=(("G3", "formula_without_value"),),
        name="lieferung.ods"),
    Case("an XLS with the ending of an XLSX", _book(xls, Sheet("Daten", OCTOBER)), name="lieferung.xlsx"),
    Case("an XLSX with the ending of an XLS", _book(xlsx, Sheet("Daten", OCTOBER)), name="lieferung.xls"),
]  # fmt: skip

# The month stands in the name of the sheet.
MONTHS = [
    *(
        Case(
            f"tallies of the sheets {names}",
            _book(xlsx, *(Sheet(name, [[title], *_cells(MONTHLESS, f"sprechstunde;Gesamt;;{number}")])
                          for number, name in enumerate(names, start=7))),
            rows=("2026-09-01 sprechstunde total - 7", "2026-10-01 sprechstunde total - 8"),
            name=name_of_file, source="contact_tallies",
            profile="{source: contact_tallies, title: M, fingerprint: [Merkmal, Anzahl], sheet: months}",
        )
        for names, title, name_of_file in (
            (("Sep 26", "Okt 26"), "Zahlen", "zahlen.xlsx"),
            (("September 2026", "Oktober 2026"), "Zahlen", "zahlen.xlsx"),
            (("2026-09", "2026-10"), "Zahlen", "zahlen.xlsx"),
            (("09", "10"), "Zahlen 2026", "zahlen.xlsx"),
            (("September", "Oktober"), "Zahlen", "zahlen_2026.xlsx"),
            (("09 Sept.", "10 Okt."), "Zahlen 2026", "zahlen_neu.xlsx"),
        )
    ),
]  # fmt: skip

WIDE = [
    Case(
        f"a count over its topics, {kind}",
        write([Sheet("Blatt", [["Monat", "Angebot", "Anzahl", None], [None, None, "Wohnen", "Arbeit"],
                               ["10/2026", "sprechstunde", 7, 5]], merged=[(0, 2, 0, 3)])]),
        rows=("2026-10-01 sprechstunde topic wohnen 7", "2026-10-01 sprechstunde topic arbeit 5"),
        name=f"lieferung.{kind}", source="contact_tallies",
        profile="{source: contact_tallies, title: M, fingerprint: [Monat, Anzahl Wohnen],"
        " columns_wide: {value: contacts, columns: {Anzahl Wohnen: {dimension: topic, category: wohnen},"
        " Anzahl Arbeit: {dimension: topic, category: arbeit}}}}",
    )
    for kind, write in (("xlsx", xlsx), ("xls", xls), ("ods", ods))
]  # fmt: skip

TALLIES = [
    Case("a total cut short", _lines(f"{T};geschätzt", f"{TOTAL};nein", f"{HOUSING};nein", "Summe;;;;19"),
         rows=(ROW_TOTAL, ROW_HOUSING), source="contact_tallies"),
    Case("headings of groups on lines of their own", _lines("Angebot;Merkmal;Ausprägung;Anzahl", "Oktober 2026",
         "sprechstunde;Gesamt;;12", "sprechstunde;Thema;Wohnen;7"), rows=(ROW_TOTAL, ROW_HOUSING),
         source="contact_tallies", profile="{source: contact_tallies, title: M, fingerprint: [Merkmal, Anzahl],"
         " headers: {Angebot: service}, group_rows: {header: Angebot, column: month}}"),
    Case("months under their year", _lines("Merkmal;Zeile;2025;;2026;", ";;Nov;Dez;Jan;Feb", "Gesamt;;1;2;3;4"),
         rows=("2025-11-01 sprechstunde total - 1", "2025-12-01 sprechstunde total - 2",
               "2026-01-01 sprechstunde total - 3", "2026-02-01 sprechstunde total - 4"),
         source="contact_tallies", profile=YEAR_SHEET),
    Case("months under a word", _lines("Merkmal;Zeile;Anzahl;", ";;Jan 26;Feb 26", "Gesamt;;3;4"),
         rows=("2026-01-01 sprechstunde total - 3", "2026-02-01 sprechstunde total - 4"),
         source="contact_tallies", profile=YEAR_SHEET),
    Case("months without a year, the year above", _lines("Jahr 2026", "Merkmal;Zeile;Jan;Feb", "Gesamt;;3;4"),
         rows=("2026-01-01 sprechstunde total - 3", "2026-02-01 sprechstunde total - 4"),
         source="contact_tallies", profile=YEAR_SHEET),
    Case("typed months as headers", _book(xlsx, Sheet("Blatt", [
         ["Merkmal", "Zeile", date(2026, 1, 1), date(2026, 2, 1)], ["Gesamt", None, 3, 4]])),
         rows=("2026-01-01 sprechstunde total - 3", "2026-02-01 sprechstunde total - 4"),
         name="lieferung.xlsx", source="contact_tallies", profile=YEAR_SHEET),
    Case("two names over one line each", _lines("Monat;Angebot;Frauen;;Männer;", ";;Erst;Folge;Erst;Folge",
         "10/2026;sprechstunde;1;2;3;4"), rows=("2026-10-01 sprechstunde kind first 4",), source="contact_tallies",
         profile="{source: contact_tallies, title: M, fingerprint: [Monat, Männer Erst], columns_wide: {columns:"
         " {Männer Folge: {dimension: kind, category: first}}}, ignore: [Frauen Erst, Frauen Folge, Männer Erst]}"),
    Case("the sheet that the profile names", _book(xlsx, Sheet("Entwurf", _cells(T, TOTAL)),
         Sheet("Gültig", _cells(T, HOUSING))), rows=(ROW_HOUSING,), name="lieferung.xlsx", source="contact_tallies",
         profile="{source: contact_tallies, title: M, fingerprint: [Merkmal, Anzahl], sheet: gültig}"),
    Case("the first sheet", _book(xlsx, Sheet("A", _cells(T, TOTAL)), Sheet("B", _cells(T, HOUSING))),
         rows=(ROW_TOTAL,), name="lieferung.xlsx", source="contact_tallies",
         profile="{source: contact_tallies, title: M, fingerprint: [Merkmal, Anzahl], sheet: first}"),
    Case("all sheets", _book(xlsx, Sheet("Mitte", _cells(T, TOTAL)), Sheet("Nord", _cells(T, HOUSING))),
         rows=(f"{ROW_TOTAL} @Mitte", f"{ROW_HOUSING} @Nord"), name="lieferung.xlsx", source="contact_tallies",
         place="@", profile="{source: contact_tallies, title: M, fingerprint: [Merkmal, Anzahl], sheet: all}"),
    Case("a header of as many lines as the profile says", _lines("Monat;Angebot;Merkmal;Ausprägung;Anzahl",
         "MM/JJJJ;Kürzel;Art;Wort;Zahl", TOTAL), rows=(ROW_TOTAL,), source="contact_tallies",
         profile="{source: contact_tallies, title: M, fingerprint: [Monat MM/JJJJ], header_rows: 2, headers: {Monat"
         " MM/JJJJ: month, Angebot Kürzel: service, Merkmal Art: dimension, Ausprägung Wort: category,"
         " Anzahl Zahl: contacts}}"),
    Case("sheets of months without a profile", _book(xlsx, Sheet("Sep 26", _cells(MONTHLESS, "sprechstunde;Gesamt;;7")),
         Sheet("Okt 26", _cells(MONTHLESS, "sprechstunde;Gesamt;;12"))), name="lieferung.xlsx",
         source="contact_tallies", rows=("2026-09-01 sprechstunde total - 7", ROW_TOTAL)),
]  # fmt: skip

CASES = [*ABOVE, *TEXT, *NOTES, *REFUSED, *WORKBOOKS, *MONTHS, *WIDE, *TALLIES]


@pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])
def test_the_table_is_found(tmp_path: Path, case: Case) -> None:
    profiles = (a_profile(case.profile),) if case.profile else ()
    outcome = read(tmp_path, case.content, source=case.source, name=case.name, profiles=profiles)
    assert _told(outcome, case) == list(case.rows)
    assert sorted(((f.cell, f.rule) for f in outcome.findings), key=str) == sorted(case.findings, key=str)


def _told(outcome: Outcome, case: Case) -> list[str]:
    if outcome.rows is None:
        return []
    keys = KEYS[case.source]
    return [
        " ".join(_word(row[key]) for key in keys)
        + (f" @{row['sheet']}" if "@" in case.place else "")
        + (f" !{row['row']}" if "!" in case.place else "")
        for row in outcome.rows.iter_rows(named=True)
    ]


def _word(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return "-" if value is None else str(value)


def test_what_was_probably_meant_is_asked(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines("Bericht", H.replace("Angebot", "Angbot"), A))
    assert [(finding.rule, finding.row) for finding in outcome.findings] == [("unknown_header", 2)]
    assert "Meinten Sie in Zelle B2 „Angebot“?" in outcome.findings[0].message


def test_a_table_on_a_hidden_sheet_is_asked_for(tmp_path: Path) -> None:
    content = xlsx([Sheet("Info", [["Beratungen"]]), Sheet("Daten", OCTOBER, hidden=True)])
    outcome = read(tmp_path, content, name="lieferung.xlsx")
    assert [finding.rule for finding in outcome.findings] == ["unknown_header"]
    assert "Ausgeblendete Blätter wurden nicht gelesen" in outcome.findings[0].message


def test_an_unknown_column_like_a_known_one_is_asked_for(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(f"{H};Uhrzeitt", f"{A};12:00"))
    assert "in Zelle G1 ist nicht vorgesehen: meinten Sie „Uhrzeit“?" in outcome.findings[0].message


def test_a_row_of_persons_is_never_taken_for_a_misspelt_header(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(A.replace("sprechstunde", "Angbot"), B))
    assert "Angbot" not in str(outcome.findings)


def test_typed_moments_keep_their_meaning(tmp_path: Path) -> None:
    header = [*H.split(";"), "Uhrzeit", "Personen", "Übergabe CM"]
    rows = [
        [datetime(2026, 10, 5), *A.split(";")[1:], time(12, 45), 2, True],  # noqa: DTZ001 - a cell has no zone
        [date(2026, 10, 6), *A.split(";")[1:], time(0, 0), 1.0, False],
    ]
    for kind, write in (("xlsx", xlsx), ("xls", xls), ("ods", ods)):
        outcome = read(tmp_path, write([Sheet("Blatt", [header, *rows])]), name=f"lieferung.{kind}")
        assert outcome.findings == ()
        assert outcome.rows is not None
        assert outcome.rows.select("date", "time", "persons", "handover").rows() == [
            (date(2026, 10, 5), time(12, 45), 2, True),
            (date(2026, 10, 6), time(0, 0), 1, False),
        ]


def test_a_finding_names_the_cell_of_its_own_sheet(tmp_path: Path) -> None:
    october = [row[::-1] for row in OCTOBER]
    october[1][-1] = "31.02.2026"
    content = xlsx([Sheet("September", SEPTEMBER), Sheet("Oktober", october)])
    outcome = read(tmp_path, content, name="lieferung.xlsx")
    assert [(finding.sheet, finding.cell, finding.rule) for finding in outcome.findings] == [
        ("Oktober", "F2", "not_a_date")
    ]


def test_hidden_rows_are_named_in_ranges(tmp_path: Path) -> None:
    rows = [OCTOBER[0], *[OCTOBER[1]] * 8]
    content = xlsx([Sheet("Daten", rows, hidden_rows=[1, 2, 3, 6])])
    finding = read(tmp_path, content, name="lieferung.xlsx").findings[0]
    assert "Die Zeilen 2–4, 7 sind ausgeblendet und wurden mitgelesen." in finding.message
    assert finding.severity == "notice"


def test_the_record_says_what_was_found(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines("Titel", "", H, A, B, "Quelle: Akten").encode("cp1252"))
    assert outcome.place is not None
    assert outcome.encoding == "cp1252"
    found = {key: outcome.place[key] for key in ("header_row", "header_rows", "delimiter", "banner_rows", "footnotes")}
    assert found == {"header_row": 3, "header_rows": 1, "delimiter": ";", "banner_rows": 2, "footnotes": [6]}
