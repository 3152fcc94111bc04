from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import sentences
from analytics.formatting import NBSP
from analytics.queries.series import metrics
from analytics.readings import Band, Coverage, Metric, MetricSeries, Place, Reading
from analytics.release import open_release
from analytics.scope import Scope
from tests.builders_release import MONTH, TOWN

YEAR_AGO = date(2025, 10, 1)
NORD = Place("quartier", "nord", "Nord")


@pytest.fixture(scope="module")
def contacts(release_var: Path) -> Metric:
    return metrics(open_release(Scope(TOWN, "council"), release_var))[0]


def series(metric: Metric, now: Reading, before: Reading | None = None, band: Band | None = None) -> MetricSeries:
    return MetricSeries(metric, NORD, MONTH, tuple(filter(None, (before, now))), band)


def reading(period: date, value: int | None, state: str = "value", **more: int) -> Reading:
    return Reading(period, None if value is None else Decimal(value), state, **more)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (40, 52, "12 weniger als im Oktober 2025"),
        (52, 40, "12 mehr als im Oktober 2025"),
        (40, 40, "genauso viele wie im Oktober 2025"),
    ],
)
def test_comparisons(contacts: Metric, now: int, before: int, words: str) -> None:
    compared = sentences.comparison(series(contacts, reading(MONTH, now), reading(YEAR_AGO, before)))
    assert compared == words.replace("Oktober 2025", f"Oktober{NBSP}2025")


def test_a_share_is_compared_in_points(contacts: Metric) -> None:
    share = replace(contacts, unit="%", decimals=1)
    compared = sentences.comparison(series(share, reading(MONTH, 40), reading(YEAR_AGO, 39)))
    assert compared == f"1,0{NBSP}Prozentpunkt höher als im Oktober{NBSP}2025"


def test_incomplete_months_are_not_compared(contacts: Metric) -> None:
    now = reading(MONTH, 40, expected=3, reported=2)
    assert "ohne Vergleich" in sentences.comparison(series(contacts, now, reading(YEAR_AGO, 50)))
    before = reading(YEAR_AGO, 40, expected=3, reported=2)
    assert "unvollständig" in sentences.comparison(series(contacts, reading(MONTH, 40), before))


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("not_reported", "nicht gemeldet"),
        ("suppressed", "aus Datenschutzgründen nicht gezeigt"),
        ("not_collected", "nicht erhoben"),
        ("closed", "geschlossen"),
    ],
)
def test_every_absence_has_its_words(contacts: Metric, state: str, words: str) -> None:
    absent = reading(MONTH, None, state)
    assert sentences.value_words(absent, contacts) == words
    assert sentences.comparison(series(contacts, absent, reading(YEAR_AGO, 3))) == ""
    before = sentences.comparison(series(contacts, reading(MONTH, 3), reading(YEAR_AGO, None, state)))
    assert before == f"Oktober{NBSP}2025 {words}"


def test_one_is_singular(contacts: Metric) -> None:
    assert sentences.value_words(reading(MONTH, 1), contacts) == f"1{NBSP}Kontakt"
    assert sentences.value_words(reading(MONTH, 2), contacts) == f"2{NBSP}Kontakte"


def test_signals_in_words(contacts: Metric) -> None:
    band = Band(10, 20, 30, 24)
    said = [sentences.signal_sentence(series(contacts, reading(MONTH, value), band=band)) for value in (5, 20, 40)]
    assert said == [
        "Das ist ungewöhnlich niedrig.",
        "Das liegt im üblichen Schwankungsbereich.",
        "Das ist ungewöhnlich hoch.",
    ]
    assert sentences.signal_sentence(series(contacts, reading(MONTH, 20))) == ""


@pytest.mark.parametrize(
    ("expected", "reported", "missing", "words"),
    [
        (5, 4, ("Lotsen Nord",), "4 von 5 Angeboten haben gemeldet; es fehlt Lotsen Nord."),
        (5, 3, ("A", "B"), "3 von 5 Angeboten haben gemeldet; es fehlen A und B."),
        (2, 1, ("A",), "1 von 2 Angeboten hat gemeldet; es fehlt A."),
        (2, 0, ("A", "B"), "Keines von 2 Angeboten hat gemeldet; es fehlen A und B."),
        (3, 3, (), "Alle 3 Angebote haben gemeldet."),
        (1, 1, (), "Das Angebot hat gemeldet."),
        (0, 0, (), f"Für Oktober{NBSP}2026 war keine Meldung zu erwarten."),
    ],
)
def test_coverage(expected: int, reported: int, missing: tuple[str, ...], words: str) -> None:
    assert sentences.coverage_sentence(Coverage(MONTH, expected, reported, missing)) == words


def test_long_lists_are_cut() -> None:
    assert sentences.listed(["A", "B", "C", "D", "E", "F"]) == "A, B, C und 3 weitere"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "heute"),
        (1, "in 1 Tag"),
        (19, "in 19 Tagen"),
        (-1, "seit 1 Tag überfällig"),
        (729, "in 729 Tagen"),
        (5163, "in 14 Jahren"),
        (-12, "seit 12 Tagen überfällig"),
    ],
)
def test_days(days: int, words: str) -> None:
    assert sentences.days_words(days) == words


def test_the_source_note_says_where_from_how_fresh_and_how_complete(release_var: Path) -> None:
    release = open_release(Scope(TOWN, "council"), release_var)
    note = sentences.source_note(release, Coverage(MONTH, 3, 2, ("Lotsen Nord",)))
    for part in ("Beispieldaten", "Musterstadt", f"Stand 10.11.2026, 09:12{NBSP}Uhr", "2 von 3", release.id):
        assert part in note
    assert "auf 5 gerundet, Summen können abweichen" in sentences.protection_note(release.info)
    steering = open_release(Scope(TOWN, "steering"), release_var)
    assert "unter 5" in sentences.protection_note(steering.info)
    assert sentences.protection_note(open_release(Scope(TOWN, "coordinator"), release_var).info) == ""
