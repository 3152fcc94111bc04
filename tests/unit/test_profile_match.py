"""A profile made for one carrier's list leaves alone what only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders_delivery import HEADER, ROW, a_profile, read, rules_of

SHORT = "Datum;Kontaktart;Kanal;Themen"
SHORT_ROW = "05.10.2026;Erstkontakt;telefonisch;Wohnen"
PROFILE = a_profile(
    "{source: contacts, title: Liste, fingerprint: [Datum, Kontaktart, Kanal, Themen], "
    "constants: {service: sprechstunde, carrier: awo}}"
)


def _carriers(folder: Path, content: str) -> list[str]:
    outcome = read(folder, content, profiles=(PROFILE,))
    assert rules_of(outcome) == []
    assert outcome.rows is not None
    return outcome.rows["carrier"].to_list()


def test_a_template_that_says_its_carrier_is_not_taken_for_the_list_without_one(tmp_path: Path) -> None:
    assert _carriers(tmp_path, f"{SHORT}\n{SHORT_ROW}\n") == ["awo"]
    assert _carriers(tmp_path, f"{HEADER}\n{ROW}\n") == ["caritas"]


@pytest.mark.parametrize("place", ["headers: {Träger: quartier}", "ignore: [Träger]", "keep: {Träger: [Mitte]}"])
def test_a_header_that_the_profile_gives_another_meaning_says_nothing_itself(tmp_path: Path, place: str) -> None:
    profile = a_profile(
        f"{{source: contacts, title: Liste, fingerprint: [Datum, Kanal], {place}, "
        "constants: {service: sprechstunde, carrier: awo}}"
    )
    outcome = read(tmp_path, f"{SHORT};Träger\n{SHORT_ROW};Mitte\n", profiles=(profile,))
    assert (rules_of(outcome), outcome.rows_ok) == ([], 1)
