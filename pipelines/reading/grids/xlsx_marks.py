"""What an XLSX file says beside its values: hidden rows, error cells, formulas without a value, how days are counted.

The parts are looked through as bytes, and cell by cell only where one of these marks stands.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from pipelines.findings import LETTERS
from pipelines.reading.grids.sheet import NO_VALUE, UNKNOWN_ERROR, Marks

WORKBOOK, TARGETS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
CHUNK = 1024 * 1024
ROW_END = re.compile(rb"</(?:\w+:)?row>")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
MARK = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f[\s/>]|\bhidden=["'](?:1|true)["']""")
HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
NUMBER = re.compile(rb"""\br=["'](\d+)["']""")
ADDRESS = re.compile(rb"""\br=["']([A-Za-z]+)\d+["']""")
KIND = re.compile(rb"""\bt=["'](\w+)["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")


def xlsx_marks(path: Path) -> tuple[bool, Sequence[Marks]]:
    """Whether days are counted from 1904, and the marks of every sheet in the workbook's order."""
    with zipfile.ZipFile(path) as archive:
        members = {name.lower(): name for name in archive.namelist()}
        book = ElementTree.fromstring(archive.read(members[WORKBOOK]))  # noqa: S314 - without entities, see the guard
        targets = ElementTree.fromstring(archive.read(members[TARGETS]))  # noqa: S314
        parts = {
            element.get("Id", ""): posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))[1:].lower()
            for element in targets
        }
        named = [
            parts.get(next((value for key, value in sheet.items() if key.endswith("}id")), ""), "")
            for sheet in _elements(book, "sheet")
        ]
        marks = [_marks_of(archive, members[part]) if part in members else Marks() for part in named]
    is_1904 = any(element.get("date1904") in ("1", "true") for element in _elements(book, "workbookPr"))
    return is_1904, marks


def _elements(tree: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (element for element in tree.iter() if element.tag.rpartition("}")[2] == name)


def _marks_of(archive: zipfile.ZipFile, part: str) -> Marks:
    with archive.open(part) as stream:
        return _marks(stream)


def _marks(stream: IO[bytes]) -> Marks:
    hidden: set[int] = set()
    broken: dict[int, dict[int, str]] = {}
    row = -1
    for block in _blocks(stream):
        if not MARK.search(block):
            row = _last_row(block, row)
            continue
        starts = list(ROW.finditer(block))
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            row = _row_number(start[1], row)
            if HIDDEN.search(start[1]):
                hidden.add(row)
            cells = _broken(block[start.end() : following.start() if following else len(block)])
            if cells:
                broken[row] = cells
    return Marks(frozenset(hidden), broken)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces of whole rows."""
    rest = b""
    while piece := stream.read(CHUNK):
        rest += piece
        end = max((match.end() for match in ROW_END.finditer(rest)), default=0)
        yield rest[:end]
        rest = rest[end:]
    yield rest


def _last_row(block: bytes, row: int) -> int:
    for start in ROW.finditer(block):
        row = _row_number(start[1], row)
    return row


def _row_number(attributes: bytes, before: int) -> int:
    number = NUMBER.search(attributes)
    return int(number[1]) - 1 if number else before + 1


def _broken(row: bytes) -> dict[int, str]:
    """Column → error; a formula whose value is an empty text (`t="str"`) has its value."""
    found: dict[int, str] = {}
    column = -1
    for cell in CELL.finditer(row):
        address, kind = ADDRESS.search(cell[1]), KIND.search(cell[1])
        column = _column(address[1]) if address else column + 1
        content = cell[2] or b""
        value = VALUE.search(content)
        if kind and kind[1] == b"e":
            found[column] = value[1].decode("utf-8", "replace") if value else UNKNOWN_ERROR
        elif value is None and FORMULA.search(content) and not (kind and kind[1] == b"str"):
            found[column] = NO_VALUE
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * LETTERS + letter - ord("A") + 1
    return number - 1
