"""Months in the names of sheets: „Jan 24“, „Januar“, „01“, „2024-01“."""

from __future__ import annotations

import re

from pipelines.reading.values.month_words import NAMES
from pipelines.reading.values.words import fold

YEAR = r"(?:19|20)\d{2}"
SHORT_YEAR = r"\d{2}"
FORMS = (
    re.compile(rf"(?P<name>[a-zä]+)\.?[ _'-]*(?P<year>{YEAR}|{SHORT_YEAR})?"),
    re.compile(rf"(?P<year>{YEAR})[ _.-]*(?P<name>[a-zä]+)\.?"),
    re.compile(rf"(?P<year>{YEAR})[ _.-]?(?P<number>0?[1-9]|1[0-2])"),
    re.compile(rf"(?P<number>0?[1-9]|1[0-2])[ _.-]?(?P<year>{YEAR})"),
    re.compile(rf"(?P<number>0[1-9]|1[0-2])[ _.-](?P<year>{SHORT_YEAR})"),
    re.compile(r"(?P<number>0?[1-9]|1[0-2])\.?"),
)
# What may stand before the month: „Monat 01“, „01 Januar“.
LEADING = re.compile(r"^(?:monat[ _-]*|(?:0?[1-9]|1[0-2])[ _.-]+(?=[a-zä]))")
CENTURY = 100


def month_of_sheet(name: str) -> str | None:
    """`2024-01` where the name says month and year, `01` where it says only the month, None where neither."""
    folded = LEADING.sub("", fold(name))
    for form in FORMS:
        found = form.fullmatch(folded)
        if found and (month := _month(found)):
            return f"{year}-{month:02d}" if (year := _year(found)) else f"{month:02d}"
    return None


def _month(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    return NAMES.get(parts["name"]) if "name" in parts else int(parts["number"])


def _year(found: re.Match[str]) -> int | None:
    text = found.groupdict().get("year")
    if text is None:
        return None
    return int(text) + 2000 if int(text) < CENTURY else int(text)
