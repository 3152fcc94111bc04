"""One value beside another: percentages only from a base of 20, nothing beside what is incomplete."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.comparisons import comparison, year_to_date
from analytics.figures.metrics import comparison_table, sheet_facts
from analytics.formatting import NBSP
from analytics.queries.metrics import MetricSheet, metric_sheets
from analytics.queries.series import metrics
from analytics.readings import Metric, MetricSeries, Pair, Place, Reading
from analytics.release import open_release
from analytics.scope import Scope
from tests.builders_release import MONTH, TOWN

YEAR_AGO = date(2025, 10, 1)
NORD = Place("quartier", "nord", "Nord")


@pytest.fixture(scope="module")
def contacts(release_var: Path) -> Metric:
    return metrics(open_release(Scope(TOWN, "council"), release_var))[0]


@pytest.fixture(scope="module")
def sheets(release_var: Path) -> dict[str, MetricSheet]:
    found = metric_sheets(open_release(Scope(TOWN, "steering"), release_var), month=date(2026, 9, 1), quartier="nord")
    return {sheet.series.metric.key: sheet for sheet in found}


def series(metric: Metric, now: Reading, before: Reading | None = None, **more: Pair) -> MetricSeries:
    return MetricSeries(metric, NORD, MONTH, tuple(filter(None, (before, now))), None, longer=more)


def reading(period: date, value: int | None, state: str = "value", **more: int) -> Reading:
    return Reading(period, None if value is None else Decimal(value), state, **more)  # type: ignore[arg-type]


def year(now: int, before: int, **more: int) -> Pair:
    return Pair(reading(MONTH, now, **more), reading(YEAR_AGO, before))


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (40, 52, "12 weniger als im Oktober 2025 (−23 %)"),
        (52, 40, "12 mehr als im Oktober 2025 (+30 %)"),
        (40, 40, "genauso viele wie im Oktober 2025"),
        (30, 20, "10 mehr als im Oktober 2025 (+50 %)"),
        (30, 19, "11 mehr als im Oktober 2025"),
        (3, 0, "3 mehr als im Oktober 2025"),
        (1001, 1000, "1 mehr als im Oktober 2025"),
    ],
)
def test_comparisons(contacts: Metric, now: int, before: int, words: str) -> None:
    compared = comparison(series(contacts, reading(MONTH, now), reading(YEAR_AGO, before)))
    assert compared.replace(NBSP, " ") == words


def test_a_share_is_compared_in_points(contacts: Metric) -> None:
    share = replace(contacts, unit="%", decimals=1, denominator="Kontakte")
    compared = comparison(series(share, reading(MONTH, 40), reading(YEAR_AGO, 39)))
    assert compared == f"1,0{NBSP}Prozentpunkt höher als im Oktober{NBSP}2025"


def test_a_rate_has_no_percentage(contacts: Metric) -> None:
    rate = replace(contacts, decimals=1, denominator="Öffnungsstunden")
    assert "%" not in comparison(series(rate, reading(MONTH, 40), reading(YEAR_AGO, 30)))


def test_incomplete_months_are_not_compared(contacts: Metric) -> None:
    now = reading(MONTH, 40, expected=3, reported=2)
    assert "ohne Vergleich" in comparison(series(contacts, now, reading(YEAR_AGO, 50)))
    before = reading(YEAR_AGO, 40, expected=3, reported=2)
    assert "unvollständig" in comparison(series(contacts, reading(MONTH, 40), before))


def test_the_year_so_far_stands_beside_the_same_months_of_the_year_before(contacts: Metric) -> None:
    said = year_to_date(series(contacts, reading(MONTH, 40), ytd=year(412, 381)))
    assert said.replace(NBSP, " ") == "Januar bis Oktober 412 Kontakte, 31 mehr als 2025 (+8 %)"


def test_the_year_so_far_is_silent_where_it_says_nothing(contacts: Metric) -> None:
    assert year_to_date(series(contacts, reading(MONTH, 40))) == ""
    assert year_to_date(series(contacts, reading(MONTH, 40), ytd=year(412, 381, expected=10, reported=9))) == ""
    absent = reading(MONTH, None, "not_reported")
    assert year_to_date(series(contacts, absent, ytd=year(412, 381))) == ""
    january = replace(series(contacts, reading(MONTH, 40), ytd=year(412, 381)), month=date(2026, 1, 1))
    assert year_to_date(january) == ""


def test_a_sheet_compares_with_month_year_and_twelve_months(sheets: dict[str, MetricSheet]) -> None:
    rows = [[cell.replace(NBSP, " ") for cell in row] for row in comparison_table(sheets["contacts"]).frame.rows()]
    assert [row[:2] for row in rows] == [
        ["Vormonat", "August 2026"],
        ["Vorjahresmonat", "September 2025"],
        ["Zwölf Monate", "bis September 2025"],
    ]
    assert rows[2][3].endswith("%)")
    assert comparison_table(sheets["grant_spent"]).is_empty


def test_a_sheet_names_everything_one_must_know(sheets: dict[str, MetricSheet]) -> None:
    facts = dict(sheet_facts(sheets["citizens_assemblies"]))
    assert facts["Maßstab"] == "2 bis 4 je Jahr und Quartier (Vorlage 2019/3030)"
    assert facts["Entsteht in"] == "fct_contact → cube_contact"
    assert facts["Zählregel"] == "kontakt-1 (von Beginn an): Ein Gespräch ist ein Kontakt."
    assert facts["Schlüssel"] == "citizens_assemblies"
    assert dict(sheet_facts(sheets["contacts_per_1000"]))["Einheit"] == "je 1.000 Einw., 1 Nachkommastelle"
