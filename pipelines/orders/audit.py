"""Attack the releases that are served now: `python -m pipelines audit`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.disclosure.audit import audit_release
from pipelines.disclosure.audited import Audited
from pipelines.disclosure.errors import in_words
from pipelines.releasing.releases import current_release, release_folder
from settings import Paths, Workspace

SHOWN = 20
FOUND = "{name}, {audience}: {count} geschützte Zellen lassen sich bestimmen, zum Beispiel {cell}."


@dataclass(frozen=True)
class Audit:
    """The audited releases by municipality; those without a release are left out."""

    releases: dict[str, Audited]

    @property
    def has_found(self) -> bool:
        """Whether anybody can work out a protected cell."""
        return any(audited.failing for audited in self.releases.values())


def audit(municipalities: Sequence[str], *, paths: Paths, workspace: Workspace) -> Audit:
    """Attack the serving release of each municipality; changes nothing but what is remembered of attacks."""
    serving = {place: current_release(paths.var, place) for place in municipalities}
    return Audit(
        {
            place: audit_release(
                release_folder(paths.var, place, release), municipality=place, paths=paths, workspace=workspace
            )
            for place, release in serving.items()
            if release is not None
        }
    )


def audit_json(result: Audit) -> dict:
    """One entry per attacker and per protected audience over all municipalities, and the sums; no cell's count.

    `exact`: cells with one possible count. `narrow`: cells with too few.
    """
    listed = [(place, audited.as_json()) for place, audited in result.releases.items()]
    attackers = [{**each, "name": f"{place}/{each['name']}"} for place, one in listed for each in one["attackers"]]
    return {
        "attackers": attackers,
        "cells": sum(each["cells"] for each in attackers),
        "exact": sum(each["exact"] for each in attackers),
        "narrow": sum(each["narrow"] for each in attackers),
        "failing": [
            f"{place}/{name}" for place, audited in result.releases.items() for name in sorted(audited.failing)
        ],
        "utility": [{"municipality": place, **each} for place, one in listed for each in one["utility"]],
    }


def audit_lines(result: Audit, workspace: Workspace) -> list[str]:
    """One line per municipality, then what was found."""
    lines = [_line(workspace.municipalities[place], audited) for place, audited in result.releases.items()]
    found = [
        FOUND.format(
            name=workspace.municipalities[place], audience=each.name, count=len(cells), cell=in_words(cells[0])
        )
        for place, audited in result.releases.items()
        for each in audited.attackers
        if (cells := [*each.exact, *each.narrow])
    ]
    return [*lines, *found[:SHOWN]] or ["Es gibt noch keinen Stand, der geprüft werden könnte."]


def _line(name: str, audited: Audited) -> str:
    cells = sum(each.cells for each in audited.attackers)
    exact = sum(len(each.exact) for each in audited.attackers)
    narrow = sum(len(each.narrow) for each in audited.attackers)
    seconds = sum(each.seconds for each in audited.attackers)
    found = f"{_grouped(exact)} bestimmbar, {_grouped(narrow)} fast bestimmbar"
    took = f"{seconds:.1f}".replace(".", ",")
    return f"{name}: {_grouped(cells)} Zellen angegriffen, {found} ({len(audited.attackers)} Angreifer, {took} s)"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
