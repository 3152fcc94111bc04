"""Files of JSON lines that only ever grow: one line is one fact, whole on disk before anything relies on it.

A line that a killed run left half is no line; the next append removes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import LedgerError
from pipelines.records.durable import sync_folder


def read_lines(path: Path) -> list[dict]:
    """Every whole line, in order; none when there is no file.

    Raises LedgerError when a line other than a torn last one is no JSON object.
    """
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [_read(path, number, line) for number, line in enumerate(lines, start=1)]


def append_line(path: Path, content: Mapping[str, object]) -> None:
    """Add one line and flush it to disk; a torn last line is removed first."""
    append_lines(path, [content])


def append_lines(path: Path, contents: Sequence[Mapping[str, object]]) -> None:
    """Add several lines in one write and flush them; a killed run may leave the first ones of them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = b"".join(json.dumps(content, ensure_ascii=False).encode() + b"\n" for content in contents)
    is_new = not path.exists()
    with path.open("ab+") as stream:
        _drop_torn_line(stream)
        stream.write(lines)
        stream.flush()
        os.fsync(stream.fileno())
    if is_new:
        sync_folder(path.parent)


def broken_line(path: Path, number: int) -> LedgerError:
    """The refusal to go on with a line (from 1) that cannot be understood."""
    return LedgerError(f"{path}, Zeile {number}: Die Zeile ist beschädigt. Bitte die Sicherung prüfen.")


def _read(path: Path, number: int, line: bytes) -> dict:
    try:
        content = json.loads(line)
    except ValueError as error:
        raise broken_line(path, number) from error
    if not isinstance(content, dict):
        raise broken_line(path, number)
    return content


def _drop_torn_line(stream: BinaryIO) -> None:
    stream.seek(0)
    content = stream.read()
    whole = content.rfind(b"\n") + 1
    if whole != len(content):
        stream.truncate(whole)
