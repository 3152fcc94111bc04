"""How large a file may be, asked before a byte of it is read."""

from __future__ import annotations

from pathlib import Path

from pipelines.errors import FileRejectedError
from settings import Workspace

MEGABYTE = 1024 * 1024


def guard_size(path: Path, workspace: Workspace) -> None:
    """Raise FileRejectedError for an empty file and for one beyond the workspace's limit."""
    size = path.stat().st_size
    if size == 0:
        raise FileRejectedError("empty_file", "Die Datei ist leer. Bitte die Datei mit Inhalt erneut senden.")
    if size > workspace.file_megabytes * MEGABYTE:
        raise too_large(f"{workspace.file_megabytes} MB")


def too_large(limit: str) -> FileRejectedError:
    """The refusal of a file beyond `limit`, which is said as it stands."""
    return FileRejectedError("too_large", f"Die Datei ist größer als erlaubt ({limit}). Bitte aufteilen.")
