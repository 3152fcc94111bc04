"""Money movements of a measure: application, notice, drawdowns ahead of the spending, proof of use.

Drawn money is spent within two months (the drawdown precedes at most two rounds of spending), except for what a
grant draws beyond its need. Amounts are whole cents.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_DOWN, Decimal
from random import Random

from data_raw.generator.days import day, months
from data_raw.generator.model import Grant
from data_raw.generator.streams import between, noisy, stream
from data_raw.generator.table import Cells, Table

HEADERS = ("Datum", "Maßnahme-Nr.", "Vorgang", "Position", "Betrag", "Beleg", "Haushaltsjahr")
LAST_DAY = date(2026, 10, 31)
CENT = Decimal("0.01")


def movement_table(grants: tuple[Grant, ...], *, town: str) -> Table:
    """All movements of a town's measures up to the end of October 2026, in order of their date."""
    rows = [row for grant in grants for row in _movements(stream(town, "money", grant.measure), grant)]
    known = [row for row in rows if row["Datum"] <= LAST_DAY]
    known.sort(key=lambda row: (row["Datum"], str(row["Maßnahme-Nr."])))
    return Table(headers=HEADERS, rows=tuple(known))


def _movements(rng: Random, grant: Grant) -> Iterator[Cells]:
    total = grant.approved[1] + sum(amount for _, amount in grant.amended)
    yield _movement(grant, day(grant.applied[0]), "beantragt", grant.applied[1])
    yield _movement(grant, day(grant.approved[0]), "bewilligt", grant.approved[1])
    for on, amount in grant.amended:
        yield _movement(grant, day(on), "geändert", amount)
    for on, amount in grant.extra_drawn:
        yield from _drawdown(rng, grant, day(on), Decimal(amount))
    rounds = list(_rounds(rng, grant, total))
    group = 2 if grant.every == 1 else 1
    for start in range(0, len(rounds), group):
        together = rounds[start : start + group]
        ahead = (together[0][0].replace(day=1) - timedelta(days=1)).replace(day=20)
        yield from _drawdown(rng, grant, ahead, sum((amount for _, amount in together), Decimal(0)))
    yield from _spending(grant, rounds)
    yield from _proof(grant, sum((amount for _, amount in rounds), Decimal(0)))


def _rounds(rng: Random, grant: Grant, total: int) -> Iterator[tuple[date, Decimal]]:
    """Days and sums of spending, spread over the grant's months with some noise."""
    slots = list(months(grant.first, grant.last))[:: grant.every]
    weights = [noisy(rng, 1.0, spread=0.08) for _ in slots]
    for slot, weight in zip(slots, weights, strict=True):
        share = Decimal(repr(total * grant.pace * weight / sum(weights)))
        yield slot.replace(day=between(rng, 3, 17)), share.quantize(CENT, ROUND_DOWN)


def _drawdown(rng: Random, grant: Grant, on: date, amount: Decimal) -> Iterator[Cells]:
    yield _movement(grant, on, "abgerufen", amount)
    yield _movement(grant, on + timedelta(days=between(rng, 6, 12)), "ausgezahlt", amount)


def _spending(grant: Grant, rounds: list[tuple[date, Decimal]]) -> Iterator[Cells]:
    for number, (on, amount) in enumerate(rounds, start=1):
        left = amount
        for place, (position, share) in enumerate(grant.costs, start=1):
            part = left if place == len(grant.costs) else (amount * Decimal(str(share))).quantize(CENT)
            left -= part
            voucher = f"{grant.measure}/{number:03d}-{place}"
            yield {**_movement(grant, on, "verausgabt", part), "Position": position, "Beleg": voucher}


def _proof(grant: Grant, spent: Decimal) -> Iterator[Cells]:
    if grant.evidenced:
        yield _movement(grant, day(grant.evidenced), "nachgewiesen", spent)
    if grant.accepted:
        rejected = grant.repaid[1] if grant.repaid else 0
        yield _movement(grant, day(grant.accepted), "anerkannt", spent - rejected)
    if grant.repaid:
        yield _movement(grant, day(grant.repaid[0]), "erstattet", grant.repaid[1])


def _movement(grant: Grant, on: date, kind: str, amount: Decimal | int) -> Cells:
    return {
        "Datum": on,
        "Maßnahme-Nr.": grant.measure,
        "Vorgang": kind,
        "Position": None,
        "Betrag": Decimal(amount).quantize(CENT),
        "Beleg": None,
        "Haushaltsjahr": on.year,
    }
