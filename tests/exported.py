"""What stands in a downloaded file, as text: CSV as it is, every part of an unzipped workbook."""

from __future__ import annotations

import io
import zipfile


def content_text(content: bytes) -> str:
    """All text of a file; of a workbook the XML of all its parts."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
