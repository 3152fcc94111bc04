"""Files that try to break, mislead or flood their reader, each with what must come of it: a refusal by place, or rows."""

from __future__ import annotations

import codecs
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import chain

from tests.hostile_packages import (
    HEADER,
    ROW,
    biff,
    cell,
    compound,
    good_rows,
    label,
    labels,
    lying,
    ods,
    ods_cell,
    ods_gap,
    ods_row,
    ods_rows,
    overlapping,
    pack,
    parts,
    record,
    renamed_inside,
    row,
    sheet,
    short_size,
    with_parts,
    xls,
    xlsx,
)

LINE, HEAD = ";".join(ROW), ";".join(HEADER)
GOOD = f"{HEAD}\n{LINE}\n"
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SHEET, BOOK, STRINGS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"


@dataclass(frozen=True)
class Hostile:
    """One file. `rule` of its first finding (None: nothing to say), its `cell` or `row`, and the rows still taken."""

    name: str
    file: str
    make: Callable[[], bytes]
    rule: str | None
    cell: str | None = None
    row: int | None = None
    rows: int = 0
    source: str = "contacts"


def _text(
    name: str, content: str | bytes, rule: str | None, *, file: str = "lieferung.csv", **place: object
) -> Hostile:
    raw = content if isinstance(content, bytes) else content.encode()
    return Hostile(name, file, lambda: raw, rule, **place)  # type: ignore[arg-type]


def _book(
    name: str, make: Callable[[], bytes], rule: str | None, *, file: str = "lieferung.xlsx", **place: object
) -> Hostile:
    return Hostile(name, file, make, rule, **place)  # type: ignore[arg-type]


def _with(sign: str) -> str:
    return f"{HEAD}\n{LINE}\n{LINE.replace('Wohnen', f'Woh{sign}nen')}\n"


