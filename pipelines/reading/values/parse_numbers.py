"""Numbers as people write them → exact integers and decimals. Never through binary floats, never by luck.

Every distinct text is read once; what is plain digits is not even looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import polars as pl

from pipelines.reading.landed_types import DTYPES
from pipelines.reading.values.notation import COMMA, WIDE, notation_of, read_either, read_numbers, tidied
from pipelines.reading.values.number_habits import Estimate, estimate_of, is_uncertain, may_mean_fives, tally_of

WHOLE = ("integer", "count")
AMBIGUOUS, ESTIMATED, UNCERTAIN, STROKES = "ambiguous", "estimated", "uncertain", "strokes"
# A file with more different oddities than this is not written by people.
MOST_ODDITIES, LONGEST = 20_000, 400
READ = {"word": pl.String(), "value": WIDE, "state": pl.String()}
NO_STATE = pl.lit(None, pl.String).alias("state")


@dataclass(frozen=True)
class Numbers:
    """`values` in the landed type of their kind, null where there is none; `state` says what is special about a cell.

    ambiguous: two readings and no value · uncertain: in brackets or only bounded, no value · estimated · strokes: a
    tally whose groups of four may mean fives.
    """

    values: pl.Series
    state: pl.Series

    def are(self, state: str) -> pl.Series:
        """Which cells are in this state."""
        return (self.state == state).fill_null(value=False)


def parse_number(cells: pl.Series, kind: str, *, decimal: str | None, native: pl.Series | None = None) -> Numbers:
    """Read cells of the contract type `kind`: integer, count, decimal or money.

    `decimal` is comma or point where a profile says so. `native` are the cells that a workbook holds as numbers, with
    a point before their decimals.
    """
    fast = cells.cast(pl.Int64, strict=False)
    nothing = pl.Series("state", [None], dtype=pl.String).new_from_index(0, len(cells))
    if fast.null_count() == cells.null_count():
        return Numbers(_landed(fast, kind), nothing)
    left = fast.is_null() & cells.is_not_null()
    typed = left & native if native is not None else left.clear().extend_constant(value=False, n=len(cells))
    read = [
        _read(cells.filter(left & ~typed).unique(), kind, decimal).with_columns(native=False),
        _exact(cells.filter(typed).unique(), kind).with_columns(native=True),
    ]
    asked = pl.DataFrame({"word": cells, "native": typed})
    found = asked.join(pl.concat(read), on=["word", "native"], how="left", maintain_order="left")
    values = _landed(fast, kind).zip_with(fast.is_not_null(), _landed(found["value"], kind))
    return Numbers(values, found["state"])


def _exact(words: pl.Series, kind: str) -> pl.DataFrame:
    """A workbook's own numbers: a point before the decimals, and as many as there are."""
    values = words.cast(WIDE, strict=False)
    if kind != "decimal":
        rounded = values.round(0 if kind in WHOLE else 2)
        values = values.set(values != rounded, None)
    return pl.DataFrame([words.alias("word"), values.alias("value")]).with_columns(NO_STATE)


def _read(words: pl.Series, kind: str, decimal: str | None) -> pl.DataFrame:
    tidy = tidied(words, kind)
    notation = decimal or notation_of(tidy)
    if decimal:
        values, ambiguous = read_numbers(tidy, kind, decimal), words.is_null()
    else:
        values, ambiguous = read_either(tidy, kind, notation)
    plain = pl.DataFrame([words.alias("word"), values.alias("value"), ambiguous.alias("twofold")]).select(
        "word", "value", pl.when("twofold").then(pl.lit(AMBIGUOUS)).alias("state")
    )
    odd = words.filter(values.is_null() & ~ambiguous & (words.str.len_chars() <= LONGEST))
    if odd.is_empty() or len(odd) > MOST_ODDITIES:
        return plain
    habits = _habits(odd.to_list(), kind, notation or COMMA)
    return pl.concat([plain.filter(~pl.col("word").is_in(habits["word"].implode())), habits])


def _habits(words: list[str], kind: str, notation: str) -> pl.DataFrame:
    """Texts that are no plain number but mean one, or cannot be trusted to."""
    estimates = {word: found for word in words if (found := estimate_of(word))}
    ends = {text for found in estimates.values() for text in (found.low, found.high) if text}
    texts = pl.Series("word", sorted(ends), dtype=pl.String)
    numbers = dict(zip(texts, read_numbers(tidied(texts, kind), kind, notation), strict=True))
    rows: list[tuple[str, Decimal | None, str]] = []
    for word in words:
        if word in estimates:
            value = _middle(estimates[word], numbers, kind)
            rows += [(word, value, ESTIMATED)] if value is not None else []
        elif is_uncertain(word):
            rows.append((word, None, UNCERTAIN))
        elif kind in WHOLE and (strokes := tally_of(word)):
            rows.append((word, Decimal(strokes), STROKES if may_mean_fives(word) else ""))
    return pl.DataFrame(rows, schema=READ, orient="row").with_columns(pl.col("state").replace({"": None}))


def _middle(estimate: Estimate, numbers: dict[str, Decimal | None], kind: str) -> Decimal | None:
    """The estimate, or the middle of its range; whole numbers are rounded half up."""
    low = numbers[estimate.low]
    if estimate.high is None or low is None:
        return low
    high = numbers[estimate.high]
    if high is None or high <= low:
        return None
    middle = (low + high) / 2
    return middle.quantize(Decimal(1), ROUND_HALF_UP) if kind in WHOLE else middle


def _landed(values: pl.Series, kind: str) -> pl.Series:
    """In the type that lands; decimals are rounded to six places. Null where a number is too large for it."""
    if values.dtype == WIDE and kind in ("decimal", "money"):
        values = values.round(6 if kind == "decimal" else 2)
    return values.cast(DTYPES[kind], strict=False)
