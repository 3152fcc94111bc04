"""Tables to the bytes of a CSV or XLSX file, the same on every machine."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal

import xlsxwriter

from data_raw.generator.table import Table

CREATED = datetime(2023, 1, 2, 8, 0, tzinfo=UTC).replace(tzinfo=None)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Format:
    """How a sender writes files.

    `titles` are lines above the header, `sheet` names the sheet of an XLSX, `headers` are the sender's own headers.
    """

    suffix: str = "csv"
    encoding: str = "utf-8"
    delimiter: str = ";"
    dates: str = "%d.%m.%Y"
    decimal: str = ","
    sheet: str = "Tabelle1"
    titles: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def file_bytes(table: Table, form: Format) -> bytes:
    return _xlsx(table, form) if form.suffix == "xlsx" else _csv(table, form)


def _headers(table: Table, form: Format) -> list[str]:
    return [form.headers.get(header, header) for header in table.headers]


def _csv(table: Table, form: Format) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=form.delimiter, lineterminator="\r\n")
    writer.writerow(_headers(table, form))
    for row in table:
        writer.writerow([_text(row[header], form) for header in table.headers])
    if form.encoding == "utf-16":  # Python would take the byte order of the machine
        return codecs.BOM_UTF16_LE + buffer.getvalue().encode("utf-16-le")
    return buffer.getvalue().encode(form.encoding)


def _text(value: object, form: Format) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case date():
            return value.strftime(form.dates)
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return _number(value, form)
        case _:
            return str(value)


def _number(value: Decimal, form: Format) -> str:
    if form.decimal == ".":
        return str(value)
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _xlsx(table: Table, form: Format) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": CREATED})
    bold = book.add_format({"bold": True})
    styles = {
        date: book.add_format({"num_format": "dd.mm.yyyy"}),
        time: book.add_format({"num_format": "hh:mm"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
    }
    sheet = book.add_worksheet(form.sheet)
    for line, title in enumerate(form.titles):
        sheet.write_string(line, 0, title)
    top = len(form.titles)
    sheet.write_row(top, 0, _headers(table, form), bold)
    for line, row in enumerate(table, start=top + 1):
        for column, header in enumerate(table.headers):
            _write_cell(sheet, (line, column), row[header], styles)
    book.close()
    return _stored(buffer.getvalue())


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], value: object, styles: dict) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(*place, "ja" if value else "nein")
    elif isinstance(value, date | time):
        sheet.write_datetime(*place, value, styles[type(value)])
    elif isinstance(value, int | Decimal):
        sheet.write_number(*place, value, styles.get(type(value)))
    else:
        sheet.write_string(*place, str(value))


def _stored(packed: bytes) -> bytes:
    """The same XLSX without compression: compressed bytes would depend on the machine's zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as new:
        for member in old.infolist():
            entry = zipfile.ZipInfo(member.filename, ZIP_EPOCH)
            entry.create_system = 0
            new.writestr(entry, old.read(member))
    return buffer.getvalue()