EMPTY = [
    _text("nothing at all", b"", "empty_file"),
    _text("only a UTF-8 mark", codecs.BOM_UTF8, "empty_file"),
    _text("only a UTF-16 mark", codecs.BOM_UTF16_LE, "empty_file"),
    _text("only a big-endian mark", codecs.BOM_UTF16_BE, "empty_file"),
    _text("only spaces", b"   \t  ", "empty_file"),
    _text("only line ends", b"\r\n\n\r\n", "empty_file"),
    _text("a mark and spaces", codecs.BOM_UTF8 + b"  \n", "empty_file"),
    _text("only no-break spaces", "\u00a0\u00a0\n", "empty_file"),
    _text("a workbook of no bytes", b"", "empty_file", file="lieferung.xlsx"),
]
SIGNS = [
    *(
        _text(f"sign U+{ord(sign):04X} in a cell", _with(sign), "not_a_text_file", row=3)
        for sign in "\x00\x01\x07\x08\x0b\x0e\x1b\x7f\x85\x9b\ufffd\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\uffff"
    ),
    _text("NUL in the header", GOOD.replace("Datum", "Da\x00tum"), "not_a_text_file", row=1),
    _text("NUL in UTF-16", _with("\x00").encode("utf-16"), "not_a_text_file", row=3),
    _text("direction override in UTF-16", _with("\u202e").encode("utf-16"), "not_a_text_file", row=3),
    *(
        _text(f"sign U+{ord(sign):04X}, which only gets lost", _with(sign), None, rows=2)
        for sign in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    ),
    _text("no-width sign in the header", GOOD.replace("Datum", "Da\u200btum"), None, rows=1),
]
ENCODINGS = [
    _text("UTF-16 without a mark", GOOD.encode("utf-16-le"), "not_a_text_file", row=1),
    _text("UTF-32", GOOD.encode("utf-32"), "not_a_text_file", row=1),
    _text("a byte that no encoding has", GOOD.encode().replace(b"Wohnen", b"Woh\x81nen"), "not_a_text_file", row=2),
    _text("UTF-8 cut in a letter", GOOD.encode()[:-1] + b";\xc3", "unknown_header", row=1),
    _text("two encodings", GOOD.encode() + LINE.replace("Wohnen", "Ü").encode("cp1252"), "unknown_header", row=1),
    _text("UTF-16 cut in a letter", GOOD.encode("utf-16")[:-1], "not_a_text_file", row=2),
]
KINDS = [
    _text("a PDF", b"%PDF-1.7\n%...", "not_a_text_file"),
    _text("a zip", b"PK\x03\x04....", "not_a_text_file"),
    _text("an old office file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_a_text_file"),
    _text("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not_a_text_file", row=2),
    _text("a program", b"MZ\x90\x00\x03\x00", "not_a_text_file", row=1),
    _text("a packed file", b"\x1f\x8b\x08\x00", "not_a_text_file"),
    _text("a web page", "<html><table><tr><td>Datum</td></tr></table></html>", "not_a_text_file"),
    _text("a web page with its type", "\n<!DOCTYPE html><html></html>", "not_a_text_file"),
    _text("XML with an entity", f'<?xml version="1.0"?>{OUTSIDE}<x>&a;</x>', "not_a_text_file"),
    _text("a text document", r"{\rtf1\ansi Datum}", "not_a_text_file"),
    _text("no ending", GOOD, "unknown_format", file="lieferung"),
    _text("a program's ending", GOOD, "unknown_format", file="lieferung.csv.exe"),
    _text("a binary workbook", GOOD, "unknown_format", file="lieferung.xlsb"),
    _text("a word as ending", GOOD, "unknown_format", file="lieferung.Erika Muster"),
]
SHAPES = [
    _text("a quote never closed", f'{HEAD}\n{LINE};\n"{LINE}\n{LINE}\n', "open_quote", row=3),
    _text("a quote that swallows rows", f'{HEAD}\n"{LINE}\n{LINE}"\n{LINE}\n', "open_quote", row=2),
    _text(
        "a quote inside of a cell",
        f"{HEAD}\n{LINE.replace('Wohnen', 'Woh' + chr(34) + 'nen')}\n{LINE}\n",
        "unknown_key",
        cell="F2",
        rows=1,
    ),
    _text("a row too short", f"{HEAD}\n{LINE}\n05.10.2026;sprechstunde\n{LINE}\n", "wrong_column_count", row=3, rows=2),
    _text("a row too long", f"{HEAD}\n{LINE};x;y;z\n{LINE}\n", "wrong_column_count", row=2, rows=1),
    _text("mixed line ends", f"{HEAD}\r\n{LINE}\n{LINE}\r{LINE}\r\n", None, rows=3),
    _text("line ends of old Macs", GOOD.replace("\n", "\r"), None, rows=1),
    _text("many empty rows", f"{HEAD}\n{';;;;;' + chr(10)}" * 1 + ";;;;;\n" * 5000 + LINE, None, rows=1),
    _text("a cell of 2,001 letters", f"{HEAD};Kennung\n{LINE};{'K' * 2001}\n", "cell_too_long", cell="G2"),
    _text("a line without end", GOOD + "x" * 300_000, "cell_too_long", row=3),
    _text("no header", f"{LINE}\n{LINE}\n", "unknown_header", row=1),
    _text("only notes", "Auswertung\n\nStand heute\n", "unknown_header", row=1),
    _text("a doubled header", f"{HEAD};Kanal\n{LINE};telefonisch\n", "doubled_column", cell="G1"),
    _text("an unknown header", f"{HEAD};Zusatz\n{LINE};x\n", "unknown_column", cell="G1"),
    _text("16,384 columns", f"{HEAD}{';x' * 16378}\n{LINE}{';1' * 16378}\n", "too_large"),
    _text(
        "a formula for a spreadsheet", GOOD.replace("Wohnen", "=cmd|' /C calc'!A0"), "formula_without_value", cell="F2"
    ),
    _text("a path for a word", GOOD.replace("sprechstunde", "../../etc/passwd"), "unknown_key", cell="B2"),
    _text("a query for a word", GOOD.replace("sprechstunde", "'; drop table x; --"), "wrong_column_count", row=2),
    _text("a script for a word", GOOD.replace("sprechstunde", "<script>alert(1)</script>"), "unknown_key", cell="B2"),
    _text("a day far off", GOOD.replace("05.10.2026", "05.10.99999"), "not_a_date", cell="A2"),
    _text("a number of 400 digits", f"{HEAD};Personen\n{LINE};{'9' * 400}\n", "not_a_number", cell="G2"),
    _text("not a number", f"{HEAD};Personen\n{LINE};NaN\n", "not_a_number", cell="G2"),
    _text("infinitely many", f"{HEAD};Personen\n{LINE};1e309\n", "not_a_number", cell="G2"),
    _text("two thousand topics", GOOD.replace("Wohnen", ",".join(["Wohnen"] * 280)), None, rows=1),
]
NAMES = [
    _text(f"file name {number}", GOOD, None, file=name, rows=1)
    for number, name in enumerate(
        ("..\\..\\böse.csv", "CON.csv", "aux.csv", "\u202evsc.exe.csv", "zeile\nzwei.csv", "-rf.csv", "'; drop.csv", "$(reboot).csv",
         "%2e%2e%2f.csv", "a" * 246 + ".csv", "Ü" * 120 + ".csv", " .csv", "=1+1.csv"),
        start=1,
    )
]  # fmt: skip
ARCHIVES = [
    _book("text under a workbook's name", GOOD.encode, "not_a_workbook"),
    _book("only the beginning of a zip", lambda: b"PK\x03\x04 broken", "not_a_workbook"),
    _book("a zip cut in two", lambda: xlsx()[:900], "not_a_workbook"),
    _book("a zip without a workbook", lambda: pack({"brief.txt": "Guten Tag"}), "not_a_workbook"),
    _book("bytes behind the zip", lambda: xlsx() + b"mehr", "not_a_workbook"),
    _book("bytes before the zip", lambda: b"#!/bin/sh\n" + xlsx(), "not_a_workbook"),
    _book("a zip that says it is encrypted", lambda: lying(xlsx(), SHEET, flags=1), "encrypted_workbook"),
    _book("a wrong checksum", lambda: lying(xlsx(), SHEET, checksum=1), "not_a_workbook"),
    _book("fewer bytes than promised", lambda: lying(xlsx(), SHEET, size=10_000_000), "not_a_workbook"),
    _book("more bytes than promised", lambda: short_size(SHEET), "unsafe_workbook"),
    _book("a terabyte promised", lambda: lying(xlsx(), SHEET, size=0xFFFFFFF0), "too_large"),
    _book("parts that overlap", overlapping, "unsafe_workbook"),
    _book("a part with two names", lambda: renamed_inside(BOOK, "xl/workboox.xml"), "unsafe_workbook"),
    _book("packed as nobody packs", lambda: pack(parts(), method=zipfile.ZIP_BZIP2), "not_a_workbook"),
    _book("a part above the folder", lambda: with_parts({"../../x.xml": "<a/>"}), "unsafe_workbook"),
    _book("a part at the root", lambda: with_parts({"/etc/x.xml": "<a/>"}), "unsafe_workbook"),
    _book("a part with backslashes", lambda: with_parts({"xl\\x.xml": "<a/>"}), "unsafe_workbook"),
    _book("a part on a drive", lambda: with_parts({"C:x.xml": "<a/>"}), "unsafe_workbook"),
    _book("a part written backwards", lambda: with_parts({"xl/\u202elmx.xml": "<a/>"}), "unsafe_workbook"),
    _book("a part with a very long name", lambda: with_parts({"xl/" + "a" * 400: "<a/>"}), "unsafe_workbook"),
    _book("two parts of one name", lambda: pack([*parts().items(), (SHEET, sheet(""))]), "unsafe_workbook"),
    _book("two parts but for case", lambda: with_parts({SHEET.upper(): sheet("")}), "unsafe_workbook"),
    _book("six hundred parts", lambda: with_parts({f"xl/p{n}.xml": "<a/>" for n in range(600)}), "too_large"),
    _book("a workbook in a workbook", lambda: with_parts({"xl/embeddings/a.xlsx": xlsx()}), None, rows=1),
]
MACROS = [
    _book("macros", lambda: with_parts({"xl/vbaProject.bin": b"x"}), "macros", file="lieferung.xlsm"),
    _book("macros under another ending", lambda: with_parts({"xl/VBAPROJECT.BIN": b"x"}), "macros"),
    _book("old macros", lambda: with_parts({"xl/macrosheets/sheet1.xml": "<a/>"}), "macros"),
    _book("controls", lambda: with_parts({"xl/activeX/activeX1.xml": "<a/>"}), "macros"),
    _book("macros in an ODS file", lambda: ods(ods_rows(), more={"Basic/Standard/a.xml": "<a/>"}), "macros", file="a.ods"),
    _book("scripts in an ODS file", lambda: ods(ods_rows(), more={"Scripts/python/a.py": b"x"}), "macros", file="a.ods"),
    _book("macros in an XLS file", lambda: compound({"Workbook": biff(labels(HEADER, ROW)), "_VBA_PROJECT": b"x"}), "macros", file="a.xls"),
    _book("a macro workbook without macros", xlsx, None, file="lieferung.xlsm", rows=1),
]  # fmt: skip
ENTITIES = [
    _book("entities in the sheet", lambda: xlsx(sheet=sheet(good_rows(), before=DOCTYPE)), "unsafe_workbook"),
    _book("a billion laughs", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "&j;"), before=LAUGHS)), "unsafe_workbook"),
    _book("a file from outside", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "&a;"), before=OUTSIDE)), "unsafe_workbook"),
    _book("entities in the shared texts", lambda: with_parts({STRINGS: f"{DOCTYPE}<sst/>"}), "unsafe_workbook"),
    _book("entities in the workbook", lambda: xlsx(book=parts()[BOOK].replace("?>", f"?>{DOCTYPE}", 1)), "unsafe_workbook"),
    _book("entities in the targets", lambda: xlsx(targets=parts()["xl/_rels/workbook.xml.rels"].replace("?>", f"?>{DOCTYPE}", 1)), "unsafe_workbook"),
    _book("entities in the properties", lambda: with_parts({"docProps/core.xml": f"{DOCTYPE}<a/>"}), "unsafe_workbook"),
    _book("entities in UTF-16", lambda: with_parts({"docProps/app.xml": f"{DOCTYPE}<a/>".encode("utf-16")}), "unsafe_workbook"),
    _book("entities in an ODS file", lambda: ods(ods_rows(), before=DOCTYPE), "unsafe_workbook", file="a.ods"),
    _book("a type without entities", lambda: xlsx(sheet=sheet(good_rows(), before="<!DOCTYPE worksheet>")), "unsafe_workbook"),
]  # fmt: skip
PLACES = [
    _book("a cell at the far corner", lambda: xlsx(sheet=sheet(good_rows() + f'<row r="1048576">{cell("XFD1048576", "x")}</row>')), "too_large", cell="XFD1048576"),
    _book("a cell in the last column", lambda: xlsx(sheet=sheet(good_rows(cell("XFD2", "x")))), "too_large", cell="XFD2"),
    _book("a cell beyond all rows", lambda: xlsx(sheet=sheet(good_rows() + f'<row r="9999999">{cell("A9999999", "x")}</row>')), "too_large", cell="A9999999"),
    _book("a far cell without its address", lambda: xlsx(sheet=sheet(good_rows() + '<row r="1048576"><c/><c/><c t="str"><v>x</v></c></row>')), "too_large", cell="C1048576"),
    _book("a far cell in single quotes", lambda: xlsx(sheet=sheet(good_rows("<c foo='&gt;' r='XFD2' t='str'><v>x</v></c>"))), "too_large", cell="XFD2"),
    _book("far cells that are only coloured", lambda: xlsx(sheet=sheet(good_rows() + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')), None, rows=1),
    _book("an address of nonsense", lambda: xlsx(sheet=sheet(good_rows('<c r="1A" t="str"><v>x</v></c>'))), "not_a_workbook"),
    _book("a row of nonsense", lambda: xlsx(sheet=sheet('<row r="eins"/>' + good_rows())), "not_a_workbook"),
    _book("cells merged over everything, often", lambda: xlsx(sheet=sheet(good_rows(), after="<mergeCells>" + '<mergeCell ref="A3:XFD1048576"/>' * 5 + "</mergeCells>")), "too_large"),
    _book("a far cell in an ODS file", lambda: ods(ods_rows() + ods_row(ods_gap(16384), 1048573) + ods_row(ods_gap(16383) + ods_cell("x"))), "too_large", file="a.ods", cell="XFD1048576"),
    _book("a filled row a million times", lambda: ods(ods_rows() + ods_row("".join(map(ods_cell, ROW)), 1048574)), "too_large", file="a.ods", cell="A1048576"),
    _book("a cell sixteen thousand times", lambda: ods(ods_rows(ods_cell("x", 'table:number-columns-repeated="16378"'))), "too_large", file="a.ods", cell="XFD2"),
    _book("empty rows to the end of an ODS sheet", lambda: ods(ods_rows() + ods_row(ods_gap(16384), 1048574)), None, file="a.ods", rows=1),
    _book("two billion spaces", lambda: ods(ods_rows('<table:table-cell><text:p>a<text:s text:c="2000000000"/></text:p></table:table-cell>')), "cell_too_long", file="a.ods", cell="G2"),
    _book("cells merged down for ever", lambda: ods(ods_rows(ods_cell("x", 'table:number-rows-spanned="2000000000"'))), "too_large", file="a.ods"),
    _book("a far cell in an XLS file", lambda: xls(labels(HEADER, ROW) + label(65535, 255, "x")), "too_large", file="a.xls", cell="IV65536"),
    _book("rows merged often in an XLS file", lambda: xls(labels(HEADER, ROW) + record(0xE5, struct.pack("<H", 100) + struct.pack("<4H", 0, 65535, 0, 255) * 100)), "too_large", file="a.xls"),
]  # fmt: skip
SHEETS = [
    _book("two sheets of one part", lambda: xlsx(book=parts()[BOOK].replace("</sheets>", '<sheet name="Zwei" sheetId="2" r:id="rId1"/></sheets>')), "unsafe_workbook"),
    _book("three hundred sheets", lambda: xlsx(book=parts()[BOOK].replace("</sheets>", '<sheet name="x" sheetId="2" r:id="rId1"/>' * 300 + "</sheets>")), "too_large"),
    _book("a sheet that is no XML", lambda: xlsx(targets=parts()["xl/_rels/workbook.xml.rels"].replace("sheet1.xml", "sheet1.bin")), "unsafe_workbook"),
    _book("a sheet that is not there", lambda: xlsx(targets=parts()["xl/_rels/workbook.xml.rels"].replace("sheet1", "sheet9")), "not_a_workbook"),
    _book("a sheet cut off", lambda: xlsx(sheet=sheet(good_rows())[:-20]), "not_a_workbook"),
    _book("a workbook without targets", lambda: pack({name: part for name, part in parts().items() if "workbook.xml.rels" not in name}), "not_a_workbook"),
    _book("elements two thousand deep", lambda: xlsx(sheet=sheet(good_rows() + "<a>" * 30_000 + "</a>" * 30_000)), "unsafe_workbook"),
    _book("an attribute of two megabytes", lambda: xlsx(sheet=sheet(f'<row r="1" x="{"a" * 2_500_000}"/>' + good_rows())), "unsafe_workbook"),
    _book("a shared text that is not there", lambda: xlsx(sheet=sheet(good_rows('<c r="G2" t="s"><v>99</v></c>'))), "not_a_workbook"),
    _book("cells from another file", lambda: with_parts({"xl/externalLinks/externalLink1.xml": "<a/>"}), "external_links", rows=1),
    _book("a text of 40,000 letters", lambda: xlsx(sheet=sheet(good_rows(cell("G2", "x" * 40_000)))), "cell_too_long", cell="G2"),
    _book("a text of 2,001 letters", lambda: xlsx(sheet=sheet(row(1, [*HEADER, "Kennung"]) + row(2, [*ROW, "K" * 2001]))), "cell_too_long", cell="G2"),
    _book("a direction override in a cell", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "Woh\u202enen"))), "hidden_signs", cell="F2"),
    _book("an isolate in a cell", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "\u2066Wohnen\u2069"))), "hidden_signs", cell="F2"),
    _book("a direction override in the header", lambda: xlsx(sheet=sheet(row(1, [*HEADER, "\u202eKanal"]) + row(2, ROW))), "hidden_signs", cell="G1"),
    _book("a direction override in a sheet's name", lambda: xlsx(book=parts()[BOOK].replace("Oktober", "Okt\u202eober")), "hidden_signs"),
    _book("a lost byte in a cell", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "Woh\ufffdnen"))), "hidden_signs", cell="F2"),
    _book("no-width signs in header and cell", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "Woh\u200bnen").replace("Datum", "Da\u200btum"))), None, rows=1),
    _book("a control in XML", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "Woh\x07nen"))), "not_a_workbook"),
    _book("NUL in XML", lambda: xlsx(sheet=sheet(good_rows().replace("Wohnen", "Woh\x00nen"))), "not_a_workbook"),
    _book("a sheet in XML's other quotes", lambda: xlsx(sheet=sheet(good_rows()).replace('"', "'")), None, rows=1),
]  # fmt: skip
OLD = [
    _book("only the beginning of an XLS file", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "not_a_workbook", file="a.xls"),
    _book("an XLS file cut in two", lambda: xls(labels(HEADER, ROW))[:3000], "not_a_workbook", file="a.xls"),
    _book("sectors in a circle", lambda: compound({"Workbook": biff(labels(HEADER, ROW))}, table={3: 0}), "not_a_workbook", file="a.xls"),
    _book("sectors that lead outside", lambda: compound({"Workbook": biff(labels(HEADER, ROW))}, table={0: 5_000_000}), "not_a_workbook", file="a.xls"),
    _book("a password in an XLS file", lambda: xls(labels(HEADER, ROW), in_book=record(0x2F, bytes(6))), "encrypted_workbook", file="a.xls"),
    _book("an encrypted package", lambda: compound({"EncryptedPackage": b"x"}), "encrypted_workbook"),
    _book("a text document of old", lambda: compound({"WordDocument": b"x"}), "not_a_workbook", file="a.xls"),
    _book("a record longer than the file", lambda: compound({"Workbook": biff(b"") + struct.pack("<2H", 0x204, 60_000)}), "not_a_workbook", file="a.xls"),
    _book("a web page as XLS", lambda: b"<html><table></table></html>", "not_a_workbook", file="a.xls"),
    _book("text as XLS", lambda: GOOD.replace(";", "\t").encode(), "not_a_workbook", file="a.xls"),
    _book("an encrypted ODS file", lambda: ods(ods_rows(), more={"META-INF/m.xml": "<m:encryption-data xmlns:m='x'/>"}), "encrypted_workbook", file="a.ods"),
    _book("an XLS file as it should be", lambda: xls(labels(HEADER, ROW)), None, file="a.xls", rows=1),
    _book("an ODS file as it should be", lambda: ods(ods_rows()), None, file="a.ods", rows=1),
    _book("an XLSX file as it should be", xlsx, None, rows=1),
]  # fmt: skip
VRT = '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
GEODATA = [
    _text("a pointer to another file as GeoJSON", VRT, "not_geodata", file="a.geojson", source="areas"),
    _text("a web address as GeoJSON", "http://127.0.0.1/x", "not_geodata", file="a.json", source="areas"),
    _text(
        "arrays a hundred thousand deep", "{" + '"a":[' + "[" * 100_000, "not_geodata", file="a.geojson", source="areas"
    ),
    _text(
        "a database of another kind", b"SQLite format 3\x00" + bytes(100), "not_geodata", file="a.gpkg", source="areas"
    ),
    _text("a shapefile of a header only", b"\x00\x00\x27\x0a" + bytes(10), "not_geodata", file="a.shp", source="areas"),
    _text("a table as geodata", GOOD, "unknown_format", file="a.csv", source="areas"),
]
LIGHT = tuple(
    chain(EMPTY, SIGNS, ENCODINGS, KINDS, SHAPES, NAMES, ARCHIVES, MACROS, ENTITIES, PLACES, SHEETS, OLD, GEODATA)
)


