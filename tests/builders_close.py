"""The tables of a built release that close a month: exact counts per service, tallies, digests, signatures.

Nord has signed July 2026, which still holds, and August, whose figures changed afterwards; it has counted October
itself and has four contacts more than the release.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

Row = dict[str, Any]
Facts = Mapping[tuple[str, date], Mapping[tuple[str, str], int]]

CLOSE_TABLES = {
    "mart_service_count": "service text, month date, quartier text, dimension text, category text, origin text,"
    " contacts bigint, state text, estimated boolean",
    "mart_tally": "service text, service_name text, carrier_name text, quartier text, month date, dimension text,"
    " category text, contacts bigint, absence text, estimated boolean, delivery text, file text, sheet text,"
    " row bigint",
    "mart_month_digest": "quartier text, month date, digest text",
    "mart_sign_off": "quartier text, month date, digest text, signed_by text, signed_at timestamp, note text,"
    " is_current boolean",
    "mart_own_tally": "quartier text, month date, service text, dimension text, category text, contacts bigint,"
    " entered_by text, entered_at timestamp",
}
COUNTED = ("total", "topic", "channel", "kind")
OWN_MONTH = date(2026, 10, 1)
OWN_SERVICE = "sprechstunde-nord"
MORE = 4


def close_rows(facts: Facts, expected: Sequence[Row], *, own: str | None) -> dict[str, list[Row]]:
    """The tables for the quartier `own`, or for all of them with None."""
    rows = [row for row in expected if own in (None, row["quartier"])]
    tables = {
        "mart_service_count": [cell for row in rows for cell in _counts(facts, row)],
        "mart_tally": [line for row in rows if row["origin"] == "tally" for line in _tally(facts, row)],
        "mart_month_digest": _digests(facts, rows),
    }
    if own in (None, "nord"):
        tables |= {"mart_sign_off": _signatures(tables["mart_month_digest"]), "mart_own_tally": _own_tally(facts)}
    return tables


def _categories(facts: Facts) -> list[tuple[str, str]]:
    return sorted({key for cells in facts.values() for key in cells if key[0] in COUNTED})


def _counts(facts: Facts, row: Row) -> list[Row]:
    if row["state"] == "closed":
        return []
    cells = facts.get((row["service"], row["month"]), {})
    collected = {dimension for dimension, _ in cells}
    counted = []
    for dimension, category in _categories(facts):
        contacts = cells.get((dimension, category), 0) if dimension in collected else None
        state = "not_reported" if not cells else "not_collected" if contacts is None else "value"
        named = {key: row[key] for key in ("service", "month", "quartier", "origin")}
        estimated = row["month"] == date(2026, 3, 1) and contacts is not None
        value = {"contacts": contacts, "state": state, "estimated": estimated}
        counted.append({**named, "dimension": dimension, "category": category, **value})
    return counted


def _tally(facts: Facts, row: Row) -> list[Row]:
    cells = facts.get((row["service"], row["month"]), {})
    place = {"delivery": "000001-0badcafe", "file": f"contact_tallies/lotsen-{row['month']:%Y-%m}.xlsx"}
    named = {key: row[key] for key in ("service", "service_name", "quartier", "month")}
    place |= {"carrier_name": row["carrier"]}
    lines = [(key, number) for key, number in cells.items() if key[0] in COUNTED]
    return [
        {**named, **place, "dimension": dimension, "category": category, "contacts": number, "estimated": False}
        | {"sheet": "Monat", "row": line}
        for line, ((dimension, category), number) in enumerate(lines, start=5)
    ]


def _digests(facts: Facts, rows: Sequence[Row]) -> list[Row]:
    told: dict[tuple[str, date], list[str]] = {}
    for row in rows:
        if row["state"] == "reported":
            cells = sorted(facts[row["service"], row["month"]].items())
            told.setdefault((row["quartier"], row["month"]), []).append(f"{row['service']}{cells}")
    return [
        {"quartier": quartier, "month": month, "digest": hashlib.sha256("\n".join(lines).encode()).hexdigest()}
        for (quartier, month), lines in told.items()
    ]


def _signatures(digests: Sequence[Row]) -> list[Row]:
    digest = {(row["quartier"], row["month"]): row["digest"] for row in digests}
    july, august = date(2026, 7, 1), date(2026, 8, 1)
    shared = {"quartier": "nord", "signed_by": "Quartiersmanagement Nord", "note": None}
    return [
        {**shared, "month": july, "digest": digest["nord", july], "is_current": True}
        | {"signed_at": datetime(2026, 8, 14, 9, tzinfo=UTC)},
        {**shared, "month": august, "digest": "0" * 64, "is_current": False}
        | {"signed_at": datetime(2026, 9, 15, 9, tzinfo=UTC)},
    ]


def _own_tally(facts: Facts) -> list[Row]:
    total = facts[OWN_SERVICE, OWN_MONTH]["total", "total"]
    entered = {"entered_by": "Quartiersmanagement Nord", "entered_at": datetime(2026, 11, 11, 9, tzinfo=UTC)}
    counted = {"service": OWN_SERVICE, "dimension": "total", "category": "total", "contacts": total + MORE}
    return [{"quartier": "nord", "month": OWN_MONTH, **counted, **entered}]
