"""Which contract column each of a file's columns is; unknown, doubled and personal columns refuse the file."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipelines.contract import Contract
from pipelines.errors import FileRejectedError
from pipelines.profile import Layout
from pipelines.reading.grid import Grid
from pipelines.reading.grids.header_refusal import nearest
from pipelines.reading.persons.persons import refuse_persons
from pipelines.reading.values.words import fold


def map_headers(grid: Grid, contract: Contract, layout: Layout | None, months: Collection[int]) -> dict[str, int]:
    """Contract column → position in the file; `months` are positions of months standing side by side.

    Raises FileRejectedError at the first header that must not be there.
    """
    mapped = _mapped_columns(grid, contract, layout, months)
    left_out = [place for place, names in enumerate(grid.header.spellings) if not _left_out(layout).isdisjoint(names)]
    refuse_persons(grid, contract, mapped, left_out=left_out, beside=months)
    positions: dict[str, int] = {}
    for position in range(len(grid.header.spellings)):
        if position in months:
            continue
        columns = mapped.get(position)
        if columns is None:
            _refuse_unless_ignored(grid, position, contract, layout)
        for column in columns or ():
            if column not in positions or _is_empty(grid, positions[column]):
                positions[column] = position
            elif not _is_empty(grid, position):
                raise _at_header(grid, position, "doubled_column", "steht doppelt. Bitte eine der Spalten entfernen.")
    return positions


def _mapped_columns(
    grid: Grid, contract: Contract, layout: Layout | None, months: Collection[int]
) -> dict[int, tuple[str, ...]]:
    """Position → contract columns, for the headers that contract or profile know."""
    targets = _targets(contract, layout)
    return {
        position: next(targets[name] for name in names if name in targets)
        for position, names in enumerate(grid.header.spellings)
        if position not in months and any(name in targets for name in names)
    }


def _is_empty(grid: Grid, position: int) -> bool:
    return bool(grid.frame[str(position)].is_null().all())


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
    names = grid.header.spellings[position]
    # A column without name and content is no column: spreadsheets leave such behind.
    if (names or not _is_empty(grid, position)) and _left_out(layout).isdisjoint(names):
        known = [*(column.header for column in contract.columns.values()), *_mapped(layout)]
        meant = nearest(grid.header.names[position], known)
        question = f": meinten Sie „{meant}“?" if meant else "."
        if contract.person_related:
            raise _untold(grid, position, question)
        what = f"ist nicht vorgesehen{question} Bitte die Spalte entfernen oder im Profil unter „ignore“ nennen."
        raise _at_header(grid, position, "unknown_column", what)


def _mapped(layout: Layout | None) -> Iterable[str]:
    return layout.headers if layout else ()


def _untold(grid: Grid, position: int, question: str) -> FileRejectedError:
    """Where rows are about people, an unknown header may be a name: its place is told, not its words."""
    cell = grid.address(position, grid.header.end, grid.sheet)
    return FileRejectedError(
        "unknown_column",
        f"Die Spalte mit der Überschrift in Zelle {cell} ist nicht vorgesehen{question} Bitte die Spalte entfernen "
        "oder im Profil unter „ignore“ nennen.",
        sheet=grid.sheet,
        row=grid.header.end,
        cell=cell,
    )


def _at_header(grid: Grid, position: int, rule: str, what: str) -> FileRejectedError:
    name, row = grid.header.names[position], grid.header.end
    message = f"Die Spalte „{name}“ {what}"
    return FileRejectedError(
        rule, message, sheet=grid.sheet, row=row, cell=grid.address(position, row, grid.sheet), column=name
    )
