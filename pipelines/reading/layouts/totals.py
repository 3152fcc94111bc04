"""Stated totals against the sum of their rows: they are not counted, but a difference is a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from pipelines.reading.grid import ROW, SHEET
from pipelines.reading.values.total_words import GRAND, SUBTOTALS
from pipelines.reading.values.words import fold

IS_TOTAL, WORD = "_is_total", "_total_word"


@dataclass(frozen=True)
class Difference:
    """A total that is not the sum of its rows: where it stands, what it says, and the sum of what could be read."""

    sheet: str | None
    row: int
    position: int
    stated: Decimal
    computed: Decimal


def differing_rows(frame: pl.DataFrame, values: Mapping[int, pl.Series]) -> Iterator[Difference]:
    """Rows of totals that differ from the rows they stand for, column by column and sheet by sheet.

    `frame` has `row`, `sheet`, `_is_total` and the total's word; `values` the number of every row per position, null
    where there is none. A total may stand for the rows since the last total, for all rows above, or, above all rows,
    for those below.
    """
    for (sheet,), part in frame.with_row_index("_index").group_by(SHEET, maintain_order=True):
        spans = list(_spans(part))
        for position, cells in values.items():
            numbers = cells.gather(part["_index"])
            counted = numbers.set(part[IS_TOTAL], None).fill_null(0)
            running = [0, *counted.cum_sum().to_list()]
            for index, candidates in spans:
                stated = numbers[index]
                sums = [running[end] - running[start] for start, end in candidates]
                if stated is not None and stated not in sums:
                    yield Difference(sheet, part[ROW][index], position, Decimal(stated), Decimal(sums[0]))


def differing_columns(
    frame: pl.DataFrame, values: Mapping[int, pl.Series], totals: Sequence[int]
) -> Iterator[Difference]:
    """Cells in columns of totals that differ from the columns they stand for, row by row.

    A column of totals may stand for the columns since the last one, or for all before it.
    """
    parts = sorted(set(values) - set(totals))
    last = -1
    for total in totals:
        blocks = [[at for at in parts if at < total], [at for at in parts if last < at < total], parts]
        sums = [_row_sums(values, block, frame.height) for block in blocks if block]
        last = total
        if not sums:
            continue
        agrees = pl.select(pl.any_horizontal([values[total] == each for each in sums])).to_series()
        for index in (~agrees & values[total].is_not_null()).arg_true():
            place = frame.row(index, named=True)
            yield Difference(place[SHEET], place[ROW], total, Decimal(values[total][index]), Decimal(sums[0][index]))


def _row_sums(values: Mapping[int, pl.Series], positions: Sequence[int], height: int) -> pl.Series:
    cells = [values[position].alias(str(position)) for position in positions]
    return pl.DataFrame(cells, height=height).sum_horizontal()


def _spans(part: pl.DataFrame) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Per total the stretches of rows it may stand for, the likeliest first."""
    totals = part[IS_TOTAL].arg_true().to_list()
    for number, index in enumerate(totals):
        since = totals[number - 1] + 1 if number else 0
        following = totals[number + 1] if number + 1 < len(totals) else part.height
        above, block, below = (0, index), (since, index), (index + 1, following)
        word = fold(part[WORD][index] or "")
        if index == 0:
            yield index, [(1, part.height), below]
        elif word.startswith(SUBTOTALS):
            yield index, [block]
        elif since == index or word.startswith(GRAND):
            yield index, [above]
        else:
            yield index, [block, above]
