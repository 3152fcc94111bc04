"""Tables with a planted leak of each kind: what was published, and the cell that an attacker must find.

Each maker takes a seed and returns None where the random table cannot hold such a leak.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from pipelines.disclosure.cells import KEY, SUPPRESSED, Cell, Published, is_small, with_sensitivity
from pipelines.disclosure.told_metrics import counted, told_bounds
from tests.builders import THRESHOLDS
from tests.builders_cube import FIRST, KINDS, RUN_BY, TOWN, Counts, Cube, add_contacts, cube_of, random_cube

SHORT = ("month", "quarter")


@dataclass(frozen=True)
class Leak:
    """What an audience received and the cell in it that can be worked out."""

    cube: Cube
    published: Sequence[Published]
    cell: Cell
    audience: str = "steering"
    public: Sequence[Published] = ()


Maker = Callable[[int], Leak | None]


def unprotected(seed: int) -> Leak | None:
    """Everything is shown as it is."""
    cube = random_cube(seed)
    small = _small(cube).filter(pl.col("period_kind") == "month")
    return _leak(cube, cube.exact, small, seed) if small.height else None


def primary_only(seed: int) -> Leak | None:
    """Only the small cells are hidden; the last part of a sum whose other parts and whole are shown is known."""
    cube = random_cube(seed)
    rows = _hidden(cube.exact, _small(cube))
    lonely = _lonely(rows, cube)
    return _leak(cube, rows, lonely, seed) if lonely.height else None


def complement_removed(seed: int) -> Leak | None:
    """A protected table in which one hidden cell is shown after all, and so another one stands alone."""
    cube = random_cube(seed)
    rows = cube.protected()
    hidden = rows.filter(pl.col("period_kind").is_in(SHORT) & (pl.col("state") == SUPPRESSED)).select(KEY)
    order = random.Random(seed).sample(range(hidden.height), hidden.height)
    for number in order:
        shown = _shown(rows, cube, hidden[number])
        lonely = _lonely(shown, cube)
        if lonely.height:
            return _leak(cube, shown, lonely, seed)
    return None


def year_to_date_beside_months(seed: int) -> Leak | None:
    """Two sums since January are shown; what lies between them is a hidden month."""
    cube = random_cube(seed)
    rows = cube.protected()
    months = rows.filter((pl.col("period_kind") == "month") & (pl.col("period") > FIRST))
    hidden = months.filter(pl.col("state") == SUPPRESSED)
    if not hidden.height:
        return None
    cell = Cell(*hidden.sample(1, seed=seed).select(KEY).row(0))
    before = cell.period.replace(month=cell.period.month - 1)
    sums = pl.DataFrame([cell._replace(period_kind="ytd", period=period) for period in (before, cell.period)], KEY)
    return Leak(cube, [cube.published(_shown(rows, cube, sums.cast({"period": pl.Date})))], cell)


def two_versions(seed: int) -> Leak | None:
    """A corrected month is shown beside its first version, although only few contacts are new."""
    first, second, changed = _corrected(seed)
    rows = first.protected()
    shown = rows.join(changed, on=KEY, how="semi").filter(pl.col("contacts").is_not_null())
    if not shown.height:
        return None
    cell = Cell(*shown.sample(1, seed=seed).select(KEY).row(0))
    again = second.published(second.exact.join(shown.select(KEY), on=KEY, how="semi"), batch=2, version=2)
    return Leak(first, [first.published(rows), again], cell)


def shared_margin(seed: int) -> Leak | None:
    """A total is hidden, but a breakdown beside it is complete and sums up to it."""
    cube = random_cube(seed)
    rows = cube.protected()
    months = rows.filter((pl.col("period_kind") == "month") & (pl.col("area_kind") == "quartier"))
    chosen = months.filter(pl.col("dimension") == "total").sample(1, seed=seed)
    cell = Cell(*chosen.select(KEY).row(0))
    rows = _hidden(rows, chosen.select(KEY))
    kinds = pl.DataFrame([cell._replace(dimension="kind", category=kind) for kind in KINDS], KEY)
    return Leak(cube, [cube.published(_shown(rows, cube, kinds.cast({"period": pl.Date})))], cell)


def rate_beside_exposure(seed: int) -> Leak | None:
    """A total is hidden, but contacts per open hour are shown, and the open hours are public."""
    cube = random_cube(seed)
    rows = cube.protected()
    totals = pl.col("dimension").is_in(["total"]) & (pl.col("period_kind") == "month")
    chosen = cube.exact.filter(totals & (pl.col("contacts") > 0)).sample(1, seed=seed)
    cell, hours = Cell(*chosen.select(KEY).row(0)), random.Random(seed).randint(8, 60)
    rows = _hidden(rows, chosen.select(KEY))
    metric = chosen.select(KEY[:4]).with_columns(
        metric=pl.lit("contacts_per_open_hour"),
        basis=pl.lit("published"),
        value=pl.lit(round(chosen["contacts"].item() / hours, 4)),
        numerator=pl.lit(None, pl.Float64),
        denominator=pl.lit(None, pl.Float64),
        exposure=pl.lit(float(hours)),
    )
    bounds = told_bounds(metric, rows.with_columns(basis=pl.lit("published")), counted())
    return Leak(cube, [replace(cube.published(rows), bounds=bounds)], cell)


def rounded_row(seed: int) -> Leak | None:
    """2, 2, 2 and 7 are shown as 0, 0, 0 and 5, their total 13 as 15: there is only one solution."""
    generator = random.Random(seed)
    counts: Counts = {}
    for place in ("nord", "sued"):
        add_contacts(counts, generator, place, FIRST, 0)
        for category, count in zip(("eins", "zwei", "drei", "vier"), generator.sample([2, 2, 2, 7], 4), strict=True):
            counts[place, FIRST, "channel", category] = count
        counts[place, FIRST, "total", "total"] = 13
    cube = cube_of(counts, ("nord", "sued"), (FIRST,))
    wanted = pl.col("dimension").is_in(["total", "channel"]) & (pl.col("area_kind") == "quartier")
    rows = cube.exact.filter(wanted & (pl.col("period_kind") == "month"))
    rounded = rows.with_columns(contacts=(pl.col("contacts") + 2) // 5 * 5)
    small = rows.filter((pl.col("dimension") == "channel") & (pl.col("contacts") == 2))
    cell = Cell(*small.sample(1, seed=seed).select(KEY).row(0))
    return Leak(cube, [cube.published(rounded)], cell, "council")


def provisional_totals(seed: int) -> Leak | None:
    """The total of a service was shown while its month was open; later it had to be hidden."""
    cube = random_cube(seed)
    rows = cube.protected()
    hidden = rows.filter(
        (pl.col("period_kind") == "month") & (pl.col("dimension") == "service") & (pl.col("state") == SUPPRESSED)
    ).filter(pl.col("area_kind") == "municipality")
    if not hidden.height:
        return None
    chosen = hidden.sample(1, seed=seed)
    before = cube.exact.join(chosen.select(KEY), on=KEY, how="semi")
    return Leak(cube, [Published(0, before, before, {}), cube.published(rows)], Cell(*chosen.select(KEY).row(0)))


def public_beside_own(seed: int) -> Leak | None:
    """A cell is hidden from the steering group and shown to everybody, rounded."""
    cube = random_cube(seed)
    rows, public = cube.protected(), cube.protected("council")
    shown = public.filter(pl.col("contacts").is_not_null() & pl.col("period_kind").is_in(SHORT)).select(KEY)
    hidden = rows.filter(pl.col("state") == SUPPRESSED).join(shown, on=KEY, how="semi")
    if not hidden.height:
        return None
    cell = Cell(*hidden.sample(1, seed=seed).select(KEY).row(0))
    return Leak(cube, [cube.published(rows)], cell, public=[cube.published(public)])


def carrier_beside_service(seed: int) -> Leak | None:
    """Two services are hidden, but the carrier of one of them runs nothing else, and its count is shown."""
    generator = random.Random(seed)
    small, large = generator.randint(1, 4), generator.randint(20, 60)
    counts: Counts = {("nord", FIRST, "total", "total"): small + large, ("sued", FIRST, "total", "total"): 30}
    for (service, carrier), count in zip(RUN_BY.items(), (small, large), strict=True):
        counts["nord", FIRST, "service", service] = counts["nord", FIRST, "carrier", carrier] = count
    cube = cube_of(counts, ("nord", "sued"), (FIRST,))
    services = cube.exact.filter(pl.col("dimension") == "service").select(KEY)
    carriers = cube.exact.filter((pl.col("dimension") == "carrier") & (pl.col("category") == "a")).select(KEY)
    rows = _hidden(cube.exact, pl.concat([services, carriers]))
    return Leak(cube, [cube.published(rows)], Cell("month", FIRST, "quartier", "nord", "service", "beratung-a"))


LEAKS: tuple[Maker, ...] = (
    unprotected,
    primary_only,
    complement_removed,
    year_to_date_beside_months,
    two_versions,
    shared_margin,
    rate_beside_exposure,
    rounded_row,
    provisional_totals,
    public_beside_own,
    carrier_beside_service,
)


def leaks(make: Maker, number: int) -> Iterator[Leak]:
    """So many leaks of one kind, from the first seeds whose tables can hold one."""
    seed = 0
    while number:
        leak = make(seed)
        seed += 1
        if leak is not None:
            number -= 1
            yield leak


def _leak(cube: Cube, rows: pl.DataFrame, cells: pl.DataFrame, seed: int) -> Leak:
    return Leak(cube, [cube.published(rows)], Cell(*cells.sample(1, seed=seed).select(KEY).row(0)))


def _small(cube: Cube) -> pl.DataFrame:
    short = cube.exact.filter(pl.col("period_kind").is_in(SHORT))
    return with_sensitivity(short, cube.structure).filter(is_small(THRESHOLDS)).select(KEY)


def _hidden(rows: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The rows without the counts of these cells, and without sums over time that are longer than a quarter."""
    marked = rows.join(cells.with_columns(is_meant=True), on=KEY, how="left", maintain_order="left")
    is_hidden = pl.col("is_meant").fill_null(value=False)
    return (
        marked.filter(pl.col("period_kind").is_in(SHORT))
        .with_columns(
            contacts=pl.when(~is_hidden).then("contacts"),
            state=pl.when(is_hidden).then(pl.lit(SUPPRESSED)).otherwise("state"),
        )
        .drop("is_meant")
    )


