"""Workbooks built by hand, byte by byte where need be: what no program would write, and a sender still can send."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
HEADER = ["Datum", "Angebot", "Träger", "Kontaktart", "Kanal", "Themen"]
ROW = ["05.10.2026", "sprechstunde", "caritas", "Erstkontakt", "telefonisch", "Wohnen"]
Parts = Mapping[str, str | bytes]


def cell(address: str, text: str) -> str:
    """An inline text."""
    return f'<c r="{address}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def row(number: int, texts: Sequence[str], more: str = "") -> str:
    """A row of inline texts from column A on."""
    cells = "".join(cell(f"{chr(65 + place)}{number}", text) for place, text in enumerate(texts))
    return f'<row r="{number}">{cells}{more}</row>'


def sheet(body: str, *, before: str = "", after: str = "") -> str:
    """A sheet's part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>'
        f"{after}</worksheet>"
    )


def good_rows(more: str = "") -> str:
    """The header, one good row, and what stands further right in it."""
    return row(1, HEADER) + row(2, ROW, more)


def parts(**changes: str | bytes) -> dict[str, str | bytes]:
    """The parts of a good workbook with one sheet „Oktober“; `changes` by short name."""
    usual: dict[str, str | bytes] = {
        "types": (
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/></Types>'
        ),
        "top": (
            f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "book": (
            f'<?xml version="1.0"?><workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="Oktober" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "targets": (
            f'<?xml version="1.0"?><Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "sheet": sheet(good_rows()),
    }
    names = {
        "types": "[Content_Types].xml", "top": "_rels/.rels", "book": "xl/workbook.xml",
        "targets": "xl/_rels/workbook.xml.rels", "sheet": "xl/worksheets/sheet1.xml",
    }  # fmt: skip
    return {names.get(key, key): content for key, content in (usual | changes).items()}


def pack(members: Parts | Sequence[tuple[str, str | bytes]], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members, in their order; names may come twice."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, part)
    return content.getvalue()


def xlsx(**changes: str | bytes) -> bytes:
    """A workbook; `changes` by short name, others as further parts."""
    return pack(parts(**changes))


def with_parts(more: Parts) -> bytes:
    """A good workbook with further parts."""
    return pack({**parts(), **more})


def lying(archive: bytes, name: str, *, size: int | None = None, checksum: int | None = None, flags: int = 0) -> bytes:
    """The archive with another size, checksum or flags of one member in its directory."""
    changed = bytearray(archive)
    place = archive.rindex(b"PK\x01\x02", 0, archive.rindex(name.encode()))
    if size is not None:
        struct.pack_into("<L", changed, place + 24, size)
    if checksum is not None:
        struct.pack_into("<L", changed, place + 16, checksum)
    if flags:
        struct.pack_into("<H", changed, place + 8, flags)
    return bytes(changed)


def short_size(name: str) -> bytes:
    """A good workbook of which one member promises fewer bytes than it becomes, with a checksum that fits those."""
    archive = xlsx()
    content = parts()[name]
    raw = content.encode() if isinstance(content, str) else content
    return lying(archive, name, size=10, checksum=zlib.crc32(raw[:10]))


def overlapping() -> bytes:
    """Two members that share their bytes."""
    archive = bytearray(pack({**parts(), "a.xml": "<a/>", "b.xml": "<a/>"}))
    first, second = archive.rindex(b"a.xml"), archive.rindex(b"b.xml")
    offset = archive[first - 4 : first]
    archive[second - 4 : second] = offset
    archive[second : second + 5] = b"a.xm_"
    return bytes(archive)


def renamed_inside(name: str, other: str) -> bytes:
    """A member that its own header calls otherwise than the directory."""
    archive = xlsx()
    place = archive.index(name.encode())
    return archive[:place] + other.encode() + archive[place + len(name) :]


def ods(rows: str, *, before: str = "", more: Parts | None = None) -> bytes:
    """An ODS file with one sheet „Oktober“."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {ODS} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Oktober">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    members = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
    }
    return pack({**members, **(more or {})})


def ods_cell(text: str, attributes: str = "") -> str:
    """A text cell."""
    return (
        f'<table:table-cell office:value-type="string" {attributes}><text:p>{escape(text)}</text:p></table:table-cell>'
    )


def ods_gap(columns: int) -> str:
    """Empty cells."""
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def ods_row(cells: str, repeated: int = 1) -> str:
    """A row."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def ods_rows(more: str = "") -> str:
    """The header and one good row."""
    return ods_row("".join(map(ods_cell, HEADER))) + ods_row("".join(map(ods_cell, ROW)) + more)


def record(kind: int, content: bytes = b"") -> bytes:
    """One BIFF record."""
    return struct.pack("<2H", kind, len(content)) + content


def biff(cells: bytes, *, in_book: bytes = b"") -> bytes:
    """The stream of a BIFF8 workbook with one sheet „Oktober“."""
    begin_book = record(0x809, struct.pack("<4H2L", 0x600, 5, 0, 0, 0, 6))
    name = b"Oktober"
    place = len(begin_book) + len(in_book) + 4 + 8 + len(name) + 4
    bound = record(0x85, struct.pack("<LBBBB", place, 0, 0, len(name), 0) + name)
    begin_sheet = record(0x809, struct.pack("<4H2L", 0x600, 0x10, 0, 0, 0, 6))
    return begin_book + in_book + bound + record(0x0A) + begin_sheet + cells + record(0x0A)


def label(row_index: int, column: int, text: str) -> bytes:
    """A text cell (LABEL), counted from 0."""
    encoded = text.encode("utf-16-le")
    return record(0x204, struct.pack("<4HB", row_index, column, 0, len(text), 1) + encoded)


def labels(*rows: Sequence[str]) -> bytes:
    """Rows of text cells from A1 on."""
    return b"".join(label(number, place, text) for number, texts in enumerate(rows) for place, text in enumerate(texts))


def compound(streams: Mapping[str, bytes], *, table: Mapping[int, int] | None = None) -> bytes:
    """A compound file of these streams, each padded to whole sectors; `table` replaces entries of the sector table."""
    sector, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    padded = {
        name: content.ljust(max(4096, -(-len(content) // sector) * sector), b"\0") for name, content in streams.items()
    }
    next_sector: list[int] = []
    starts: dict[str, int] = {}
    body = b""
    for name, content in padded.items():
        starts[name] = len(next_sector)
        count = len(content) // sector
        next_sector += [*range(len(next_sector) + 1, len(next_sector) + count), end]
        body += content
    directory_start = len(next_sector)
    entries = _entry("Root Entry", 5, end, 0, child=1) + b"".join(
        _entry(name, 2, starts[name], len(content)) for name, content in padded.items()
    )
    entries = entries.ljust(-(-len(entries) // sector) * sector, b"\0")
    count = len(entries) // sector
    next_sector += [*range(directory_start + 1, directory_start + count), end]
    table_sectors = -(-(len(next_sector) + 4) // 128)
    table_start = len(next_sector)
    next_sector += [0xFFFFFFFD] * table_sectors
    for place, number in (table or {}).items():
        next_sector[place] = number
    next_sector += [free] * (table_sectors * 128 - len(next_sector))
    listed = [table_start + place for place in range(table_sectors)] + [free] * (109 - table_sectors)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<9L", 0, table_sectors, directory_start, 0, 4096, end, 0, end, 0)
    return head + struct.pack("<109L", *listed) + body + entries + struct.pack(f"<{len(next_sector)}L", *next_sector)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBB3L", len(encoded), kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<LQ", start, size)
    )


def xls(cells: bytes, **book: bytes) -> bytes:
    """An XLS file."""
    return compound({"Workbook": biff(cells, **book)})
