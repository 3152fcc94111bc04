"""Typed counts: the sums in words, and the file they become."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.queries.tally_choices import Dimension
from dashboard.delivery import count_sums

CHANNELS = Dimension("channel", "Kanal", True, (("phone", "telefonisch"), ("walk_in", "persönlich")))
TOPICS = Dimension("topic", "Themen", False, (("wohnen", "Wohnen"), ("arbeit", "Arbeit")))
TOTAL = ("total", "total")
PHONE, WALK_IN = ("channel", "phone"), ("channel", "walk_in")
WOHNEN, ARBEIT = ("topic", "wohnen"), ("topic", "arbeit")


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({TOTAL: 10, PHONE: 4, WALK_IN: 6}, ["Kanal: zusammen 10, wie die Gesamtzahl."]),
        (
            {TOTAL: 10, PHONE: 4, WALK_IN: 5},
            ["Kanal: zusammen 9, die Gesamtzahl ist 10. Bitte prüfen Sie beide."],
        ),
        ({TOTAL: 10, PHONE: 4}, ["Kanal: zusammen 4 von 10; 1 Feld ist leer."]),
        ({TOTAL: 3, PHONE: 4}, ["Kanal: zusammen 4, die Gesamtzahl ist 3. Bitte prüfen Sie beide."]),
        ({TOTAL: 0, PHONE: 0, WALK_IN: 0}, ["Kanal: zusammen 0, wie die Gesamtzahl."]),
        ({PHONE: 4}, ["Kanal: zusammen 4."]),
        ({TOTAL: 10, WOHNEN: 9, ARBEIT: 8}, ["Themen: zusammen 17; ein Gespräch kann mehrere haben."]),
        (
            {TOTAL: 10, WOHNEN: 4, ARBEIT: 5},
            ["Themen: zusammen 9, weniger als 10 Kontakte: Hat jedes Gespräch ein Thema?"],
        ),
        ({TOTAL: 10}, []),
        ({}, []),
    ],
)
def test_sums_in_words(counts: dict[tuple[str, str], int], said: list[str]) -> None:
    assert count_sums.sum_sentences(counts, (TOPICS, CHANNELS)) == said


def test_an_empty_field_is_not_reported_and_an_empty_dimension_not_collected() -> None:
    counts = {TOTAL: 10, PHONE: 10, WALK_IN: None, WOHNEN: None, ARBEIT: None}
    rows = count_sums.tally_rows(counts, (TOPICS, CHANNELS))
    assert rows == [("total", "total", 10), ("channel", "phone", 10), ("channel", "walk_in", None)]
    assert count_sums.tally_file("2026-10", {"lotsen": rows}, estimated=True).decode() == (
        "Monat;Angebot;Merkmal;Ausprägung;Anzahl;geschätzt\n"
        "2026-10;lotsen;total;;10;ja\n"
        "2026-10;lotsen;channel;phone;10;ja\n"
        "2026-10;lotsen;channel;walk_in;;nein\n"
    )


def test_the_headers_are_those_of_the_contract() -> None:
    contract = (Path(__file__).parents[2] / "pipelines/contracts/contact_tallies.yml").read_text("utf-8")
    assert [header for header in count_sums.HEADERS if f"header: {header}," not in contract] == []
