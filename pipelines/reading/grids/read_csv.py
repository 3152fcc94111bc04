"""CSV text → grid: the delimiter is the one that makes the header known, whatever stands above it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.reading.grid import Grid, tidy
from pipelines.reading.grids.decode import decode
from pipelines.reading.grids.fit_lines import Shape
from pipelines.reading.grids.footnotes import without_notes
from pipelines.reading.grids.header_refusal import wrong_header
from pipelines.reading.grids.split_text import QUOTE, split
from pipelines.reading.header import SEARCHED_LINES, Header, find_header
from pipelines.reading.header_lines import titles_of

DELIMITERS = (";", ",", "\t", "|")
# Excel's own first line, which it does not show: rows are counted below it.
SAID_DELIMITER = re.compile(r"(?i)^\s*\"?sep=(?P<delimiter>[;,|\t])\"?[;,|\t ]*\n")
HEAD = SEARCHED_LINES + 5
# U+0300 to U+036F begin with these bytes in UTF-8.
COMBINING = (b"\xcc", b"\xcd")


@dataclass(frozen=True)
class Head:
    """The first rows as cells, and how many lines of the file each row and all rows before it take."""

    delimiter: str
    rows: Sequence[list[str]]
    lines: Sequence[int]


def read_csv(raw: bytes, contract: Contract, profiles: Sequence[Profile], *, municipality: str) -> Grid:
    """Read a delimited text file. Raises FileRejectedError when it is no text or has no known header."""
    text, encoding = decode(raw)
    # A large file is held once only, and not in every form that it takes on the way.
    del raw
    text, delimiters = prepare(text)
    header, head = _find(text, delimiters, contract, profiles, municipality)
    text = "".join(text.split("\n", head.lines[header.end - 1])[head.lines[header.end - 1] :])
    layout = header.profile.layout if header.profile else None
    named = max(position for position, name in enumerate(header.names, start=1) if name)
    shape = Shape(len(header.names), named, head.delimiter, layout)
    frame, ragged = split(text, shape, header.end + 1)
    del text
    grid = Grid(
        tidy(frame),
        header,
        encoding=encoding,
        delimiter=head.delimiter,
        ragged=ragged,
        titles=titles_of(head.rows[: header.index]),
    )
    return without_notes(grid)


def prepare(text: str) -> tuple[str, Sequence[str]]:
    """The text with one kind of line ends and composed umlauts, and the delimiters that it may have."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _has_accents_apart(text):
        text = unicodedata.normalize("NFC", text)
    said = SAID_DELIMITER.match(text)
    return (text[said.end() :], (said["delimiter"],)) if said else (text, DELIMITERS)


def _has_accents_apart(text: str) -> bool:
    """Whether dots and accents follow their letter; looking for their first byte is many times faster than asking."""
    encoded = text.encode()
    return any(byte in encoded for byte in COMBINING)


def heads(text: str, delimiters: Sequence[str], count: int) -> Iterator[Head]:
    """The ways in which the first `count` lines can be read: quoted cells may go on in the next line, or may not."""
    lines = text.split("\n", count)[:count]
    for delimiter in delimiters:
        if QUOTE in "".join(lines):
            reader = csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter)
            told = [(row, reader.line_num) for row in reader]
            yield Head(delimiter, [row for row, _ in told], [number for _, number in told])
        rows = [next(csv.reader([line], delimiter=delimiter), []) for line in lines]
        yield Head(delimiter, rows, range(1, len(rows) + 1))


def _find(
    text: str, delimiters: Sequence[str], contract: Contract, profiles: Sequence[Profile], municipality: str
) -> tuple[Header, Head]:
    read = list(heads(text, delimiters, HEAD))
    for head in read:
        header = find_header(head.rows, contract, profiles)
        if header:
            return header, head
    raise wrong_header([head.rows for head in read], contract, municipality)
