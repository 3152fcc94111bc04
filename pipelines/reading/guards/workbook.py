"""Everything for which a workbook is refused before a parser sees it; a parser may then trust its size and shape."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from pipelines.reading.guards.archive import Part, parts_of, unpacked
from pipelines.reading.guards.compound_file import SIGNATURE
from pipelines.reading.guards.markup import Attributes, Load
from pipelines.reading.guards.refusals import macros, not_a_workbook, too_much, unsafe
from pipelines.reading.guards.sheets import Finder, OdsWalk, SheetWalk
from pipelines.reading.guards.xls import guard_xls
from settings import Workspace

ZIP = b"PK"
XML = (".xml", ".rels")
PROGRAMS = re.compile(r"vbaproject|vbadata|xl/macrosheets/|xl/activex/|^basic/|^scripts/")
OUTSIDE = re.compile(r"^xl/externallinks/")
WORKBOOK, WORKBOOK_TARGETS, ODS_CONTENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "content.xml"
SMALL_BYTES = 2 * 1024 * 1024
SHEETS = 200


def guard_workbook(path: Path, workspace: Workspace) -> bool:
    """Refuse what is no XLSX, ODS or XLS file, or could hurt its reader; say whether cells come from other files.

    Nothing is fetched from those; a workbook holds what it last showed. Raises FileRejectedError: damaged, encrypted,
    with macros or entities, with cells far off, too many or too long, or packed to be larger than it looks.
    """
    with path.open("rb") as stream:
        start = stream.read(len(SIGNATURE))
        if start == SIGNATURE:
            guard_xls(path, rows=workspace.rows, columns=workspace.columns)
            return False
        if not start.startswith(ZIP):
            raise not_a_workbook()
        return _guard_archive(stream, Load(workspace.rows, workspace.columns))


def _guard_archive(stream: BinaryIO, load: Load) -> bool:
    parts = parts_of(stream)
    if any(PROGRAMS.search(part.folded) for part in parts):
        raise macros()
    by_name = {part.folded: part for part in parts}
    is_ods = ODS_CONTENT in by_name
    if is_ods == (WORKBOOK in by_name):
        raise not_a_workbook()
    sheets = {} if is_ods else _sheets(stream, by_name)
    for part in parts:
        if part.folded.endswith(XML):
            walk = OdsWalk(load) if is_ods else SheetWalk(load, sheets.get(part.folded))
            walk.through(unpacked(stream, part))
        else:
            _unpack(stream, part)
    load.settle()
    return load.links_outside or any(OUTSIDE.search(part.folded) for part in parts)


def _unpack(stream: BinaryIO, part: Part) -> None:
    """Pictures and the like are never read, but what their directory says must be true."""
    for _ in unpacked(stream, part):
        pass


def _sheets(stream: BinaryIO, parts: Mapping[str, Part]) -> dict[str, str]:
    """Part → name of its sheet. Raises FileRejectedError when one part is to be several sheets, or is no XML."""
    if WORKBOOK_TARGETS not in parts:
        raise not_a_workbook()
    named = _elements(stream, parts[WORKBOOK], "sheet")
    targets = {
        element.get("Id", ""): posixpath.normpath(posixpath.join("/xl", element.get("Target", "")))[1:].lower()
        for element in _elements(stream, parts[WORKBOOK_TARGETS], "Relationship")
        if element.get("TargetMode") != "External"
    }
    if any(not target.endswith(XML) for target in targets.values()):
        raise unsafe("Ein Blatt der Datei ist keine Tabelle.")
    places = [targets.get(_id(element), "") for element in named]
    if len(places) > SHEETS:
        raise too_much()
    if len(set(places)) != len(places):
        raise unsafe("Mehrere Blätter der Datei haben denselben Inhalt.")
    return dict(zip(places, (element.get("name", "") for element in named), strict=True))


def _id(element: Attributes) -> str:
    return next((value for name, value in element.items() if name.rpartition(":")[2] == "id"), "")


def _elements(stream: BinaryIO, part: Part, wanted: str) -> Sequence[Attributes]:
    """The attributes of every element of this name in a small part."""
    if part.size > SMALL_BYTES:
        raise too_much()
    finder = Finder(wanted)
    finder.through(unpacked(stream, part))
    return finder.found
