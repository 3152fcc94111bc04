"""Old Excel files (XLS): one stream of records; only the place of every cell and the length of texts are looked at.

Record numbers are those of [MS-XLS] and, for files before Excel 97, of [MS-XLS] 2.3 with shorter texts.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from pipelines.findings import cell_address
from pipelines.reading.guards.compound_file import CompoundFile
from pipelines.reading.guards.markup import AREA, CELLS, ELEMENTS, MERGED_ROWS, TEXT_CHARACTERS
from pipelines.reading.guards.refusals import encrypted, far_cell, macros, not_a_workbook, too_much
from pipelines.reading.guards.xls_texts import text_lengths

BOOKS = ("Workbook", "Book")
PACKAGE = "EncryptedPackage"
PROGRAMS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")
RECORD, PLACE, INDEX = struct.Struct("<2H"), struct.Struct("<2H"), struct.Struct("<L")
BEGIN = (0x09, 0x0209, 0x0409, 0x0809)
PASSWORD, SHARED_TEXTS, CONTINUED, MERGED = 0x2F, 0xFC, 0x3C, 0xE5
RANGE = struct.Struct("<4H")
# Number, label, formula and their like: the record begins with row and column.
CELL_RECORDS = frozenset({0x02, 0x03, 0x04, 0x05, 0x06, 0x27E, 0x203, 0x204, 0x205, 0x206, 0x406, 0xD6, 0xFD, 0xBD})
SHOWN_TEXT, MANY_NUMBERS = 0xFD, 0xBD
# A sheet of 65,536 rows and 10 columns has about half of it.
FILE_BYTES = 30 * 1024 * 1024
Record = tuple[int, bytes]


def guard_xls(path: Path, *, rows: int, columns: int) -> None:
    """Refuse an XLS file that is damaged, encrypted, has macros, or cells far off, too many or too long.

    Raises FileRejectedError.
    """
    if path.stat().st_size > FILE_BYTES:
        raise too_much()
    book = CompoundFile(path.read_bytes())
    if PACKAGE in book.entries:
        raise encrypted()
    if any(name in book.entries for name in PROGRAMS):
        raise macros()
    name = next((name for name in BOOKS if name in book.entries), None)
    if name is None:
        raise not_a_workbook()
    _guard_records(book.stream(name), rows=rows, columns=columns)


class _Count:
    """What the records have said so far: cells, the last of the sheet, shared texts and which of them are shown."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.cells = self.last_row = self.last_column = self.merged_rows = 0
        self.texts: list[bytes] = []
        self.shown: list[int] = []

    def next_sheet(self) -> None:
        self.last_row = self.last_column = 0

    def cell(self, kind: int, content: bytes) -> None:
        row, column, added = _place(kind, content)
        self.cells += added
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if row > self.rows or column > self.columns or self.last_row * self.last_column > AREA:
            raise far_cell(None, cell_address(column - 1, row) or "")
        if kind == SHOWN_TEXT and len(content) >= PLACE.size + 2 + INDEX.size:
            self.shown += INDEX.unpack_from(content, PLACE.size + 2)

    def merged(self, content: bytes) -> None:
        for first, last, _, _ in RANGE.iter_unpack(content[2 : 2 + (len(content) - 2) // RANGE.size * RANGE.size]):
            self.merged_rows += abs(last - first) + 1
        if self.merged_rows > MERGED_ROWS:
            raise too_much()

    def settle(self) -> None:
        lengths = text_lengths(self.texts)
        repeated = sum(lengths[number] for number in self.shown if number < len(lengths))
        if self.cells > CELLS or sum(lengths) + repeated > TEXT_CHARACTERS:
            raise too_much()


def _guard_records(stream: bytes, *, rows: int, columns: int) -> None:
    count, before = _Count(rows, columns), 0
    for kind, content in _records(stream):
        if kind == PASSWORD:
            raise encrypted()
        if kind in BEGIN:
            count.next_sheet()
        elif kind in CELL_RECORDS:
            count.cell(kind, content)
        elif kind == MERGED:
            count.merged(content)
        elif kind == SHARED_TEXTS or (kind == CONTINUED and before == SHARED_TEXTS):
            count.texts.append(content)
            kind = SHARED_TEXTS
        before = kind
    count.settle()


def _records(stream: bytes) -> Iterator[Record]:
    """Kind and content of every record; raises FileRejectedError when one runs out of the file."""
    place = count = 0
    while place + RECORD.size <= len(stream):
        kind, length = RECORD.unpack_from(stream, place)
        place += RECORD.size
        count += 1
        if count > ELEMENTS:
            raise too_much()
        if place + length > len(stream):
            # Streams are padded with zeros up to a full sector.
            if kind == length == 0:
                return
            raise not_a_workbook()
        yield kind, stream[place : place + length]
        place += length


def _place(kind: int, content: bytes) -> tuple[int, int, int]:
    """The furthest row and column (from 1) of a record, and how many cells it holds."""
    if len(content) < PLACE.size:
        raise not_a_workbook()
    row, column = PLACE.unpack_from(content)
    added = max((len(content) - 6) // 6, 1) if kind == MANY_NUMBERS else 1
    return row + 1, column + added, added
