"""Lines of a header, one or several, merged or not → one name per column and the spellings it may be known under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.reading.values.month_words import month_of_header
from pipelines.reading.values.words import fold

Line = Sequence[str | None]
Parts = tuple[str, ...]

# A unit below a name, as in „Dauer“ over „(Min.)“.
BRACKETED = re.compile(r"\(.*\)|\[.*\]")
# A word parted at the end of a line: „Sprach-“ over „mittlung“.
PARTED = re.compile(r"(?<=\w)- (?=[a-zäöüß])")
# Signs behind a name that point to a note or mark it as required: „Datum*“, „Anzahl 1)“, „Kanal:“.
NOTE_SIGNS = re.compile(r"\s*(?:[*:¹²³]|\d\))+$")


def parts_of(lines: Sequence[Line]) -> tuple[Parts, ...]:
    """Per column, the filled parts of its name from top to bottom.

    A name over several columns stands in the first of them only; the empty cells right of it belong to it as long as
    something stands below them.
    """
    width = max(map(len, lines), default=0)
    padded = [[(cell or "").strip() for cell in line] + [""] * (width - len(line)) for line in lines]
    for upper, below in ((padded[number], padded[number + 1 :]) for number in range(len(padded) - 1)):
        _spread(upper, below)
    return tuple(tuple(line[position] for line in padded if line[position]) for position in range(width))


def titles_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The text of the lines above a header; a cell merged over several columns is said once."""
    told = [" ".join(dict.fromkeys(cell.strip() for cell in line if cell and cell.strip())) for line in lines]
    return tuple(line for line in told if line)


def _spread(upper: list[str], below: list[list[str]]) -> None:
    for position in range(1, len(upper)):
        if not upper[position] and any(line[position] for line in below):
            upper[position] = upper[position - 1]


def joined(parts: Parts) -> str:
    """The name of a column; a name that a merged cell repeats downwards stands once."""
    return " ".join(part for number, part in enumerate(parts) if number == 0 or part != parts[number - 1])


def spellings(columns: Sequence[Parts]) -> tuple[tuple[str, ...], ...]:
    """Per column, the folded names under which it may be looked up, best first.

    The whole name; without units and notes; last its lowest part, where no other column has the same.
    """
    lowest = Counter(fold(parts[-1]) for parts in columns if parts)
    return tuple(_spellings(parts, lowest) for parts in columns)


def _spellings(parts: Parts, lowest: Counter[str]) -> tuple[str, ...]:
    if not parts:
        return ()
    whole = fold(joined(parts))
    plain = fold(joined(tuple(part for part in parts if not BRACKETED.fullmatch(part))))
    names = [whole, PARTED.sub("", whole), plain, *(NOTE_SIGNS.sub("", name) for name in (whole, plain))]
    if lowest[fold(parts[-1])] == 1:
        names.append(fold(parts[-1]))
    return tuple(dict.fromkeys(name for name in names if name))


def month_of_column(parts: Parts, month_format: str | None) -> str | None:
    """The month that a column's name says (`2026-10`, or `10` without a year); None where no format is given.

    Above it may stand its year („2026“ over „Jan“) or what is counted („Anzahl“).
    """
    if not parts or month_format is None:
        return None
    names = dict.fromkeys((joined(parts), joined(parts[::-1]), parts[-1]))
    months = [month for name in names if (month := month_of_header(name, month_format))]
    return max(months, key=len, default=None)


def continues(header: Line, line: Line) -> bool:
    """Whether `line` below a header's line belongs to it: units in brackets, or names where the header is empty.

    A row of data fills a named column; a further line of the header only what stands under an empty name or under the
    first column of a wider one.
    """
    filled = [position for position, cell in enumerate(line) if cell and cell.strip()]
    if filled and all(BRACKETED.fullmatch((line[position] or "").strip()) for position in filled):
        return True
    blank = {position for position in filled if position >= len(header) or not (header[position] or "").strip()}
    starts = {position - 1 for position in blank}
    return bool(blank) and all(position in blank or position in starts for position in filled)
