"""Letters to carriers: what is missing and what to mend, nothing where nothing is, and never somebody else's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics.figures.carrier_texts import CarrierText, carrier_texts
from analytics.release import open_release
from analytics.scope import parse_scope
from tests.builders_release import AS_OF, MONTH, TOWN

NBSP = "\u00a0"


def written(var: Path, audience: str = "coordinator", month: date = MONTH) -> dict[str, CarrierText]:
    release = open_release(parse_scope(f"{TOWN}/{audience}"), var)
    return {letter.carrier: letter for letter in carrier_texts(release, month=month, as_of=AS_OF)}


def test_each_carrier_reads_what_is_its_own(release_var: Path) -> None:
    letters = written(release_var)
    assert list(letters) == ["awo", "caritas", "diakonie"]
    assert letters["awo"].subject == f"Quartiersmonitor Musterstadt: Fehlende Meldungen, Oktober{NBSP}2026"
    assert letters["awo"].body == (
        "Guten Tag,\n\n"
        "für den Quartiersmonitor Musterstadt (am 12.11.2026) bitten wir Sie um Ihre Hilfe.\n\n"
        "Diese Meldungen fehlen uns noch:\n"
        f"– Lotsen Nord: Oktober{NBSP}2026, fällig am 10.11.2026 (seit 2 Tagen überfällig)\n"
        "War das Angebot geschlossen oder gab es keine Kontakte, teilen Sie uns bitte auch das mit.\n\n"
        "Vielen Dank und freundliche Grüße\nQuartiersmonitor Musterstadt\n"
    )


def test_what_is_to_mend_is_named_by_file_and_cell(release_var: Path) -> None:
    letter = written(release_var)["caritas"]
    assert letter.subject == f"Quartiersmonitor Musterstadt: Zu berichtigende Meldungen, Oktober{NBSP}2026"
    assert "In der Datei „nord-2026-10-korrektur.csv“: Diese Zeilen konnten nicht übernommen werden" in letter.body
    assert "– Zelle A12, Spalte „Datum“: „31.02.2026“ ist kein Datum. Bitte den Tag prüfen.\n" in letter.body
    assert "– Zellen E15, E31, Spalte „Themen“: „Sprache“ steht nicht in der Themenliste." in letter.body
    assert "In der Datei „liste.csv“: Die Datei konnte nicht übernommen werden.\n– Die Datei ist leer." in letter.body
    assert "nord-2026-10-kurz.csv“: Die Datei zählt noch nicht" in letter.body
    assert "Bitte bestätigen" not in letter.body, "confirming is not the carrier's task"
    assert "Sie ersetzt die frühere" in letter.body


def test_nothing_is_written_where_nothing_is_open(release_var: Path) -> None:
    assert list(written(release_var, month=date(2025, 3, 1))) == []


@pytest.mark.parametrize(("audience", "carriers"), [("quartier:sued", ["diakonie"]), ("steering", []), ("council", [])])
def test_who_may_write(release_var: Path, audience: str, carriers: list[str]) -> None:
    assert list(written(release_var, audience)) == carriers
