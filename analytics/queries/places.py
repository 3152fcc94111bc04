"""Places of a release: what the quartier filter offers, and what a key stands for."""

from __future__ import annotations

from analytics.readings import Place
from analytics.release import Release


class UnknownPlace(ValueError):
    """The quartier is not in the release; the message is German."""


def choices(release: Release) -> tuple[Place, ...]:
    """The quartiers of the release, the scope's own first, then by position."""
    frame = release.frame(
        """
        select area_kind as kind, area as key, name
        from dim_area
        where area_kind = 'quartier'
        order by area is distinct from ?, position, name
        """,
        [release.scope.quartier],
    )
    return tuple(Place(**row) for row in frame.iter_rows(named=True))


def place(release: Release, quartier: str | None) -> Place:
    """The quartier with this key, or the whole municipality for None. Raises UnknownPlace."""
    if quartier is None:
        return Place(kind="municipality", key=release.info.municipality, name=release.info.municipality_name)
    for choice in choices(release):
        if choice.key == quartier:
            return choice
    raise UnknownPlace(
        f"Ein Quartier „{quartier}“ gibt es in {release.info.municipality_name} nicht. "
        "Bitte wählen Sie ein Quartier aus der Liste."
    )
