"""The example's closings.csv: months signed, closed and released over what had arrived, and what came too late."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from data_raw.generator.days import months
from tests.sample_files import DATA, TOWN_KEYS, read_arrivals, read_lines, read_rows

FIRST = datetime.fromisoformat("2026-10-05T11:00:00+02:00")
SECOND = datetime.fromisoformat("2026-11-06T10:00:00+01:00")
FIRST_MONTHS = {"leverkusen": "2023-01", "leichlingen": "2023-03", "eschweiler": "2024-09"}
# What is signed of October: the office's own file.
OCTOBER_FILES = {
    "wiesdorf": "contacts/Caritas_Beratungen_10_2026.csv",
    "rheindorf": "contact_tallies/Rheindorf_Jahresblatt_2026_Stand_10.xlsx",
    "alkenrath": "contacts/Gespraeche_Alkenrath_2026-10.csv",
    "cremers-weiden": "contact_tallies/cremers-weiden_2026-10.csv",
}
TOO_LATE = {
    ("leverkusen", "contacts/Gespraeche_Alkenrath_2026-09_Nachtrag.csv"),
    ("leichlingen", "contacts/Altenhilfe_2026-09.csv"),
    ("eschweiler", "contacts/Sprechzeiten_2026_08_Nachtrag.xlsx"),
}


def _events(town: str, *kinds: str) -> list[dict[str, str]]:
    rows = [{name: str(cell) for name, cell in row.items()} for row in read_rows(DATA / town / "closings.csv")]
    return [row for row in rows if not kinds or row["event"] in kinds]


def _span(event: dict[str, str]) -> list[str]:
    first, last = (date.fromisoformat(f"{event[name]}-01") for name in ("from", "through"))
    return [f"{month:%Y-%m}" for month in months(first, last)]


def _quartiers(town: str) -> set[str]:
    return {str(row["Schlüssel"]) for row in read_rows(DATA / town / "quartiers" / "quartiere.csv")}


def _month(file: str) -> str | None:
    """The newest month that a file of contacts or counts is about, told from its name."""
    for pattern in (r"(?P<year>20\d\d)[-_](?:Stand_)?(?P<month>\d\d)\D", r"(?P<month>\d\d)[._](?P<year>20\d\d)"):
        found = re.search(pattern, file)
        if found:
            return f"{found['year']}-{found['month']}"
    return None


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_every_line_says_what_when_by_which_office_and_why(town: str) -> None:
    header = read_lines(DATA / town / "closings.csv")[0]
    assert header == ["at", "event", "from", "through", "quartier", "by", "reason"]
    moments = [datetime.fromisoformat(event["at"]) for event in _events(town)]
    assert moments == sorted(moments)
    assert set(moments) == {FIRST, SECOND}
    assert {event["quartier"] for event in _events(town, "closed", "released", "reopened")} == {""}
    assert all(event["reason"] for event in _events(town, "closed", "released", "reopened"))
    assert all(event["from"] == event["through"] for event in _events(town, "signed", "reopened"))
    assert {event["quartier"] for event in _events(town, "signed")} <= _quartiers(town)
    assert {event["by"] for event in _events(town)} <= _offices(town)


def _offices(town: str) -> set[str]:
    return {str(row["by"]) for row in read_rows(DATA / town / "arrivals.csv")}


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_the_past_is_released_first_then_september_and_october_stays_open(town: str) -> None:
    released = [(event["at"], _span(event)) for event in _events(town, "released")]
    assert (released[0][1][0], released[0][1][-1]) == (FIRST_MONTHS[town], "2026-08")
    assert released[-1] == (SECOND.isoformat(), ["2026-09"])
    closed_or_signed = {month for event in _events(town, "closed", "signed") for month in _span(event)}
    assert {month for _, span in released for month in span} <= closed_or_signed
    october = {event["quartier"] for event in _events(town, "signed") if event["from"] == "2026-10"}
    assert len(october) == len(_quartiers(town)) // 2


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_what_was_closed_had_arrived(town: str) -> None:
    for file, received_at in read_arrivals(town).items():
        if not file.startswith("contact") or (town, file) in TOO_LATE or "Nachtrag" in file:
            continue
        month = _month(file) or "2025-12"
        if month <= "2026-08":
            assert received_at < FIRST, file
        elif month == "2026-09":
            assert received_at < SECOND, file


def test_who_signed_october_had_reported_its_contacts_and_events() -> None:
    for town in TOWN_KEYS:
        arrivals = read_arrivals(town)
        signed = [event["quartier"] for event in _events(town, "signed") if event["from"] == "2026-10"]
        assert all(arrivals[OCTOBER_FILES[quartier]] < SECOND for quartier in signed)
        assert all(received_at < SECOND for file, received_at in arrivals.items() if file.startswith("events/"))


def test_three_deliveries_come_after_their_month_was_released() -> None:
    for town, file in TOO_LATE:
        assert read_arrivals(town)[file] > SECOND
        assert _month(file) in {month for event in _events(town, "released") for month in _span(event)}
    assert _added("leverkusen/contacts/Gespraeche_Alkenrath_2026-09.csv", "_Nachtrag.csv") == 4
    assert _added("eschweiler/contacts/Sprechzeiten_2026_08.xlsx", "_Nachtrag.xlsx") == 6
    assert len(read_rows(DATA / "leichlingen/contacts/Altenhilfe_2026-09.csv")) > 10


def _added(file: str, ending: str) -> int:
    first = DATA / file
    return len(read_lines(first.with_name(first.stem + ending))) - len(read_lines(first))


def test_july_was_opened_again_for_what_steinbuechel_had_forgotten() -> None:
    file = "contacts/KJA Steinbuechel Nachtrag 07.2026.xlsx"
    assert FIRST < read_arrivals("leverkusen")[file] < SECOND
    before = read_rows(DATA / "leverkusen/contacts/KJA Steinbuechel 07.2026.xlsx")
    after = read_rows(DATA / "leverkusen" / file)
    assert len(after) == len(before) + 15
    assert all(row in after for row in before)
    july = [event["event"] for event in _events("leverkusen") if event["from"] == event["through"] == "2026-07"]
    assert july == ["reopened", "signed", "closed", "released"]


def test_leichlingen_closes_september_over_a_named_gap() -> None:
    rows = read_rows(DATA / "leichlingen/contacts/Quartiersbuero_Kirchstrasse_2026-09.csv")
    assert "Altenhilfe" not in {row["Angebot"] for row in rows}
    (closed,) = [event for event in _events("leichlingen", "closed") if event["from"] == "2026-09"]
    assert "Altenhilfe" in closed["reason"]
    signed = {event["quartier"] for event in _events("leichlingen", "signed") if event["from"] == "2026-09"}
    assert signed == {"cremers-weiden"}
