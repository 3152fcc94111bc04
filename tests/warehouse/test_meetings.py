"""Sittings of the three levels and opening hours: who is told of which, and how often a sitting counts."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import duckdb
import pytest

from pipelines.releasing.publish import publish_release
from pipelines.releasing.releases import release_folder
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town
from tests.warehouse.closing import release_months

TOWN = "stadtsitzung"
WORKSPACE = a_workspace(municipalities={TOWN: "Stadt Sitzung"})
JANUARY, MARCH, APRIL = date(2023, 1, 19), date(2023, 3, 16), date(2023, 4, 20)
# The latest delivery comes on 3 July 2024 at 22:30 UTC, which is 4 July in Berlin.
RECEIVED, STAND, COMING = "2024-07-03T22:30:00Z", date(2024, 7, 4), date(2024, 7, 5)
EVERYONE = ("council", "steering", "coordinator", "quartier-nord", "quartier-sued")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, var: Path) -> Path:
    """January to March are released; the steering circle met on five days, one of which the list names twice."""
    root = tmp_path_factory.mktemp("meetings")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    records.deliver("contacts", [{"date": date(2023, month, 9), **usual} for month in (1, 2, 3, 4) for _ in range(20)])
    circle = {"body": "Steuerungskreis Nord", "level": "steering", "quartier": "nord"}
    days = [{"date": day, "attendance": 9, **circle} for day in (JANUARY, MARCH, MARCH, APRIL, STAND)]
    whole = {"date": JANUARY, "body": "Lenkungsgruppe", "level": "steering", "quartier": None, "attendance": None}
    records.deliver("meetings", [*days, {"date": COMING, "attendance": None, **circle}, whole], received_at=RECEIVED)
    release_months(TOWN, [date(2023, month, 1) for month in (1, 2, 3)], paths=paths, workspace=WORKSPACE)
    release = publish_release(
        municipality=TOWN, paths=paths, workspace=WORKSPACE, fingerprint="a" * 64, progress=lambda words: None
    ).release
    return release_folder(var, TOWN, release)


def _rows(published: Path, audience: str, sql: str) -> list[tuple]:
    with duckdb.connect(str(published / f"{audience}.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_sitting_counts_once_and_has_its_words(published: Path) -> None:
    sql = "select date, level_name, quartier_name, attendance from mart_meeting order by date, quartier nulls first"
    assert _rows(published, "coordinator", sql) == [
        (JANUARY, "Steuerung", None, None),
        (JANUARY, "Steuerung", "Nord", 9),
        (MARCH, "Steuerung", "Nord", 9),
        (APRIL, "Steuerung", "Nord", 9),
        (STAND, "Steuerung", "Nord", 9),
        (COMING, "Steuerung", "Nord", None),
    ]


@pytest.mark.parametrize("audience", EVERYONE)
def test_the_council_is_told_of_released_months_and_of_what_is_to_come(published: Path, audience: str) -> None:
    days = [day for (day,) in _rows(published, audience, "select distinct date from mart_meeting order by date")]
    told = [JANUARY, MARCH, COMING] if audience == "council" else [JANUARY, MARCH, APRIL, STAND, COMING]
    assert days == told


@pytest.mark.parametrize("audience", EVERYONE)
def test_opening_hours_are_public(published: Path, audience: str) -> None:
    sql = "select service, weekday, opens, closes, valid_from, valid_to from dim_opening_hours order by service"
    window = ("mon", time(9), time(12, 30), date(2020, 1, 1), None)
    assert _rows(published, audience, sql) == [("punkt", *window), ("treff", *window)]
