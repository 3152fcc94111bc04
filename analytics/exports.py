"""One table as a file: CSV and XLSX with the signs of absence, where it comes from, and nothing that calculates.

Every file carries a random word. A served file's address follows from its content, and of a large file from its first,
middle and last 64 KiB only, so the word stands at the end: nobody can work out the address of what someone else saved.
"""

from __future__ import annotations

import csv
import io
import re
import secrets
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from analytics import sentences
from analytics.release import Release
from analytics.tables import Cell, Column, Table

# Spreadsheets run a cell that begins with one of these (OWASP, CSV Injection; full-width forms too), and may drop
# invisible signs before it.
_FORMULA = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@|%＝＋－＠]|[\t\r\n]"
)
WORD_LABEL = "Kennung dieser Datei"
_NUMBER_FORMATS = {
    "count": "#,##0",
    "money": "#,##0.00 €",
    "percent": '0" %"',
    "percent1": '0.0" %"',
    "decimal": "#,##0.0",
    "decimal2": "#,##0.00",
    "day": "dd.mm.yyyy",
    "month": "mm.yyyy",
}


def file_name(table: Table, release: Release, ending: str) -> str:
    """`leverkusen_contacts_20261110T081200Z.csv`"""
    return f"{release.info.municipality}_{table.key}_{release.id.split('-')[0]}.{ending}"


def to_csv(table: Table, release: Release) -> bytes:
    """UTF-8 with byte order mark and semicolons, as German spreadsheets open it.

    The last lines say where it comes from; two files of the same view differ in their last word alone.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(column.header) for column in table.columns])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    writer.writerow([])
    writer.writerows([harmless(label), harmless(words)] for label, words in legend_rows(table, release))
    writer.writerow([WORD_LABEL, _random_word()])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def to_xlsx(table: Table, release: Release) -> bytes:
    """The table on one sheet, its legend on another; numbers stay numbers, signs stay text, nothing is a formula.

    Two files of the same view differ in the random word of their document properties alone.
    """
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {"title": table.title, "comments": f"{WORD_LABEL} {_random_word()}", "created": _created(release)}
        )
        _write_table(book, table)
        _write_legend(book, table, release)
    return content.getvalue()


def harmless(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def legend_rows(table: Table, release: Release) -> list[tuple[str, str]]:
    """What a reader of the file must know: title, place of origin, Stand, audience, signs."""
    rows = [
        ("Tabelle", table.title),
        ("Quelle", sentences.source_note(release)),
        ("Stand", sentences.stand_text(release.info)),
        ("Veröffentlichung", release.id),
        ("Sicht", release.scope.label),
        ("Ansicht", release.scope.text),
        ("Schutz", sentences.protection_note(release.info)),
    ]
    signs = [(f"Zeichen {sign}", words) for sign, words in sentences.sign_legend(release.info)]
    return [row for row in [*rows, *signs] if row[1]]


def _random_word() -> str:
    return secrets.token_hex(16)


def _plain(cell: Cell) -> str:
    """Numbers with a comma and without thousands dots, so that they can be added up; everything else as shown."""
    if isinstance(cell.value, Decimal | int | float):
        return (
            f"{cell.value:f}".replace(".", ",")
            if isinstance(cell.value, Decimal)
            else str(cell.value).replace(".", ",")
        )
    return harmless(cell.text)


def _created(release: Release) -> datetime:
    return release.info.stand.replace(tzinfo=UTC).replace(tzinfo=None)


def _write_table(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet("Tabelle")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {kind: book.add_format({"num_format": code, "align": "right"}) for kind, code in _NUMBER_FORMATS.items()}
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, harmless(column.header), head)
        sheet.set_column(index, index, _width(table, index))
    for line, row in enumerate(table.rows, 1):
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write_cell(sheet, (line, index), cell, column, formats)
    sheet.freeze_panes(1, 1)


def _write_cell(sheet: Any, place: tuple[int, int], cell: Cell, column: Column, formats: dict) -> None:
    style = formats.get(column.kind)
    if isinstance(cell.value, date):
        sheet.write_datetime(*place, datetime(cell.value.year, cell.value.month, cell.value.day), style)  # noqa: DTZ001
    elif isinstance(cell.value, Decimal | int | float):
        sheet.write_number(*place, float(cell.value), style)
    else:
        sheet.write_string(*place, harmless(cell.text), style)


def _width(table: Table, index: int) -> int:
    longest = max([len(row[index].text) for row in table.rows] + [len(table.columns[index].header)])
    return min(48, max(9, longest + 2))


def _write_legend(book: xlsxwriter.Workbook, table: Table, release: Release) -> None:
    sheet = book.add_worksheet("Erläuterung")
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True})
    for line, (label, words) in enumerate(legend_rows(table, release)):
        sheet.write_string(line, 0, harmless(label), bold)
        sheet.write_string(line, 1, harmless(words), wrapped)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 90)
