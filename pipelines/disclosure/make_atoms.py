"""Everything that was published → the atoms behind it, with their true counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
import polars as pl

from pipelines.disclosure.atoms import ELSEWHERE, NONE, Atoms, Slot
from pipelines.disclosure.cells import Published, Structure


def make_atoms(published: Sequence[Published], structure: Structure) -> Atoms:
    """The atoms behind everything that was published."""
    months = _month_rows(published)
    slots = {slot: number for number, slot in enumerate(sorted(set(months.select("period", "version").iter_rows())))}
    categories, dimensions = _categories(months)
    areas = _with_former(structure.areas, months)
    under = _leaves_under(areas)
    leaves = (*areas.filter(pl.col("area_kind") == "quartier")["area"].sort(), ELSEWHERE)
    shape = len(leaves), len(slots), len(categories)
    counts, reported = _fill(months, leaves, slots, categories, shape)
    partitions = frozenset(structure.categories.filter("is_partition")["dimension"])
    ids, truth = _numbered(counts, slots, dimensions, partitions)
    runs = tuple(_runs(structure, categories))
    return Atoms(leaves, slots, categories, dimensions, partitions, under, runs, ids, truth, reported)


def _runs(structure: Structure, categories: dict[tuple[str, str], int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Carriers and services that were ever counted."""
    for carrier, services in structure.services.items():
        counted = tuple(categories["service", each] for each in services if ("service", each) in categories)
        if ("carrier", carrier) in categories and counted:
            yield categories["carrier", carrier], counted


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


def _with_former(areas: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    """The areas and the quartiers that were once published and are none any more."""
    areas = areas.select("area_kind", "area", "parent_kind", "parent")
    once = months.filter(pl.col("area_kind") == "quartier").select("area_kind", "area").unique()
    former = once.join(areas, on=["area_kind", "area"], how="anti")
    return pl.concat([areas, former], how="diagonal_relaxed")


def _leaves_under(areas: pl.DataFrame) -> dict[tuple[str, str], list[int]]:
    """Area → the positions of its leaves."""
    quartiers = areas.filter(pl.col("area_kind") == "quartier").sort("area")
    under: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(quartiers.iter_rows(named=True)):
        under["quartier", row["area"]] = [number]
        if row["parent_kind"] == "district":
            under.setdefault(("district", row["parent"]), []).append(number)
    for area in areas.filter(pl.col("area_kind") == "municipality")["area"]:
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
