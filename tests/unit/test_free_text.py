"""What people type: sentences about months and offices pass, sentences about a person do not."""

from __future__ import annotations

import pytest

from pipelines.errors import PersonsInTextError
from pipelines.reading.persons.free_text import refuse_persons_in, suspected


@pytest.mark.parametrize(
    "text",
    [
        "Die Sprechstunde zog am 12.05.2026 in den Treff um.",
        "Warnstreik im Nahverkehr, zwei Tage geschlossen",
        "Vorlage 2019/3030, Beschluss des Rates vom 16.12.2019",
        "Bescheid SB-2023-0412 der Bezirksregierung Köln über 75.000 €",
        "Stadt Leverkusen, Fachbereich Soziales",
        "Konzept für Cremers Weiden: Fertigstellung 30.06.2021",
        "Ab April 2025 dienstags 9:00 bis 12:30 Uhr; +12 Kontakte, −3 % im Mai",
        "Umzug in die Kirchstraße",
        "Quartiersbüro Eschweiler-West an der Adam-Ries-Schule",
        "",
    ],
)
def test_ordinary_sentences_pass(text: str) -> None:
    assert suspected(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Frau Müller kam zweimal", "Namen"),
        ("Frau M. kam zweimal", "Namen"),
        ("Gespräch mit Herrn K.", "Namen"),
        ("Familie Öztürk ist umgezogen", "Namen"),
        ("Rückruf an Anna, bitte", "Namen"),
        ("Termin für „Mehmet“", "Namen"),
        ("zuständig: Sascha", "Namen"),
        ("geb. am 3.4.1985", "Geburtsdaten"),
        ("ein Klient (12.03.1985)", "Geburtsdaten"),
        ("Jahrgang 1985-03-12", "Geburtsdaten"),
        ("Antwort an kontakt@example.org", "E-Mail-Adressen"),
        ("Rückruf unter 0214 123456", "Telefonnummern"),
        ("wohnt Kirchstraße 12", "Anschriften"),
        ("DE89 3704 0044 0532 0130 00", "Bankverbindungen"),
        ("Az. 50-1234", "Aktenzeichen"),
    ],
)
def test_sentences_about_a_person_are_told_by_kind(text: str, what: str) -> None:
    assert what in suspected(text)


def test_the_refusal_names_field_and_kind_and_never_the_words() -> None:
    with pytest.raises(PersonsInTextError) as refusal:
        refuse_persons_in({"Gremium": "Rat", "Bemerkung": "Frau Müller, 0214 123456, hat angerufen", "Ergebnis": None})
    said = str(refusal.value)
    assert "„Bemerkung“" in said
    assert "Namen" in said
    assert "Telefonnummern" in said
    assert "Müller" not in said
    assert "123456" not in said
    refuse_persons_in({"Gremium": "Rat", "Ergebnis": None})
