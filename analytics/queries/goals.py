"""The page of goals: every goal of a place with where it stands on the day of reading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.queries.places import place as place_of
from analytics.queries.targets import Target, standing, targets
from analytics.readings import Place
from analytics.release import Release, ReleaseInfo
from analytics.target_status import Standing


@dataclass(frozen=True)
class Goals:
    """Goals in the order of their due dates, each with where it stands on `as_of`."""

    info: ReleaseInfo
    place: Place
    month: date
    as_of: date
    judged: tuple[tuple[Target, Standing], ...]


def goals(release: Release, *, month: date, quartier: str | None, as_of: date) -> Goals:
    """The goals of a place, running ones counted to the chosen month. Raises UnknownPlace."""
    place = place_of(release, quartier)
    found = targets(release, place=place, month=month)
    return Goals(release.info, place, month, as_of, tuple((target, standing(target, as_of)) for target in found))
