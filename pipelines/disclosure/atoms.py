"""The unknowns of an attack: the smallest counts that all published numbers are sums of.

One atom is the count of a quartier, a month and a category. Where a municipality counts more than its quartiers,
the rest is a leaf of its own, "elsewhere". A month that was published twice has two atoms per cell where its counts
changed and one where they did not; the categories of a partition change together, because only their total ties them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from pipelines.disclosure.cells import Published, Structure

ELSEWHERE = ""
NONE = -1
Slot = tuple[date, int]


@dataclass(frozen=True)
class Atoms:
    """Atoms by leaf, slot (month and version) and category: `ids` holds -1 where nothing is counted.

    `truth` holds the true count of every atom, `reported` by leaf, slot and category how many services told it.
    """

    leaves: tuple[str, ...]
    slots: dict[Slot, int]
    categories: dict[tuple[str, str], int]
    dimensions: dict[str, list[int]]
    partitions: frozenset[str]
    under: dict[tuple[str, str], list[int]]
    ids: np.ndarray
    truth: np.ndarray
    reported: np.ndarray

    @cached_property
    def month_of(self) -> dict[int, date]:
        """The month of every slot, by its first day."""
        return {slot: month for (month, _), slot in self.slots.items()}

    def of(self, leaves: Sequence[int], slots: Sequence[int], categories: Sequence[int]) -> np.ndarray:
        """The ids of all atoms of these leaves, slots and categories."""
        found = self.ids[np.ix_(leaves, slots, categories)].ravel()
        return found[found != NONE]

    def under_cell(self, subject: tuple[str, str, str, str], slots: Sequence[int]) -> np.ndarray:
        """The ids of all atoms of an area (kind, key), a dimension and a category; without category, all of it."""
        area_kind, area, dimension, category = subject
        if category:
            place = self.categories.get((dimension, category))
            members = [] if place is None else [place]
        else:
            members = self.dimensions.get(dimension, [])
        return self.of(self.under.get((area_kind, area), []), slots, members)


def make_atoms(published: Sequence[Published], structure: Structure) -> Atoms:
    """The atoms behind everything that was published."""
    months = _month_rows(published)
    slots = {slot: number for number, slot in enumerate(sorted(set(months.select("period", "version").iter_rows())))}
    categories, dimensions = _categories(months)
    under = _leaves_under(structure)
    leaves = (*structure.areas.filter(pl.col("area_kind") == "quartier")["area"].sort(), ELSEWHERE)
    shape = len(leaves), len(slots), len(categories)
    counts, reported = _fill(months, leaves, slots, categories, shape)
    partitions = frozenset(structure.categories.filter("is_partition")["dimension"])
    ids, truth = _numbered(counts, slots, dimensions, partitions)
    return Atoms(leaves, slots, categories, dimensions, partitions, under, ids, truth, reported)


def _month_rows(published: Sequence[Published]) -> pl.DataFrame:
    """Exact monthly rows of quartiers and municipality with the version they belong to."""
    frames = []
    for batch in published:
        versions = pl.DataFrame(
            {"period": list(batch.versions), "version": list(batch.versions.values())},
            schema={"period": pl.Date, "version": pl.Int64},
        )
        rows = batch.exact.filter((pl.col("period_kind") == "month") & (pl.col("area_kind") != "district"))
        names = ("period", "area_kind", "area", "dimension", "category", "contacts", "reported")
        frames.append(rows.select(names).join(versions, on="period"))
    key = ["period", "version", "area_kind", "area", "dimension", "category"]
    return (
        pl.concat(frames, how="vertical_relaxed")
        .filter(pl.col("contacts").is_not_null())
        .unique(key, keep="first", maintain_order=True)
    )


def _categories(months: pl.DataFrame) -> tuple[dict[tuple[str, str], int], dict[str, list[int]]]:
    pairs = sorted(set(months.select("dimension", "category").iter_rows()))
    dimensions: dict[str, list[int]] = {}
    for number, (dimension, _) in enumerate(pairs):
        dimensions.setdefault(dimension, []).append(number)
    return {pair: number for number, pair in enumerate(pairs)}, dimensions


def _leaves_under(structure: Structure) -> dict[tuple[str, str], list[int]]:
    """Area → the positions of its leaves."""
    quartiers = structure.areas.filter(pl.col("area_kind") == "quartier").sort("area")
    under: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(quartiers.iter_rows(named=True)):
        under["quartier", row["area"]] = [number]
        if row["parent_kind"] == "district":
            under.setdefault(("district", row["parent"]), []).append(number)
    for area in structure.areas.filter(pl.col("area_kind") == "municipality")["area"]:
        under["municipality", area] = list(range(quartiers.height + 1))
    return under


def _fill(
    months: pl.DataFrame, leaves: tuple[str, ...], slots: dict, categories: dict, shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Counts (-1 where there are none) and reporting services, elsewhere being what the quartiers do not hold."""
    counts = np.full(shape, NONE, dtype=np.int64)
    reported = np.zeros(shape, dtype=np.int64)
    position = {leaf: number for number, leaf in enumerate(leaves)}
    totals = np.full(shape[1:], NONE, dtype=np.int64)
    told = np.zeros(shape[1:], dtype=np.int64)
    names = ("period", "version", "area_kind", "area", "dimension", "category", "contacts", "reported")
    for month, version, kind, area, dimension, category, contacts, services in months.select(names).iter_rows():
        place = slots[month, version], categories[dimension, category]
        if kind == "municipality":
            totals[place], told[place] = contacts, services or 0
        elif area in position:
            counts[position[area], *place], reported[position[area], *place] = contacts, services or 0
    rest = totals - np.where(counts[:-1] > 0, counts[:-1], 0).sum(axis=0)
    is_elsewhere = (totals >= 0) & ((totals >= 0) & (rest != 0)).any(axis=1)[:, None]
    counts[-1] = np.where(is_elsewhere, rest, NONE)
    reported[-1] = np.where(is_elsewhere, told - reported[:-1].sum(axis=0), 0)
    return counts, reported


