"""What an audit found, as the manifest of a release holds it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pipelines.disclosure.cells import Cell
from pipelines.disclosure.utility import Utility


@dataclass(frozen=True)
class Attacker:
    """What one attacker found; `audiences` are the files they read that must not be published if it is anything."""

    name: str
    audiences: tuple[str, ...]
    cells: int
    exact: tuple[Cell, ...]
    narrow: tuple[Cell, ...]
    seconds: float

    @property
    def has_found(self) -> bool:
        """Whether a protected cell can be worked out, exactly or nearly."""
        return bool(self.exact or self.narrow)


@dataclass(frozen=True)
class Audited:
    """The result of an audit: one entry per attacker, and what each protected audience has left to read."""

    attackers: tuple[Attacker, ...]
    utility: tuple[Utility, ...]

    @property
    def failing(self) -> frozenset[str]:
        """The audiences that must not be published: `steering`, `quartier-manfort`."""
        return frozenset(name for each in self.attackers if each.has_found for name in each.audiences)

    def as_json(self) -> dict:
        """What the manifest holds; of cells their number only."""
        return {
            "attackers": [
                {
                    "name": each.name,
                    "cells": each.cells,
                    "exact": len(each.exact),
                    "narrow": len(each.narrow),
                    "seconds": round(each.seconds, 3),
                }
                for each in self.attackers
            ],
            "utility": [asdict(each) for each in self.utility],
        }