def _repeated_texts() -> bytes:
    """One text of 30,000 letters, shown in 100,000 cells."""
    strings = f'<sst xmlns="x"><si><t>{"x" * 30_000}</t></si></sst>'
    shown = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 100_003))
    return pack({**parts(sheet=sheet(good_rows() + shown)), STRINGS: strings})


def _zeros(name: str, megabytes: int) -> bytes:
    """A part of many spaces, which packs to almost nothing."""
    return with_parts({name: b"<a>" + b" " * (megabytes * 1024 * 1024) + b"</a>"})


def _rows(count: int, cells: Callable[[int], str]) -> str:
    return "".join(f'<row r="{number}">{cells(number)}</row>' for number in range(3, count + 3))


def _numbers(number: int, columns: int) -> str:
    return "<c><v>1</v></c>" * columns


HEAVY = (
    _book("a bomb of 80 MB", lambda: _zeros(STRINGS, 80), "too_large"),
    _book("many bombs", lambda: with_parts({f"xl/p{n}.xml": b"<a>" + b" " * 9_000_000 + b"</a>" for n in range(40)}), "too_large"),
    _book("120 MB of sheet", lambda: xlsx(sheet=sheet(good_rows() + _rows(800_000, lambda n: _numbers(n, 8)))), "too_large"),
    _book("four million elements", lambda: xlsx(sheet=sheet(good_rows() + "<row/>" * 4_000_000)), "too_large"),
    _book("one text in very many cells", _repeated_texts, "too_large"),
    _book("a cell of 10 MB", lambda: xlsx(sheet=sheet(good_rows(cell("G2", "x" * 10_000_000)))), "cell_too_long", cell="G2"),
    _book("shared texts of 60 MB", lambda: with_parts({STRINGS: "<sst>" + "".join(f"<si><t>{n:030000}</t></si>" for n in range(2000)) + "</sst>"}), "too_large"),
    _book("as many cells as are allowed", lambda: xlsx(sheet=sheet(good_rows() + _rows(35_000, lambda n: "".join(f'<c t="str"><v>Wort {n}</v></c>' for _ in range(14))))), "unknown_column", cell="G1"),
    _book("16,384 columns of cells", lambda: xlsx(sheet=sheet('<row r="1">' + _numbers(1, 16384) + "</row>" + good_rows())), "too_large", cell="KO1"),
    _book("an XLS file of 40 MB", lambda: xls(labels(HEADER, ROW)) + bytes(40_000_000), "too_large", file="a.xls"),
    _text("a cell of 10 MB in text", f'{HEAD};Kennung\n{LINE};{"K" * 10_000_000}\n', "cell_too_long", row=2),
    _book("a quoted cell of 10 MB", lambda: f'{HEAD};Kennung\n{LINE};"{("K" * 100 + chr(10)) * 100_000}"\n'.encode(), "open_quote", file="a.csv", row=3),
    _book("100 MB of semicolons", lambda: HEAD.encode() + b"\n" + b";" * 100_000_000, "too_large", file="a.csv"),
    _book("100 MB of line ends", lambda: HEAD.encode() + b"\n" * 100_000_000, "too_large", file="a.csv"),
    _book("16,384 columns and 800 rows", lambda: (f"{HEAD}{';x' * 16378}\n" + f"{LINE}{';1' * 16378}\n" * 800).encode(), "too_large", file="a.csv"),
    _book("a map of 40 MB", lambda: b'{"type":"FeatureCollection","features":[' + b" " * 40_000_000 + b"]}", "too_large", file="a.geojson", source="areas"),
)  # fmt: skip
# Written as a hole in the disk, not from bytes.
SPARSE = Hostile("a file of 1 GB", "lieferung.csv", partial(bytes), "too_large")
