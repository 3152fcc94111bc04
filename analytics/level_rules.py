"""When a level runs: the three building blocks of council paper 2019/3030 (Leverkusen, 20 November 2019) as rules.

The paper asks for two to four citizens' assemblies a year, a quartier management with at least half a post and funds of
its own, and a steering circle that meets at regular intervals; "regular" is read as once a quarter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from analytics.months import months_ago

RUNNING, PARTLY, RESTING, UNKNOWN = "running", "partly", "resting", "unknown"
ASSEMBLIES, POST = 2, Decimal("0.5")
YEAR_MONTHS, QUARTER_MONTHS = 12, 3


def together(parts: Iterable[str]) -> str:
    """The state of a level of several parts: running with all of them, resting or unknown with none, else partly."""
    states = set(parts)
    if states == {RUNNING}:
        return RUNNING
    if states & {RUNNING, PARTLY}:
        return PARTLY
    return UNKNOWN if UNKNOWN in states else RESTING


def participation(held: int, *, is_reported: bool) -> str:
    """By the assemblies held in twelve months; one that was held proves that there is a report."""
    if held >= ASSEMBLIES:
        return RUNNING
    if held:
        return PARTLY
    return RESTING if is_reported else UNKNOWN


def post(share: Decimal | None) -> str:
    """By the share of a full post (1 = full time); None where nobody has reported posts."""
    if share is None:
        return UNKNOWN
    if share >= POST:
        return RUNNING
    return PARTLY if share else RESTING


def funds(number: int, *, is_reported: bool) -> str:
    """By the number of funds that the quartier may use."""
    if number:
        return RUNNING
    return RESTING if is_reported else UNKNOWN


def steering(last: date | None, *, day: date, is_reported: bool) -> str:
    """By the last sitting up to `day`: within three months it runs, within twelve partly."""
    if last is None:
        return RESTING if is_reported else UNKNOWN
    if last > months_ago(day, QUARTER_MONTHS):
        return RUNNING
    return PARTLY if last > months_ago(day, YEAR_MONTHS) else RESTING
