"""Limits of a process that reads a file from outside: they bite inside of the block and are gone after it."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.inbox import HASHED_BYTES, raw_hash
from pipelines.limits import ADDRESS_BYTES, CPU_SECONDS, limited_resources
from settings import ROOT

GREEDY = """
from pipelines.limits import limited_resources
with limited_resources():
    try:
        bytearray(5 * 1024**3)
        print("taken")
    except MemoryError:
        print("refused")
"""
TALKATIVE = """
import pathlib, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pipelines.limits import limited_resources
with limited_resources():
    try:
        with pathlib.Path(sys.argv[1]).open("wb") as stream:
            stream.truncate(10 * 1024**3)
        print("written")
    except OSError:
        print("refused")
"""


@pytest.mark.parametrize("program", [GREEDY, TALKATIVE], ids=["memory", "files"])
def test_a_process_gets_no_more(program: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "x")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert told.stdout == "refused\n"


def test_limits_hold_inside_and_end_after() -> None:
    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
    before = [resource.getrlimit(kind) for kind in kinds]
    with limited_resources():
        assert ADDRESS_BYTES < resource.getrlimit(resource.RLIMIT_AS)[0] < 8 * ADDRESS_BYTES
        assert 0 < resource.getrlimit(resource.RLIMIT_CPU)[0] < 10**7 + CPU_SECONDS
        assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    assert [resource.getrlimit(kind) for kind in kinds] == before


def test_a_large_process_may_read_as_much_as_a_small_one() -> None:
    program = "import mmap\nheld = mmap.mmap(-1, 6 * 1024**3)\n" + GREEDY.replace("5 *", "2 *")
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "taken\n"


def test_limits_that_are_lower_stay() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with limited_resources():
            assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 1_000_000
        assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == 1_000_000
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_file_too_large_to_be_read_is_known_by_size_and_beginning(tmp_path: Path) -> None:
    large, larger = tmp_path / "a.csv", tmp_path / "b.csv"
    for path, size in ((large, HASHED_BYTES + 1), (larger, HASHED_BYTES + 2)):
        with path.open("wb") as stream:
            stream.truncate(size)
    assert raw_hash(large) != raw_hash(larger)
    with large.open("r+b") as stream:
        stream.write(b"Datum")
    first = raw_hash(large)
    with large.open("r+b") as stream:
        stream.seek(HASHED_BYTES)
        stream.write(b"x")
    assert raw_hash(large) == first, "beyond its beginning it is not read"


def test_a_file_is_hashed_whole_however_it_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(b"x" * 3_000_001)
    first = raw_hash(path)
    path.write_bytes(b"x" * 3_000_000 + b"y")
    assert raw_hash(path) != first
