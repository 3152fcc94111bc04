"""Cells that could not be read: which ones, which rule they break, and what their sender is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

UNREADABLE = {
    "date": ("not_a_date", "kein gültiges Datum. Bitte als TT.MM.JJJJ schreiben"),
    "month": ("not_a_month", "kein Monat. Bitte zum Beispiel 10/2026 oder Oktober 2026 schreiben"),
    "time": ("not_a_time", "keine Uhrzeit. Bitte als 13:45 schreiben"),
    "integer": ("not_a_number", "keine ganze Zahl. Bitte nur Ziffern schreiben"),
    "count": ("not_a_number", "keine ganze Zahl. Bitte nur Ziffern schreiben"),
    "decimal": ("not_a_number", "keine Zahl. Bitte zum Beispiel 12,5 schreiben"),
    "money": ("not_a_number", "kein Betrag in Euro und Cent. Bitte zum Beispiel 1.234,50 schreiben"),
    "boolean": ("not_a_flag", "weder ja noch nein. Bitte ja oder nein schreiben"),
}


@dataclass(frozen=True)
class Problem:
    """The cells of one column that break one rule: where `bad` is true. `message` explains the cell's text."""

    column: str
    rule: str
    bad: pl.Series
    message: Callable[[str], str]
    severity: str = "error"


def problem(
    column: str, rule: str, bad: pl.Series, message: Callable[[str], str], severity: str = "error"
) -> list[Problem]:
    """One problem, or none when no cell is bad."""
    return [Problem(column, rule, bad, message, severity)] if bad.any() else []


def lost(cells: pl.Series, values: pl.Series) -> pl.Series:
    """Where a filled cell became no value; an empty series when every row has one."""
    return values.is_null() & cells.is_not_null() if values.null_count() else values.clear().is_null()


def unreadable(column: str, kind: str, bad: pl.Series, *, echo: bool) -> list[Problem]:
    """The problem of cells that are not what the column's type asks for; `echo` allows repeating the cell."""
    rule, explanation = UNREADABLE[kind]
    return problem(column, rule, bad, lambda cell: f"{f'„{cell}“' if echo else 'Der Wert'} ist {explanation}.")


def missing_value(header: str) -> str:
    """The message for an empty cell that must be filled."""
    return f"„{header}“ ist leer. Bitte ausfüllen."
