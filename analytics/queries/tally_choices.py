"""What a monthly tally can be about: the services of a place, and the dimensions with their categories."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.release import Release

TOTAL = "total"
DIMENSIONS = {"topic": "Themen", "channel": "Kanal", "kind": "Kontaktart"}


@dataclass(frozen=True)
class Service:
    """One service; `valid_to` None means it still runs."""

    key: str
    name: str
    carrier: str
    quartier: str | None
    valid_from: date | None
    valid_to: date | None

    def runs_in(self, month: date) -> bool:
        """Whether the service ran in the month given by its first day."""
        begun = self.valid_from is None or self.valid_from.replace(day=1) <= month
        return begun and (self.valid_to is None or self.valid_to >= month)


@dataclass(frozen=True)
class Dimension:
    """One way to break contacts down; a partition's categories add up to the total."""

    key: str
    name: str
    is_partition: bool
    categories: tuple[tuple[str, str], ...]


def services(release: Release, *, quartier: str | None) -> tuple[Service, ...]:
    """The services of a quartier (None: of all) that the scope may report for, by name."""
    own = release.scope.quartier
    frame = release.frame(
        """
        select service as key, name, carrier_name as carrier, quartier, valid_from, valid_to
        from dim_service
        where (cast(? as text) is null or quartier = ?) and (cast(? as text) is null or quartier = ?)
        order by name
        """,
        [quartier, quartier, own, own],
    )
    return tuple(Service(**row) for row in frame.iter_rows(named=True))


def dimensions(release: Release) -> tuple[Dimension, ...]:
    """Topics, channels and kinds with their categories (key and name) in their order."""
    frame = release.frame("select dimension, category, name, is_partition from dim_category order by position, name")
    found = []
    for key, name in DIMENSIONS.items():
        rows = frame.filter(frame["dimension"] == key)
        if rows.height:
            found.append(
                Dimension(key, name, bool(rows["is_partition"][0]), tuple(rows.select("category", "name").rows()))
            )
    return tuple(found)
