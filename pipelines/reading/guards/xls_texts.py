"""How long the shared texts of an XLS file are: the SST record of [MS-XLS] with its continuations."""

from __future__ import annotations

import struct
from collections.abc import Sequence

HEAD = struct.Struct("<HB")
COUNTS_BYTES = 8
WIDE, HAS_SOUND, HAS_RUNS = 1, 4, 8
RUN_BYTES = 4


def text_lengths(blocks: Sequence[bytes]) -> list[int]:
    """Characters of every text in order; `blocks` are the record and its continuations. Ends where they are damaged."""
    cursor = _Cursor(blocks)
    cursor.skip(COUNTS_BYTES)
    lengths: list[int] = []
    while (head := cursor.take(HEAD.size)) is not None:
        length, flags = HEAD.unpack(head)
        runs = int.from_bytes(cursor.take(2) or b"", "little") if flags & HAS_RUNS else 0
        sound = int.from_bytes(cursor.take(4) or b"", "little") if flags & HAS_SOUND else 0
        lengths.append(length)
        cursor.skip_text(length, wide=bool(flags & WIDE))
        cursor.skip(runs * RUN_BYTES + sound)
    return lengths


class _Cursor:
    """A place in the blocks. Text that goes on in the next block is told again there how wide its characters are."""

    def __init__(self, blocks: Sequence[bytes]) -> None:
        self.blocks, self.block, self.place = blocks, 0, 0

    def take(self, size: int) -> bytes | None:
        while self.block < len(self.blocks) and self.place >= len(self.blocks[self.block]):
            self.block, self.place = self.block + 1, 0
        if self.block >= len(self.blocks):
            return None
        taken = self.blocks[self.block][self.place : self.place + size]
        self.place += size
        return taken if len(taken) == size else None

    def skip(self, size: int) -> None:
        while size > 0 and self.block < len(self.blocks):
            step = min(size, len(self.blocks[self.block]) - self.place)
            self.place, size = self.place + step, size - step
            if size > 0:
                self.block, self.place = self.block + 1, 0

    def skip_text(self, length: int, *, wide: bool) -> None:
        while length > 0 and self.block < len(self.blocks):
            width = 2 if wide else 1
            here = min(length, (len(self.blocks[self.block]) - self.place) // width)
            self.place, length = self.place + here * width, length - here
            if length > 0:
                self.block, self.place = self.block + 1, 1
                wide = self.block < len(self.blocks) and bool(self.blocks[self.block][:1] == b"\x01")
