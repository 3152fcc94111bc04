"""Workbooks damaged at random: each is read, refused, or read with findings; none stops the program."""

from __future__ import annotations

import io
import random
import re
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import FileRejectedError
from pipelines.reading.guards.compound_file import CompoundFile
from pipelines.reading.guards.workbook import guard_workbook
from pipelines.reading.guards.xls_texts import text_lengths
from tests.builders import a_workspace
from tests.builders_delivery import read
from tests.hostile_packages import HEADER, ROW, biff, compound, labels, ods, ods_rows, pack, parts, xls

NUMBERS = (b"0", b"-1", b"65536", b"4294967295", b"99999999999999999999")
DAMAGED = 80


def _changed(content: bytes, draw: random.Random) -> bytes:
    """One byte, some bytes or one number of it are others."""
    changed = bytearray(content)
    place = draw.randrange(len(changed))
    way = draw.random()
    if way < 0.4:
        changed[place] = draw.randrange(256)
    elif way < 0.6:
        del changed[place : place + draw.randrange(1, 20)]
    elif found := list(re.finditer(rb"\d+", content)):
        number = draw.choice(found)
        changed[number.start() : number.end()] = draw.choice(NUMBERS)
    return bytes(changed)


def _repacked(archive: bytes, draw: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    name = draw.choice(list(members))
    return pack({**members, name: _changed(members[name], draw)})


@pytest.mark.parametrize("seed", range(DAMAGED))
def test_damaged_workbooks_stop_nothing(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    kind = ("xls", "xlsx", "ods")[seed % 3]
    if kind == "xls":
        raw = _changed(xls(labels(HEADER, ROW)), draw)
    else:
        raw = _repacked(pack(parts()) if kind == "xlsx" else ods(ods_rows()), draw)
    outcome = read(tmp_path, raw, name=f"a.{kind}")
    assert outcome.findings or outcome.rows_ok == 1
    assert all(finding.message for finding in outcome.findings)


@given(st.binary(max_size=3000))
def test_any_bytes_are_refused_as_no_workbook(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        for start in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""):
            path.write_bytes(start + content)
            with pytest.raises(FileRejectedError):
                guard_workbook(path, a_workspace())


@given(
    st.dictionaries(
        st.text("abcdefgh", min_size=1, max_size=9), st.binary(min_size=1, max_size=20_000), min_size=1, max_size=6
    )
)
def test_streams_of_a_compound_file_are_read_back(streams: dict[str, bytes]) -> None:
    book = CompoundFile(compound(streams))
    for name, content in streams.items():
        assert book.stream(name).rstrip(b"\0") == content.rstrip(b"\0")


def test_a_stream_of_many_sectors_is_whole() -> None:
    stream = biff(labels(*[HEADER] * 200))
    assert CompoundFile(compound({"Workbook": stream})).stream("Workbook")[: len(stream)] == stream


def test_shared_texts_are_measured_over_the_ends_of_records() -> None:
    head = bytes(8)
    plain, wide = b"\x05\x00\x00Hallo", b"\x03\x00\x01" + "äöü".encode("utf-16-le")
    rich = b"\x02\x00\x08\x01\x00ab" + bytes(4)
    assert text_lengths([head + plain + wide + rich + plain]) == [5, 3, 2, 5]
    # In the middle of a text the next record says again how wide its letters are.
    assert text_lengths([head + b"\x05\x00\x00Ha", b"\x01" + "llo".encode("utf-16-le") + plain]) == [5, 5]
    assert text_lengths([head + b"\xff\xff\x00Ha"]) == [65535]
    assert text_lengths([]) == []
