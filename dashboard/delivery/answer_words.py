"""What the dry run of a file said (`check --json`), in sentences and tables.

Every value is taken as the text of a stranger: missing or odd parts are left out and never stop the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analytics import formatting
from analytics.months import MonthError, month_name, parse_month
from analytics.tables import Column, Table, table_of

Answer = Mapping[str, Any]
CONTACT_SOURCES = ("contacts", "contact_tallies")
SHOWN_EFFECTS, SHOWN_FINDINGS, SHOWN_CELLS, LONGEST = 3, 200, 8, 400
FEW = 3
ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16"}
SEPARATORS = {";": "Semikolon", ",": "Komma", "\t": "Tabulator", "|": "senkrechter Strich"}
SEVERITIES = {"error": "Fehler", "notice": "Hinweis"}
FINDING_COLUMNS = (Column("Stelle"), Column("Spalte"), Column("Was zu tun ist"), Column("Art"))
EFFECT_COLUMNS = (
    Column("Angebot"),
    Column("Monat"),
    Column("Bisher", "count"),
    Column("Danach", "count"),
    Column("Zeilen bisher", "count"),
    Column("Zeilen danach", "count"),
)


def recognised(answer: Answer) -> str:
    """What the file was taken for: kind, profile, layout, encoding."""
    layout = _mapping(answer.get("layout"))
    encoding = text(answer.get("encoding"))
    parts = (
        text(answer.get("source_title")),
        _profile_words(text(answer.get("profile"))),
        *_layout_words(layout),
        ENCODINGS.get(encoding.lower(), encoding),
    )
    return " · ".join(part for part in parts if part)


def summary(answer: Answer) -> str:
    """How many rows are in order, and what would change where."""
    return f"{rows_words(answer)} {effects_words(answer)}".strip()


def effects_words(answer: Answer) -> str:
    """The first changes in a sentence each, and how many more there are."""
    changes = effects(answer)
    shown = " ".join(effect_words(entry, answer) for entry in changes[:SHOWN_EFFECTS])
    more = len(changes) - SHOWN_EFFECTS
    return f"{shown} Dazu {formatting.count(more)} weitere." if more > 0 else shown


def rows_words(answer: Answer) -> str:
    """`75 Zeilen, davon 74 in Ordnung.`"""
    rows_in, rows_ok = number(answer.get("rows_in")), number(answer.get("rows_ok"))
    if not rows_in:
        return ""
    counted = f"{formatting.count(rows_in)} {'Zeile' if rows_in == 1 else 'Zeilen'}"
    if rows_ok is None or rows_ok == rows_in:
        said = (
            f"{counted}, alle in Ordnung." if rows_in > 1 else f"{counted}, in Ordnung." if rows_in else f"{counted}."
        )
    else:
        said = f"{counted}, davon {formatting.count(rows_ok)} in Ordnung."
    estimated = number(answer.get("rows_estimated"))
    return f"{said} {formatting.count(estimated)} davon geschätzt." if estimated else said


def effect_words(entry: Answer, answer: Answer) -> str:
    """`Manfort, Oktober 2026: bisher 70, danach 62 Kontakte.`"""
    before, after, unit = _counts(entry, answer)
    place = f"{text(entry.get('subject_name')) or text(entry.get('subject'))}, {month(entry.get('month'))}".strip(", ")
    if after is None:
        return ""
    if not before:
        return f"{place}: neu, {formatting.count(after)} {unit}."
    if before == after:
        return f"{place}: unverändert {formatting.count(after)} {unit}."
    return f"{place}: bisher {formatting.count(before)}, danach {formatting.count(after)} {unit}."


def effects(answer: Answer) -> list[Answer]:
    """The subject-months that the file speaks about."""
    return [entry for entry in _sequence(answer.get("effects")) if isinstance(entry, Mapping)]


def effect_table(answer: Answer, key: str) -> Table:
    """Every subject-month before and after."""
    rows = [
        (
            text(entry.get("subject_name")) or text(entry.get("subject")),
            month(entry.get("month")),
            *(number(entry.get(name)) for name in ("before", "after", "rows_before", "rows_after")),
        )
        for entry in effects(answer)
    ]
    return table_of(f"effects_{key}", "Wirkung je Angebot und Monat", EFFECT_COLUMNS, rows)


def losses(answer: Answer) -> str:
    """What would be gone afterwards, in a sentence; empty when nothing would."""
    removed = number(_mapping(answer.get("effect")).get("removed")) or 0
    held = [text(entry.get("message")) for entry in findings(answer) if entry.get("rule") == "would_remove"]
    if held:
        return " ".join(held)
    if not removed:
        return ""
    return f"{formatting.count(removed)} bisherige {'Zeile fällt' if removed == 1 else 'Zeilen fallen'} weg."


def findings(answer: Answer) -> list[Answer]:
    """The findings of an answer."""
    return [entry for entry in _sequence(answer.get("findings")) if isinstance(entry, Mapping)]


def is_whole_file(answer: Answer) -> bool:
    """Whether a few findings are about the file as a whole and name no cell."""
    found = findings(answer)
    return 0 < len(found) <= FEW and not any(_cell(entry) or entry.get("column") for entry in found)


def findings_words(answer: Answer) -> str:
    """How many findings there are, and how many of them are shown."""
    found = findings(answer)
    errors = sum(entry.get("severity") != "notice" for entry in found)
    parts = [
        formatting.counted(errors, "Fehler", "Fehler"),
        formatting.counted(len(found) - errors, "Hinweis", "Hinweise"),
    ]
    said = " und ".join(part for part in parts if part)
    total = number(answer.get("findings_total")) or len(found)
    more = f" Gezeigt sind die ersten {formatting.count(len(found[:SHOWN_FINDINGS]))}."
    if total > len(found):
        return f"{formatting.count(total)} Befunde.{more}"
    return f"{said}.{more}" if len(found) > SHOWN_FINDINGS else f"{said}."


def finding_table(answer: Answer, key: str) -> Table:
    """What is wrong, by cell, with what to do; the same advice for several cells of a column stands once."""
    grouped: dict[tuple[str, str, str, str], list[str]] = {}
    for entry in findings(answer)[:SHOWN_FINDINGS]:
        severity = SEVERITIES.get(text(entry.get("severity")), SEVERITIES["error"])
        what = (text(entry.get("sheet")), text(entry.get("column")), text(entry.get("message")), severity)
        grouped.setdefault(what, []).append(_cell(entry))
    rows = [
        (_places(sheet, cells), column, message, severity)
        for (sheet, column, message, severity), cells in grouped.items()
    ]
    return table_of(f"findings_{key}", "Befunde", FINDING_COLUMNS, rows, empty_text="Keine Befunde.")


def month(value: object) -> str:
    """`Oktober 2026` of `2026-10` or a date in that month; other text as it is."""
    said = text(value)
    try:
        return month_name(parse_month(said[:7]))
    except MonthError:
        return said


def month_key(value: object) -> str | None:
    """`2026-10`, or None when it is no month."""
    try:
        parse_month(text(value)[:7])
    except MonthError:
        return None
    return text(value)[:7]


def text(value: object) -> str:
    """A value as one short line; nothing for anything that is no text or number."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in str(value)).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]} …"


