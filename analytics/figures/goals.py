"""Goals with their plan, what has been reached, and where that leaves them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from analytics import formatting
from analytics.queries.lage import Overview
from analytics.queries.targets import Target
from analytics.tables import Cell, Column, Table, table_of

TARGET_COLUMNS = (
    Column("Ziel"),
    Column("Quartier"),
    Column("Plan"),
    Column("Ist"),
    Column("Fällig", "day"),
    Column("Grundlage"),
    Column("Stand"),
)


def targets_table(overview: Overview) -> Table:
    """Goals with plan, what has been reached, and where that leaves them on the day of reading."""
    return table_of(
        "targets",
        "Ziele",
        TARGET_COLUMNS,
        _target_rows(overview),
        empty_text="Hier sind keine Ziele hinterlegt. Sie kommen mit der Lieferung „Produktziele und Kennzahlen“.",
    )


def _target_rows(overview: Overview) -> Iterator[tuple[object, ...]]:
    for target in overview.targets:
        where = target.quartier_name or overview.info.municipality_name
        reached = target.achieved or _current_words(target)
        status = target_status(target, overview.as_of)
        yield target.title, where, _planned_words(target), Cell(reached), target.due, target.basis_name, status


def _planned_words(target: Target) -> str:
    """The plan as written, numbers in the format of all other numbers and with the unit of their metric."""
    planned = number_in(target.planned) if target.kind in ("count", "rate", "money") else None
    if planned is None:
        return target.planned
    if target.kind == "money":
        return formatting.money(planned)
    unit = target.unit or ("%" if "%" in target.planned else "")
    return formatting.measured(planned, unit, max(0, -int(planned.as_tuple().exponent)))


def _current_words(target: Target) -> str:
    if target.current is None:
        return formatting.SIGNS.get(target.current_state or "not_reported", "")
    return formatting.measured(target.current, target.unit or "", target.decimals or 0)


def target_status(target: Target, as_of: date) -> str:
    """erreicht, läuft, überfällig or nicht erreicht. A goal without a count is reached when its file says what was."""
    over = target.due is not None and target.due < as_of
    planned, current = number_in(target.planned), target.current
    if target.kind in ("count", "rate", "money"):
        current = number_in(target.achieved) if target.achieved else current
        if planned is not None and current is not None and target.direction != "none":
            if current <= planned if target.direction == "down" else current >= planned:
                return "erreicht" if target.direction == "up" or over else "läuft"
            return "nicht erreicht" if over else "läuft"
    elif target.achieved:
        return "erreicht"
    return "überfällig" if over else "läuft"


def number_in(text: str | None) -> Decimal | None:
    """The first number in a text such as `1.200 €`, `62,5 %` or `75000.00`; None when it holds none.

    A point is a thousands mark only where three digits follow it.
    """
    grouped = re.search(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?(?!\d)", text or "")
    found = grouped or re.search(r"\d+(?:[.,]\d+)?", text or "")
    if found is None:
        return None
    digits = found[0].replace(".", "") if grouped else found[0]
    return Decimal(digits.replace(",", "."))
