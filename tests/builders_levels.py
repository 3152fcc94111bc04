"""The three levels of a built release: sittings, posts and opening hours.

Nord has a steering circle of its own, two assemblies in twelve months and half a post; Süd has a quarter of a post, no
assembly, and is steered by the circle of the town.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

Row = dict[str, Any]

LEVEL_TABLES = {
    "mart_meeting": "date date, body text, level text, level_name text, quartier text, quartier_name text,"
    " attendance bigint",
    "dim_opening_hours": "service text, weekday text, opens time, closes time, valid_from date, valid_to date",
}
LEVEL_NAMES = {"participation": "Beteiligung", "implementation": "Umsetzung", "steering": "Steuerung"}
SITTINGS = (
    (date(2026, 3, 12), "Lenkungsgruppe", "steering", None, 12),
    (date(2026, 5, 19), "Steuerungskreis Nord", "steering", "nord", 9),
    (date(2026, 6, 3), "Stadtteilrunde Nord", "implementation", "nord", 11),
    (date(2026, 5, 21), "Bürgerversammlung Nord", "participation", "nord", 44),
    (date(2026, 9, 10), "Lenkungsgruppe", "steering", None, 14),
    (date(2026, 9, 15), "Steuerungskreis Nord", "steering", "nord", 10),
    (date(2026, 9, 17), "Bürgerversammlung Nord", "participation", "nord", 51),
    (date(2026, 10, 20), "Steuerungskreis Nord", "steering", "nord", 8),
    (date(2026, 12, 8), "Lenkungsgruppe", "steering", None, None),
)
POSTS = {"nord": Decimal("0.5"), "sued": Decimal("0.25")}
STAND = date(2026, 11, 10)


def level_rows(*, audience: str, released: date, names: dict[str, str]) -> dict[str, list[Row]]:
    """The tables as an audience is told them: the council of released months and of what is to come."""
    told = [
        {
            "date": day,
            "body": body,
            "level": level,
            "level_name": LEVEL_NAMES[level],
            "quartier": quartier,
            "quartier_name": names.get(quartier or ""),
            "attendance": attendance,
        }
        for day, body, level, quartier, attendance in SITTINGS
        if audience != "council" or day.replace(day=1) <= released or day > STAND
    ]
    window = {"service": "sprechstunde-nord", "valid_from": date(2024, 5, 1), "valid_to": None}
    return {
        "mart_meeting": told,
        "dim_opening_hours": [
            {**window, "weekday": "tue", "opens": time(9), "closes": time(12)},
            {**window, "weekday": "thu", "opens": time(14, 30), "closes": time(17)},
            {**window, "weekday": "fri", "opens": time(8), "closes": time(9), "valid_to": date(2025, 12, 31)},
        ],
    }


def post_share(members: Sequence[str]) -> Decimal:
    """Full posts of an area's quartiers."""
    return sum((POSTS[key] for key in members), Decimal(0))
