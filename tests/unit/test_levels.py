"""The three levels of the built town: states with their evidence, for each audience as far as it may know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from analytics.figures import levels as figures
from analytics.figures.level_words import STATE_SIGNS, STATE_WORDS, evidence, states
from analytics.queries.levels import Levels, levels
from analytics.queries.meetings import last_sitting
from analytics.queries.places import place
from analytics.release import Release, open_release
from analytics.scope import parse_scope
from tests.builders_release import AS_OF, MONTH, RELEASE, TOWN, build_release

AUDIENCES = ("council", "steering", "coordinator", "quartier:nord")
ASSEMBLY = """
    insert into mart_event (event, date, title, event_type, quartier, status)
    values (?, ?, 'Bürgerversammlung', 'citizens_assembly', 'nord', ?)
"""
FUND = """
    insert into mart_measure (measure, title, programme_name, quartier, approved, grant_from, grant_to)
    values (?, ?, ?, ?, ?, ?, ?)
"""
THIS_YEAR = date(2026, 1, 1), date(2026, 12, 31)
LONG_OVER = date(2024, 1, 1), date(2025, 12, 31)
RUNNING, PARTLY, RESTING, UNKNOWN = "running", "partly", "resting", "unknown"


def opened(var: Path, audience: str = "coordinator") -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


def found(shown: Levels) -> dict[str, tuple[str, str, str]]:
    return {each.place.key: states(each) for each in shown.quartiers}


def evidence_of(shown: Levels) -> list[str]:
    """The evidence of the first quartier in words."""
    return [text.replace("\xa0", " ") for _, _, text, _ in evidence(shown.quartiers[0])]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_states_of_the_town(release_var: Path, audience: str) -> None:
    shown = levels(opened(release_var, audience), month=MONTH, quartier=None, as_of=AS_OF)
    assert found(shown) == {"nord": (RUNNING, PARTLY, RUNNING), "sued": (RESTING, PARTLY, RUNNING)}
    assert [each.place.name for each in shown.quartiers] == ["Nord", "Süd"]


def test_who_sees_released_months_is_told_of_these_only(tmp_path: Path) -> None:
    build_release(tmp_path, released=date(2026, 8, 1))
    for audience, day in (("steering", date(2026, 8, 31)), ("council", date(2026, 8, 31)), ("coordinator", AS_OF)):
        shown = levels(opened(tmp_path, audience), month=date(2026, 8, 1), quartier="nord", as_of=AS_OF)
        assert (shown.day, shown.is_capped) == (day, day != AS_OF)
        assert max(each.date for each in shown.quartiers[0].steering.held) <= day
    assert "bis Ende August 2026" in figures.cap_sentence(shown).replace("\xa0", " ") or not shown.is_capped


def test_an_earlier_month_is_judged_on_its_last_day(release_var: Path) -> None:
    shown = levels(opened(release_var), month=date(2026, 5, 1), quartier=None, as_of=AS_OF)
    assert shown.day == date(2026, 5, 31)
    assert found(shown)["nord"][0] == PARTLY
    assert found(shown)["sued"][2] == RUNNING
    assert (
        levels(opened(release_var), month=date(2025, 5, 1), quartier="nord", as_of=AS_OF).quartiers[0].steering.held
        == ()
    )


def test_the_evidence_names_dates_numbers_and_lists(release_var: Path) -> None:
    nord, sued = levels(opened(release_var), month=MONTH, quartier=None, as_of=AS_OF).quartiers
    told = [(state, text.replace("\xa0", " "), source) for _, state, text, source in evidence(nord)]
    assert told == [
        (
            RUNNING,
            "2 Versammlungen in 12 Monaten: 21.05.2026, 17.09.2026. Nächster Termin: 04.12.2026.",
            "Sitzungsliste",
        ),
        (
            PARTLY,
            "0,50 Stellen (1 = Vollzeit). Verfügungsmittel: keine laufenden. Letzte Runde vor Ort: 03.06.2026.",
            "Stellenliste, Maßnahmenliste",
        ),
        (
            RUNNING,
            "Steuerungskreis Nord, 3 Sitzungen in 12 Monaten: 19.05.2026, 15.09.2026, 20.10.2026.",
            "Sitzungsliste",
        ),
    ]
    assert "Das Gremium tagt für die ganze Kommune." in [text for *_, text, _ in evidence(sued)][2]


def test_an_assembly_of_both_lists_counts_once_and_a_planned_one_not_yet(own_release: Path) -> None:
    days = [
        (date(2026, 9, 17), "held"),
        (date(2026, 2, 3), "held"),
        (date(2026, 3, 3), "cancelled"),
        (date(2026, 10, 30), "planned"),
    ]
    with duckdb.connect(file_of(own_release)) as connection:
        for day, status in days:
            connection.execute(ASSEMBLY, [f"B-{day}", day, status])
    held = levels(opened(own_release), month=MONTH, quartier="nord", as_of=AS_OF).quartiers[0].participation.held
    assert [(each.date, each.source) for each in held] == [
        (date(2026, 2, 3), "Veranstaltungsliste"),
        (date(2026, 5, 21), "Sitzungsliste"),
        (date(2026, 9, 17), "Veranstaltungsliste"),
    ]


def test_only_running_approved_funds_make_the_management_run(own_release: Path) -> None:
    with duckdb.connect(file_of(own_release)) as connection:
        connection.execute(FUND, ["V-1", "Verfügungsfonds Nord", "Städtebau", "nord", 5000, *THIS_YEAR])
        connection.execute(FUND, ["V-2", "Verfügungsmittel alt", "Stadt", "sued", 5000, *LONG_OVER])
        connection.execute(FUND, ["V-3", "Verfügungsmittel beantragt", "Stadt", "sued", None, *THIS_YEAR])
        connection.execute("update mart_metric set value = 1 where metric = 'position_share'")
    shown = levels(opened(own_release), month=MONTH, quartier=None, as_of=AS_OF)
    assert [state for _, state, _ in found(shown).values()] == [RUNNING, PARTLY]


def test_funds_for_all_quartiers_are_each_quartiers_funds(own_release: Path) -> None:
    with duckdb.connect(file_of(own_release)) as connection:
        connection.execute(FUND, ["V-4", "Mittel der Quartiere", "Verfügungsmittel", None, 900, *THIS_YEAR])
        connection.execute("update mart_metric set value = 1 where metric = 'position_share'")
    shown = levels(opened(own_release), month=MONTH, quartier=None, as_of=AS_OF)
    assert [state for _, state, _ in found(shown).values()] == [RUNNING, RUNNING]
    text = evidence_of(shown)[1]
    assert "Mittel der Quartiere (900 € für alle Quartiere)" in text


def test_without_any_list_nothing_is_called_resting(own_release: Path) -> None:
    with duckdb.connect(file_of(own_release)) as connection:
        for table in ("mart_meeting", "mart_event", "mart_metric", "mart_measure"):
            connection.execute(f"delete from {table}")
    shown = levels(opened(own_release), month=MONTH, quartier=None, as_of=AS_OF)
    assert set(found(shown).values()) == {(UNKNOWN, UNKNOWN, UNKNOWN)}
    assert "ruht" not in str(figures.evidence_table(shown).frame.rows())


@pytest.mark.parametrize(
    ("quartier", "before", "sitting"),
    [
        (None, AS_OF, date(2026, 9, 10)),
        (None, date(2026, 9, 10), date(2026, 3, 12)),
        (None, date(2026, 3, 12), None),
        ("nord", AS_OF, date(2026, 10, 20)),
        ("nord", date(2026, 10, 20), date(2026, 9, 15)),
        ("sued", AS_OF, date(2026, 9, 10)),
    ],
)
def test_the_last_sitting_is_that_of_the_places_own_circle(
    release_var: Path, quartier: str | None, before: date, sitting: date | None
) -> None:
    release = opened(release_var)
    last = last_sitting(release, place(release, quartier), before=before)
    assert (last.date if last else None) == sitting


def test_every_state_has_a_sign_of_its_own_and_a_word(release_var: Path) -> None:
    assert len(set(STATE_SIGNS.values())) == len(set(STATE_WORDS.values())) == 4
    shown = levels(opened(release_var), month=MONTH, quartier=None, as_of=AS_OF)
    for row in figures.overview_table(shown).frame.rows():
        assert all(any(word in text for word in STATE_WORDS.values()) for text in row[1:])
    assert figures.sentence(shown) == (
        "Am 12.11.2026 läuft in Musterstadt die Beteiligung in 1, die Umsetzung in 0 und die Steuerung in 2 von 2 "
        "Quartieren."
    )


@pytest.fixture
def own_release(tmp_path: Path) -> Path:
    """A release that a test may change."""
    build_release(tmp_path, audiences=("coordinator",))
    return tmp_path


def file_of(var: Path) -> str:
    return str(var / "releases" / TOWN / RELEASE / "coordinator.duckdb")
