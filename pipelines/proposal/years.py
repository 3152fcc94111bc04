"""Whether a file says the year of its months and days anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipelines.proposal.looks import MOST
from pipelines.proposal.match import Match
from pipelines.proposal.shape import Shape
from pipelines.proposal.table import Table
from pipelines.reading.values.sheet_months import month_of_sheet

YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
DAY_ALONE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.?")
QUESTION = (
    "Die Tage oder Monate nennen kein Jahr, und auch Titel, Blatt und Dateiname sagen keines. Bitte das Jahr in den "
    "Dateinamen schreiben und die Datei erneut abgeben."
)


def year_question(
    table: Table, shape: Shape, matches: Collection[Match], *, sheets: Sequence[str], said: Collection[str]
) -> list[str]:
    """The question for the year, where it is open; `said` are title lines, sheet and file name."""
    if any(YEAR.search(line) for line in said):
        return []
    months = [table.names[position] for position in shape.months]
    bare_months = bool(months) and not any(re.search(r"\d{2}", name) for name in months)
    bare_sheets = len(sheets) > 1 and all(len(month_of_sheet(name) or "") == len("01") for name in sheets)
    looks = [table.looks[match.position] for match in matches if match.fit and match.fit.column in ("date", "month")]
    bare_days = any(look.share(lambda cell: DAY_ALONE.fullmatch(cell) is not None) > MOST for look in looks)
    return [QUESTION] if bare_months or bare_sheets or bare_days else []
