"""Which contract column each of a file's columns is; unknown, doubled and personal columns refuse the file."""

from __future__ import annotations

from collections.abc import Collection

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.findings import cell_address
from pipelines.profile import Layout
from pipelines.reading.grid import Grid
from pipelines.reading.words import fold

# Columns that a file about persons may not even hold: they are refused, not left out.
PERSON_HEADERS = frozenset(
    fold(word)
    for word in (
        "Name", "Vorname", "Nachname", "Familienname", "Geburtsdatum", "Geburtstag", "Geburtsname", "Anschrift",
        "Adresse", "Straße", "Hausnummer", "Telefon", "Telefonnummer", "Handy", "Mobil", "E-Mail", "Email", "Mail",
        "Bemerkung", "Bemerkungen", "Notiz", "Notizen", "IBAN", "Ausweisnummer", "Aktenzeichen", "Klient", "Klientin",
    )
)  # fmt: skip


def map_headers(grid: Grid, contract: Contract, layout: Layout | None, months: Collection[int]) -> dict[str, int]:
    """Contract column → position in the file; `months` are positions of months standing side by side.

    Raises FileRejectedError at the first header that must not be there.
    """
    targets = _targets(contract, layout)
    positions: dict[str, int] = {}
    for position, name in enumerate(grid.header.names):
        if position in months:
            continue
        columns = targets.get(fold(name))
        if columns is None:
            _refuse_unless_ignored(grid, position, contract, layout)
        for column in columns or ():
            if column in positions:
                raise _at_header(grid, position, "doubled_column", "steht doppelt. Bitte eine der Spalten entfernen.")
            positions[column] = position
    return positions


def _targets(contract: Contract, layout: Layout | None) -> dict[str, tuple[str, ...]]:
    """Folded header → contract columns; what the profile maps or fixes is not looked for under the contract's names."""
    own: dict[str, tuple[str, ...]] = {
        name: (key,) for key, column in contract.columns.items() for name in column.names
    }
    if layout is None:
        return own
    mapped = {fold(header): columns for header, columns in layout.headers.items()}
    if layout.months_wide:
        mapped[fold(layout.months_wide.row_header)] = (layout.months_wide.row_column,)
    settled = {column for columns in mapped.values() for column in columns} | {*layout.constants}
    left_out = _left_out(layout)
    return {
        **{name: columns for name, columns in own.items() if columns[0] not in settled and name not in left_out},
        **mapped,
    }


def _left_out(layout: Layout | None) -> set[str]:
    return {fold(name) for name in (*layout.ignore, *layout.keep)} if layout else set()


def _refuse_unless_ignored(grid: Grid, position: int, contract: Contract, layout: Layout | None) -> None:
    name = fold(grid.header.names[position])
    if contract.person_related and name in PERSON_HEADERS:
        raise _at_header(
            grid,
            position,
            "person_column",
            "enthält Angaben zu Personen und darf nicht geliefert werden. Bitte entfernen und die Datei erneut senden.",
        )
    # A column without name and content is no column: spreadsheets leave such behind.
    is_used = bool(name) or grid.frame[str(position)].is_not_null().any()
    if is_used and name not in _left_out(layout):
        what = "ist nicht vorgesehen. Bitte die Spalte entfernen oder im Profil unter „ignore“ nennen."
        raise _at_header(grid, position, "unknown_column", what)


def _at_header(grid: Grid, position: int, rule: str, what: str) -> FileRejectedError:
    name, row = grid.header.names[position], grid.header_row
    message = f"Die Spalte „{name}“ {what}"
    return FileRejectedError(rule, message, sheet=grid.sheet, row=row, cell=cell_address(position, row), column=name)
