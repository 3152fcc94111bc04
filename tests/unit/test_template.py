"""A template offers the municipality's words, and what is filled in with its help is read without a finding."""

from __future__ import annotations

import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipelines.contract import Column, Contract
from pipelines.errors import UsageError
from pipelines.inbox import Arrival, inbox_file
from pipelines.orders.template import write_template
from pipelines.receiving.read_delivery import Outcome, Rules, read_delivery
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import load_vocabularies
from pipelines.records.pseudonym import PseudonymKey
from settings import Paths
from tests.builders import CONTRACTS, MUNICIPALITY, Records, a_workspace, some_paths

TABLES = [name for name, contract in CONTRACTS.items() if contract.kind == "table"]
BEGAN = date(2020, 1, 1)
RECEIVED = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
# Two services share a name, one ended long ago, and one topic holds the sign that separates topics.
MASTER_DATA: dict[str, list[dict]] = {
    "carriers": [
        {"carrier": "caritas", "name": "Caritasverband", "valid_from": BEGAN},
        {"carrier": "awo", "name": "AWO", "valid_from": BEGAN},
    ],
    "quartiers": [
        {"quartier": "mitte", "name": "Mitte", "district": "bezirk-1", "district_name": "Bezirk I", "valid_from": BEGAN}
    ],
    "sites": [{"site": "buero", "name": "Quartiersbüro", "quartier": "mitte", "valid_from": BEGAN}],
    "topics": [
        {"topic": "wohnen", "name": "Wohnen & Miete", "topic_group": "Alltag", "is_sensitive": False, "position": 1},
        {"topic": "kita", "name": "Kita, Schule", "topic_group": "Alltag", "is_sensitive": False, "position": 2},
    ],
    "programmes": [{"programme": "stadt", "name": "Städtebauförderung, Verfügungsfonds"}],
    "measures": [{"measure": "M-01", "title": "Quartiersmanagement", "programme": "stadt"}],
    "services": [
        {"service": key, "name": name, "carrier": "caritas", "origin": "rows", "valid_from": BEGAN, "valid_to": ends}
        for key, name, ends in (
            ("sprechstunde", "Sprechstunde", None),
            ("cafe-mitte", "Café", None),
            ("cafe-nord", "Café", None),
            ("altes-buero", "Altes Büro", date(2022, 12, 31)),
        )
    ],
}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """A workspace with the master data of one municipality."""
    found = some_paths(tmp_path_factory.mktemp("workspace"))
    records = Records(found.records)
    for source, rows in MASTER_DATA.items():
        records.deliver(source, rows)
    return found


def _template(paths: Paths, source: str, folder: Path) -> Path:
    workspace = a_workspace(as_of=date(2026, 11, 3))
    return write_template(
        source, municipality=MUNICIPALITY, paths=paths, workspace=workspace, out=folder / f"{source}.xlsx"
    )


def _lists(book: openpyxl.Workbook) -> dict[str, list[str]]:
    """The lists as a person sees them: title → words."""
    if "Auswahllisten" not in book.sheetnames:
        return {}
    columns = book["Auswahllisten"].iter_cols(values_only=True)
    return {str(title): [str(word) for word in words if word is not None] for title, *words in columns}


def _value(column: Column, words: list[str], line: int) -> object:
    """What a person would enter in the given line."""
    if words and column.type != "count":
        return words[line % len(words)]
    if column.pattern == "[0-9]{8}":
        return f"0531600{line}"
    typed = {
        "date": date(2026, 10, 1 + line), "month": date(2026, 10, 1), "time": time(9 + line, 30), "count": line,
        "integer": int(column.minimum or 0) + line, "decimal": (column.minimum or 0) + line + 0.5,
        "money": 1234.5 + line,
    }  # fmt: skip
    return typed.get(column.type, f"eintrag-{line}")


def _fill(path: Path, contract: Contract) -> int:
    """Fill in as many lines as the longest list has words, each by the lists of the workbook."""
    book = openpyxl.load_workbook(path)
    lists, sheet = _lists(book), book[book.sheetnames[0]]
    lines = max([2, *(len(words) for words in lists.values())])
    for line in range(lines):
        for position, column in enumerate(contract.columns.values(), start=1):
            sheet.cell(line + 2, position, _value(column, _offered(column, contract, lists, line), line))
    book.save(path)
    return lines


