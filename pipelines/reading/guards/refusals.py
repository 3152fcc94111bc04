"""What the sender of a workbook is told that cannot be read safely: one sentence what is wrong, one what to do."""

from __future__ import annotations

from pipelines.errors import FileRejectedError


def not_a_workbook() -> FileRejectedError:
    """Damaged, or something else under a workbook's name."""
    return FileRejectedError(
        "not_a_workbook",
        "Die Datei ist keine lesbare Excel- oder ODS-Datei. Bitte in Excel öffnen und als XLSX neu speichern.",
    )


def unsafe(reason: str) -> FileRejectedError:
    """Built in a way that no spreadsheet program writes; `reason` is a whole German sentence."""
    return FileRejectedError("unsafe_workbook", f"{reason} Bitte in Excel öffnen und als XLSX neu speichern.")


def encrypted() -> FileRejectedError:
    """Behind a password."""
    return FileRejectedError(
        "encrypted_workbook",
        "Die Datei ist mit einem Kennwort geschützt und kann nicht gelesen werden. Bitte ohne Kennwort speichern.",
    )


def macros() -> FileRejectedError:
    """Programs inside."""
    return FileRejectedError("macros", "Die Datei enthält Makros. Bitte ohne Makros als XLSX speichern.")


def too_much() -> FileRejectedError:
    """More than one table of a delivery can be."""
    return FileRejectedError(
        "too_large",
        "Die Datei enthält mehr, als eine Tabelle braucht (gepackte Inhalte, Zellen oder Formate). Bitte nur die "
        "Tabelle selbst als XLSX senden, sehr lange Tabellen als CSV.",
    )


def far_cell(sheet: str | None, cell: str) -> FileRejectedError:
    """A filled cell far from the table; `cell` is its address."""
    return FileRejectedError(
        "too_large",
        f"Zelle {cell} liegt weit außerhalb einer Tabelle. Bitte leeren und nur die Tabelle selbst senden.",
        sheet=sheet,
        cell=cell,
    )


def long_cell(sheet: str | None, cell: str | None) -> FileRejectedError:
    """A cell with more text than any spreadsheet program lets one type."""
    return FileRejectedError(
        "cell_too_long",
        f"{f'Zelle {cell}' if cell else 'Eine Zelle'} enthält mehr Text als erlaubt. Bitte kürzen.",
        sheet=sheet,
        cell=cell,
    )
