"""One quartier beside the town: the numbers of the release, its services with opening hours, nothing that is hidden."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from analytics.figures import profile as figures
from analytics.queries.contacts import contacts
from analytics.queries.places import UnknownPlace
from analytics.queries.profile import Offer, Profile, Window, profile
from analytics.release import Release, open_release
from analytics.scope import parse_scope
from tests.builders_release import AS_OF, MONTH, TOWN


def opened(var: Path, audience: str = "coordinator") -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


def shown(var: Path, audience: str = "coordinator", quartier: str = "nord", as_of: date = AS_OF) -> Profile:
    return profile(opened(var, audience), month=MONTH, quartier=quartier, as_of=as_of)


@pytest.mark.parametrize("audience", ["coordinator", "steering", "council", "quartier:sued"])
def test_both_columns_are_the_numbers_of_the_release(release_var: Path, audience: str) -> None:
    stored = opened(release_var, audience).frame(
        """
        select area_kind, metric, value from mart_metric
        where period_kind = 'month' and period = ? and area in ('nord', ?) and basis = 'published'
        """,
        [MONTH, TOWN],
    )
    values = {(kind, metric): value for kind, metric, value in stored.iter_rows()}
    compared = [each for each in shown(release_var, audience).compared if each.period_kind == "month"]
    assert len(compared) == 4
    for each in compared:
        assert each.own.now.value == values["quartier", each.own.metric.key]
        assert each.whole.value == values["municipality", each.own.metric.key]


def test_topics_are_those_of_the_page_of_contacts(release_var: Path) -> None:
    page = contacts(opened(release_var), month=MONTH, quartier="nord").breakdowns["topic"]
    found = shown(release_var)
    assert found.own["topic"] == page
    rows = figures.topic_table(found).frame.rows()
    assert [row[0] for row in rows] == ["Sprachkurse", "Wohnen", "Arbeit und Qualifizierung", "Schulden"]


def test_what_is_hidden_carries_its_sign_after_what_is_shown(release_var: Path) -> None:
    rows = figures.topic_table(shown(release_var, "steering", "sued")).frame.rows()
    signs = [row[1] for row in rows]
    assert "·" in signs
    assert signs == sorted(signs, key=lambda sign: sign == "·")
    assert {row[1] for row in figures.channel_table(shown(release_var, "steering", "sued")).frame.rows()} == {"x"}


def test_a_tile_names_the_town_beside_the_quartier(release_var: Path) -> None:
    tiles = figures.tiles(shown(release_var))
    assert [tile.name for tile in tiles][:2] == ["Beratungskontakte im Monat", "Kontakte je 1.000 Einwohner im Monat"]
    assert tiles[0].comparison.replace("\xa0", " ") == "Musterstadt: 57 Kontakte"


def test_opening_hours_are_those_of_the_day_of_reading(release_var: Path) -> None:
    now = {each.service: figures.hours_words(each).replace("\xa0", " ") for each in shown(release_var).offers}
    assert now == {
        "lotsen-nord": "nicht gemeldet",
        "sprechstunde-nord": "Di 09:00–12:00, Do 14:30–17:00 Uhr",
    }
    before = {each.service: each for each in shown(release_var, as_of=date(2025, 12, 31)).offers}
    assert figures.hours_words(before["sprechstunde-nord"]).endswith("Fr 08:00–09:00\xa0Uhr")
    assert shown(release_var, as_of=date(2024, 4, 30)).offers == ()


def test_an_offer_for_the_whole_town_says_so(release_var: Path) -> None:
    window = Window("mon", time(9), time(12))
    offer = Offer("point", "Service-Point", "Stadt", "Rathaus", "Sozialamt", is_shared=True, windows=(window,))
    found = shown(release_var)
    table = figures.offer_table(Profile(**{**vars(found), "offers": (offer,)}))
    row = [text.replace("\xa0", " ") for text in table.frame.row(0)]
    assert row == ["Service-Point (ganze Kommune)", "Mo 09:00–12:00 Uhr", "Sozialamt", "Stadt", "Rathaus"]


def test_an_unknown_quartier_is_named(release_var: Path) -> None:
    with pytest.raises(UnknownPlace, match="west"):
        shown(release_var, quartier="west")
