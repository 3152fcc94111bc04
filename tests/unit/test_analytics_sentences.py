from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics import sentences
from analytics.comparisons import comparison
from analytics.formatting import NBSP
from analytics.queries.series import metrics
from analytics.readings import Coverage, Metric, MetricSeries, Opening, Place, Reading, Verdict
from analytics.release import open_release
from analytics.scope import Scope
from tests.builders_release import MONTH, TOWN

YEAR_AGO = date(2025, 10, 1)
NORD = Place("quartier", "nord", "Nord")


@pytest.fixture(scope="module")
def contacts(release_var: Path) -> Metric:
    return metrics(open_release(Scope(TOWN, "council"), release_var))[0]


def series(metric: Metric, now: Reading, before: Reading | None = None, **said: object) -> MetricSeries:
    return MetricSeries(metric, NORD, MONTH, tuple(filter(None, (before, now))), None, **said)  # type: ignore[arg-type]


def reading(period: date, value: int | None, state: str = "value", **more: int) -> Reading:
    return Reading(period, None if value is None else Decimal(value), state, **more)


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
    assert comparison(series(contacts, absent, reading(YEAR_AGO, 3))) == ""
    before = comparison(series(contacts, reading(MONTH, 3), reading(YEAR_AGO, None, state)))
    assert before == f"Oktober{NBSP}2025 {words}"


def test_one_is_singular(contacts: Metric) -> None:
    assert sentences.value_words(reading(MONTH, 1), contacts) == f"1{NBSP}Kontakt"
    assert sentences.value_words(reading(MONTH, 2), contacts) == f"2{NBSP}Kontakte"


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict("usual", "none", 0), "Das liegt im üblichen Schwankungsbereich."),
        (Verdict("high", "beyond", 1), "Das ist ungewöhnlich hoch."),
        (Verdict("low", "beyond", 1), "Das ist ungewöhnlich niedrig."),
        (Verdict("low", "near", 3), "Das ist ungewöhnlich niedrig, wie zwei der letzten drei Monate nahe der Grenze."),
        (Verdict("higher", "shift", 8), "Die Werte sind anhaltend höher, seit 8 Monaten in Folge."),
        (Verdict("lower", "shift", 7), "Die Werte sind anhaltend niedriger, seit 7 Monaten in Folge."),
        (Verdict("rising", "trend", 7), "Die Werte sind steigend, seit 7 Monaten in Folge."),
        (Verdict("falling", "trend", 9), "Die Werte sind fallend, seit 9 Monaten in Folge."),
        (None, ""),
    ],
)
def test_signals_in_words(contacts: Metric, verdict: Verdict | None, words: str) -> None:
    assert sentences.signal_sentence(series(contacts, reading(MONTH, 20), verdict=verdict)) == words


def test_opening_days_are_told_where_they_are_unusual(contacts: Metric) -> None:
    def said(verdict: Verdict, opening: Opening) -> str:
        return sentences.signal_sentence(series(contacts, reading(MONTH, 20), verdict=verdict, opening=opening))

    half, full, longer = Opening(9, 18, 36, 72), Opening(18, 18, 72, 72), Opening(18, 18, 90.5, 72)
    usual, explained, low = Verdict("usual", "none", 0), Verdict("usual", "opening", 0), Verdict("low", "beyond", 1)
    assert said(explained, half) == (
        "Geöffnet war an 9 statt 18 Öffnungstagen; das liegt je Öffnungsstunde im üblichen Schwankungsbereich."
    )
    assert said(usual, half) == "Das liegt im üblichen Schwankungsbereich (an 9 statt 18 Öffnungstagen)."
    assert said(low, full) == "Das ist ungewöhnlich niedrig."
    assert said(low, longer) == "Das ist ungewöhnlich niedrig (90,5 statt 72 Öffnungsstunden)."


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
