"""Geodata are read by a library that opens whatever it recognises, also files that point to others: not here."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import FileRejectedError

# Boundaries of a town take a few of them; the reader needs ten times the size of a GeoJSON file.
FILE_BYTES = 30 * 1024 * 1024
BEGINNING = 64
MARKS = {".gpkg": b"SQLite format 3\x00", ".shp": b"\x00\x00\x27\x0a"}
UTF8_MARK = b"\xef\xbb\xbf"


def guard_geodata(path: Path) -> None:
    """Raise FileRejectedError when the content is not what the ending says, or too large."""
    if path.stat().st_size > FILE_BYTES:
        raise FileRejectedError(
            "too_large",
            f"Die Geodatei ist größer als erlaubt ({FILE_BYTES // 1024 // 1024} MB). Bitte die Grenzen vereinfachen.",
        )
    with path.open("rb") as stream:
        start = stream.read(BEGINNING)
    mark = MARKS.get(path.suffix.lower())
    fits = start.startswith(mark) if mark else start.removeprefix(UTF8_MARK).lstrip().startswith(b"{")
    if not fits:
        raise FileRejectedError(
            "not_geodata",
            "Die Datei ist keine lesbare Geodatei. Bitte als GeoJSON, GeoPackage oder Shapefile speichern.",
        )
