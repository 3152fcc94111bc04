"""Cells of an ODS file → values, as their attributes say them, and not as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import Element

from pipelines.reading.grids.sheet import NO_VALUE
from pipelines.reading.grids.sheet_cells import Cell

NUMBERS = ("float", "percentage", "currency")
DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d*)?)S)?")
A_DAY = timedelta(days=1)
MIDNIGHT = datetime(2000, 1, 1)  # noqa: DTZ001 - a time of day has no zone


def value_of(cell: Element) -> Cell:
    """The value of a cell; the text of an error it shows, and `=` for a formula that was never calculated."""
    kind, text = attribute(cell, "value-type"), _text(cell)
    is_formula = bool(attribute(cell, "formula"))
    errors = {value for key, value in cell.items() if local(key) == "value-type"} & {"error"}
    if errors or (is_formula and text.startswith(("#", "Err:"))):
        return text or NO_VALUE
    if kind in NUMBERS:
        return float(attribute(cell, "value"))
    if kind == "boolean":
        return attribute(cell, "boolean-value") == "true"
    if kind == "date":
        return _day(attribute(cell, "date-value"))
    if kind == "time":
        return _time(attribute(cell, "time-value"))
    if is_formula and not kind:
        return text or NO_VALUE
    return text or attribute(cell, "string-value") or None


def _day(text: str) -> date | datetime | str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment.replace(tzinfo=None) if len(text) > len("2026-01-01") else moment.date()


def _time(text: str) -> time | timedelta | str:
    found = DURATION.fullmatch(text)
    if not found:
        return text
    hours, minutes, seconds = (float((part or "0").replace(",", ".")) for part in found.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return length if length >= A_DAY else (MIDNIGHT + length).time()


def _text(cell: Element) -> str:
    return "\n".join("".join(_words(part)) for part in cell if local(part.tag) == "p")


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for part in element:
        name = local(part.tag)
        if name == "s":
            yield " " * int(attribute(part, "c") or 1)
        elif name in ("tab", "line-break"):
            yield " "
        else:
            yield from _words(part)
        yield part.tail or ""


def local(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The attribute of this name in the format's own namespaces; LibreOffice repeats some in one of its own."""
    return next((value for key, value in element.items() if local(key) == name and "oasis:names:tc" in key), "")


def count_of(element: Element, name: str) -> int:
    """How often a row or cell is repeated, or how many columns or rows a merged one covers."""
    return max(int(attribute(element, name) or 1), 1)