def _shown(rows: pl.DataFrame, cube: Cube, cells: pl.DataFrame) -> pl.DataFrame:
    """The rows with the true counts of these cells."""
    true = cells.join(cube.exact.select(*KEY, true="contacts"), on=KEY)
    marked = rows.join(true.select(*KEY, "true"), on=KEY, how="left", maintain_order="left")
    return marked.with_columns(
        contacts=pl.coalesce("true", "contacts"),
        state=pl.when(pl.col("true").is_not_null()).then(pl.lit("value")).otherwise("state"),
    ).drop("true")


def _lonely(rows: pl.DataFrame, cube: Cube) -> pl.DataFrame:
    """Hidden quartiers whose municipality and all other quartiers are shown, in the same period and category."""
    parts = rows.filter(pl.col("period_kind").is_in(SHORT) & pl.col("area_kind").is_in(["quartier", "municipality"]))
    place = ["period_kind", "period", "dimension", "category"]
    counted = parts.with_columns(
        hidden=(pl.col("state") == SUPPRESSED).sum().over(place),
        has_whole=((pl.col("area_kind") == "municipality") & (pl.col("state") == "value")).any().over(place),
    )
    return counted.filter((pl.col("hidden") == 1) & pl.col("has_whole") & (pl.col("state") == SUPPRESSED)).select(KEY)


def _corrected(seed: int) -> tuple[Cube, Cube, pl.DataFrame]:
    """A town, the same with one or two contacts more in its first month, and the breakdowns that differ."""
    generator = random.Random(seed)
    counts: Counts = {}
    months: tuple[date, ...] = (FIRST,)
    for place in ("nord", "sued"):
        add_contacts(counts, generator, place, FIRST, generator.randint(20, 60))
    more = dict(counts)
    add_contacts(more, generator, "nord", FIRST, generator.randint(1, 2))
    first, second = (cube_of(each, ("nord", "sued"), months) for each in (counts, more))
    joined = first.exact.select(*KEY, before="contacts").join(second.exact.select(*KEY, "contacts"), on=KEY)
    is_breakdown = pl.col("dimension").is_in(["topic", "kind", "carrier"]) & (pl.col("area") != TOWN)
    changed = joined.filter(
        is_breakdown & (pl.col("before") != pl.col("contacts")) & (pl.col("period_kind") == "month")
    )
    return first, second, changed.select(KEY)
