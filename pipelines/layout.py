"""A file's own columns → the contract's columns, still as text: headers, constants, left-out rows, wide months."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.findings import cell_address
from pipelines.grid import GEOMETRY, ROW, Grid
from pipelines.month_words import month_of_header
from pipelines.profile import Layout, MonthsWide
from pipelines.words import fold

SHEET = "sheet"
# Position of the file's column that a row's value came from, where months stand side by side.
POSITION = "_position"
# Columns that a file about persons may not even hold: they are refused, not left out.
PERSON_HEADERS = frozenset(
    fold(word)
    for word in (
        "Name", "Vorname", "Nachname", "Familienname", "Geburtsdatum", "Geburtstag", "Geburtsname", "Anschrift",
        "Adresse", "Straße", "Hausnummer", "Telefon", "Telefonnummer", "Handy", "Mobil", "E-Mail", "Email", "Mail",
        "Bemerkung", "Bemerkungen", "Notiz", "Notizen", "IBAN", "Ausweisnummer", "Aktenzeichen", "Klient", "Klientin",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Columns:
    """The contract's columns as text.

    `frame`: one String column per contract column (null where the file has none), `sheet`, `row`, `geometry` for
    boundaries, `_position` for months side by side. `positions` and `headers` say per contract column where in the file
    it stands; a column that the file does not have is in neither. `skipped` rows were left out as the profile says.
    """

    frame: pl.DataFrame
    positions: Mapping[str, int]
    headers: Mapping[str, str]
    delivered: frozenset[str]
    skipped: int


def to_columns(grid: Grid, contract: Contract, file_name: str, *, received_on: date) -> Columns:
    """Bring a grid into the contract's columns.

    Empty cells of months that had not begun when the file arrived are no rows: a year's sheet is always half empty.
    Raises FileRejectedError for columns that are unknown, doubled or missing, and for columns about persons.
    """
    layout = grid.header.profile.layout if grid.header.profile else None
    months = _months(grid, layout)
    positions = _positions(grid, contract, layout, months)
    fixed = _fixed_values(contract, layout, file_name)
    _require(contract, {*positions, *fixed} | _wide_columns(contract, layout))
    kept = _keep(grid.frame, grid, layout)
    begun = {position: month for position, month in months.items() if month <= f"{received_on:%Y-%m}"}
    wide = layout.months_wide if layout and months else None
    rows = _unpivot(kept, positions, months, begun, contract, wide) if wide else _select(kept, positions)
    given = rows.with_columns(pl.lit(value).alias(name) for name, value in fixed.items() if name not in positions)
    absent = [pl.lit(None, pl.String).alias(name) for name in contract.columns if name not in given.columns]
    frame = given.with_columns(*absent, pl.lit(grid.sheet, pl.String).alias(SHEET))
    wanted = _without_ignored(frame, layout)
    return Columns(
        frame=wanted,
        positions=positions,
        headers={name: grid.header.names[position] for name, position in positions.items()},
        delivered=frozenset(given.columns),
        skipped=(grid.frame.height - kept.height) + (frame.height - wanted.height),
    )


def file_month(layout: Layout | None, file_name: str) -> str | None:
    """The month that the file's name says, as `2026-10`, where the profile knows how to read it."""
    found = re.search(layout.file_month, file_name) if layout and layout.file_month else None
    return f"{int(found['year']):04d}-{int(found['month']):02d}" if found else None


def _months(grid: Grid, layout: Layout | None) -> dict[int, str]:
    """Position → month (`2026-10`) of the headers that are months, in the wide layout."""
    if layout is None or layout.months_wide is None:
        return {}
    found = {
        position: month_of_header(name, layout.months_wide.month_format)
        for position, name in enumerate(grid.header.names)
    }
    return {position: month for position, month in found.items() if month}


def _positions(grid: Grid, contract: Contract, layout: Layout | None, months: Mapping[int, str]) -> dict[str, int]:
    targets = _targets(contract, layout)
    passed_over = {fold(name) for name in (*layout.ignore, *layout.keep)} if layout else set()
    positions: dict[str, int] = {}
    for position, name in enumerate(grid.header.names):
        if position in months:
            continue
        if contract.person_related and fold(name) in PERSON_HEADERS and fold(name) not in targets:
            raise _about_persons(grid, position)
        for column in targets.get(fold(name), ()):
            if column in positions:
                raise _at_header(grid, position, "doubled_column", "steht doppelt. Bitte eine der Spalten entfernen.")
            positions[column] = position
        if fold(name) not in targets and fold(name) not in passed_over and _is_used(grid, position):
            raise _unknown(grid, position)
    return positions


