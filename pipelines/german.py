"""Months as they are written in German sentences."""

from __future__ import annotations

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip


def month_words(month: str) -> str:
    """`2026-10-01` or `2026-10` → „Oktober 2026“."""
    year, number = month.split("-")[:2]
    return f"{MONTHS[int(number) - 1]} {year}"
