"""How public offices publish their lists, on invented data: read by profile alone, every cell accounted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from pipelines.receiving.read_delivery import Outcome
from tests.builders_delivery import a_profile, read, rules_of

BUDGET = a_profile("""
source: movements
title: Haushalt nach Jahren
fingerprint: [Teilplan, Teilplanzeile, Ergebnis 2024]
headers: {Teilplan: measure, Teilplanzeile: position}
ignore: [Bezeichnung]
columns_wide:
  value: amount
  columns:
    Ergebnis 2024: {date: 31.12.2024, budget_year: 2024, kind: spent}
    Plan 2025: {date: 31.12.2025, budget_year: 2025, kind: approved}
""")
BRANCHES = a_profile("""
source: contact_tallies
title: Zahlen der Zweigstellen
fingerprint: [Zweigstelle]
constants: {dimension: total}
months_wide: {row_header: Zweigstelle, row_column: service, month_format: "%Y-%m", value: contacts}
""")
HOTLINE = a_profile("""
source: contact_tallies
title: Monatswerte des Telefons
fingerprint: [stichtag, wert, merkmal_lang]
headers: {stichtag: month, wert: contacts, merkmal_lang: [dimension, category]}
ignore: [einheit]
constants: {service: sprechstunde}
categories: {dimension: {Anrufe insgesamt: total, Inhalt Wohnen: topic}, category: {Inhalt Wohnen: wohnen}}
ignore_categories: {dimension: [Fehlanruf]}
""")
REPORTS = a_profile("""
source: contacts
title: Meldungen
fingerprint: [tag, code, x, y]
headers: {tag: date, code: topics}
ignore: [jahr, x, y]
constants: {service: sprechstunde, carrier: caritas, contact_kind: unknown, channel: message}
categories: {topics: {Haus/Wohnung: wohnen}}
""")


def _good(outcome: Outcome) -> list[dict]:
    assert rules_of(outcome) == []
    assert outcome.rows is not None
    return outcome.rows.to_dicts()


def test_years_side_by_side_read_alike_with_and_without_dots(tmp_path: Path) -> None:
    head = ["Teilplan", "Bezeichnung", "Teilplanzeile", "Ergebnis 2024", "Plan 2025"]
    dotted = [
        ["m1", "A, B", "17 = Aufwendungen", "9.577.207", "-1.305.000"],
        ["m1", "A, B", "02 - Erträge", "9.577", "-35"],
    ]
    plain = [[*row[:1], f'"{row[1]}"', row[2], *(cell.replace(".", "") for cell in row[3:])] for row in dotted]
    source = "\r\n".join(";".join(row) for row in [head, *dotted])
    clean = "\n".join(",".join(row) for row in [head, *plain])
    outcomes = [
        read(tmp_path, content, source="movements", profiles=(BUDGET,))
        for content in (source.encode("utf-8-sig"), source.encode("cp1252"), clean)
    ]
    assert len({outcome.canonical_sha256 for outcome in outcomes}) == 1
    assert [
        (row["row"], row["position"], row["budget_year"], row["kind"], row["amount"]) for row in _good(outcomes[0])
    ] == [
        (2, "17 = Aufwendungen", 2024, "spent", Decimal("9577207.00")),
        (2, "17 = Aufwendungen", 2025, "approved", Decimal("-1305000.00")),
        (3, "02 - Erträge", 2024, "spent", Decimal("9577.00")),
        (3, "02 - Erträge", 2025, "approved", Decimal("-35.00")),
    ]


def test_blanks_and_zeros_of_months_side_by_side_stay_apart(tmp_path: Path) -> None:
    content = "Zweigstelle,2024-12,2025-1,2025-10\r\nsprechstunde,312,,0\r\ncafe,0,7,\r\n"
    rows = _good(read(tmp_path, content, source="contact_tallies", profiles=(BRANCHES,)))
    assert [(row["service"], row["month"], row["contacts"], row["absence"]) for row in rows] == [
        ("sprechstunde", date(2024, 12, 1), 312, None),
        ("sprechstunde", date(2025, 1, 1), None, "not_reported"),
        ("sprechstunde", date(2025, 10, 1), 0, None),
        ("cafe", date(2024, 12, 1), 0, None),
        ("cafe", date(2025, 1, 1), 7, None),
        ("cafe", date(2025, 10, 1), None, "not_reported"),
    ]


def test_na_is_not_reported_and_one_header_may_say_kind_and_word(tmp_path: Path) -> None:
    content = (
        "stichtag,wert,merkmal_lang,einheit\n"
        "2025-01-31,614,Anrufe insgesamt,Anzahl\n2025-01-31,NA,Inhalt Wohnen,Anzahl\n"
        "2025-01-31,12,Fehlanruf,Anzahl\n2025-02-28,0,Inhalt Wohnen,Anzahl\n"
    )
    outcome = read(tmp_path, content, source="contact_tallies", profiles=(HOTLINE,))
    assert [
        (row["month"], row["dimension"], row["category"], row["contacts"], row["absence"]) for row in _good(outcome)
    ] == [
        (date(2025, 1, 1), "total", None, 614, None),
        (date(2025, 1, 1), "topic", "wohnen", None, "not_reported"),
        (date(2025, 2, 1), "topic", "wohnen", 0, None),
    ]
    assert outcome.skipped == 1


def test_reports_with_coordinates_are_contacts_of_no_quartier(tmp_path: Path) -> None:
    content = (
        "tag,jahr,code,x,y\n2025-06-27,2025,Haus/Wohnung,2683920,1245604\n2025-06-27,2025,Arbeit,2682182,1248788\n"
    )
    rows = _good(read(tmp_path, content, profiles=(REPORTS,)))
    assert [(row["date"], row["topics"], row["service"], row["quartier"]) for row in rows] == [
        (date(2025, 6, 27), ["wohnen"], "sprechstunde", None),
        (date(2025, 6, 27), ["arbeit"], "sprechstunde", None),
    ]
