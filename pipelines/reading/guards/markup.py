"""The XML of a workbook, walked through once without keeping it: how many cells, how far off, how much text.

A reader lays out the whole rectangle up to the last filled cell and copies a shared text into every cell that shows
it, so a small file can ask for any amount of memory. What is counted here is what a reader would have to keep.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pyexpat import ExpatError, ParserCreate

from pipelines.findings import cell_address
from pipelines.reading.guards.refusals import far_cell, long_cell, not_a_workbook, too_much, unsafe

ELEMENTS = 3_000_000
DEPTH = 200
TOKEN_BYTES = 1024 * 1024
CELLS = 500_000
AREA = 2_000_000
TEXT_CHARACTERS = 40_000_000
# One cell over a whole sheet is odd, a thousand of them are hostile.
MERGED_ROWS = 4_000_000
# What Excel lets one type into a cell.
CELL_CHARACTERS = 32_767
Attributes = Mapping[str, str]


@dataclass
class Load:
    """What has been met so far in all parts. `shown` are the numbers of the shared texts that cells show."""

    rows: int
    columns: int
    elements: int = 0
    cells: int = 0
    characters: int = 0
    merged_rows: int = 0
    links_outside: bool = False
    lengths: array = field(default_factory=lambda: array("Q"))
    shown: array = field(default_factory=lambda: array("Q"))

    def merge(self, rows: int) -> None:
        """Count the rows over which cells are merged; raises FileRejectedError when they are too many."""
        self.merged_rows += rows
        if self.merged_rows > MERGED_ROWS:
            raise too_much()

    def settle(self) -> None:
        """Count shared texts once more for every cell that shows them; raises FileRejectedError when it is too much."""
        repeated = sum(self.lengths[number] for number in self.shown if number < len(self.lengths))
        if self.characters + sum(self.lengths) + repeated > TEXT_CHARACTERS:
            raise too_much()


class Walk:
    """One walk through one part: the place reached, and the text that is being measured."""

    def __init__(self, load: Load, sheet: str | None = None) -> None:
        """`sheet` is the name that messages give; an ODS part names its sheets itself."""
        self.load, self.sheet = load, sheet
        self.row = self.column = self.last_row = self.last_column = 0
        self.rows_at_once = self.columns_at_once = 1
        self.address: str | None = None
        self.is_inside = False
        self.measured: Callable[[str], None] | None = None
        self.length = 0

    @property
    def actions(self) -> Mapping[str, Callable[[Attributes], None]]:
        """What to do at the start of an element, by its name without prefix."""
        return {}

    def through(self, pieces: Iterable[bytes]) -> None:
        """Walk. Raises FileRejectedError when the part is no XML, defines entities, or exceeds a limit."""
        starts, ends, fed = 0, 0, 0
        ended: list[str] = []
        actions = self.actions

        def start(name: str, attributes: Attributes) -> None:
            nonlocal starts
            starts += 1
            action = actions.get(name) or actions.get(name.rpartition(":")[2])
            if action:
                action(attributes)

        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = start, ended.append
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self.characters_met, self._doctype
        try:
            for piece in pieces:
                parser.Parse(piece)
                ends, fed = ends + len(ended), fed + len(piece)
                ended.clear()
                if self.load.elements + starts > ELEMENTS:
                    raise too_much()
                if starts - ends > DEPTH or fed - parser.CurrentByteIndex > TOKEN_BYTES:
                    raise unsafe("Die Datei ist anders verschachtelt, als eine Tabelle es ist.")
            parser.Parse(b"", True)
        except (ExpatError, ValueError, LookupError) as error:
            raise not_a_workbook() from error
        self.load.elements += starts

    def _doctype(self, *_: object) -> None:
        raise unsafe("Die Datei enthält eine Dokumenttyp-Angabe (DTD).")

    def characters_met(self, text: str) -> None:
        """Measure text where it stands in a cell; raises FileRejectedError when a cell has too much."""
        if self.measured:
            self.length += len(text)
            if self.length > CELL_CHARACTERS:
                raise long_cell(self.sheet, self.here() if self.is_inside else None)
            self.measured(text)

    def here(self) -> str | None:
        """The address of the cell reached."""
        return self.address or cell_address(max(self.column, 1) - 1, max(self.row, 1))

    def add(self, text: str) -> None:
        """Count text as often as it will be laid out."""
        self.load.characters += len(text) * self.rows_at_once * self.columns_at_once

    def extend(self, row: int, column: int) -> None:
        """Count filled cells up to this place; raises FileRejectedError when it is too far off or they are too many."""
        load = self.load
        load.cells += self.rows_at_once * self.columns_at_once
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if row > load.rows or column > load.columns or self.last_row * self.last_column > AREA:
            raise far_cell(self.sheet, cell_address(column - 1, row) or "")
        if load.cells > CELLS:
            raise too_much()
