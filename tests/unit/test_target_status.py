"""Where goals stand: every kind against its plan, its day and the time that has gone by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.figures.goals import basis_words, quote_words
from analytics.queries.targets import Target, standing
from analytics.target_status import (
    FULFILLED,
    MISSED,
    ON_THE_WAY,
    OPEN,
    OVERDUE,
    OVERFULFILLED,
    RULES,
    STATES,
    day_in,
    elapsed_share,
    number_in,
    number_standing,
)
from tests.builders_release import AS_OF

YEAR_END, JUNE, LAST_YEAR = date(2026, 12, 31), date(2026, 6, 30), date(2025, 12, 31)
GOAL = Target(
    target="Z",
    title="Ziel",
    kind="count",
    quartier_name=None,
    product="050101",
    planned="12",
    due=YEAR_END,
    achieved=None,
    basis="product",
    basis_name="Produkt",
    direction="up",
    unit="Termine",
    decimals=0,
    current=None,
    current_state=None,
)
SEPTEMBER, DECEMBER = date(2026, 9, 1), date(2026, 12, 1)


def _counted(value: int, month: date = SEPTEMBER, **more: object) -> dict:
    counted = {"metric": "contacts", "current": Decimal(value), "current_state": "value", "current_month": month}
    return {**counted, **more}


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (_counted(12), FULFILLED),
        (_counted(13), FULFILLED),
        (_counted(14), OVERFULFILLED),
        (_counted(9), ON_THE_WAY),
        (_counted(8), OPEN),
        (_counted(0), OPEN),
        (_counted(11, DECEMBER), MISSED),
        (_counted(12, DECEMBER), FULFILLED),
        (_counted(11, date(2026, 6, 1), due=JUNE), MISSED),
        ({}, OPEN),
        ({"due": JUNE}, OVERDUE),
        ({"due": JUNE, "metric": "contacts"}, OPEN),
        ({"due": JUNE, "metric": "contacts", "current_state": "suppressed", "current_month": SEPTEMBER}, OPEN),
        ({"due": JUNE, "metric": "contacts", "current_state": "not_reported", "current_month": SEPTEMBER}, OVERDUE),
        ({"achieved": "13,5"}, OVERFULFILLED),
        ({"achieved": "2", "due": LAST_YEAR}, MISSED),
        ({"achieved": "noch nichts", "due": LAST_YEAR}, OVERDUE),
        ({"kind": "money", "planned": "75.000", "achieved": "70.008 €"}, ON_THE_WAY),
        ({"kind": "money", "planned": "1.200 €", "achieved": "1.300 €"}, FULFILLED),
        ({"kind": "money", "planned": "75.000", "achieved": "70.008 €", "due": LAST_YEAR}, MISSED),
        ({"kind": "rate", "planned": "62,5 %", "achieved": "62,4 %"}, ON_THE_WAY),
        ({"kind": "rate", "planned": "0,5", "achieved": "0,4"}, OPEN),
        ({"direction": "down", "achieved": "12"}, ON_THE_WAY),
        ({"direction": "down", "achieved": "13"}, MISSED),
        ({"direction": "down", "achieved": "13", "kind": "rate"}, OPEN),
        ({"direction": "down", "achieved": "12", "due": LAST_YEAR}, FULFILLED),
        ({"direction": "down", "achieved": "10", "due": LAST_YEAR}, OVERFULFILLED),
        ({"direction": "down", "achieved": "13", "kind": "rate", "due": LAST_YEAR}, MISSED),
        ({"direction": "none", "achieved": "12"}, FULFILLED),
        ({"direction": "none", "achieved": "11"}, OPEN),
        ({"direction": "none", "achieved": "11", "due": LAST_YEAR}, MISSED),
        ({"kind": "date", "planned": "30.06.2027", "due": date(2027, 6, 30)}, OPEN),
        ({"kind": "date", "planned": "30.06.2026", "due": JUNE}, OVERDUE),
        ({"kind": "date", "planned": "30.06.2026", "due": JUNE, "achieved": "30.06.2026"}, FULFILLED),
        ({"kind": "date", "planned": "30.06.2026", "due": JUNE, "achieved": "2026-07-01"}, MISSED),
        ({"kind": "date", "planned": "30.06.2026", "due": JUNE, "achieved": "liegt vor"}, FULFILLED),
        ({"kind": "date", "planned": "bald", "due": AS_OF}, OPEN),
        ({"kind": "text", "planned": "Leitbild", "achieved": "beschlossen"}, FULFILLED),
        ({"kind": "text", "planned": "Leitbild"}, OPEN),
        ({"kind": "text", "planned": "Leitbild", "due": JUNE}, OVERDUE),
        ({"kind": "text", "planned": "Leitbild", "due": None}, OPEN),
    ],
)
def test_where_a_goal_stands(more: dict, status: str) -> None:
    assert standing(replace(GOAL, **more), AS_OF).status == status


def test_every_word_has_its_rule() -> None:
    assert sorted(word for word, _ in RULES) == sorted(STATES)


def test_the_quote_is_exact_and_a_day_counts_days() -> None:
    money = replace(GOAL, kind="money", planned="75.000 €", achieved="70.008 €")
    assert standing(money, AS_OF).quote == Decimal("93.344")
    assert quote_words(standing(money, AS_OF)) == "93\u00a0%"
    day = replace(GOAL, kind="date", planned="30.06.2021", due=date(2021, 6, 30))
    assert quote_words(standing(day, AS_OF)) == "seit 1.961 Tagen überfällig"
    late = replace(day, achieved="02.07.2021")
    assert quote_words(standing(late, AS_OF)) == "2 Tage zu spät"
    assert quote_words(standing(replace(GOAL, planned="0", achieved="0"), AS_OF)) == ""


def test_a_goal_names_what_it_rests_on() -> None:
    day = replace(GOAL, kind="date", planned="30.06.2021", due=date(2021, 6, 30))
    assert basis_words(day) == "050101 · Fertigstellung 30.06.2021"
    notice = replace(GOAL, kind="money", planned="75000", basis="notice", basis_name="Bescheid", reference="SB-1")
    assert basis_words(notice) == "SB-1 · Betrag 75.000\u00a0€"
    assert basis_words(replace(notice, reference=None)).startswith("Bescheid · ")


@pytest.mark.parametrize(
    ("due", "on", "share"),
    [
        (YEAR_END, date(2026, 12, 31), 1),
        (YEAR_END, date(2027, 3, 1), 1),
        (YEAR_END, date(2025, 3, 1), 0),
        (date(2026, 1, 31), date(2026, 1, 1), Decimal(1) / 31),
        (None, date(2026, 12, 31), 1),
    ],
)
def test_time_runs_from_january_to_the_due_day(due: date | None, on: date, share: Decimal) -> None:
    assert elapsed_share(due, on) == share


positive = st.decimals(min_value=1, max_value=10**6, places=2)


@given(planned=positive, reached=positive, more=positive, kind=st.sampled_from(["count", "rate", "money"]))
def test_more_is_never_judged_worse_where_more_is_better(
    planned: Decimal, reached: Decimal, more: Decimal, kind: str
) -> None:
    order = [MISSED, OPEN, ON_THE_WAY, FULFILLED, OVERFULFILLED]
    for is_over in (False, True):
        rules = {"kind": kind, "direction": "up", "elapsed": Decimal("0.5"), "is_over": is_over}
        less, greater = (number_standing(planned, each, **rules) for each in (reached, reached + more))
        assert order.index(less.status) <= order.index(greater.status)
        assert (less.status in (FULFILLED, OVERFULFILLED)) == (reached >= planned)
        assert (less.status == MISSED) == (is_over and reached < planned)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.200 €", "1200"),
        ("62,5 %", "62.5"),
        ("75000.00", "75000.00"),
        ("3.600", "3600"),
        ("0,5", "0.5"),
        ("1.234.567,89 €", "1234567.89"),
        ("12.5", "12.5"),
        ("mindestens 2 im Jahr", "2"),
        ("Beschluss", None),
        (None, None),
    ],
)
def test_numbers_in_goals(text: str | None, number: str | None) -> None:
    assert number_in(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fertigstellung 30.06.2021", date(2021, 6, 30)),
        ("1. 7. 2021", date(2021, 7, 1)),
        ("2021-06-30", date(2021, 6, 30)),
        ("31.02.2021", None),
        ("im Sommer", None),
        (None, None),
    ],
)
def test_days_in_goals(text: str | None, day: date | None) -> None:
    assert day_in(text) == day
