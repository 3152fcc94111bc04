"""How much a text file asks for, counted in its bytes before anything is laid out."""

from __future__ import annotations

from pipelines.errors import FileRejectedError
from settings import Workspace

# A table of a million rows has ten million cells; each takes 100 bytes until it has become a value.
CELLS = 12_000_000
LINE_BYTES = 250_000
# Where a header is looked for.
HEAD_LINES = 60
DELIMITERS = (b";", b",", b"\t", b"|")


def guard_text(raw: bytes, workspace: Workspace) -> None:
    """Raise FileRejectedError for more lines or cells than a table has, and for a line that never ends."""
    line_end = b"\n" if b"\n" in raw else b"\r"
    lines = raw.count(line_end)
    if lines > workspace.rows + workspace.columns:
        raise _too_large(f"mehr als {workspace.rows} Zeilen")
    if lines + max(map(raw.count, DELIMITERS)) > CELLS:
        raise _too_large(f"mehr als {CELLS // 1_000_000} Millionen Zellen")
    head = raw[: HEAD_LINES * LINE_BYTES].split(line_end, HEAD_LINES)[:HEAD_LINES]
    if any(line.count(delimiter) > workspace.columns for line in head for delimiter in DELIMITERS):
        raise _too_large(f"mehr als {workspace.columns} Spalten")
    _require_line_ends(raw, line_end)


def _require_line_ends(raw: bytes, line_end: bytes) -> None:
    place = 0
    while place + LINE_BYTES < len(raw):
        end = raw.rfind(line_end, place, place + LINE_BYTES)
        if end < 0:
            row = raw.count(line_end, 0, place) + 1
            raise FileRejectedError(
                "cell_too_long",
                f"Zeile {row} ist viel länger, als eine Zeile einer Tabelle sein kann. Bitte prüfen, ob Zeilenenden "
                "fehlen oder eine Zelle zu viel Text enthält.",
                row=row,
            )
        place = end + 1


def _too_large(what: str) -> FileRejectedError:
    return FileRejectedError("too_large", f"Die Datei hat {what}. Bitte aufteilen.")