def _offered(column: Column, contract: Contract, lists: dict[str, list[str]], line: int) -> list[str]:
    if column.type == "category_of":
        kinds = lists[f"Liste {contract.columns[column.of or ''].header}"]
        return lists.get(f"Liste {column.header} bei {kinds[line % len(kinds)]}", [])
    return lists.get(f"Liste {column.header}", [])


def _read(path: Path, source: str, paths: Paths) -> Outcome:
    records = paths.records / MUNICIPALITY
    ledger = read_ledger(records).values()
    place = (MUNICIPALITY, "Musterstadt")
    words = load_vocabularies(CONTRACTS[source], CONTRACTS, ledger, records=records, municipality=place)
    file = inbox_file(path, MUNICIPALITY, source, Arrival(RECEIVED, None))
    return read_delivery(file, Rules(CONTRACTS[source], [], words, a_workspace(), lambda: PseudonymKey(b"k" * 32)))


@pytest.mark.parametrize("source", TABLES)
def test_a_filled_template_is_read_without_a_finding(source: str, paths: Paths, tmp_path: Path) -> None:
    path = _template(paths, source, tmp_path)
    lines = _fill(path, CONTRACTS[source])
    outcome = _read(path, source, paths)
    assert [(finding.cell, finding.rule, finding.message) for finding in outcome.findings] == []
    assert (outcome.rows_in, outcome.rows_ok) == (lines, lines)


def test_words_are_names_and_become_their_keys(paths: Paths, tmp_path: Path) -> None:
    path = _template(paths, "contacts", tmp_path)
    lists = _lists(openpyxl.load_workbook(path))
    assert lists["Liste Angebot"] == ["Sprechstunde", "cafe-mitte", "cafe-nord"]
    assert lists["Liste Themen"] == ["Wohnen & Miete", "kita"]
    assert lists["Liste Kontaktart"] == ["Erstkontakt", "Folgekontakt", "unbekannt"]
    assert lists["Liste Sprachmittlung"] == ["ja", "nein"]
    _fill(path, CONTRACTS["contacts"])
    rows = _read(path, "contacts", paths).rows
    assert rows is not None
    assert rows["service"].to_list() == ["sprechstunde", "cafe-mitte", "cafe-nord"] * 2
    assert rows["topics"].to_list() == [["wohnen"], ["kita"]] * 3
    assert rows["time"].to_list() == [time(9 + line, 30) for line in range(6)]


@pytest.mark.parametrize("source", TABLES)
def test_an_empty_template_is_a_table_without_rows(source: str, paths: Paths, tmp_path: Path) -> None:
    outcome = _read(_template(paths, source, tmp_path), source, paths)
    assert (outcome.rows_in, [finding.rule for finding in outcome.findings]) == (0, ["no_rows"])


@pytest.mark.parametrize("source", TABLES)
def test_every_column_is_checked_explained_and_marked_where_it_must_be_filled(
    source: str, paths: Paths, tmp_path: Path
) -> None:
    book = openpyxl.load_workbook(_template(paths, source, tmp_path))
    form, contract = book[book.sheetnames[0]], CONTRACTS[source]
    assert book.active is form
    assert form.freeze_panes == "A2"
    assert [cell.value for cell in form[1]] == [column.header for column in contract.columns.values()]
    marked = {cell.value for cell in form[1] if cell.fill.fgColor.rgb == "FF1F5A7A"}
    assert marked == {column.header for column in contract.columns.values() if column.required}
    rules = {str(rule.sqref): rule for rule in form.data_validations.dataValidation}
    assert len(rules) == len(contract.columns)
    explained = {row[0]: row[2] for row in book["Legende"].iter_rows(values_only=True) if row[2]}
    assert {column.header for column in contract.columns.values()} <= explained.keys()
    assert all(len(rule.prompt) <= 255 and len(rule.promptTitle) <= 32 for rule in rules.values())


def _rule(form: Worksheet, header: str) -> tuple[str, str | None, bool | None]:
    column = next(cell.column_letter for cell in form[1] if cell.value == header)
    rules = (rule for rule in form.data_validations.dataValidation if str(rule.sqref).startswith(f"{column}2:"))
    rule = next(rules)
    return rule.type, rule.formula1, rule.showErrorMessage


