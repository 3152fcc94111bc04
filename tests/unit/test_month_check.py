"""An own tally beside what counts: the difference in words, never an alarm, and only for those who own the quartier."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analytics.figures import month_check as figures
from analytics.month_close import Count, MonthCheck, ServiceCheck
from analytics.queries.deliveries import Finding
from analytics.queries.month_check import month_check
from analytics.queries.places import UnknownPlace
from analytics.release import open_release
from analytics.scope import parse_scope
from tests.builders_release import MONTH, TOWN

PUNKT = ServiceCheck("punkt", "Punkt", "reported", "rows", None, False, False, (), ())


def checked(var: Path, audience: str = "quartier:nord", quartier: str = "nord", month: date = MONTH) -> MonthCheck:
    return month_check(open_release(parse_scope(f"{TOWN}/{audience}"), var), quartier=quartier, month=month)


def counted(contacts: int | None, *, dimension: str = "total", state: str = "value", estimated: bool = False) -> Count:
    category = "total" if dimension == "total" else "phone"
    return Count(dimension, category, "telefonisch", contacts, state, estimated)


def rejected(row: int, file: str = "contacts/punkt.csv", **more: object) -> Finding:
    given = {"sheet": None, "cell": f"A{row}", "column_name": "Datum", "rule": "r", "message": "m", "severity": "error"}
    return Finding(**{"delivery": "d", "file": file, "row": row, "subject": "punkt", "month": MONTH} | given | more)


def explained(service: ServiceCheck, own: int | None, key: tuple[str, str] = ("total", "total")) -> tuple[str, str]:
    """Difference and explanation of the first count."""
    page = MonthCheck(None, None, None, MONTH, (service,), None, None, None)  # type: ignore[arg-type]
    first = figures.differences(page, {("punkt", *key): own})[0]
    return figures.gap_words(first.gap), first.explanation


def test_rejected_and_estimated_rows_explain_a_difference() -> None:
    channels = tuple(counted(5, dimension="channel", estimated=True) for _ in range(1))
    findings = (rejected(31), rejected(12), rejected(15), rejected(15, cell="E15"), rejected(40, severity="notice"))
    service = replace(PUNKT, counts=(counted(66, estimated=True), *channels), findings=findings)
    assert explained(service, 70) == (
        "4 mehr",
        "Ihre Zählung liegt 4 über dem Stand: 3 Zeilen wurden abgewiesen (Zeile 12, 15, 31), 1 Wert ist geschätzt.",
    )


def test_other_reasons_are_named_too() -> None:
    waiting = replace(PUNKT, counts=(counted(70),), conflict="open", has_held_file=True)
    assert explained(waiting, 62) == (
        "8 weniger",
        "Ihre Zählung liegt 8 unter dem Stand: es liegen zwei Meldewege vor und bis zur Entscheidung zählen die "
        "Einzelkontakte, eine weitere Datei wartet auf Bestätigung.",
    )
    files = (rejected(3), rejected(4, "contacts/nachtrag.csv"))
    assert (
        "1 Zeile wurde abgewiesen („punkt.csv“, Zeile 3), 1 Zeile wurde abgewiesen („nachtrag.csv“, Zeile 4)"
        in (explained(replace(PUNKT, counts=(counted(1),), findings=files), 3)[1])
    )
    nobodys = replace(PUNKT, counts=(counted(1),), findings=(rejected(3), rejected(9, subject=None)))
    assert (
        "1 Zeile wurde abgewiesen (Zeile 3), 1 Zeile ohne erkennbares Angebot wurde abgewiesen (Zeile 9)."
        in (explained(nobodys, 3)[1])
    )
    assert nobodys.rejected_rows == (3,)
    many = replace(PUNKT, counts=(counted(1),), findings=tuple(rejected(row) for row in range(2, 22)))
    assert (
        "20 Zeilen wurden abgewiesen (Zeile 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 und 8 weitere)"
        in (explained(many, 21)[1])
    )


def test_before_signing_one_reads_what_may_still_change(release_var: Path) -> None:
    assert figures.notes(checked(release_var)) == (
        "Sprechstunde Nord: 3 Zeilen wurden abgewiesen (Zeile 12, 15, 31).",
        "Sprechstunde Nord: Eine weitere Datei wartet auf Bestätigung.",
    )
    assert figures.notes(checked(release_var, month=date(2026, 9, 1))) == (
        "Lotsen Nord: Es liegen zwei Meldewege vor und bis zur Entscheidung zählen die Monatszahlen.",
    )
    assert figures.notes(checked(release_var, month=date(2026, 3, 1))) == (
        "Lotsen Nord: 3 Werte sind geschätzt.",
        "Sprechstunde Nord: 3 Werte sind geschätzt.",
    )
    decided = replace(PUNKT, conflict="decided", counts=(counted(5),))
    page = replace(checked(release_var), services=(decided,))
    assert figures.notes(page) == ("Punkt: Von zwei Meldewegen zählen die Einzelkontakte, so wurde entschieden.",)


def test_an_unexplained_difference_asks_to_compare_and_an_equal_one_says_nothing() -> None:
    service = replace(PUNKT, counts=(counted(62),), findings=())
    gap, words = explained(service, 70)
    assert gap == "8 mehr"
    assert words.startswith("Ihre Zählung liegt 8 über dem Stand. In den Lieferungen ist kein Grund zu erkennen")
    assert explained(service, 62) == ("gleich", "")
    assert explained(service, None) == ("", "")


@pytest.mark.parametrize(
    ("state", "count_state", "words"),
    [
        ("not_reported", "not_reported", "Das Angebot hat noch nicht gemeldet."),
        ("reported", "not_collected", "Das Angebot erhebt das nicht."),
        ("reported", "suppressed", "Der Träger hat diese Zahl zurückgehalten."),
        ("closed", "not_reported", "Das Angebot war geschlossen."),
    ],
)
def test_where_there_is_no_count_it_says_why(state: str, count_state: str, words: str) -> None:
    service = replace(PUNKT, state=state, counts=(counted(None, state=count_state),))
    assert explained(service, 5) == ("", words)


@pytest.mark.parametrize("word", ["Fehler", "falsch", "Warnung", "Alarm", "Achtung"])
def test_no_word_alarms(release_var: Path, word: str) -> None:
    page = checked(release_var)
    own = {
        (service.service, count.dimension, count.category): 70 for service in page.services for count in service.counts
    }
    table = figures.comparison_table(page, own)
    said = " ".join(cell.text for row in table.rows for cell in row) + figures.comparison_sentence(page, own)
    assert word not in said
    assert len(table.rows) == sum(len(service.counts) for service in page.services)


def test_the_own_tally_is_compared_service_by_service(release_var: Path) -> None:
    page = checked(release_var)
    assert page.own is not None
    table = figures.comparison_table(page, page.own.counts)
    named = {(row[0].text, row[2].text): [cell.text for cell in row[3:]] for row in table.rows}
    assert named["Sprechstunde Nord", ""] == [
        "52",
        "48",
        "4 mehr",
        "Ihre Zählung liegt 4 über dem Stand: 3 Zeilen wurden abgewiesen (Zeile 12, 15, 31), "
        "eine weitere Datei wartet auf Bestätigung.",
    ]
    assert named["Sprechstunde Nord", "Wohnen"] == ["", "17", "", ""]
    assert named["Lotsen Nord", ""] == ["", "…", "", "Das Angebot hat noch nicht gemeldet."]
    assert figures.comparison_sentence(page, page.own.counts) == ("Ihre Zählung und der Stand unterscheiden sich.")
    two = {("sprechstunde-nord", "total", "total"): 48, ("sprechstunde-nord", "topic", "wohnen"): 20}
    assert figures.comparison_sentence(page, two) == (
        "Ihre Zählung und der Stand unterscheiden sich bei 1 von 2 Zahlen."
    )
    assert figures.comparison_sentence(page, {}) == ""
    assert figures.comparison_sentence(page, {("sprechstunde-nord", "total", "total"): 48}) == (
        "Ihre Zählung stimmt mit dem Stand überein."
    )


def test_a_signature_holds_lapses_or_is_missing(release_var: Path) -> None:
    july, august, september = (checked(release_var, month=date(2026, month, 1)) for month in (7, 8, 9))
    assert figures.sentence(july).endswith(
        "Unterschrieben von Quartiersmanagement Nord am 14.08.2026, 11:00\u00a0Uhr. "
        "Die Zahlen sind seitdem unverändert."
    )
    assert "gilt nicht mehr, weil sich die Zahlen danach geändert haben" in figures.sentence(august)
    assert figures.signature_sentence(september) == "September\u00a02026 ist noch nicht unterschrieben."
    assert (july.is_complete, checked(release_var).is_complete) == (True, False)
    missing = checked(release_var, "quartier:sued", "sued", date(2026, 6, 1))
    assert missing.digest is None
    assert figures.signature_sentence(missing) == "Unterschreiben können Sie, sobald das erste Angebot gemeldet hat."


@pytest.mark.parametrize("audience", ["council", "steering", "quartier:sued"])
def test_nobody_else_checks_the_month(release_var: Path, audience: str) -> None:
    page = checked(release_var, audience)
    assert not page.is_visible
    assert (page.services, page.digest, page.signature, page.own) == ((), None, None, None)
    table = figures.comparison_table(page, {})
    assert table.is_empty
    assert table.empty_text == "Den Zählabgleich sehen die Koordination und das eigene Quartiersmanagement."


def test_the_coordination_checks_every_quartier(release_var: Path) -> None:
    assert [service.name for service in checked(release_var, "coordinator", "sued").services] == ["Sprechstunde Süd"]
    with pytest.raises(UnknownPlace):
        checked(release_var, "coordinator", "mitte")
