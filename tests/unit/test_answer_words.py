"""The answer of a dry run, in the words that people read."""

from __future__ import annotations

from typing import Any

import pytest

from dashboard.delivery import answer_words as words
from dashboard.delivery.kinds import AREAS, KINDS
from pipelines.contract import load_contracts


def _plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"rows_in": 75, "rows_ok": 74}, "75 Zeilen, davon 74 in Ordnung."),
        ({"rows_in": 75, "rows_ok": 75}, "75 Zeilen, alle in Ordnung."),
        ({"rows_in": 1, "rows_ok": 1}, "1 Zeile, in Ordnung."),
        ({"rows_in": 1, "rows_ok": 0}, "1 Zeile, davon 0 in Ordnung."),
        ({"rows_in": 1234, "rows_ok": 1234, "rows_estimated": 2}, "1.234 Zeilen, alle in Ordnung. 2 davon geschätzt."),
        ({"rows_in": 0, "rows_ok": 0}, ""),
        ({}, ""),
    ],
)
def test_rows_in_a_sentence(answer: dict[str, Any], said: str) -> None:
    assert words.rows_words(answer) == said


@pytest.mark.parametrize(
    ("source", "entry", "said"),
    [
        ("contacts", {"before": 70, "after": 62}, "Manfort, Oktober 2026: bisher 70, danach 62 Kontakte."),
        ("contacts", {"before": 62, "after": 62}, "Manfort, Oktober 2026: unverändert 62 Kontakte."),
        ("contacts", {"before": 0, "after": 62}, "Manfort, Oktober 2026: neu, 62 Kontakte."),
        ("contacts", {"before": None, "after": 1}, "Manfort, Oktober 2026: neu, 1 Kontakt."),
        ("contacts", {"before": 5, "after": 0}, "Manfort, Oktober 2026: bisher 5, danach 0 Kontakte."),
        (
            "contact_tallies",
            {"before": None, "after": None, "rows_before": 20, "rows_after": 24},
            "Manfort, Oktober 2026: bisher 20, danach 24 Zeilen.",
        ),
        ("events", {"rows_before": 3, "rows_after": 4}, "Manfort, Oktober 2026: bisher 3, danach 4 Zeilen."),
        ("events", {}, ""),
    ],
)
def test_an_effect_in_a_sentence(source: str, entry: dict[str, Any], said: str) -> None:
    named = {"subject": "buero-manfort", "subject_name": "Manfort", "month": "2026-10", **entry}
    assert _plain(words.effect_words(named, {"source": source})) == said


def test_many_effects_are_counted_after_the_first_three() -> None:
    entries = [{"subject": f"s{n}", "month": "2026-10", "before": 1, "after": 2} for n in range(5)]
    said = _plain(words.effects_words({"source": "contacts", "effects": entries}))
    assert said.startswith("s0, Oktober 2026: bisher 1, danach 2 Kontakte. s1, ")
    assert said.endswith("Dazu 2 weitere.")
    assert [row[0].text for row in words.effect_table({"effects": entries}, "k").rows] == ["s0", "s1", "s2", "s3", "s4"]


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ({"sheet": None, "header_row": 1, "delimiter": ";"}, "Trennzeichen Semikolon"),
        ({"sheet": "Oktober", "header_row": 4}, "Blatt „Oktober“ · Kopf in Zeile 4"),
        (
            {"sheets": ["Jan", "Feb"], "header_row": 3, "header_rows": 2},
            "Blätter „Jan“ und „Feb“ · Kopf in den Zeilen 3 bis 4",
        ),
        ({"sheets": ["a", "b", "c"], "year": 2024}, "3 Blätter · Jahr 2024"),
        ({}, ""),
    ],
)
def test_the_layout_in_words(layout: dict[str, Any], said: str) -> None:
    assert words.recognised({"layout": layout}) == said


def test_the_same_advice_for_several_cells_stands_once() -> None:
    found = [
        {"cell": f"C{row}", "column": "Datum", "message": "Kein Datum.", "severity": "error"} for row in range(5, 16)
    ]
    found.append({"sheet": "Mai", "row": 9, "message": "Summe weicht ab.", "severity": "notice"})
    table = words.finding_table({"findings": found}, "k")
    assert [tuple(cell.text for cell in row) for row in table.rows] == [
        ("C5, C6, C7, C8, C9, C10, C11, C12 und 3 weitere", "Datum", "Kein Datum.", "Fehler"),
        ("„Mai“ Zeile 9", "", "Summe weicht ab.", "Hinweis"),
    ]
    assert words.findings_words({"findings": found}) == "11 Fehler und 1 Hinweis."


def test_of_very_many_findings_the_first_are_shown() -> None:
    found = [{"cell": f"A{n}", "message": f"m{n}"} for n in range(950)]
    assert words.finding_table({"findings": found}, "k").frame.height == words.SHOWN_FINDINGS
    assert words.findings_words({"findings": found}) == "950 Fehler. Gezeigt sind die ersten 200."
    assert (
        words.findings_words({"findings": found, "findings_total": 4000})
        == "4.000 Befunde. Gezeigt sind die ersten 200."
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [("a\nb\x00c", "a b c"), (None, ""), (True, ""), (["x"], ""), (7, "7"), ("x" * 500, "x" * 400 + " …")],
)
def test_strangers_text_is_one_short_line(value: object, said: str) -> None:
    assert words.text(value) == said


def test_the_kinds_are_those_of_the_contracts() -> None:
    contracts = load_contracts()
    assert {name: contract.title for name, contract in contracts.items() if contract.kind == "table"} == KINDS
    assert {name: contract.title for name, contract in contracts.items() if contract.kind != "table"} == AREAS
