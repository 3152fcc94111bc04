"""Categories side by side: which of a file's columns a profile turns into rows."""

from __future__ import annotations

from pipelines.errors import FileRejectedError
from pipelines.profile import ColumnsWide
from pipelines.reading.header import Header
from pipelines.reading.layouts.unpivot import Wide


def categories_side_by_side(header: Header, section: ColumnsWide) -> Wide:
    """The profile's columns with what they stand for.

    Raises FileRejectedError when one of them is not in the file: a category that vanishes must not pass for nothing.
    """
    found = {name: header.position_of(name) for name in section.columns}
    missing = [name for name, position in found.items() if position is None]
    if missing:
        names = ", ".join(f"„{name}“" for name in missing)
        raise FileRejectedError("missing_column", f"Es fehlt die Spalte {names}. Bitte ergänzen.", row=header.index + 1)
    cells = {position: section.columns[name] for name, position in found.items() if position is not None}
    return Wide(dict(sorted(cells.items())), section.value)
