"""What the Datenschutz page says, in words and tables, and what it says where there is nothing to tell."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analytics.figures import privacy as figures
from analytics.figures import privacy_record as record
from analytics.queries.contact_rows import source_rows
from analytics.queries.privacy import Attack, Privacy, erased_on, privacy
from analytics.release import Release, open_release
from analytics.scope import Scope
from tests.builders_release import AS_OF, RELEASE, TOWN, build_release

ERASED_MONTH = date(2024, 5, 1)


@pytest.fixture(scope="module")
def coordinator(release_var: Path) -> Release:
    return open_release(Scope(TOWN, "coordinator"), release_var)


@pytest.fixture(scope="module")
def shown(coordinator: Release) -> Privacy:
    return privacy(coordinator)


def _rows(table: object) -> list[list[str]]:
    return [[text.replace("\xa0", " ") for text in row] for row in table.frame.rows()]  # type: ignore[attr-defined]


def test_the_last_attack_in_one_sentence(shown: Privacy) -> None:
    assert figures.sentence(shown).replace("\xa0", " ") == "12.480 Zellen angegriffen, 0 bestimmbar."
    found = replace(shown, attacks=(Attack((("council", None),), 10, 1, 2),))
    assert figures.sentence(found).replace("\xa0", " ") == "10 Zellen angegriffen, 1 bestimmbar, 2 eng eingrenzbar."


def test_every_attacker_by_name(shown: Privacy) -> None:
    rows = _rows(figures.attack_table(shown))
    assert [row[0] for row in rows] == [
        "Rat und Öffentlichkeit", "Quartiersmanagement Nord und Quartiersmanagement Süd",
    ]  # fmt: skip
    assert [row[1:] for row in rows] == [["8.000", "–", "–"], ["4.480", "–", "–"]]


def test_without_an_attack_the_page_says_who_can_start_one(tmp_path: Path) -> None:
    build_release(tmp_path)
    manifest = tmp_path / "releases" / TOWN / RELEASE / "manifest.json"
    for content in ({"release": RELEASE}, None):
        manifest.write_text(json.dumps(content)) if content else manifest.unlink()
        empty = privacy(open_release(Scope(TOWN, "coordinator"), tmp_path))
        assert empty.attacks is None
        assert "python -m pipelines audit" in figures.sentence(empty)
        assert figures.attack_table(empty).is_empty
        assert figures.hidden_table(empty).is_empty


def test_thresholds_in_words(shown: Privacy) -> None:
    steering, council = (said.replace("\xa0", " ") for said in figures.threshold_sentences(shown))
    assert "ab 3 Personen" in steering
    assert "ab 5 Kontakten" in steering
    assert "5 Personen oder 8 Kontakte" in steering
    assert "auf 5 gerundet und keine Aufteilung von weniger als 10 Kontakten" in council
    assert figures.threshold_sentences(replace(shown, thresholds={})) == ()


def test_what_is_hidden_from_whom(shown: Privacy) -> None:
    rows = _rows(figures.hidden_table(shown))
    assert ["Steuerungskreis", "1.083", "83", "7,7 %"] in rows
    assert ["Quartiersmanagement Nord", "1.083", "83", "7,7 %"] in rows
    assert ["Koordination", "1.000", "–", "–"] in rows
    assert ["Steuerungskreis", "Anteil verdeckter Zellen über null", "8,3 %"] in _rows(figures.utility_table(shown))


def test_what_goes_next_and_what_waits(shown: Privacy) -> None:
    said = figures.retention_sentence(shown, AS_OF).replace("\xa0", " ")
    assert said == (
        "Als Nächstes zu löschen: Abgewiesene Dateien im Eingang, 02.11.2026 (seit 10 Tagen überfällig). "
        "1 abgewiesene Datei wartet im Eingang; die nächste geht am 02.11.2026."
    )
    rows = {row[0]: row[1:] for row in _rows(figures.retention_table(shown, AS_OF))}
    assert rows["Einzelkontakte"] == [
        "36 Monate nach ihrem Monat, sobald er freigegeben ist", "29 Monate", "01.07.2027 (in 231 Tagen)",
    ]  # fmt: skip
    assert rows["Abgewiesene Zeilen zur Berichtigung"] == ["unbefristet", "2 Lieferungen", ""]
    without = replace(shown, retained=tuple(replace(each, next_due=None, held=0) for each in shown.retained))
    assert figures.retention_sentence(without, AS_OF) == "Es ist keine Frist gesetzt, nach der gelöscht wird."


def test_what_was_erased(shown: Privacy, release_var: Path) -> None:
    rows = _rows(figures.erasure_table(shown))
    assert ["02.11.2026", "Einzelkontakte", "Mai 2024", "57", "Aufbewahrungsfrist", "Frau Muster"] in rows
    assert ["02.11.2026", "Alle Zeilen einer Person", "", "", "Aufbewahrungsfrist", "Frau Muster"] in rows
    many = [replace(shown.erasures[-1], month=date(2024, month, 1)) for month in (1, 2, 3)]
    (row,) = _rows(figures.erasure_table(replace(shown, erasures=tuple(many))))
    assert row[2:4] == ["Januar 2024 bis März 2024 (3 Monate)", "171"]
    council = privacy(open_release(Scope(TOWN, "council"), release_var))
    assert {(each.rows, each.deliveries, each.reason, each.erased_by) for each in council.erasures} == {(None,) * 4}
    assert figures.erasure_table(replace(shown, erasures=())).empty_text.startswith("Bisher wurde nichts gelöscht.")


def test_the_record_of_processing(shown: Privacy) -> None:
    assert record.sentence(shown).startswith("Um Personen geht es in 1 von 2 Verarbeitungen: Beratungskontakte.")
    assert len(record.persons_table(shown).rows) == 1
    contacts, topics = _rows(record.processing_table(shown))
    assert contacts[3:] == ["Ratsuchende", "Art. 6 DSGVO", "36 Monate, danach nur Summen"]
    assert topics[3:] == ["keine", "", "dauerhaft"]
    assert _rows(record.field_table(shown)) == [
        ["Beratungskontakte", "Kennung", "Kennung der Person", "beim Einlesen verschlüsselt, in keiner Ausgabe"]
    ]
    for kind in ("responsible", "recipients", "measures"):
        assert len(record.note_table(shown, kind, "Titel", "Wer").rows) == 1


def test_a_month_without_rows_says_when_they_were_erased(coordinator: Release) -> None:
    assert erased_on(coordinator, ERASED_MONTH) == date(2026, 11, 2)
    assert erased_on(coordinator, date(2024, 6, 1)) is None
    rows = source_rows(coordinator, month=ERASED_MONTH, quartier=None)
    assert rows.is_empty
    assert rows.empty_text == "Einzelkontakte dieses Monats gelöscht am 02.11.2026; die Zahlen bleiben."
