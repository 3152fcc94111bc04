"""Tables that are wider or barer than one row per record: months or categories as columns, group rows, blocks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from pipelines.contract import Contract
from pipelines.proposal.experience import Experience
from pipelines.proposal.looks import MOST, is_month
from pipelines.proposal.match import Match
from pipelines.proposal.table import Table
from pipelines.reading.values.words import fold

# One month, category or group may stand anywhere by chance; two side by side are meant.
SEVERAL = 2
TOTAL = "total"
TOTALS = frozenset(
    {"gesamt", "summe", "insgesamt", "zusammen", "total", "gesamtzahl", "kontakte gesamt", "gesamtsumme"}
)
# Of a column filled only at the beginning of its blocks, at least this share is empty.
EMPTY = 0.25
BLOCK_TYPES = ("key", "category", "category_of", "date", "month", "text")


@dataclass(frozen=True)
class Shape:
    """`months`: positions of months side by side. `wide`: position → contract values that its header stands for.

    `group`: position and contract column of rows that name the group below them.
    """

    months: tuple[int, ...] = ()
    wide: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    group: tuple[int, str] | None = None

    @property
    def aside(self) -> frozenset[int]:
        """Positions that are no columns of the contract themselves."""
        return frozenset({*self.months, *self.wide})

    def settled(self, contract: Contract) -> frozenset[str]:
        """Contract columns that the shape fills, so that no header needs to."""
        filled = {name for values in self.wide.values() for name in values}
        filled |= {self.group[1]} if self.group else set()
        if self.months:
            filled |= {name for name, column in contract.columns.items() if column.type == "month"}
        return frozenset(filled | ({contract.count_column or ""} if self.aside else set()))


def shape_of(table: Table, known: Experience) -> Shape:
    """How the table is laid out; only where the contract has a count and the signs are clear."""
    contract = known.contract
    if contract.count_column is None:
        return Shape()
    months = tuple(position for position, name in enumerate(table.names) if is_month(name) and _counts(table, position))
    if len(months) < SEVERAL or all(column.type != "month" for column in contract.columns.values()):
        months = ()
    wide = {} if months else _wide(table, known)
    return Shape(months, wide, _group(table, known))


def blocks(table: Table, matches: Collection[Match], contract: Contract) -> list[str]:
    """Headers of columns that are filled only in the first row of their block."""
    found = []
    for match in matches:
        column = contract.columns[match.fit.column] if match.fit else None
        cells = [row[match.position] for row in table.rows if sum(1 for cell in row if cell) > 1]
        if column is None or column.type not in BLOCK_TYPES or not (column.required or column.type == "category_of"):
            continue
        if cells and cells[0] and sum(1 for cell in cells if not cell) >= EMPTY * len(cells):
            found.append(match.header)
    return found


def _counts(table: Table, position: int) -> bool:
    """Whether a column holds counts or nothing."""
    look = table.looks[position]
    return not look.cells or look.shares["count"] >= MOST


def _wide(table: Table, known: Experience) -> dict[int, dict[str, str]]:
    """Headers that are categories, each written exactly as in its list."""
    found: dict[int, dict[str, str]] = {}
    for position, name in enumerate(table.names):
        meaning = _meaning(name, known) if name and _counts(table, position) else None
        if meaning:
            found[position] = meaning
    named = {tuple(meaning.items()) for meaning in found.values()}
    return found if len(found) >= SEVERAL and len(named) == len(found) else {}


def _meaning(name: str, known: Experience) -> dict[str, str] | None:
    for column, lists in known.lists.items():
        kind_column = known.contract.columns[column].of or ""
        for word in _spoken(name):
            if word in TOTALS and TOTAL in (known.contract.columns[kind_column].categories or {}):
                return {kind_column: TOTAL}
            for kind, vocabulary in lists.items():
                key = vocabulary.key_of(word)
                if key:
                    return {kind_column: kind, column: key}
    return None


def _spoken(name: str) -> Iterator[str]:
    """The header, and what is left of it below a heading that all share: „Anzahl Wohnen“, „Anzahl Kita und Schule“."""
    words = fold(name).split(" ")
    for first in range(min(len(words), SEVERAL + 1)):
        yield " ".join(words[first:])


def _group(table: Table, known: Experience) -> tuple[int, str] | None:
    """Rows in which one cell alone is filled, always in the same column, with words of one list."""
    alone = [[position for position, cell in enumerate(row) if cell] for row in table.rows]
    places = {filled[0] for filled in alone if len(filled) == 1}
    if len(places) != 1:
        return None
    (position,) = places
    words = [row[position] or "" for row, filled in zip(table.rows, alone, strict=True) if len(filled) == 1]
    for name, column in known.contract.columns.items():
        vocabulary = known.vocabularies.get(name) if column.type in ("key", "category") else None
        if vocabulary and len(words) >= SEVERAL and all(vocabulary.key_of(word) for word in words):
            return position, name
    return None
