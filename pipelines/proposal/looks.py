"""What the values of a column look like, by shares: dates, months, times, numbers, flags. Reading decides later."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.reading.values.month_words import NAMES, month_of
from pipelines.reading.values.parse_words import FLAGS
from pipelines.reading.values.words import fold

DAY = re.compile(
    r"(0?[1-9]|[12]\d|3[01])[.](0?[1-9]|1[0-2])[.](\d{2}|(19|20)\d{2})?|(19|20)\d{2}-\d{1,2}-\d{1,2}([ T]00:00(:00)?)?"
    r"|\d{1,2}[/-]\d{1,2}[/-](\d{2}|\d{4})"
)
TIME = re.compile(r"([01]?\d|2[0-3])[:.][0-5]\d(:[0-5]\d)?(\s*uhr)?|([01]?\d|2[0-3])\s*uhr")
INTEGER = re.compile(r"[+-]?\d{1,3}([.' \xa0\u202f]\d{3})+|[+-]?\d+([.,]0+)?")
ABOUT = re.compile(r"(?:ca\.?|~|rund|etwa|circa)\s*|\s*[-–]\s*\d+$", re.IGNORECASE)
DECIMAL = re.compile(r"[+-]?\d{1,3}([.' ]\d{3})*(,\d+)?|[+-]?\d+([.,]\d+)?")
MONEY = re.compile(r"[+-]?\s*\d{1,3}([.' ]?\d{3})*([.,]\d{1,2})?(\s*(€|eur|euro))?")
WITH_CENTS = re.compile(r".*[.,]\d{2}(\s*(€|eur|euro))?|.*(€|eur|euro)")
# Signs that stand where a number is missing; what they mean is never decided here.
MARKS = frozenset(
    {"-", "–", "—", "--", ".", "·", "…", "...", "x", "na", "n/a", "k.a.", "k. a.", "geschlossen", "entfällt"}
)
MOST = 0.5


def is_month(text: str) -> bool:
    """Whether a word names a month, with or without its year."""
    return month_of(text) is not None or fold(text).rstrip(".") in NAMES


def is_number(text: str) -> bool:
    """Whether a word is a whole number, „ca. 20“ and „20-25“ included."""
    return INTEGER.fullmatch(ABOUT.sub("", fold(text))) is not None


TESTS: Mapping[str, Callable[[str], bool]] = {
    "date": lambda text: DAY.fullmatch(text) is not None,
    "month": is_month,
    "time": lambda text: TIME.fullmatch(text) is not None,
    "integer": is_number,
    "count": lambda text: text in MARKS or is_number(text),
    "decimal": lambda text: DECIMAL.fullmatch(text) is not None,
    "money": lambda text: MONEY.fullmatch(text) is not None,
    "boolean": lambda text: text in FLAGS,
}


@dataclass(frozen=True)
class Look:
    """The filled cells of one column of a file, folded, in the order of its rows; `rows` counts the empty ones too."""

    cells: tuple[str, ...]
    rows: int

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands there."""
        return Counter(self.cells)

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """Per type, the share of filled cells that look like it; all 0 for an empty column."""
        return {kind: self.share(test) for kind, test in TESTS.items()}

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Whole numbers as they are written without grouping signs."""
        plain = (re.sub(r"[.,]0+$", "", cell) for cell in self.cells if is_number(cell))
        return tuple(int(digits) for cell in plain if (digits := re.sub(r"\D", "", ABOUT.sub("", cell))))

    def share(self, test: Callable[[str], bool]) -> float:
        """Share of the filled cells that pass."""
        return self.hits(test) / len(self.cells) if self.cells else 0.0

    def hits(self, test: Callable[[str], bool]) -> int:
        """Number of the filled cells that pass."""
        return sum(count for word, count in self.counts.items() if test(word))


def look(cells: Sequence[str | None]) -> Look:
    """The look of a column's cells."""
    return Look(tuple(folded for cell in cells if cell and (folded := fold(cell))), len(cells))
