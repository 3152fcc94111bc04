"""Which rows and columns of a table are totals: they are found by their word, unless that word is a value there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import polars as pl

from pipelines.profile import Layout
from pipelines.reading.values.words import fold

WORDS = (
    "summe", "gesamt", "insgesamt", "zusammen", "total", "gesamtsumme", "zwischensumme", "gesamtzahl", "endsumme",
    "gesamtergebnis", "teilergebnis", "jahressumme", "monatssumme", "quartalssumme", "teilsumme", "summen",
    "gesamtanzahl", "∑", "σ",
)  # fmt: skip
# Of these a further word may follow: „Summe Januar“, „Zwischensumme Nord“, „Gesamt 2024“.
HEADING = ("summe", "zwischensumme", "gesamtsumme", "teilsumme", "∑", "σ")
WITH_YEAR = re.compile(rf"(?:{'|'.join(WORDS)})\s+(?:jahr\s+)?\d{{4}}")
WITH_WORD = re.compile(rf"(?:{'|'.join(HEADING)})\s+\S.*")
TRAILING = " :=."
# Above this, words are sifted as a column first.
MANY_WORDS = 1000
SUBTOTALS = ("zwischensumme", "teilsumme", "teilergebnis")
GRAND = ("gesamtsumme", "gesamtergebnis", "endsumme", "insgesamt", "jahressumme")


def is_total(word: str, layout: Layout | None) -> bool:
    """Whether a word names a total."""
    folded = fold(word).rstrip(TRAILING)
    is_common = folded in WORDS or bool(WITH_YEAR.fullmatch(folded) or WITH_WORD.fullmatch(folded))
    return is_common or is_own_total(word, layout)


def is_own_total(word: str, layout: Layout | None) -> bool:
    """Whether the profile says that a word names a total."""
    own = {fold(each).rstrip(TRAILING) for each in layout.totals} if layout else set()
    return fold(word).rstrip(TRAILING) in own


def total_columns(names: Sequence[str], known: Callable[[str], bool], layout: Layout | None) -> list[int]:
    """Positions of headers that name the total of columns side by side and that nobody has another use for.

    Beside months that is their sum. Beside categories „Gesamt“ may be a count of its own, as one contact can be about
    several topics: there only the profile's own words are totals.
    """
    if layout is None or not (layout.months_wide or layout.columns_wide):
        return []
    names_total = is_total if layout.months_wide else is_own_total
    return [position for position, name in enumerate(names) if name and names_total(name, layout) and not known(name)]


def is_total_cell(cells: pl.Series, layout: Layout | None, *, is_value: Callable[[str], bool]) -> pl.Series | None:
    """Where a column's word names a total and is no value of the column; None where it never does."""
    parts = {word for each in (*WORDS, *(layout.totals if layout else ())) for word in (fold(each), each.lower())}
    words = cells.drop_nulls().unique()
    if len(words) > MANY_WORDS:
        words = words.filter(words.str.to_lowercase().str.contains_any(sorted(parts)))
    likely = [word for word in words.to_list() if any(part in word.lower() for part in parts)]
    found = [word for word in likely if is_total(word, layout) and not is_value(word)]
    return cells.is_in(found).fill_null(value=False) if found else None
