"""Cells that show an error instead of a value, or a formula that was never calculated: found in files of every kind."""

from __future__ import annotations

import polars as pl

from pipelines.reading.problems import Problem, problem

# As Excel and LibreOffice write them, in English and German; a text file holds them as they were shown.
ERROR = (
    r"^(?:#(?:REF|BEZUG|VALUE|WERT|NAME|NULL|NUM|ZAHL|DIV/0|N/A|NV|SPILL|ÜBERLAUF|CALC|KALK|FIELD|FEHLER)[!?]?"
    r"|#{3,}|Err:\d{3})$"
)
# A formula, whole or as the reader of workbooks marks one without a value.
FORMULA = r"^=(?:[A-Za-zÄÖÜäöü(+\-]|$)"
STARTS = ("#", "=", "Err:")
MESSAGES = {
    "error_cell": "Die Zelle zeigt einen Fehler statt eines Werts. Bitte in der Tabelle beheben oder die Zelle leeren.",
    "formula_without_value": "Die Zelle enthält eine Formel ohne gespeicherten Wert. Bitte in Excel öffnen, berechnen "
    "lassen und neu speichern.",
}


def without_broken(name: str, cells: pl.Series) -> tuple[pl.Series, list[Problem]]:
    """The cells of a column without its broken ones, and these as problems; never with the cell's text."""
    if not any(cells.str.starts_with(sign).any() for sign in STARTS):
        return cells, []
    error = cells.str.contains(ERROR).fill_null(value=False)
    formula = cells.str.contains(FORMULA).fill_null(value=False)
    problems = [
        *problem(name, "error_cell", error, lambda _: MESSAGES["error_cell"]),
        *problem(name, "formula_without_value", formula, lambda _: MESSAGES["formula_without_value"]),
    ]
    return cells.set(error | formula, None) if problems else cells, problems
