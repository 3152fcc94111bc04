"""An empty delivery form for one source: XLSX with drop-downs of the municipality's words, checks and a legend.

`python -m pipelines template SOURCE --municipality M --out FILE.xlsx`. What is filled in with its help is read without
a finding: headers are the contract's, words are those that reading knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from pipelines.contract import Contract, load_contracts
from pipelines.errors import UsageError
from pipelines.forms.cells import number_format, range_name, validation, width
from pipelines.forms.choices import Choice, choices
from pipelines.forms.legend import HEADING, TABLE, TEXT, TITLE, WARNING, legend
from pipelines.records.durable import write_durably
from pipelines.records.ledger import read_ledger
from pipelines.records.master_data import load_vocabularies
from settings import Paths, Workspace

LEGEND, LISTS = "Legende", "Auswahllisten"
# Rows with checks; more than any carrier sends in a month.
ROWS = 5000
SHEET_NAME = 31
INK, PAPER, LINE = "#1a1a1a", "#eef1f4", "#c3c9d0"
LEGEND_WIDTHS = (26, 9, 62, 54)


def write_template(source: str, *, municipality: str, paths: Paths, workspace: Workspace, out: Path) -> Path:
    """Write the form of one table source to `out` and return it; the same words and day give the same bytes.

    Raises UsageError when there is no such source, or when it holds boundaries instead of a table.
    """
    contracts = load_contracts()
    tables = [name for name, contract in contracts.items() if contract.kind == "table"]
    if source not in tables:
        raise UsageError(f"Für „{source}“ gibt es keine Vorlage. Es gibt: {', '.join(tables)}.")
    contract, records = contracts[source], paths.records / municipality
    name = workspace.municipalities[municipality]
    ledger = read_ledger(records)
    words = load_vocabularies(contract, contracts, ledger.values(), records=records, municipality=(municipality, name))
    offered = choices(contract, words, workspace.today())
    write_durably(out, lambda path: _write(path, contract, offered, name, workspace))
    return out


def _write(path: Path, contract: Contract, offered: tuple[Choice, ...], name: str, workspace: Workspace) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        # The day and no clock, so that the same form is the same file.
        day = datetime.combine(workspace.today(), time(), tzinfo=UTC).replace(tzinfo=None)
        book.set_properties({"title": f"Vorlage {contract.title}", "company": name, "created": day})
        formats = _formats(book, workspace.accent)
        form = book.add_worksheet(contract.title[:SHEET_NAME])
        _legend(book.add_worksheet(LEGEND), contract, name, workspace.today(), formats)
        lists = _lists(book, offered, formats)
        _form(form, contract, lists, formats)
        form.activate()


def _formats(book: xlsxwriter.Workbook, accent: str) -> dict[str, object]:
    head = {"bold": True, "valign": "vcenter", "text_wrap": True, "border": 1, "border_color": LINE}
    wrap = {"valign": "top", "text_wrap": True, "font_color": INK}
    kinds = {
        "required": head | {"bg_color": accent, "font_color": "#ffffff"},
        "optional": head | {"bg_color": PAPER, "font_color": INK},
        TITLE: {"bold": True, "font_size": 16, "font_color": INK},
        HEADING: {"bold": True, "font_size": 12, "font_color": accent, "bottom": 1, "bottom_color": LINE},
        TABLE: {"bold": True, "bg_color": PAPER, "font_color": INK},
        TEXT: wrap,
        WARNING: wrap | {"bold": True},
    }
    cells = {
        code: {"num_format": code} for code in ("dd.mm.yyyy", "mm/yyyy", "hh:mm", "0", "0.0#####", "#,##0.00", "@")
    }
    return {name: book.add_format(look) for name, look in (kinds | cells).items()}


def _form(sheet: Worksheet, contract: Contract, lists: Mapping[Choice, str], formats: Mapping[str, object]) -> None:
    names = list(contract.columns)
    for position, (name, column) in enumerate(contract.columns.items()):
        words = [word for choice in lists if choice.column == name for word in choice.words]
        sheet.set_column(position, position, width(column, words), formats.get(number_format(column)))
        sheet.write_string(0, position, column.header, formats["required" if column.required else "optional"])
        kind_cell = xl_rowcol_to_cell(1, names.index(column.of), col_abs=True) if column.of else ""
        rule = validation(name, contract, lists, kind_cell=kind_cell)
        if rule["validate"] == "custom":
            rule["value"] = rule["value"].replace("#", xl_rowcol_to_cell(1, position))
        sheet.data_validation(1, position, ROWS, position, rule)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    _for_print(sheet)
    sheet.repeat_rows(0)


def _lists(book: xlsxwriter.Workbook, offered: tuple[Choice, ...], formats: Mapping[str, object]) -> dict[Choice, str]:
    """The sheet with the words to choose from, and where each list stands."""
    places: dict[Choice, str] = {}
    if not offered:
        return places
    sheet = book.add_worksheet(LISTS)
    for position, choice in enumerate(offered):
        sheet.set_column(position, position, max(map(len, (choice.title, *choice.words))) + 8)
        # Not the bare header: a line of headers would be taken for a table.
        sheet.write_string(0, position, f"Liste {choice.title}", formats[TABLE])
        for row, word in enumerate(choice.words, start=1):
            # As text: a word of the master data that begins with = is a word.
            sheet.write_string(row, position, word)
        places[choice] = f"{LISTS}!{xl_range_abs(1, position, len(choice.words), position)}"
        if choice.kind:
            book.define_name(range_name(choice.kind), f"={places[choice]}")
    sheet.freeze_panes(1, 0)
    _for_print(sheet)
    return places


def _legend(sheet: Worksheet, contract: Contract, name: str, today: date, formats: Mapping[str, object]) -> None:
    for position, size in enumerate(LEGEND_WIDTHS):
        sheet.set_column(position, position, size)
    sheet.hide_gridlines(2)
    last = len(LEGEND_WIDTHS) - 1
    for row, (kind, cells) in enumerate(legend(contract, municipality=name, today=today)):
        if len(cells) == 1:
            sheet.merge_range(row, 0, row, last, cells[0], formats[kind])
        else:
            for position, cell in enumerate(cells):
                sheet.write_string(row, position, cell, formats[kind])
        if kind == HEADING:
            sheet.set_row(row, 28)
    _for_print(sheet)


def _for_print(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