def test_cells_are_checked_by_what_they_hold(paths: Paths, tmp_path: Path) -> None:
    contacts = openpyxl.load_workbook(_template(paths, "contacts", tmp_path)).worksheets[0]
    assert _rule(contacts, "Angebot") == ("list", "Auswahllisten!$A$2:$A$4", True)
    assert _rule(contacts, "Themen")[2] is False
    assert _rule(contacts, "Personen")[:2] == ("whole", "1")
    assert _rule(contacts, "Uhrzeit")[0] == "time"
    tallies = openpyxl.load_workbook(_template(paths, "contact_tallies", tmp_path)).worksheets[0]
    assert _rule(tallies, "Ausprägung")[1] == 'INDIRECT("Liste_"&SUBSTITUTE($D2," ","_"))'
    assert _rule(tallies, "Anzahl") == (
        "custom", "IF(ISNUMBER(F2),AND(F2>=0,F2=INT(F2)),(0+COUNTIF(Auswahllisten!$G$2:$G$4,F2))>0)", True,
    )  # fmt: skip


def test_dependent_lists_have_the_names_that_their_cells_look_for(paths: Paths, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_template(paths, "contact_tallies", tmp_path))
    named = {name: definition.attr_text for name, definition in book.defined_names.items()}
    assert set(named) == {"Liste_Thema", "Liste_Kanal", "Liste_Kontaktart"}
    sheet, cells = named["Liste_Thema"].split("!")
    assert [row[0].value for row in book[sheet][cells]] == ["Wohnen & Miete", "Kita, Schule"]


def test_the_legend_says_what_never_goes_in(paths: Paths, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(_template(paths, "contacts", tmp_path))
    said = " ".join(str(cell) for row in book["Legende"].iter_rows(values_only=True) for cell in row if cell)
    for word in ("Namen", "Geburtsdaten", "Telefonnummern", "Aktenzeichen", "Freitext", "lassen Sie leer", "„Kennung“"):
        assert word in said


def test_the_same_words_give_the_same_file_without_anything_that_runs(paths: Paths, tmp_path: Path) -> None:
    first = _template(paths, "events", tmp_path).read_bytes()
    path = _template(paths, "events", tmp_path)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "externalLink" in name or "vml" in name]


def test_a_town_without_master_data_gets_a_template_too(tmp_path: Path) -> None:
    path = _template(some_paths(tmp_path), "contacts", tmp_path)
    lists = _lists(openpyxl.load_workbook(path))
    assert set(lists) == {"Liste Kontaktart", "Liste Kanal", "Liste Übergabe CM", "Liste Sprachmittlung"}


@pytest.mark.parametrize("source", ["areas", "kontakte"])
def test_what_is_no_table_has_no_template(source: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=source):
        _template(some_paths(tmp_path), source, tmp_path)
    assert list(tmp_path.rglob("*.xlsx")) == []


def test_words_of_the_master_data_never_run(tmp_path: Path) -> None:
    paths = some_paths(tmp_path)
    records = Records(paths.records)
    records.deliver("topics", [{**MASTER_DATA["topics"][0], "name": "=1+1"}])
    out = write_template(
        "contacts", municipality=MUNICIPALITY, paths=paths, workspace=a_workspace(), out=tmp_path / "v.xlsx"
    )
    cells = [cell for sheet in openpyxl.load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_the_signs_of_the_legend_mean_what_it_says(paths: Paths, tmp_path: Path) -> None:
    path = _template(paths, "contact_tallies", tmp_path)
    book = openpyxl.load_workbook(path)
    form = book.worksheets[0]
    for line, sign in enumerate(["k.A.", "x", "geschlossen", None, 0], start=2):
        for position, cell in enumerate([date(2026, line, 1), "Sprechstunde", None, "Gesamt", None, sign], start=1):
            form.cell(line, position, cell)
    book.save(path)
    outcome = _read(path, "contact_tallies", paths)
    assert [finding.rule for finding in outcome.findings] == ["closed_mark"]
    assert outcome.rows is not None
    assert outcome.rows.select("contacts", "absence").rows() == [
        (None, "not_reported"), (None, "not_collected"), (None, "not_reported"), (None, "not_reported"), (0, None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "=HYPERLINK(A1)", "https://example.org", "+49", "@SUM(A1)"])
def test_names_from_deliveries_stay_text(tmp_path: Path, name: str) -> None:
    paths = some_paths(tmp_path)
    Records(paths.records).deliver("carriers", [{"carrier": "caritas", "name": name, "valid_from": BEGAN}])
    book = openpyxl.load_workbook(_template(paths, "contacts", tmp_path))
    (cell,) = [cell for row in book["Auswahllisten"].iter_rows() for cell in row if cell.value == name]
    assert (cell.data_type, cell.hyperlink) == ("s", None)
