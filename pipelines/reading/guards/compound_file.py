"""The file system inside old Office files: [MS-CFB]. Every chain of sectors is followed at most once around."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipelines.reading.guards.refusals import not_a_workbook

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADER = struct.Struct("<24s5H6x9L")
HEADER_BYTES, IN_HEADER = 512, 109
ENTRY = struct.Struct("<64sHB49xLQ")
SECTOR_SHIFTS = (9, 12)
MINI_SHIFT = 6
# Numbers from here on are marks (end of chain, free, taken by the table itself), not sectors.
MARKS = 0xFFFFFFFA
ROOT, STREAM, STORAGE = 5, 2, 1


@dataclass(frozen=True)
class Entry:
    """A stream or storage: its first sector and its size in bytes."""

    kind: int
    start: int
    size: int


class CompoundFile:
    """A compound file in memory."""

    def __init__(self, raw: bytes) -> None:
        """Read the table of sectors and the directory. Raises FileRejectedError when they do not hold together."""
        self.raw = raw
        try:
            _, _, _, _, shift, mini_shift, _, _, first, _, self.cutoff, mini_first, _, more, _ = HEADER.unpack_from(raw)
        except struct.error as error:
            raise not_a_workbook() from error
        if shift not in SECTOR_SHIFTS or mini_shift != MINI_SHIFT:
            raise not_a_workbook()
        self.size = 1 << shift
        self.table = self._table(more)
        self.entries: Mapping[str, Entry] = dict(self._directory(self._joined(first)))
        self.mini_table = _numbers(self._joined(mini_first)) if mini_first < MARKS else array("I")

    def stream(self, name: str) -> bytes:
        """The content of the stream of this name. Raises FileRejectedError when its sectors are not all there."""
        entry = self.entries[name]
        if entry.size >= self.cutoff:
            content = self._joined(entry.start)
        else:
            small = self._joined(self.entries[""].start)
            starts = _chain(entry.start, self.mini_table)
            content = b"".join(small[start << MINI_SHIFT : (start + 1) << MINI_SHIFT] for start in starts)
        if len(content) < entry.size:
            raise not_a_workbook()
        return content[: entry.size]

    def _sector(self, number: int) -> bytes:
        return self.raw[(number + 1) * self.size : (number + 2) * self.size]

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self.table)))

    def _table(self, more: int) -> array:
        """The next sector of every sector; `more` is the first sector that goes on listing the table's own."""
        listed = list(_numbers(self.raw[HEADER.size : HEADER_BYTES]))
        seen: set[int] = set()
        while more < MARKS:
            if more in seen or (more + 1) * self.size > len(self.raw):
                raise not_a_workbook()
            seen.add(more)
            *numbers, more = _numbers(self._sector(more)) or [MARKS]
            listed += numbers
        own = [number for number in listed if number < MARKS]
        if len(set(own)) != len(own) or len(own) * self.size > len(self.raw):
            raise not_a_workbook()
        return _numbers(b"".join(map(self._sector, own)))

    def _directory(self, content: bytes) -> Iterator[tuple[str, Entry]]:
        for place in range(0, len(content) - ENTRY.size + 1, ENTRY.size):
            name, length, kind, start, size = ENTRY.unpack_from(content, place)
            if kind in (ROOT, STREAM, STORAGE):
                text = name[: max(length - 2, 0)].decode("utf-16-le", "replace")
                yield ("" if kind == ROOT else text), Entry(kind, start, size & 0xFFFFFFFF)


def _chain(start: int, table: Sequence[int]) -> Iterator[int]:
    """The sectors from `start` on; raises FileRejectedError when they run in a circle or out of the file."""
    steps = 0
    while start < MARKS:
        steps += 1
        if start >= len(table) or steps > len(table):
            raise not_a_workbook()
        yield start
        start = table[start]


def _numbers(raw: bytes) -> array:
    return array("I", raw[: len(raw) // 4 * 4])
