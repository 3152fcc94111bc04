"""Two towns whose every file is marked: each text and each number of contacts says from which file it was read.

A mark that turns up in front of somebody who may not open its file is a leak, whatever way it took.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.builders_release import QUARTIERS, TOWN, build_release

OTHER_TOWN = "anderswo"
RELEASES = {TOWN: "20261110T081200Z-0badca11", OTHER_TOWN: "20261109T070000Z-0badf00d"}
FILES = tuple(
    f"{town}/{name}"
    for town in RELEASES
    for name in ("council", "steering", "coordinator", *(f"quartier-{key}" for key in QUARTIERS))
)
TEXTS = frozenset(
    {"name", "title", "definition", "limits", "owner", "source_note", "service_name", "carrier_name", "site_name"}
    | {"municipality_name", "quartier_name", "file", "note", "message", "partners", "voucher"}
    | {"text", "body", "responsible", "result", "reason"}
)
# Numbers of one file lie in one block of 100,000, those of one area in 5,000 of them: no tick of an axis falls there.
FIRST, PER_FILE, PER_AREA, OFFSET, WIDTH = 31_000_000, 100_000, 10_000, 2_345, 5_000
_TEXT = re.compile(r"KANARI(\d{2})X")
# Not inside of hashes and random words.
_NUMBER = re.compile(r"(?<![0-9a-fA-F_.,-])3[12](?:[.,\u00a0\u202f ]?\d{3}){2}(?![0-9a-fA-F_-])")
_BINARY = re.compile(r'"bdata"\s*:\s*"([A-Za-z0-9+/=\\]+)"')


def build_marked(var: Path) -> None:
    """Write both towns' releases for every audience."""
    for town, release in RELEASES.items():
        build_release(
            var,
            release_id=release,
            municipality=town,
            mark=lambda name, tables, town=town: _marked(f"{town}/{name}", tables),
        )


def text_mark(file: str) -> str:
    """The word in every text of a file."""
    return f"KANARI{FILES.index(file):02d}X"


def marks_in(text: str) -> set[str]:
    """The files whose marks stand in a text: words, numbers as people or programs write them, numbers in base64."""
    found = {FILES[int(index)] for index in _TEXT.findall(text)}
    numbers = [float(re.sub(r"\D", "", number)) for number in _NUMBER.findall(text)]
    for number in [*numbers, *_binary_numbers(text)]:
        place = number - FIRST
        if 0 <= place < len(FILES) * PER_FILE and OFFSET <= place % PER_AREA < OFFSET + WIDTH:
            found.add(FILES[int(place // PER_FILE)])
    return found


def _binary_numbers(text: str) -> Iterator[float]:
    """What charts may carry as packed numbers: 32-bit and 64-bit, whole and not."""
    for packed in _BINARY.findall(text):
        data = base64.b64decode(packed.replace("\\", ""))
        for size, kind in ((4, "i"), (4, "f"), (8, "q"), (8, "d")):
            if len(data) % size == 0:
                yield from map(float, struct.unpack(f"<{len(data) // size}{kind}", data))


def _marked(file: str, tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {table: [_marked_row(file, table, row) for row in rows] for table, rows in tables.items()}


def _marked_row(file: str, table: str, row: dict[str, Any]) -> dict[str, Any]:
    marked = {
        key: f"{value} {text_mark(file)}" if key in TEXTS and isinstance(value, str) else value
        for key, value in row.items()
    }
    if table == "mart_contact_cube" and row["contacts"] is not None:
        marked["contacts"] = row["contacts"] + _base(file, row["area"])
    if table == "mart_metric" and row["metric"] == "contacts" and row["value"] is not None:
        marked["value"] = row["value"] + _base(file, row["area"])
    return marked


def _base(file: str, area: str) -> int:
    areas = (*QUARTIERS, "bezirk-1")
    place = areas.index(area) if area in areas else len(areas)
    return FIRST + FILES.index(file) * PER_FILE + place * PER_AREA + OFFSET
