"""Workbooks for tests, built in code: XLSX and XLS as offices write them, ODS as LibreOffice does."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt

Cell = str | float | bool | date | time | datetime | None
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Formula:
    """A formula with the value that was last shown; None where it was never calculated."""

    text: str
    value: str | float | None = None


@dataclass(frozen=True)
class Problem:
    """A cell that shows an error, such as `#REF!`."""

    text: str


@dataclass(frozen=True)
class Sheet:
    """Rows from the first one; `merged` are top, left, bottom, right from 0, their value stands in the first cell."""

    name: str
    rows: Sequence[Sequence[Cell | Formula | Problem]]
    merged: Sequence[Area] = ()
    hidden: bool = False
    hidden_rows: Sequence[int] = ()


def xlsx(sheets: Iterable[Sheet], *, is_1904: bool = False) -> bytes:
    """An XLSX file."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"default_date_format": "dd.mm.yyyy", "date_1904": is_1904}) as book:
        clock = book.add_format({"num_format": "hh:mm"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merged:
                page.merge_range(top, left, bottom, right, "")
            for number, row in enumerate(sheet.rows):
                for column, cell in enumerate(row):
                    _write_xlsx(page, number, column, cell, clock)
            for number in sheet.hidden_rows:
                page.set_row(number, None, None, {"hidden": True})
            if sheet.hidden:
                page.hide()
    return target.getvalue()


def _write_xlsx(page: object, row: int, column: int, cell: object, clock: object) -> None:
    if isinstance(cell, Formula):
        page.write_formula(row, column, cell.text, None, "" if cell.value is None else cell.value)  # type: ignore[attr-defined]
    elif isinstance(cell, Problem):
        page.write_formula(row, column, f"={cell.text}", None, cell.text)  # type: ignore[attr-defined]
    elif isinstance(cell, time):
        page.write_datetime(row, column, cell, clock)  # type: ignore[attr-defined]
    elif isinstance(cell, str):
        page.write_string(row, column, cell)  # type: ignore[attr-defined]
    elif cell is not None:
        page.write(row, column, cell)  # type: ignore[attr-defined]


def xls(sheets: Iterable[Sheet], *, is_1904: bool = False) -> bytes:
    """An XLS file of Excel 97–2003."""
    book = xlwt.Workbook()
    book.dates_1904 = is_1904
    day, clock = xlwt.easyxf(num_format_str="DD.MM.YYYY"), xlwt.easyxf(num_format_str="HH:MM")
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        for number, row in enumerate(sheet.rows):
            for column, cell in enumerate(row):
                _write_xls(page, number, column, cell, day, clock)
        for top, left, bottom, right in sheet.merged:
            page.merge(top, bottom, left, right)
        for number in sheet.hidden_rows:
            page.row(number).hidden = True
        page.visibility = int(sheet.hidden)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_xls(page: object, row: int, column: int, cell: object, day: object, clock: object) -> None:
    if isinstance(cell, Problem):
        page.row(row).set_cell_error(column, cell.text)  # type: ignore[attr-defined]
    elif isinstance(cell, time):
        page.write(row, column, cell, clock)  # type: ignore[attr-defined]
    elif isinstance(cell, date):
        page.write(row, column, cell, day)  # type: ignore[attr-defined]
    elif cell is not None:
        page.write(row, column, cell)  # type: ignore[attr-defined]


NAMESPACES = (
    "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
HIDDEN_STYLE = (
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
COLUMNS, ROWS = 16384, 1048576


def ods(sheets: Iterable[Sheet]) -> bytes:
    """An ODS file; behind the last cell and below the last row stand repeated empty ones, up to the sheet's edge."""
    tables = "".join(map(_table, sheets))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{HIDDEN_STYLE}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/></manifest:manifest>'
    )
    return archive({"mimetype": MIMETYPE, "META-INF/manifest.xml": manifest, "content.xml": content})


def archive(members: Mapping[str, str]) -> bytes:
    """A zip file with these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return target.getvalue()


def _table(sheet: Sheet) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merged}
    rows = []
    for number, row in enumerate(sheet.rows):
        hidden = ' table:visibility="collapse"' if number in sheet.hidden_rows else ""
        cells = "".join(_cell(cell, spans.get((number, column))) for column, cell in enumerate(row))
        rest = f'<table:table-cell table:number-columns-repeated="{COLUMNS - len(row)}"/>'
        rows.append(f"<table:table-row{hidden}>{cells}{rest}</table:table-row>")
    below = (
        f'<table:table-row table:number-rows-repeated="{ROWS - len(sheet.rows)}">'
        f'<table:table-cell table:number-columns-repeated="{COLUMNS}"/></table:table-row>'
    )
    style = ' table:style-name="ta2"' if sheet.hidden else ""
    return f"<table:table table:name={quoteattr(sheet.name)}{style}>{''.join(rows)}{below}</table:table>"


def _cell(cell: object, span: tuple[int, int] | None) -> str:
    merged = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{merged}/>"
    if isinstance(cell, Formula) and cell.value is None:
        return f"<table:table-cell{merged} table:formula={quoteattr('of:' + cell.text)}/>"
    if isinstance(cell, Formula):
        attributes, text = _typed(cell.value)
        return (
            f"<table:table-cell{merged} table:formula={quoteattr('of:' + cell.text)} {attributes}>"
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
        )
    attributes, text = _typed(cell)
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{merged} {attributes}>{paragraphs}</table:table-cell>"


def _typed(cell: object) -> tuple[str, str]:
    if isinstance(cell, Problem):
        return 'office:value-type="string" office:string-value="" calcext:value-type="error"', cell.text
    if isinstance(cell, bool):
        return f'office:value-type="boolean" office:boolean-value="{str(cell).lower()}"', "WAHR" if cell else "FALSCH"
    if isinstance(cell, int | float):
        return f'office:value-type="float" office:value="{cell}"', str(cell).replace(".", ",")
    if isinstance(cell, time):
        return f'office:value-type="time" office:time-value="PT{cell:%H}H{cell:%M}M{cell:%S}S"', f"{cell:%H:%M}"
    if isinstance(cell, date):
        return f'office:value-type="date" office:date-value="{cell.isoformat()}"', f"{cell:%d.%m.%y}"
    return 'office:value-type="string"', str(cell)
