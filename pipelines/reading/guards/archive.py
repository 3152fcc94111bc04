"""The directory of a zip archive, believed only as far as it is checked, and its parts unpacked piece by piece.

Archives differ in what two readers see in them. Only the plain form is taken that spreadsheet programs write: one
directory at the very end, parts that do not overlap, packed with deflate or not at all, sizes that are true.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pipelines.reading.guards.refusals import encrypted, not_a_workbook, too_much, unsafe

MEMBERS = 500
MEGABYTE = 1024 * 1024
PART_BYTES = 150 * MEGABYTE
UNPACKED_BYTES = 200 * MEGABYTE
# Sheets pack to a tenth or a twentieth; formats repeated over a whole sheet to a hundredth.
RATIO = 200
RATIO_MATTERS_FROM = 10 * MEGABYTE
CHUNK = 64 * 1024
NAME_LENGTH = 255
ODD_NAME = re.compile(r"^/|\\|:|(^|/)\.\.(/|$)|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
START, END = b"PK\x03\x04", b"PK\x05\x06"
END_SIZE = 22
LOCAL_HEADER = struct.Struct("<4s5H3L2H")
IS_ENCRYPTED = 1
DEFLATED_RAW = -15
OTHERWISE = "ist anders, als ihr Verzeichnis sagt."


@dataclass(frozen=True)
class Part:
    """One packed file: where its bytes start, how many there are, and how many (with which checksum) they become."""

    name: str
    start: int
    packed: int
    size: int
    checksum: int
    is_deflated: bool

    @property
    def folded(self) -> str:
        """The name as spreadsheet programs look it up: case does not matter."""
        return self.name.lower()


def parts_of(stream: BinaryIO) -> tuple[Part, ...]:
    """Every part of the archive, in the order of its bytes; folders are left out.

    Raises FileRejectedError for archives that are damaged, encrypted, too large, or built to be read in two ways.
    """
    try:
        with zipfile.ZipFile(stream) as archive:
            members = sorted(archive.infolist(), key=lambda member: member.header_offset)
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as error:
        raise not_a_workbook() from error
    _require_plain(stream, members)
    parts = [_part(stream, member) for member in members]
    ends = [part.start + part.packed for part in parts]
    starts = [member.header_offset for member in members[1:]]
    if any(end > start for end, start in zip(ends, starts, strict=False)):
        raise unsafe("Teile der gepackten Datei überlappen sich.")
    return tuple(part for part in parts if not part.name.endswith("/"))


def unpacked(stream: BinaryIO, part: Part) -> Iterator[bytes]:
    """The bytes of a part in pieces; raises FileRejectedError when they are more, fewer or others than promised."""
    size, checksum = 0, 0
    for piece in _inflated(stream, part) if part.is_deflated else _stored(stream, part):
        size, checksum = size + len(piece), zlib.crc32(piece, checksum)
        if size > part.size:
            raise unsafe(f"Ein Teil der gepackten Datei {OTHERWISE}")
        yield piece
    if size != part.size or checksum != part.checksum:
        raise not_a_workbook()


def _stored(stream: BinaryIO, part: Part) -> Iterator[bytes]:
    stream.seek(part.start)
    left = part.packed
    while left:
        piece = stream.read(min(CHUNK, left))
        if not piece:
            raise not_a_workbook()
        left -= len(piece)
        yield piece


def _inflated(stream: BinaryIO, part: Part) -> Iterator[bytes]:
    expand = zlib.decompressobj(DEFLATED_RAW)
    try:
        for packed in _stored(stream, part):
            rest = packed
            while rest:
                yield expand.decompress(rest, CHUNK)
                rest = expand.unconsumed_tail
                if expand.unused_data:
                    raise unsafe(f"Ein Teil der gepackten Datei {OTHERWISE}")
        yield expand.flush()
    except zlib.error as error:
        raise not_a_workbook() from error
    if not expand.eof:
        raise not_a_workbook()


def _require_plain(stream: BinaryIO, members: list[zipfile.ZipInfo]) -> None:
    stream.seek(0)
    start = stream.read(len(START))
    stream.seek(-END_SIZE, 2)
    if start != START or not stream.read().startswith(END):
        raise not_a_workbook()
    if any(member.flag_bits & IS_ENCRYPTED for member in members):
        raise encrypted()
    names = [member.orig_filename.lower() for member in members]
    if len(set(names)) != len(names) or any(len(name) > NAME_LENGTH or ODD_NAME.search(name) for name in names):
        raise unsafe("Die gepackte Datei enthält doppelte oder unzulässige Namen.")
    sizes = [member.file_size for member in members]
    if len(members) > MEMBERS or sum(sizes) > UNPACKED_BYTES or max(sizes) > PART_BYTES:
        raise too_much()
    if any(member.file_size > max(RATIO_MATTERS_FROM, RATIO * member.compress_size) for member in members):
        raise too_much()
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise not_a_workbook()


def _part(stream: BinaryIO, member: zipfile.ZipInfo) -> Part:
    """Where a member's bytes start, as its own header says; that header must be there and name the same file."""
    stream.seek(member.header_offset)
    head = stream.read(LOCAL_HEADER.size)
    if len(head) < LOCAL_HEADER.size or not head.startswith(START):
        raise not_a_workbook()
    *_, name_length, extra_length = LOCAL_HEADER.unpack(head)
    name = stream.read(name_length)
    if name not in (member.orig_filename.encode("utf-8", "replace"), member.orig_filename.encode("cp437", "replace")):
        raise unsafe(f"Ein Teil der gepackten Datei {OTHERWISE}")
    start = member.header_offset + LOCAL_HEADER.size + name_length + extra_length
    is_deflated = member.compress_type == zipfile.ZIP_DEFLATED
    return Part(member.orig_filename, start, member.compress_size, member.file_size, member.CRC, is_deflated)
