"""Sittings of the three levels as the release lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.readings import Place
from analytics.release import Release

PARTICIPATION, IMPLEMENTATION, STEERING = "participation", "implementation", "steering"


@dataclass(frozen=True)
class Meeting:
    """One sitting; `quartier` is None for a body of the whole municipality, `attendance` where nobody counted."""

    date: date
    body: str
    level: str
    level_name: str
    quartier: str | None
    attendance: int | None


def meetings(release: Release) -> tuple[Meeting, ...]:
    """All sittings by date, held and announced."""
    frame = release.frame(
        "select date, body, level, level_name, quartier, attendance from mart_meeting order by date, body"
    )
    return tuple(Meeting(**row) for row in frame.iter_rows(named=True))


def circle(known: tuple[Meeting, ...], place: Place) -> tuple[Meeting, ...]:
    """The sittings that steer a place: those of its own circle, where it never had one those of the municipality's.

    For the whole municipality these are its own body's, without one those of all quartiers.
    """
    steering = tuple(each for each in known if each.level == STEERING)
    whole = tuple(each for each in steering if each.quartier is None)
    if place.kind == "municipality":
        return whole or steering
    return tuple(each for each in steering if each.quartier == place.key) or whole


def last_sitting(release: Release, place: Place, *, before: date) -> Meeting | None:
    """The last sitting of the place's steering circle before a day; that day's own sitting is still to come."""
    held = [each for each in circle(meetings(release), place) if each.date < before]
    return held[-1] if held else None
