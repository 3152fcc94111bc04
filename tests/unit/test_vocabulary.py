"""Words of master data: keys and names, near misses, names that several entries share."""

from __future__ import annotations

import unicodedata

import pytest

from pipelines.reading.values.vocabulary import Entry, Vocabulary, merged

AREAS = Vocabulary("Gebiete", (Entry("101", "Altstadt"), Entry("2", "Rodenkirchen"), Entry("207", "Rodenkirchen")))


@pytest.mark.parametrize(
    "word", ["101", "Altstadt", " altstadt ", "ALTSTADT", unicodedata.normalize("NFD", "Altstadt")]
)
def test_key_and_name_are_accepted(word: str) -> None:
    assert AREAS.key_of(word) == "101"


def test_umlauts_are_equal_however_they_are_encoded() -> None:
    words = Vocabulary("Träger", (Entry("roewerken", "Röwerken"),))
    assert words.key_of(unicodedata.normalize("NFD", "röwerken")) == "roewerken"


def test_a_near_miss_is_suggested_and_not_taken() -> None:
    assert AREAS.key_of("Altstatt") is None
    assert AREAS.unknown("Altstatt", echo=True) == "„Altstatt“ steht nicht in „Gebiete“; meinten Sie „Altstadt“?"


def test_a_word_like_no_other_gets_no_suggestion() -> None:
    message = AREAS.unknown("xyz", echo=False)
    assert message == "Der Eintrag steht nicht in „Gebiete“. Bitte den Eintrag prüfen oder die Stammdaten ergänzen."


def test_a_name_that_two_entries_share_asks_for_the_key() -> None:
    assert AREAS.key_of("Rodenkirchen") is None
    assert "Schlüssel" in AREAS.unknown("Rodenkirchen", echo=True)
    assert AREAS.key_of("207") == "207"


def test_a_key_wins_over_anothers_name() -> None:
    words = Vocabulary("Orte", (Entry("mitte", "Zentrum"), Entry("zentrum", "Altstadt")))
    assert words.key_of("Zentrum") == "zentrum"


def test_an_entry_in_two_lists_counts_once() -> None:
    both = merged("Gebiete", (AREAS, Vocabulary("Gebiete", (Entry("101", "Altstadt"), Entry("koeln", "Köln")))))
    assert [entry.key for entry in both.entries] == ["101", "2", "207", "koeln"]
    assert both.key_of("Altstadt") == "101"
