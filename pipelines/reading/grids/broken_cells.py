"""Cells that show an error instead of a value, or a formula that was never calculated: found in files of every kind."""

from __future__ import annotations

import polars as pl

from pipelines.reading.values.problems import Problem, problem

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


def columns_to_search(frame: pl.DataFrame) -> frozenset[str]:
    """The text columns in which a cell begins like a broken one, found in one pass."""
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    begins = [pl.any_horizontal(pl.col(name).str.starts_with(sign).any() for sign in STARTS) for name in texts]
    found = frame.select(each.alias(name) for each, name in zip(begins, texts, strict=True))
    return frozenset(name for name in found.columns if found[name][0])


def without_broken(name: str, cells: pl.Series) -> tuple[pl.Series, list[Problem]]:
    """The cells of a column without its broken ones, and these as problems; never with the cell's text."""
    error = cells.str.contains(ERROR).fill_null(value=False)
    formula = cells.str.contains(FORMULA).fill_null(value=False)
    problems = [
        *problem(name, "error_cell", error, lambda _: MESSAGES["error_cell"]),
        *problem(name, "formula_without_value", formula, lambda _: MESSAGES["formula_without_value"]),
    ]
    return cells.set(error | formula, None) if problems else cells, problems
