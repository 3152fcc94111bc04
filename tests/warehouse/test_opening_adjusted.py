"""From deliveries to the sentence: a December that was open half as long is no decline, half the contacts are one."""

from __future__ import annotations

import random
from datetime import date, time, timedelta

import pytest
from holidays import country_holidays

from analytics.queries.places import place
from analytics.queries.series import all_series
from analytics.readings import MetricSeries
from analytics.release import open_release
from analytics.scope import Scope
from analytics.sentences import signal_sentence
from pipelines.releasing.publish import publish_release
from settings import Paths
from tests.builders import MUNICIPALITY, Records, a_workspace

FIRST, DECEMBER = date(2022, 1, 1), date(2024, 12, 1)
OFFICE_DAYS = ("mon", "tue", "wed", "thu")
CLOSED_FROM = date(2024, 12, 17)
CONTACTS_A_DAY = 6


def _months() -> list[date]:
    count = (DECEMBER.year - FIRST.year) * 12 + DECEMBER.month
    return [date(FIRST.year + index // 12, index % 12 + 1, 1) for index in range(count)]


def _open_days(month: date) -> int:
    """Mondays to Thursdays without public holidays."""
    holidays = country_holidays("DE", subdiv="NW", years=month.year)
    days = [month + timedelta(days=index) for index in range(31)]
    return sum(day.month == month.month and day.weekday() < len(OFFICE_DAYS) and day not in holidays for day in days)


def _contacts(rng: random.Random, service: str, month: date, wanted: int) -> list[dict]:
    """About as many contacts as wanted, within what chance makes of it."""
    number = max(1, round(rng.gauss(wanted, wanted**0.5 * 0.8)))
    return [
        {
            "date": month + timedelta(days=index % 12),
            "service": service,
            "carrier": "a",
            "contact_kind": "first",
            "channel": "walk_in",
            "topics": [],
        }
        for index in range(number)
    ]


@pytest.fixture(scope="module")
def december(tmp_path_factory: pytest.TempPathFactory, var) -> dict[str, dict[str, MetricSeries]]:
    """Two offices with the same hours: „halb“ closes in the middle of December, „leer“ does not, but half come."""
    root = tmp_path_factory.mktemp("december")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records, rng = Records(paths.records), random.Random(5)
    offices = ("halb", "leer")
    start = {"valid_from": FIRST}
    records.deliver("carriers", [{"carrier": "a", "name": "A", **start}])
    records.deliver("quartiers", [{"quartier": key, "name": key.title(), **start} for key in offices])
    named = {"carrier": "a", "origin": "rows", **start}
    records.deliver("services", [{"service": key, "name": key.title(), "quartier": key, **named} for key in offices])
    window = {"opens": time(9), "closes": time(13), **start}
    hours = [{"service": key, "weekday": day, **window} for key in offices for day in OFFICE_DAYS]
    records.deliver("opening_hours", hours)
    closed = {"service": "halb", "closed_from": CLOSED_FROM, "closed_to": date(2025, 1, 6), "reason": "Urlaub"}
    records.deliver("closures", [closed])
    for month in _months():
        open_days = 9 if month == DECEMBER else _open_days(month)
        rows = [row for key in offices for row in _contacts(rng, key, month, CONTACTS_A_DAY * open_days)]
        records.deliver("contacts", rows, received_at=f"{month + timedelta(days=35):%Y-%m-%d}T08:00:00Z")
    published = publish_release(
        municipality=MUNICIPALITY, paths=paths, workspace=a_workspace(), fingerprint="0" * 64, progress=lambda _: None
    )
    release = open_release(Scope(MUNICIPALITY, "coordinator"), var, published.release)
    keys = ("contacts", "contacts_per_open_hour")
    return {office: all_series(release, place=place(release, office), month=DECEMBER, keys=keys) for office in offices}


def test_half_the_opening_days_raise_no_signal_and_the_sentence_says_why(december) -> None:
    counted, rate = december["halb"]["contacts"], december["halb"]["contacts_per_open_hour"]
    assert rate.verdict.kind == "usual"
    assert signal_sentence(rate) == "Das liegt im üblichen Schwankungsbereich (an 9 statt 16 Öffnungstagen)."
    assert counted.now.value < min(reading.value for reading in counted.readings[:-1])
    assert (counted.verdict.kind, counted.verdict.rule) == ("usual", "opening")
    assert signal_sentence(counted) == (
        "Geöffnet war an 9 statt 16 Öffnungstagen; das liegt je Öffnungsstunde im üblichen Schwankungsbereich."
    )


def test_half_the_contacts_on_all_opening_days_do(december) -> None:
    for series in december["leer"].values():
        assert series.verdict.kind == "low"
        assert signal_sentence(series) == "Das ist ungewöhnlich niedrig."


def test_the_limits_are_wider_where_less_was_open(december) -> None:
    band = december["halb"]["contacts_per_open_hour"].band
    usual, short = band.limits[-2], band.limits[-1]
    assert short.upper - short.lower > 1.2 * (usual.upper - usual.lower)
