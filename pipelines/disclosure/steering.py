"""The steering group's cells: small counts hidden, with complements until nobody can work one out.

Only months and quarters carry information; a longer sum over time is shown where it can be put together from shown
months and quarters of the same cell. So every quarter is protected on its own: small counts first, then breakdown by
breakdown the cheapest complements against everybody, then an attack on all of it together. What that still finds
loses the whole breakdown of that area and period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from pipelines.disclosure.atoms import Atoms
from pipelines.disclosure.batch_pieces import Batch
from pipelines.disclosure.cells import (
    INTERNAL,
    KEY,
    SUPPRESSED,
    Cell,
    Published,
    Structure,
    add_months,
    is_small,
    months_of,
    with_sensitivity,
)
from pipelines.disclosure.composed import Composer, Place
from pipelines.disclosure.make_atoms import make_atoms
from pipelines.disclosure.pattern import hidden_rows
from pipelines.disclosure.statements import SHORT, SlotsOf
from settings import Disclosure

FEWEST_STAFF = 2


def protect_steering(
    exact: pl.DataFrame,
    *,
    structure: Structure,
    thresholds: Disclosure,
    history: Sequence[Published],
    versions: Mapping[date, int],
    insiders: Sequence[frozenset[str]],
) -> pl.DataFrame:
    """The rows of one batch for the steering group; see `protect`."""
    rows = with_sensitivity(without_personnel(exact), structure)
    rows = rows.with_columns(is_small(thresholds).alias("is_small"))
    plain = rows.drop("is_sensitive", "is_small", *INTERNAL)
    number = max((each.batch for each in history), default=0) + 1
    now = Published(number, plain, exact, versions)
    past = _recent(history, exact)
    atoms = make_atoms([*past, now], structure)
    everybody = dict.fromkeys([frozenset(), *map(frozenset, zip(atoms.leaves[:-1], strict=True)), *insiders])
    hidden = hidden_rows(Batch(past, rows, now, structure, thresholds, atoms, list(everybody)))
    shown = hide(plain, pl.Series([row in hidden for row in range(rows.height)], dtype=pl.Boolean))
    return _with_composed_sums(shown, past, now, atoms)


def _recent(history: Sequence[Published], exact: pl.DataFrame) -> list[Published]:
    """What was published of the months that the new rows can touch: none of their sums reaches back further."""
    first = min(months_of(kind, period)[0] for kind, period in set(exact.select("period_kind", "period").iter_rows()))
    since = add_months(first, -2)
    return [
        replace(each, rows=_short_since(each.rows, since), exact=_short_since(each.exact, since)) for each in history
    ]


def _short_since(rows: pl.DataFrame, since: date) -> pl.DataFrame:
    return rows.filter(pl.col("period_kind").is_in(SHORT) & (pl.col("period") >= since))


def _with_composed_sums(shown: pl.DataFrame, past: Sequence[Published], now: Published, atoms: Atoms) -> pl.DataFrame:
    """The rows without the longer sums over time that cannot be put together from what is shown."""
    exact: dict[Place, float] = {}
    for each in [*past, replace(now, rows=shown)]:
        slots = SlotsOf(atoms, each.versions)
        rows = each.rows.filter(pl.col("period_kind").is_in(SHORT) & pl.col("contacts").is_not_null())
        for *key, contacts in rows.select(*KEY, "contacts").iter_rows():
            cell = Cell(*key)
            exact[(*cell[2:], slots(cell.period_kind, cell.period))] = contacts
    composer = Composer(atoms, exact)
    slots = SlotsOf(atoms, now.versions)
    hidden = []
    for *key, contacts in shown.select(*KEY, "contacts").iter_rows():
        cell = Cell(*key)
        is_long = cell.period_kind not in SHORT and contacts is not None
        place = (*cell[2:], slots(cell.period_kind, cell.period))
        hidden.append(is_long and composer.count(place) != contacts)
    return hide(shown, pl.Series(hidden, dtype=pl.Boolean))


def without_personnel(exact: pl.DataFrame) -> pl.DataFrame:
    """Without carriers that employ fewer than two people there: their counts would be figures about one person."""
    return exact.filter((pl.col("dimension") != "carrier") | (pl.col("staff") >= FEWEST_STAFF).fill_null(value=False))


def hide(rows: pl.DataFrame, hidden: pl.Series) -> pl.DataFrame:
    """The rows without the counts of the hidden ones."""
    return rows.with_columns(
        contacts=pl.when(hidden).then(None).otherwise(pl.col("contacts")),
        state=pl.when(hidden).then(pl.lit(SUPPRESSED)).otherwise(pl.col("state")),
    )
