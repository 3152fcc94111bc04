"""Results of attacks, remembered by what was attacked, so that only what changed is attacked again.

`var/audit/<municipality>.json` maps a hash to what was found. It can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.cells import Cell
from pipelines.disclosure.evidence import Evidence
from pipelines.disclosure.statements import Hidden, Statement

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Found:
    """What an attack on one unit found: cells attacked, those with one possible count, those with too few."""

    cells: int
    exact: tuple[Cell, ...]
    narrow: tuple[Cell, ...]


@dataclass
class Memory:
    """The results of earlier runs and of this one; `attacker` stands for how the attack is programmed."""

    path: Path
    earlier: dict[str, dict]
    attacker: str
    now: dict[str, dict] = field(default_factory=dict)

    def recall(self, key: str, attack: Callable[[], Found]) -> Found:
        """What the same attack found under this key, else what it finds now."""
        key = f"{self.attacker}-{key}"
        if key not in self.earlier:
            self.earlier[key] = _as_json(attack())
        self.now[key] = self.earlier[key]
        return _from_json(self.now[key])

    def keep(self) -> None:
        """Write what this run needed and forget the rest."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(".tmp")
        temporary.write_text(json.dumps(self.now), encoding="utf-8")
        temporary.replace(self.path)


def read_memory(path: Path) -> Memory:
    """What earlier runs found; nothing where the file is missing or unreadable. Another program recalls nothing."""
    source = b"".join(each.read_bytes() for each in sorted(HERE.glob("*.py")))
    try:
        earlier = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        earlier = {}
    return Memory(path, earlier, hashlib.sha256(source).hexdigest()[:8])


def key_of(
    evidence: Evidence,
    slots: Sequence[int],
    *,
    statements: Sequence[Statement],
    hidden: Sequence[Hidden],
    unprotected: Sequence[Hidden],
    known: frozenset[str],
) -> str:
    """A hash over everything that an attack on a unit of these slots depends on."""
    atoms = evidence.atoms
    touched = sorted({*slots, *(slot for said in statements for slot in said.slots)})
    digest = hashlib.sha256(repr((evidence.audience, evidence.thresholds, sorted(known))).encode())
    digest.update(repr([(said.cell, said.slots, said.low, said.high) for said in statements]).encode())
    digest.update(repr([(each.cell, each.slots, each.is_short) for each in (*hidden, *unprotected)]).encode())
    digest.update(repr((slots, sorted(evidence.sensitive), sorted(atoms.under.items()), atoms.runs)).encode())
    digest.update(_counts(atoms, touched))
    return digest.hexdigest()


def _counts(atoms: Atoms, slots: Sequence[int]) -> bytes:
    """The true counts, which of them are one, who reported, and what the slots and categories are."""
    ids = atoms.ids[:, slots, :]
    _, same = np.unique(ids, return_inverse=True)
    counts = np.where(ids >= 0, atoms.truth[ids], -1)
    names = repr(([atoms.month_of[slot] for slot in slots], list(atoms.categories), sorted(atoms.partitions)))
    return counts.tobytes() + same.tobytes() + atoms.reported[:, slots, :].tobytes() + names.encode()


def _as_json(found: Found) -> dict:
    def listed(cells: Sequence[Cell]) -> list[list[str]]:
        return [[cell.period_kind, cell.period.isoformat(), *cell[2:]] for cell in cells]

    return {"cells": found.cells, "exact": listed(found.exact), "narrow": listed(found.narrow)}


def _from_json(document: dict) -> Found:
    def cells(listed: Sequence[Sequence[str]]) -> tuple[Cell, ...]:
        return tuple(Cell(kind, date.fromisoformat(period), *rest) for kind, period, *rest in listed)

    return Found(document["cells"], cells(document["exact"]), cells(document["narrow"]))
