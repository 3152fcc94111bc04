"""What an XLS file says beside its values: hidden rows, error cells, how days are counted.

Record by record as in [MS-XLS]; the names in capitals are the format's own.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.reading.grids.sheet import NO_VALUE, UNKNOWN_ERROR, Marks
from pipelines.reading.guards.compound_file import CompoundFile

RECORD = struct.Struct("<2H")
BOOKS = ("Workbook", "Book")
BOF, DATEMODE, BOUNDSHEET, ROW, BOOLERR, FORMULA, STRING = 0x0809, 0x22, 0x85, 0x0208, 0x0205, 0x06, 0x0207
CELL_PLACE = struct.Struct("<2H")
ROW_OPTIONS, IS_HIDDEN = 12, 0x20
# In a formula's eight bytes of result: what it is, where no number; the two last bytes then are all ones.
RESULT, NO_NUMBER = slice(6, 14), b"\xff\xff"
TEXT, ERROR, EMPTY_TEXT = 0, 2, 3
# A formula that its writer left for the reader to calculate.
OPTIONS, IS_TO_CALCULATE = 14, 0x01
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def xls_marks(path: Path) -> tuple[bool, Sequence[Marks]]:
    """Whether days are counted from 1904, and the marks of every sheet in the workbook's order."""
    file = CompoundFile(path.read_bytes())
    stream = file.stream(next(name for name in BOOKS if name in file.entries))
    is_1904 = False
    starts: list[int] = []
    found: dict[int, _Found] = {}
    now = _Found()
    for place, kind, content in _records(stream):
        if kind == DATEMODE:
            is_1904 = content[:1] == b"\x01"
        elif kind == BOUNDSHEET:
            starts.append(int.from_bytes(content[:4], "little"))
        elif kind == BOF:
            now = found.setdefault(place, _Found())
        else:
            now.add(kind, content)
    return is_1904, [found[start].marks() if start in found else Marks() for start in starts]


class _Found:
    """The marks of one sheet, as its records come by."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.broken: dict[int, dict[int, str]] = {}
        self.awaits_text: tuple[int, int] | None = None

    def add(self, kind: int, content: bytes) -> None:
        if kind == ROW and content[ROW_OPTIONS] & IS_HIDDEN:
            self.hidden.add(int.from_bytes(content[:2], "little"))
        elif kind == BOOLERR and content[7]:
            self._break(content, ERRORS.get(content[6], UNKNOWN_ERROR))
        elif kind == FORMULA:
            self._formula(content)
        elif kind == STRING:
            self.awaits_text = None

    def _formula(self, content: bytes) -> None:
        self._settle()
        result = content[RESULT]
        if not result.endswith(NO_NUMBER):
            return
        if result[0] == ERROR:
            self._break(content, ERRORS.get(result[2], UNKNOWN_ERROR))
        elif result[0] == TEXT:
            self.awaits_text = CELL_PLACE.unpack_from(content)
        elif result[0] == EMPTY_TEXT and content[OPTIONS] & IS_TO_CALCULATE:
            self._break(content, NO_VALUE)

    def _break(self, content: bytes, error: str) -> None:
        row, column = CELL_PLACE.unpack_from(content)
        self.broken.setdefault(row, {})[column] = error

    def _settle(self) -> None:
        """A formula that gives a text, but whose text did not follow, has no value."""
        if self.awaits_text:
            row, column = self.awaits_text
            self.broken.setdefault(row, {})[column] = NO_VALUE
        self.awaits_text = None

    def marks(self) -> Marks:
        self._settle()
        return Marks(frozenset(self.hidden), self.broken)


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + RECORD.size <= len(stream):
        kind, length = RECORD.unpack_from(stream, place)
        start = place + RECORD.size
        yield place, kind, stream[start : start + length]
        place = start + length
