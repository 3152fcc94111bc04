"""Places, periods and cells of the raw files, read without the program: what the recounts of metrics share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tests.sample_files import german_day, read_rows

LAST = date(2026, 10, 1)
# Value per (period kind, first day of period, area kind, area).
Values = dict[tuple[str, date, str, str], Decimal]


@dataclass(frozen=True)
class Area:
    """A place and the quartiers in it; the municipality also holds what lies in no quartier (None)."""

    kind: str
    key: str
    quartiers: frozenset[str | None]


def rows_of(municipality: Path, source: str) -> list[dict]:
    """All rows of a source's files, in the order of the files' names."""
    return [row for path in sorted((municipality / source).iterdir()) for row in read_rows(path)]


def areas(municipality: Path) -> list[Area]:
    """The quartiers, their districts, and the municipality."""
    district = {row["Schlüssel"]: row["Stadtbezirk-Schlüssel"] for row in rows_of(municipality, "quartiers")}
    found = [Area("quartier", key, frozenset({key})) for key in district]
    for name in sorted({name for name in district.values() if name}):
        found.append(Area("district", name, frozenset(key for key, of in district.items() if of == name)))
    return [*found, Area("municipality", municipality.name, frozenset({*district, None}))]


def calendar(municipality: Path) -> list[date]:
    """Every month from the first service to the last month that is reported on."""
    first = min(day(row["gültig ab"]) for row in rows_of(municipality, "services"))
    return list(_months(first.replace(day=1), LAST))


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def periods(months: list[date]) -> Iterator[tuple[str, date, list[date]]]:
    """Kind, first day (of the period, or of the last month) and months of every period."""
    for index, month in enumerate(months):
        so_far = [each for each in months[: index + 1] if each.year == month.year]
        yield "month", month, [month]
        yield "ytd", month, so_far
        if index >= 11:
            yield "rolling_12", month, months[index - 11 : index + 1]
    for year in sorted({month.year for month in months}):
        yield "year", date(year, 1, 1), [month for month in months if month.year == year]
    for quarter in sorted({month.replace(month=(month.month - 1) // 3 * 3 + 1) for month in months}):
        inside = [month for month in months if 0 <= _distance(month, quarter) <= 2]
        yield "quarter", quarter, inside


def _distance(month: date, other: date) -> int:
    return (month.year - other.year) * 12 + month.month - other.month


def summed(
    parts: Mapping[tuple[str | None, date], Decimal], *, municipality: Path, months: Iterable[date] | None = None
) -> Values:
    """Sums over areas and periods of values per quartier and month; where none of them is known there is none."""
    values: Values = {}
    for area in areas(municipality):
        for kind, period, inside in periods(list(months or calendar(municipality))):
            known = [
                parts[quartier, month] for quartier in area.quartiers for month in inside if (quartier, month) in parts
            ]
            if known:
                values[kind, period, area.kind, area.key] = sum(known, Decimal(0))
    return values


def ratio(above: Values, below: Values, *, scale: int = 1, least: int = 0) -> Values:
    """Quotients where both are known and the base is neither nothing nor below the least one."""
    return {
        key: scale * above[key] / below[key] for key in above if key in below and below[key] > 0 and below[key] >= least
    }


def day(value: object) -> date:
    """A day as any of the files writes it."""
    if isinstance(value, datetime):
        return value.date()
    text = str(value)
    return date.fromisoformat(text) if "-" in text else german_day(text)


def number(value: object) -> Decimal:
    """A number as any of the files writes it: a cell's own, German, or with a decimal point."""
    text = str(value)
    return Decimal(text.replace(".", "").replace(",", ".")) if "," in text else Decimal(text)
