"""What everybody knows without being told: parts sum to their total, a carrier counts what its services count, and no
topic has more contacts than there were.

A rule is used where the true counts obey it, so the attacker is one who knows where reporting was complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from pipelines.disclosure.atoms import NONE, Atoms
from pipelines.disclosure.system import MANY, Row

TOTAL = ("total", "total")
NOTHING = np.zeros(0, dtype=np.int64)


def rules(atoms: Atoms, slots: Iterable[int]) -> Iterator[Row]:
    """The rows of every leaf and slot, each once."""
    total = atoms.categories.get(TOTAL)
    if total is None:
        return
    seen: set[bytes] = set()
    for slot in slots:
        for leaf in range(len(atoms.leaves)):
            if atoms.ids[leaf, slot, total] == NONE:
                continue
            for dimension in atoms.dimensions:
                if dimension != TOTAL[0]:
                    yield from _of_breakdown(atoms, (leaf, slot, total), dimension, seen)
            yield from _of_carriers(atoms, leaf, slot, seen)


def _of_carriers(atoms: Atoms, leaf: int, slot: int, seen: set[bytes]) -> Iterator[Row]:
    for carrier, services in atoms.runs:
        whole = atoms.of([leaf], [slot], [carrier])
        parts = atoms.of([leaf], [slot], services)
        mark = np.concatenate([whole, parts]).tobytes()
        if len(whole) and len(parts) and mark not in seen and atoms.truth[parts].sum() == atoms.truth[whole].sum():
            seen.add(mark)
            yield Row(parts, whole, 0, 0)


def _of_breakdown(atoms: Atoms, place: tuple[int, int, int], dimension: str, seen: set[bytes]) -> Iterator[Row]:
    leaf, slot, total = place
    whole = atoms.ids[leaf, slot, [total]]
    members = [member for member in atoms.dimensions[dimension] if atoms.ids[leaf, slot, member] != NONE]
    parts = atoms.ids[leaf, slot, members]
    mark = np.concatenate([whole, parts]).tobytes()
    if mark in seen or not members:
        return
    seen.add(mark)
    counts, count = atoms.truth[parts], int(atoms.truth[whole[0]])
    is_complete = bool((atoms.reported[leaf, slot, members] == atoms.reported[leaf, slot, total]).all())
    if dimension in atoms.partitions:
        yield from _partition(parts, whole, rest=count - int(counts.sum()), is_complete=is_complete)
        return
    yield from (Row(part[None], whole, -MANY, 0) for part in parts if atoms.truth[part] <= count)
    if is_complete and counts.sum() >= count:
        yield Row(parts, whole, 0, MANY)


def _partition(parts: np.ndarray, whole: np.ndarray, *, rest: int, is_complete: bool) -> Iterator[Row]:
    """The parts sum to the whole where all services told them, else to no more."""
    if rest >= 0:
        yield Row(parts, whole, 0 if is_complete and rest == 0 else -MANY, 0)
