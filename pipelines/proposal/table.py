"""Where the table of an unknown file may stand: candidates for its header, each with the columns below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.proposal.looks import DAY, DECIMAL, TIME, Look, look
from pipelines.reading.header_lines import joined, parts_of
from pipelines.reading.values.month_words import month_of
from pipelines.reading.values.words import fold

SEARCHED, DEPTH = 30, 3
# Only files made of nothing but words have more places for a header than hold so many names together.
MOST_NAMES = 200
# What stands in a longer cell is no value of a list; its beginning says as much.
LONGEST_CELL = 200
LONGEST_NAME = 80
COVERED = 0.6
Line = Sequence[str | None]


@dataclass(frozen=True)
class Table:
    """A header at line `index` (from 0) over `depth` lines, its names, and the rows below as they stand in the file."""

    index: int
    depth: int
    names: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    banner: tuple[str, ...]

    @cached_property
    def looks(self) -> tuple[Look, ...]:
        """The look of every column."""
        return tuple(look([row[position] for row in self.rows]) for position in range(len(self.names)))


def tables(lines: Sequence[Line]) -> Iterator[Table]:
    """The first places where a header may stand: names without a number among them that cover the columns below."""
    cleaned = [tuple((cell or "")[:LONGEST_CELL].strip() or None for cell in line) for line in lines]
    seen = 0
    for index in range(min(len(cleaned), SEARCHED)):
        for depth in range(1, DEPTH + 1):
            found = _table(cleaned, index, depth) if seen < MOST_NAMES else None
            if found:
                seen += len(found.names)
                yield found


def _table(lines: Sequence[tuple[str | None, ...]], index: int, depth: int) -> Table | None:
    head = lines[index : index + depth]
    if len(head) < depth or not all(any(line) for line in head) or _is_banner(head):
        return None
    if not all(_is_name(cell) for line in head for cell in line):
        return None
    body = [line for line in lines[index + depth :] if any(line)]
    names = tuple(map(joined, parts_of(head)))
    width = max([len(names), *map(len, body)])
    names = names + ("",) * (width - len(names))
    rows = tuple(line + (None,) * (width - len(line)) for line in body)
    filled = {position for row in rows for position, cell in enumerate(row) if cell}
    named = {position for position, name in enumerate(names) if name}
    folded = [fold(name) for name in names if name]
    if len(named) < 2 or len(set(folded)) < len(folded) or len(named & filled) < COVERED * len(filled):
        return None
    banner = tuple(cell for line in lines[:index] for cell in line if cell)
    return Table(index, depth, names, rows, banner)


def _is_banner(head: Sequence[Line]) -> bool:
    """Whether the upper line is a title above everything, and no heading over some of the columns."""
    return len(head) > 1 and bool(head[0][0]) and len({cell for cell in head[0] if cell}) == 1


def _is_name(cell: str | None) -> bool:
    """Whether a cell may be part of a name: a month may, another number or day may not."""
    if not cell:
        return True
    folded = fold(cell)
    is_value = any(form.fullmatch(folded) for form in (DECIMAL, DAY, TIME))
    return len(cell) <= LONGEST_NAME and (not is_value or (month_of(cell) is not None and not DAY.fullmatch(folded)))
