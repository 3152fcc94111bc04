"""CSV text → grid: the delimiter is the one that makes the header known."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from pipelines.contract import Contract
from pipelines.profile import Profile
from pipelines.reading.decode import decode
from pipelines.reading.grid import Grid, tidy
from pipelines.reading.header import SEARCHED_LINES, Header, find_header
from pipelines.reading.header_refusal import wrong_header
from pipelines.reading.split_text import split

DELIMITERS = (";", ",", "\t", "|")


def read_csv(raw: bytes, contract: Contract, profiles: Sequence[Profile], *, municipality: str) -> Grid:
    """Read a delimited text file. Raises FileRejectedError when it is no text or has no known header."""
    text, encoding = decode(raw)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    header, delimiter = _find(text, contract, profiles, municipality)
    body = text.split("\n", header.index + 1)[header.index + 1 :]
    frame, ragged = split(body[0] if body else "", len(header.names), delimiter, header.index + 2)
    return Grid(tidy(frame), header, encoding=encoding, delimiter=delimiter, ragged=ragged)


def _find(text: str, contract: Contract, profiles: Sequence[Profile], municipality: str) -> tuple[Header, str]:
    head = text.split("\n", SEARCHED_LINES)[:SEARCHED_LINES]
    splits = {
        delimiter: [next(csv.reader([line], delimiter=delimiter), []) for line in head] for delimiter in DELIMITERS
    }
    for delimiter, lines in splits.items():
        header = find_header(lines, contract, profiles)
        if header:
            return header, delimiter
    raise wrong_header(list(splits.values()), contract, municipality)
