"""Where the cells of an XLSX part or of an ODS part stand, and which text is theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pipelines.findings import LETTERS
from pipelines.reading.guards.markup import CELL_CHARACTERS, Attributes, Load, Walk
from pipelines.reading.guards.refusals import encrypted, not_a_workbook

INDEX_DIGITS = 9
ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
FILLING = ("value-type", "value", "string-value", "date-value", "time-value", "boolean-value", "formula")


class Finder(Walk):
    """Through any part, keeping the attributes of every element called `wanted`."""

    def __init__(self, wanted: str) -> None:
        """`wanted` is a name without prefix."""
        super().__init__(Load(0, 0))
        self.wanted = wanted
        self.found: list[Attributes] = []

    @property
    def actions(self) -> Mapping[str, Callable[[Attributes], None]]:
        """The wanted element."""
        return {self.wanted: self.found.append}


class SheetWalk(Walk):
    """Through a part of an XLSX file: a sheet, the shared texts, or any other."""

    @property
    def actions(self) -> Mapping[str, Callable[[Attributes], None]]:
        """Rows, cells, values and texts."""
        return {
            "row": self._row, "c": self._cell, "v": self._value, "is": self._inline, "si": self._shared,
            "mergeCell": self._merged,
        }  # fmt: skip

    def _row(self, attributes: Attributes) -> None:
        self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
        self.column, self.is_inside, self.measured = 0, False, None

    def _cell(self, attributes: Attributes) -> None:
        self.column += 1
        self.address, self.length, self.is_inside = attributes.get("r"), 0, True
        self.measured = None
        self.is_shared = attributes.get("t") == "s"

    def _value(self, _: Attributes) -> None:
        if self.is_inside:
            self._fill()
            self.measured = self._add_index if self.is_shared else self.add

    def _inline(self, _: Attributes) -> None:
        if self.is_inside:
            self._fill()
            self.measured = self.add

    def _shared(self, _: Attributes) -> None:
        self.load.lengths.append(0)
        self.length, self.is_inside, self.measured = 0, False, self._add_shared

    def _merged(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        self.load.merge(abs(_place(last or first)[0] - _place(first)[0]) + 1)

    def _add_shared(self, text: str) -> None:
        self.load.lengths[-1] += len(text)

    def _add_index(self, text: str) -> None:
        if text.isdecimal() and len(text) <= INDEX_DIGITS:
            self.load.shown.append(int(text))

    def _fill(self) -> None:
        if self.address:
            self.row, self.column = _place(self.address)
        self.extend(self.row, self.column)


class OdsWalk(Walk):
    """Through a part of an ODS file, where rows and cells may say how often they are repeated."""

    @property
    def actions(self) -> Mapping[str, Callable[[Attributes], None]]:
        """Tables, rows, cells, paragraphs, and what points outside."""
        return {
            "table": self._table, "table-row": self._row, "table-cell": self._cell, "covered-table-cell": self._cell,
            "p": self._text, "s": self._spaces, "table-source": self._link, "dde-source": self._link,
            "encryption-data": self._encrypted,
        }  # fmt: skip

    def _table(self, attributes: Attributes) -> None:
        self.sheet = _of(attributes, "name")
        self.row = self.column = self.last_row = self.last_column = 0
        self.rows_at_once = self.columns_at_once = 1

    def _row(self, attributes: Attributes) -> None:
        self.row += self.rows_at_once if self.row else 1
        self.rows_at_once = _repeated(attributes, "number-rows-repeated")
        self.column, self.columns_at_once, self.is_inside = 0, 1, False

    def _cell(self, attributes: Attributes) -> None:
        self.column += self.columns_at_once if self.column else 1
        self.columns_at_once = _repeated(attributes, "number-columns-repeated")
        self.load.merge(_repeated(attributes, "number-rows-spanned"))
        self.length, self.is_inside, self.measured = 0, True, None
        if any(name.rpartition(":")[2] in FILLING for name in attributes):
            self._fill()
            for value in attributes.values():
                self.add(value)

    def _text(self, _: Attributes) -> None:
        if self.is_inside and self.measured is None:
            self._fill()

    def _fill(self) -> None:
        self.extend(self.row + self.rows_at_once - 1, self.column + self.columns_at_once - 1)
        self.measured = self.add

    def _spaces(self, attributes: Attributes) -> None:
        """`<text:s text:c="9"/>` stands for nine spaces."""
        self.characters_met(" " * min(max(int(_of(attributes, "c") or 1), 1), CELL_CHARACTERS + 1))

    def _link(self, _: Attributes) -> None:
        self.load.links_outside = True

    def _encrypted(self, _: Attributes) -> None:
        raise encrypted()


def _place(address: str) -> tuple[int, int]:
    """Row and column of `C7`, both counted from 1."""
    found = ADDRESS.fullmatch(address)
    if not found:
        raise not_a_workbook()
    column = 0
    for letter in found[1].upper():
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _of(attributes: Attributes, name: str) -> str | None:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)


def _repeated(attributes: Attributes, name: str) -> int:
    return max(int(_of(attributes, name) or 1), 1)
