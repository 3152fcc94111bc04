"""The table of a file between grid and contract: its rows, and which of its columns means what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from pipelines.contract import NUMBERS, Contract
from pipelines.reading.layouts.unpivot import Wide


@dataclass(frozen=True)
class Table:
    """`frame`: the grid's rows. `sources`: contract column → its column in `frame`, for all that the file itself has.

    `positions` are the places of those columns in the file. `wide` are the columns that become rows, `totals` the
    positions of columns of totals, `filled` the columns whose empty cells mean the value above.
    """

    frame: pl.DataFrame
    sources: Mapping[str, str]
    positions: Mapping[str, int]
    wide: Wide | None
    totals: tuple[int, ...] = ()
    filled: tuple[str, ...] = ()

    def numbers(self, contract: Contract) -> dict[str, str]:
        """The columns of `frame` that hold numbers, with the contract column whose type they have."""
        own = {source: name for name, source in self.sources.items() if contract.columns[name].type in NUMBERS}
        wide = {str(position): self.wide.value for position in self.wide.cells} if self.wide else {}
        counted = contract.count_column or next(iter(own.values()), None)
        value = self.wide.value if self.wide else counted
        return {**own, **wide, **({str(position): value for position in self.totals} if value else {})}

    def cells(self) -> list[str]:
        """The columns of `frame` that stand in the file."""
        return [name for name in self.frame.columns if name.isdigit()]
