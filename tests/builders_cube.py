"""Random contact cubes of a small town, exactly as the warehouse would make them, to protect and to attack."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import polars as pl

from pipelines.disclosure.cells import KEY, Published, Structure, add_months, months_of
from pipelines.disclosure.protect import protect
from tests.builders import THRESHOLDS

TOWN = "stadt"
FIRST = date(2024, 1, 1)
DISTRICTS = {"nord": "eins", "ost": "eins", "sued": "zwei", "west": None}
KINDS = ("first", "follow_up", "unknown")
TOPICS = {"wohnen": False, "arbeit": False, "schulden": True}
CARRIERS = ("a", "b")
# In the first quartier every carrier runs a service of its own; elsewhere they work in one together.
RUN_BY = {f"beratung-{carrier}": carrier for carrier in CARRIERS}
SCHEMA = {
    **{name: pl.Date if name == "period" else pl.String for name in KEY},
    "contacts": pl.Int64,
    "state": pl.String,
    "expected": pl.Int64,
    "reported": pl.Int64,
    "persons": pl.Int64,
    "staff": pl.Int64,
}
Counts = dict[tuple[str | None, date, str, str], int]


@dataclass(frozen=True)
class Cube:
    """A town's structure and its exact rows of every period that ends in one of its months."""

    structure: Structure
    exact: pl.DataFrame
    months: tuple[date, ...]

    def published(self, rows: pl.DataFrame, *, batch: int = 1, version: int = 1) -> Published:
        """The rows as one batch that an audience received."""
        return Published(batch, rows, self.exact, dict.fromkeys(self.months, version))

    def everybody(self, audience: str) -> list[frozenset[str]]:
        """What each reader of the audience's figures knows exactly: nothing, then one quartier each."""
        areas = self.structure.areas.filter(pl.col("area_kind") == "quartier")["area"]
        return [frozenset(), *(frozenset([area]) for area in areas if audience == "steering")]

    def released_in_turn(self, audience: str, **more: Any) -> list[Published]:
        """One batch per month, each protected with what was published before."""
        batches: list[Published] = []
        for number, month in enumerate(self.months, start=1):
            ends = [each for each in _periods(self.months) if months_of(*each)[-1] == month]
            schema = {"period_kind": pl.String, "period": pl.Date}
            own = self.exact.join(pl.DataFrame(ends, schema=schema, orient="row"), on=list(schema), how="semi")
            versions = dict.fromkeys(self.months[:number], 1)
            rows = dataclasses.replace(self, exact=own).protected(audience, history=batches, versions=versions, **more)
            batches = [*batches, Published(number, rows, own, versions)]
        return batches

    def protected(self, audience: str = "steering", **more: Any) -> pl.DataFrame:
        """The exact rows as an audience may see them."""
        given = {"history": [], "versions": dict.fromkeys(self.months, 1), "insiders": []} | more
        return protect(self.exact, audience=audience, structure=self.structure, thresholds=THRESHOLDS, **given)


def random_cube(seed: int, *, months: int = 3, busy: int = 12, elsewhere: bool = False) -> Cube:
    """A town of two to four quartiers in which a quartier has about `busy` contacts a month."""
    generator = random.Random(seed)
    quartiers = list(DISTRICTS)[: generator.randint(2, 4)]
    when = tuple(add_months(FIRST, number) for number in range(months))
    places = [*quartiers, None] if elsewhere else quartiers
    counts: Counts = {}
    for place, month in product(places, when):
        size = generator.randint(0, busy if place is None else 2 * busy)
        add_contacts(counts, generator, place, month, size)
    return cube_of(counts, quartiers, when)


def add_contacts(counts: Counts, generator: random.Random, place: str | None, month: date, number: int) -> None:
    """Count `number` more contacts of a place and month, each with kind, carrier and one or two topics."""
    weights = [generator.random() + 0.1 for _ in KINDS]
    services = list(RUN_BY) if place == "nord" else [f"laden-{place}"]
    for dimension, category in (("total", "total"), *product(("service",), services), *_all_categories()):
        counts.setdefault((place, month, dimension, category), 0)
    for _ in range(number):
        carrier = generator.choice(CARRIERS)
        service = f"beratung-{carrier}" if place == "nord" else f"laden-{place}"
        told = [("total", "total"), ("service", service), ("carrier", carrier)]
        told.append(("kind", generator.choices(KINDS, weights)[0]))
        told += [("topic", topic) for topic in generator.sample(list(TOPICS), generator.choice((1, 1, 2)))]
        for dimension, category in told:
            counts[place, month, dimension, category] += 1


def cube_of(counts: Counts, quartiers: Sequence[str], months: tuple[date, ...]) -> Cube:
    """The cube of these counts by quartier (None: no quartier), month, dimension and category."""
    structure = _structure(quartiers, sorted({key[2:] for key in counts}))
    under = {("quartier", each): [each] for each in quartiers}
    for each in quartiers:
        if DISTRICTS[each]:
            under.setdefault(("district", str(DISTRICTS[each])), []).append(each)
    under["municipality", TOWN] = [*quartiers, None]  # type: ignore[list-item]
    rows = []
    for (kind, period), (area, leaves) in product(_periods(months), under.items()):
        inside = [month for month in months_of(kind, period) if month in months]
        for dimension, category in sorted({key[2:] for key in counts}):
            parts = [
                counts[leaf, month, dimension, category]
                for leaf, month in product(leaves, inside)
                if (leaf, month, dimension, category) in counts
            ]
            if parts:
                staff = 2 if dimension == "carrier" else None
                rows.append(
                    (kind, period, *area, dimension, category, sum(parts), "value", len(parts), len(parts), None, staff)
                )
    return Cube(structure, pl.DataFrame(rows, schema=SCHEMA, orient="row"), months)


def _periods(months: Sequence[date]) -> list[tuple[str, date]]:
    """Every period that ends in one of the months, as they are released."""
    listed = [(kind, month) for month in months for kind in ("month", "ytd")]
    listed += [("quarter", add_months(month, -2)) for month in months if month.month % 3 == 0]
    listed += [("year", month.replace(month=1)) for month in months if month.month == 12]
    return listed + [("rolling_12", month) for month in months[11:]]


def _all_categories() -> list[tuple[str, str]]:
    named = {"kind": KINDS, "carrier": CARRIERS, "topic": tuple(TOPICS)}
    return [(dimension, category) for dimension, listed in named.items() for category in listed]


def _structure(quartiers: Sequence[str], categories: Sequence[tuple[str, str]]) -> Structure:
    districts = sorted({str(DISTRICTS[each]) for each in quartiers if DISTRICTS[each]})
    areas = [("municipality", TOWN, None, None), *(("district", each, "municipality", TOWN) for each in districts)]
    for each in quartiers:
        parent = ("district", DISTRICTS[each]) if DISTRICTS[each] else ("municipality", TOWN)
        areas.append(("quartier", each, *parent))
    return Structure(
        pl.DataFrame(
            areas, schema=dict.fromkeys(("area_kind", "area", "parent_kind", "parent"), pl.String), orient="row"
        ),
        pl.DataFrame(
            [
                (dimension, category, dimension != "topic", TOPICS.get(category, False), category, RUN_BY.get(category))
                for dimension, category in categories
            ],
            schema={
                "dimension": pl.String,
                "category": pl.String,
                "is_partition": pl.Boolean,
                "is_sensitive": pl.Boolean,
                "name": pl.String,
                "group_name": pl.String,
            },
            orient="row",
        ),
    )
