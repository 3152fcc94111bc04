"""A small town: its master data, and a seeded history of deliveries with everything that goes wrong in life."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time

from tests.builders import Records

FIRST, MONTHS = date(2023, 1, 1), 18
TOPICS = ("wohnen", "schulden", "kita")
CHANNELS = ("walk_in", "phone")
KINDS = ("first", "follow_up", "unknown")
# service: lead carrier, quartier, origin, valid from, valid to
SERVICES = {
    "punkt": ("a", "nord", "rows", date(2023, 1, 1), None),
    "laden": ("a", "nord", "rows", date(2023, 4, 17), date(2024, 2, 10)),
    "treff": ("b", "sued", "tally", date(2023, 2, 1), None),
    "mobil": ("b", None, "rows", date(2023, 1, 1), None),
}
QUARTIERS = {"nord": "bezirk", "sued": "bezirk", "west": None}
CLOSED = ("treff", date(2023, 8, 1))


def found(records: Records) -> None:
    """Deliver the master data."""
    start = date(2020, 1, 1)
    records.deliver("carriers", [{"carrier": key, "name": key.upper(), "valid_from": start} for key in "ab"])
    records.deliver(
        "quartiers",
        [
            {"quartier": key, "name": key.title(), "district": district, "district_name": district, "valid_from": start}
            for key, district in QUARTIERS.items()
        ],
    )
    records.deliver(
        "topics",
        [
            {"topic": key, "name": key.title(), "topic_group": "Alltag", "is_sensitive": False, "position": position}
            for position, key in enumerate(TOPICS)
        ],
    )
    names = ("carrier", "quartier", "origin", "valid_from", "valid_to")
    records.deliver(
        "services",
        [
            {"service": key, "name": key.title(), **dict(zip(names, facts, strict=True))}
            for key, facts in SERVICES.items()
        ],
    )
    windows = {"opens": time(9), "closes": time(12, 30), "valid_from": start}
    records.deliver("opening_hours", [{"service": key, "weekday": "mon", **windows} for key in ("punkt", "treff")])
    service, month = CLOSED
    records.deliver(
        "closures",
        [{"service": service, "closed_from": month, "closed_to": month.replace(day=31), "reason": "Sommerpause"}],
    )


def month_number(number: int) -> date:
    """The month `number` months after the town's first."""
    year, month = divmod(FIRST.month - 1 + number, 12)
    return date(FIRST.year + year, month + 1, 1)


def is_valid(service: str, month: date) -> bool:
    """Whether the service was valid on some day of the month."""
    *_, valid_from, valid_to = SERVICES[service]
    return valid_from.replace(day=1) <= month and (valid_to is None or month <= valid_to)


@dataclass(frozen=True)
class Delivered:
    """One delivery as plain rows; `claims` are (carrier or None, service, month)."""

    sequence: int
    source: str
    rows: list[dict]
    claims: set[tuple[str | None, str, date]]


def live(records: Records, seed: int) -> list[Delivered]:
    """Deliver a random history: rows and tallies, joint or by one carrier, with gaps and corrections."""
    rng = random.Random(seed)
    history = [
        (service, month_number(number))
        for number in range(MONTHS)
        for service in SERVICES
        if is_valid(service, month_number(number)) and (service, month_number(number)) != CLOSED and rng.random() > 0.12
    ]
    corrections = [rng.choice(history) for _ in range(10)]
    return [_deliver(records, rng, service, month) for service, month in history + corrections]


def _deliver(records: Records, rng: random.Random, service: str, month: date) -> Delivered:
    if SERVICES[service][2] == "tally":
        return _deliver_tally(records, rng, service, month)
    carrier = rng.choice([None, None, "a", "b"])
    rows = [_contact(rng, service, month, carrier) for _ in range(rng.randint(1, 9))]
    records.deliver("contacts", rows, carrier=carrier)
    return Delivered(records.sequence, "contacts", rows, {(carrier, service, month)})


def _contact(rng: random.Random, service: str, month: date, carrier: str | None) -> dict:
    return {
        "date": month.replace(
            day=rng.randint(18, 28) if service == "laden" and month.month == 4 else rng.randint(1, 9)
        ),
        "service": service,
        "carrier": carrier or rng.choice("ab"),
        "quartier": rng.choice(["nord", "west", None]) if service == "mobil" else None,
        "contact_kind": rng.choice(KINDS),
        "channel": rng.choice(CHANNELS),
        "topics": rng.sample(TOPICS, rng.randint(1, 2)),
    }


def _deliver_tally(records: Records, rng: random.Random, service: str, month: date) -> Delivered:
    dimension, categories = rng.choice([("total", (None,)), ("channel", CHANNELS), ("topic", TOPICS)])
    rows = [
        {
            "month": month,
            "service": service,
            "dimension": dimension,
            "category": category,
            "contacts": rng.randint(0, 9),
        }
        for category in categories
    ]
    records.deliver("contact_tallies", rows)
    return Delivered(records.sequence, "contact_tallies", rows, {(None, service, month)})
