"""The own count beside what counts: only numbers that were counted on both sides, with what explains a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analytics.figures import month_check as figures
from analytics.month_close import CountKey, MonthCheck
from dashboard import blocks
from dashboard.view import View

NOT_YET = "Noch ist nichts zu vergleichen: Tragen Sie oben ein, was Sie selbst gezählt haben."
OWN = [column.header for column in figures.COLUMNS].index("Eigene Zählung")


def comparison(view: View, check: MonthCheck, own: Mapping[CountKey, int | None]) -> None:
    """Draw the sentence and the table of everything that was compared."""
    table = figures.comparison_table(check, own)
    compared = replace(table, rows=tuple(row for row in table.rows if row[OWN].text))
    if compared.is_empty:
        blocks.section(table.title)
        blocks.empty_state(NOT_YET)
        return
    blocks.section(table.title, text=figures.comparison_sentence(check, own))
    blocks.table(view, compared, titled=False)
