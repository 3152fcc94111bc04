"""What the cells of one template column may hold: number format, width, data validation, and how to write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from pipelines.contract import Column, Contract
from pipelines.forms.choices import Choice
from pipelines.row_rules import NotAfterReceipt

# Excel's limits for the title and the text that show up beside a cell.
TITLE, MESSAGE = 32, 255
FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
LARGEST = 1_000_000_000
FORMATS: Mapping[str, str] = {
    "date": "dd.mm.yyyy", "month": "mm/yyyy", "time": "hh:mm", "integer": "0", "count": "0", "decimal": "0.0#####",
    "money": "#,##0.00", "text": "@",
}  # fmt: skip
WIDTHS: Mapping[str, int] = {
    "date": 12, "month": 12, "time": 10, "integer": 12, "count": 14, "decimal": 14, "money": 16, "boolean": 14,
}  # fmt: skip
WORDS, LONGEST, MARGIN = 18, 44, 3
WRITING: Mapping[str, str] = {
    "text": "Text",
    "date": "Tag als TT.MM.JJJJ, zum Beispiel 05.10.2026",
    "month": "Monat als MM/JJJJ, zum Beispiel 10/2026",
    "time": "Uhrzeit als HH:MM, zum Beispiel 13:45",
    "integer": "ganze Zahl",
    "count": "ganze Zahl ab 0 oder ein Zeichen, siehe „Zeichen“",
    "decimal": "Zahl, zum Beispiel 12,5",
    "money": "Betrag in Euro, zum Beispiel 1.234,50",
    "boolean": "ja oder nein; leer = nein",
    "keys": "Wort aus der Liste; mehrere mit Komma trennen",
}


def writing(column: Column) -> str:
    """How a value of this column is written, in German."""
    said = WRITING.get(column.type, "Wort aus der Liste")
    if column.type == "boolean" and column.required:
        return "ja oder nein"
    if column.minimum is None and column.maximum is None:
        return said
    bounds = [
        f"{word} {bound:g}" for word, bound in (("von", column.minimum), ("bis", column.maximum)) if bound is not None
    ]
    return f"{said} {' '.join(bounds)}"


def number_format(column: Column) -> str:
    """Excel's format code; text keeps its leading zeros."""
    return FORMATS.get(column.type, "General")


def width(column: Column, words: Sequence[str]) -> int:
    """Column width in characters, wide enough for the header and the words offered."""
    longest = max((len(word) for word in words), default=WIDTHS.get(column.type, WORDS))
    return min(max(longest, len(column.header), WIDTHS.get(column.type, WORDS)) + MARGIN, LONGEST)


def validation(name: str, contract: Contract, lists: Mapping[Choice, str], *, kind_cell: str) -> dict:
    """Excel's data validation of one column.

    `lists` are the cell ranges of the words to choose from; `kind_cell` is the address of the first cell that a
    dependent list follows.
    """
    column = contract.columns[name]
    own = {choice: place for choice, place in lists.items() if choice.column == name}
    rule = _listed(column, own, kind_cell) or _typed(name, column, contract, own)
    return {
        **rule,
        "ignore_blank": True,
        "input_title": column.header[:TITLE],
        "input_message": _message(column),
        "error_title": "Bitte prüfen",
        "error_message": f"{column.header}: {writing(column)}."[:MESSAGE],
    }


def _message(column: Column) -> str:
    must = "Pflichtangabe. " if column.required else ""
    return f"{must}{column.description}. {writing(column)}."[:MESSAGE]


def _listed(column: Column, lists: Mapping[Choice, str], kind_cell: str) -> dict | None:
    if column.type == "category_of" and lists:
        return {"validate": "list", "source": f'=INDIRECT("{range_name("")}"&SUBSTITUTE({kind_cell}," ","_"))'}
    if column.type == "count" or not lists:
        return None
    # Several words in one cell are no word of the list, so there the list only helps.
    helps = {"show_error": False} if column.type == "keys" else {}
    return {"validate": "list", "source": f"={next(iter(lists.values()))}", **helps}


def range_name(kind: str) -> str:
    """The workbook's name for the list of one kind; Excel allows no spaces there."""
    return f"Liste_{kind.replace(' ', '_')}"


def _typed(name: str, column: Column, contract: Contract, lists: Mapping[Choice, str]) -> dict:
    if column.type in ("date", "month"):
        to_receipt = any(isinstance(rule, NotAfterReceipt) and rule.column == name for rule in contract.rules)
        return {"validate": "date", **_between(FIRST_DAY, "=TODAY()" if to_receipt else LAST_DAY)}
    if column.type == "time":
        return {"validate": "time", **_between(time(0, 0), time(23, 59))}
    if column.type == "count":
        signs = "".join(f"+COUNTIF({place},#)" for place in lists.values())
        return {"validate": "custom", "value": f"=IF(ISNUMBER(#),AND(#>=0,#=INT(#)),(0{signs})>0)"}
    if column.type in ("integer", "decimal", "money"):
        least = -LARGEST if column.minimum is None else column.minimum
        most = LARGEST if column.maximum is None else column.maximum
        if column.type == "integer":
            return {"validate": "integer", **_between(int(least), int(most))}
        return {"validate": "decimal", **_between(least, most)}
    return {"validate": "any"}


def _between(minimum: object, maximum: object) -> dict:
    return {"criteria": "between", "minimum": minimum, "maximum": maximum}
