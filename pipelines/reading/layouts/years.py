"""The year of dates and months that have none: from the sheet's name, the lines above the header, the file's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.profile import Layout
from pipelines.reading.values.sheet_months import month_of_sheet

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# The day of a print-out or a status says nothing about the months in the table.
DAYS = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}|(?<!\d)\d{8}(?!\d)")
# „2024/25“ are two years, „2024-10“ is one.
TWO_YEARS = re.compile(r"(?<!\d)(?:19|20)\d{2}\s*[/–-]\s*(?:\d{4}|1[3-9]|[2-9]\d)(?!\d)")


@dataclass(frozen=True)
class Years:
    """Where the file and its profile may say a year."""

    layout: Layout | None
    titles: Sequence[str]
    file_name: str

    def of(self, sheet: str | None) -> int | None:
        """The year of a sheet's rows; None when nobody says it or one place says two."""
        places: dict[str, Callable[[], set[int]]] = {
            "sheet": lambda: _of_sheet(sheet or ""),
            "title": lambda: _years(" ".join(self.titles)),
            "file": self._of_file,
        }
        wanted = self.layout.year if self.layout else None
        if wanted and wanted not in places:
            return int(wanted)
        order = [wanted] if wanted else [*places]
        said = next((years for place in order if (years := places[place]())), set())
        return next(iter(said)) if len(said) == 1 else None

    def of_rows(self, sheets: pl.Series) -> pl.Series:
        """The year of every row, by the sheet it stands on; null where it is unknown."""
        known = {sheet: self.of(sheet) for sheet in sheets.unique()}
        return sheets.replace_strict(known, return_dtype=pl.Int32)

    def _of_file(self) -> set[int]:
        pattern = self.layout.file_month if self.layout else None
        found = re.search(pattern, self.file_name) if pattern else None
        return {int(found["year"])} if found else _years(self.file_name)


def _of_sheet(name: str) -> set[int]:
    month = month_of_sheet(name)
    return {int(month[:4])} if month and "-" in month else _years(name)


def _years(text: str) -> set[int]:
    bare = DAYS.sub(" ", text)
    if TWO_YEARS.search(bare):
        return {0, 1}
    return {int(year) for year in YEAR.findall(bare)}
