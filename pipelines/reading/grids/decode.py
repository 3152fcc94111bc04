"""Bytes of a text file → text, strictly: a byte that no encoding explains refuses the file, as does a hidden sign."""

from __future__ import annotations

import codecs

from pipelines.errors import FileRejectedError
from pipelines.reading.guards.hidden_signs import forbidden_at, without_lost

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMATS = (
    (b"PK", "eine Excel- oder ZIP-Datei"),
    (b"%PDF", "eine PDF-Datei"),
    (b"\xd0\xcf\x11\xe0", "ein altes Office-Format"),
    (b"{\\rtf", "ein Textdokument (RTF)"),
    (b"\x1f\x8b", "eine gepackte Datei"),
)
MARKUP = ((b"<!doctype", "eine Webseite (HTML)"), (b"<html", "eine Webseite (HTML)"), (b"<?xml", "eine XML-Datei"))


def decode(raw: bytes) -> tuple[str, str]:
    """Text and the encoding it was written in: utf-8-sig, utf-16, utf-8 or cp1252.

    Zero-width characters are left out. Raises FileRejectedError when the file is empty, holds control or direction
    characters, or fits none of the encodings.
    """
    start = raw[:1000].lstrip().lower()
    for beginning, name in (*((begin.lower(), name) for begin, name in FORMATS), *MARKUP):
        if start.startswith(beginning):
            raise _no_text(f"Der Inhalt ist {name}, die Dateiendung passt nicht dazu.")
    text, encoding = _decoded(raw)
    if not text.strip("\ufeff \t\r\n\x0c\xa0"):
        raise FileRejectedError("empty_file", "Die Datei ist leer. Bitte die Datei mit Inhalt erneut senden.")
    place = forbidden_at(text)
    if place is not None:
        line = text.count("\n", 0, place) + (text.count("\r", 0, place) if "\n" not in text else 0) + 1
        raise _no_text(f"Zeile {line} enthält Steuerzeichen oder verlorene Zeichen (�).", row=line)
    return without_lost(text), encoding


def _decoded(raw: bytes) -> tuple[str, str]:
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _try(raw, encoding), encoding
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _try(raw, "cp1252"), "cp1252"


def _try(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _no_text(f"Der Zeichensatz ist in Zeile {line} nicht erkennbar.", row=line) from error


def _no_text(reason: str, row: int | None = None) -> FileRejectedError:
    return FileRejectedError(
        "not_a_text_file",
        f"Das ist keine lesbare Textdatei. {reason} Bitte als CSV (UTF-8) oder XLSX speichern.",
        row=row,
    )
