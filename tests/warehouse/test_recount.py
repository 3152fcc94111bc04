"""The contact cube against a second count in plain Python: every month, area, dimension and category, several seeds."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from datetime import date

import pytest

from tests.builders import MUNICIPALITY, Records
from tests.warehouse import town
from tests.warehouse.town import CLOSED, MONTHS, QUARTIERS, SERVICES, Delivered, is_valid, month_number

PROBES = (("total", "total"), ("channel", "phone"), ("topic", "kita"), ("kind", "first"))
AREAS = [("municipality", MUNICIPALITY), ("district", "bezirk"), *(("quartier", key) for key in QUARTIERS)]


def _lies_in(quartier: str | None, area: tuple[str, str]) -> bool:
    kind, key = area
    if kind == "municipality":
        return True
    return quartier is not None and (quartier == key if kind == "quartier" else QUARTIERS[quartier] == key)


def _counting_rows(history: list[Delivered]) -> list[dict]:
    """Rows that no later delivery replaces, each with its service's month and the carrier it counts for."""
    counting = []
    for delivered in history:
        for row in delivered.rows:
            month = row.get("month") or row["date"].replace(day=1)
            carrier = row.get("carrier") or SERVICES[row["service"]][0]
            replaced = any(
                later.sequence > delivered.sequence
                and later.source == delivered.source
                and (who in (None, carrier) and (service, when) == (row["service"], month))
                for later in history
                for who, service, when in later.claims
            )
            if not replaced:
                counting.append(row | {"month": month, "carrier": carrier})
    return counting


def _cells_of(row: dict) -> list[tuple[str, str, int]]:
    """(dimension, category, contacts) that one row adds to."""
    if "dimension" not in row:
        alone = [("channel", row["channel"]), ("kind", row["contact_kind"])] + [("topic", key) for key in row["topics"]]
        shared = [("total", "total"), ("carrier", row["carrier"]), ("service", row["service"])]
        return [(*cell, 1) for cell in alone + shared]
    cells = [(row["dimension"], row["category"] or "total", row["contacts"])]
    if row["dimension"] == "channel":
        cells.append(("total", "total", row["contacts"]))
    if row["dimension"] in ("total", "channel"):
        cells += [("carrier", row["carrier"], row["contacts"]), ("service", row["service"], row["contacts"])]
    return cells


def _recount(history: list[Delivered]) -> dict[tuple, tuple[int | None, str]]:
    """(area kind, area, month, dimension, category) → contacts and state, for what is expected or counted."""
    contacts: Counter = Counter()
    collected, places = defaultdict(set), defaultdict(set)
    for row in _counting_rows(history):
        service, month = row["service"], row["month"]
        quartier = row.get("quartier") or SERVICES[service][1]
        places[service].add(quartier)
        for dimension, category, number in _cells_of(row):
            collected[service, month].add(dimension)
            for area in (area for area in AREAS if _lies_in(quartier, area)):
                contacts[*area, month, dimension, category] += number
    reported = {(service, month) for delivered in history for _, service, month in delivered.claims}
    cells = {}
    for area, month in itertools.product(AREAS, map(month_number, range(MONTHS))):
        heard, missing = _services_of(area, month, reported, places)
        for dimension, category in PROBES:
            key = (*area, month, dimension, category)
            telling = [key for key in heard if SERVICES[key][2] == "rows" or dimension in collected[key, month]]
            if telling:
                cells[key] = (contacts[key], "value")
            elif heard or missing:
                cells[key] = (None, "not_collected" if heard else "not_reported")
    return cells | {key: (number, "value") for key, number in contacts.items()}


def _services_of(
    area: tuple[str, str], month: date, reported: set[tuple[str, date]], places: dict[str, set]
) -> tuple[list[str], list[str]]:
    """Services that reported on the area's month, and those that ought to have.

    A service counts where it lies, and wherever else it has ever reported a contact.
    """
    expected = [service for service in SERVICES if is_valid(service, month) and (service, month) != CLOSED]
    at_home = [service for service in expected if _lies_in(SERVICES[service][1], area)]
    heard = [
        service
        for service in expected
        if (service, month) in reported
        and (service in at_home or any(_lies_in(quartier, area) for quartier in places[service]))
    ]
    return heard, [service for service in at_home if service not in heard]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_cell_is_recounted(records: Records, build, seed: int) -> None:
    town.found(records)
    history = town.live(records, seed)
    query = build(records)
    expected = _recount(history)
    found = {
        tuple(row[:5]): (row[5], row[6])
        for row in query(
            "select area_kind, area, period, dimension, category, contacts, state from cube_contact"
            " where period_kind = 'month'"
        ).rows()
    }
    assert {key: cell for key, cell in expected.items() if found.get(key) != cell} == {}
    extra = [key for key, (number, _) in found.items() if number and key not in expected]
    assert extra == []


@pytest.mark.parametrize("seed", [4])
def test_longer_periods_are_sums_of_months(records: Records, build, seed: int) -> None:
    town.found(records)
    town.live(records, seed)
    rows = build(records)(
        "select period_kind, period, area, category, contacts, reported from cube_contact where dimension = 'service'"
    ).rows()
    months = {
        (period, area, category): (contacts or 0, reported)
        for kind, period, area, category, contacts, reported in rows
        if kind == "month"
    }
    for kind, period, area, category, contacts, reported in rows:
        inside = [
            cell
            for (month, *key), cell in months.items()
            if key == [area, category] and _is_inside(month, kind, period)
        ]
        assert (contacts or 0, reported) == (sum(cell[0] for cell in inside), sum(cell[1] for cell in inside))


def _is_inside(month: date, kind: str, period: date) -> bool:
    distance = (month.year - period.year) * 12 + month.month - period.month
    return {
        "month": distance == 0,
        "quarter": 0 <= distance <= 2,
        "year": month.year == period.year,
        "ytd": month.year == period.year and distance <= 0,
        "rolling_12": -11 <= distance <= 0,
    }[kind]
