"""Bytes of a text file → text, strictly: a byte that no encoding explains refuses the file."""

from __future__ import annotations

import codecs

from pipelines.errors import FileRejectedError

CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\x0c")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FORMATS = (
    (b"PK", "eine Excel- oder ZIP-Datei"),
    (b"%PDF", "eine PDF-Datei"),
    (b"\xd0\xcf\x11\xe0", "ein altes Office-Format"),
)


def decode(raw: bytes) -> tuple[str, str]:
    """Text and the encoding it was written in: utf-8-sig, utf-16, utf-8 or cp1252.

    Raises FileRejectedError when the file is empty, holds control characters, or fits none of them.
    """
    if not raw.strip():
        raise FileRejectedError("empty_file", "Die Datei ist leer. Bitte die Datei mit Inhalt erneut senden.")
    for start, name in FORMATS:
        if raw.startswith(start):
            raise _no_text(f"Der Inhalt ist {name}, die Dateiendung passt nicht dazu.")
    for mark, encoding in BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _checked(_try(raw, encoding), encoding)
    # Deleting is several times faster than searching, and the length tells whether anything was there.
    if len(raw.translate(None, CONTROLS)) != len(raw):
        raise _no_text("Sie enthält Steuerzeichen.")
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _try(raw, "cp1252"), "cp1252"


def _try(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _no_text(f"Der Zeichensatz ist nicht erkennbar (Stelle {error.start}).") from error


def _checked(text: str, encoding: str) -> tuple[str, str]:
    if any(chr(code) in text for code in CONTROLS):
        raise _no_text("Sie enthält Steuerzeichen.")
    return text, encoding


def _no_text(reason: str) -> FileRejectedError:
    return FileRejectedError(
        "not_a_text_file", f"Das ist keine lesbare Textdatei. {reason} Bitte als CSV (UTF-8) oder XLSX speichern."
    )