def number(value: object) -> int | None:
    """A whole number, or None."""
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15 else None


def _counts(entry: Answer, answer: Answer) -> tuple[int | None, int | None, str]:
    """Contacts before and after where they are known, else rows."""
    after = number(entry.get("after"))
    if after is not None and answer.get("source") in CONTACT_SOURCES:
        return number(entry.get("before")), after, "Kontakt" if after == 1 else "Kontakte"
    rows = number(entry.get("rows_after"))
    rows, before = (after, entry.get("before")) if rows is None else (rows, entry.get("rows_before"))
    return number(before), rows, "Zeile" if rows == 1 else "Zeilen"


def _profile_words(name: str) -> str:
    key, at, version = name.partition("@")
    return f"Profil {key}, Fassung {version}" if at else f"Profil {name}" if name else ""


def _layout_words(layout: Answer) -> Iterable[str]:
    sheets = layout.get("sheets") or layout.get("sheet")
    names = [text(sheet) for sheet in (sheets if isinstance(sheets, list) else [sheets])]
    named = [name for name in names if name]
    if len(named) > 2:
        yield f"{len(named)} Blätter"
    elif named:
        yield f"{'Blätter' if len(named) == 2 else 'Blatt'} {' und '.join(f'„{name}“' for name in named)}"
    row, height = number(layout.get("header_row")), number(layout.get("header_rows")) or 1
    if row is not None and row + height > 2:
        yield f"Kopf in Zeile {row}" if height == 1 else f"Kopf in den Zeilen {row} bis {row + height - 1}"
    separator = SEPARATORS.get(str(layout.get("delimiter")))
    if separator:
        yield f"Trennzeichen {separator}"
    if text(layout.get("year")):
        yield f"Jahr {text(layout.get('year'))}"


def _cell(entry: Answer) -> str:
    row = number(entry.get("row"))
    return text(entry.get("cell")) or (f"Zeile {row}" if row is not None else "")


def _places(sheet: str, cells: Sequence[str]) -> str:
    known = [cell for cell in cells if cell]
    listed = ", ".join(known[:SHOWN_CELLS])
    more = f" und {len(known) - SHOWN_CELLS} weitere" if len(known) > SHOWN_CELLS else ""
    where = f"{listed}{more}"
    if not where:
        return f"Blatt „{sheet}“" if sheet else "ganze Datei"
    return f"„{sheet}“ {where}" if sheet else where


def _mapping(value: object) -> Answer:
    return value if isinstance(value, Mapping) else {}


def _sequence(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else ()