def _targets(contract: Contract, layout: Layout | None) -> dict[str, tuple[str, ...]]:
    """Folded header → contract columns; what the profile maps or fixes is not looked for under the contract's names."""
    mapped = {fold(header): columns for header, columns in layout.headers.items()} if layout else {}
    if layout and layout.months_wide:
        mapped[fold(layout.months_wide.row_header)] = (layout.months_wide.row_column,)
    settled = {column for columns in mapped.values() for column in columns} | {*(layout.constants if layout else ())}
    own = {name: (key,) for key, column in contract.columns.items() if key not in settled for name in column.names}
    left_out = {fold(name) for name in (*layout.ignore, *layout.keep)} if layout else set()
    return {**{name: columns for name, columns in own.items() if name not in left_out}, **mapped}


def _fixed_values(contract: Contract, layout: Layout | None, file_name: str) -> dict[str, str]:
    month = file_month(layout, file_name)
    from_name = {key: month for key, column in contract.columns.items() if column.type == "month"} if month else {}
    return {**from_name, **(layout.constants if layout else {})}


def _wide_columns(contract: Contract, layout: Layout | None) -> set[str]:
    if layout is None or layout.months_wide is None:
        return set()
    return {layout.months_wide.value, _month_column(contract)}


def _month_column(contract: Contract) -> str:
    return next(key for key, column in contract.columns.items() if column.type == "month")


def _require(contract: Contract, given: set[str]) -> None:
    missing = [column.header for key, column in contract.columns.items() if column.required and key not in given]
    if missing:
        names = ", ".join(f"„{name}“" for name in missing)
        raise FileRejectedError("missing_column", f"Es fehlt die Spalte {names}. Bitte ergänzen.", row=1)


def _keep(frame: pl.DataFrame, grid: Grid, layout: Layout | None) -> pl.DataFrame:
    names = [fold(name) for name in grid.header.names]
    for header, values in (layout.keep if layout else {}).items():
        frame = (
            frame.filter(pl.col(str(names.index(fold(header)))).is_in(list(values))) if fold(header) in names else frame
        )
    return frame


def _select(frame: pl.DataFrame, positions: Mapping[str, int]) -> pl.DataFrame:
    extra = [name for name in (GEOMETRY,) if name in frame.columns]
    return frame.select(*(pl.col(str(position)).alias(name) for name, position in positions.items()), ROW, *extra)


def _unpivot(
    frame: pl.DataFrame,
    positions: Mapping[str, int],
    months: Mapping[int, str],
    begun: Collection[int],
    contract: Contract,
    wide: MonthsWide,
) -> pl.DataFrame:
    """One row per label and month; the value's own column stays known for its address."""
    own = frame.select(*(pl.col(str(position)).alias(name) for name, position in positions.items()), ROW)
    values = frame.select(pl.col(str(position)) for position in months)
    long = pl.concat([own, values], how="horizontal").unpivot(
        on=[str(position) for position in months],
        index=own.columns,
        variable_name=POSITION,
        value_name=wide.value,
    )
    names = {str(position): month for position, month in months.items()}
    due = pl.col(wide.value).is_not_null() | pl.col(POSITION).is_in([str(position) for position in begun])
    return (
        long.filter(due)
        .with_columns(
            pl.col(POSITION).replace_strict(names, return_dtype=pl.String).alias(_month_column(contract)),
            pl.col(POSITION).cast(pl.Int64),
        )
        .sort(ROW, POSITION)
    )


def _without_ignored(frame: pl.DataFrame, layout: Layout | None) -> pl.DataFrame:
    for column, words in (layout.ignore_categories if layout else {}).items():
        frame = frame.filter(~pl.col(column).is_in(list(words)).fill_null(value=False))
    return frame


def _is_used(grid: Grid, position: int) -> bool:
    """A column without name and content is no column: spreadsheets leave such behind."""
    return bool(grid.header.names[position]) or grid.frame[str(position)].is_not_null().any()


def _unknown(grid: Grid, position: int) -> FileRejectedError:
    return _at_header(
        grid,
        position,
        "unknown_column",
        "ist nicht vorgesehen. Bitte die Spalte entfernen oder im Profil unter „ignore“ nennen.",
    )


def _about_persons(grid: Grid, position: int) -> FileRejectedError:
    return _at_header(
        grid,
        position,
        "person_column",
        "enthält Angaben zu Personen und darf nicht geliefert werden. Bitte entfernen und die Datei erneut senden.",
    )


def _at_header(grid: Grid, position: int, rule: str, what: str) -> FileRejectedError:
    name = grid.header.names[position]
    return FileRejectedError(
        rule,
        f"Die Spalte „{name}“ {what}",
        sheet=grid.sheet,
        row=grid.header_row,
        cell=cell_address(position, grid.header_row),
        column=name,
    )