def _numbered(
    counts: np.ndarray, slots: dict[Slot, int], dimensions: dict[str, list[int]], partitions: frozenset[str]
) -> tuple[np.ndarray, np.ndarray]:
    """A number for every atom and its true count; unchanged counts of a later version keep their number."""
    ids = np.full(counts.shape, NONE, dtype=np.int64)
    truth: list[int] = []
    earlier: dict[date, list[int]] = {}
    for (month, _), slot in sorted(slots.items()):
        for group in _tied(dimensions, partitions):
            for leaf in range(counts.shape[0]):
                _number_group(ids, counts, truth, (leaf, slot, group), earlier.get(month, []))
        earlier.setdefault(month, []).append(slot)
    return ids, np.array(truth, dtype=np.int64)


def _tied(dimensions: dict[str, list[int]], partitions: frozenset[str]) -> Iterable[list[int]]:
    """Categories that change together."""
    for dimension, members in dimensions.items():
        if dimension in partitions:
            yield members
        else:
            yield from ([member] for member in members)


def _number_group(
    ids: np.ndarray, counts: np.ndarray, truth: list[int], place: tuple[int, int, list[int]], earlier: list[int]
) -> None:
    leaf, slot, group = place
    now = counts[leaf, slot, group]
    for before in earlier:
        then = counts[leaf, before, group]
        both = (now != NONE) & (then != NONE)
        if both.any() and (now[both] == then[both]).all():
            ids[leaf, slot, group] = np.where(both, ids[leaf, before, group], NONE)
            break
    for member, count in zip(group, now, strict=True):
        if count != NONE and ids[leaf, slot, member] == NONE:
            ids[leaf, slot, member] = len(truth)
            truth.append(int(count))
