"""The same questions asked of every audience: numbers come from the release as they are, absences keep their state."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.months import shift
from analytics.queries.areas import area_map
from analytics.queries.contact_rows import source_rows
from analytics.queries.contacts import contacts
from analytics.queries.deliveries import deliveries
from analytics.queries.events import events
from analytics.queries.funding import funding
from analytics.queries.lage import overview
from analytics.queries.metrics import metric_sheets
from analytics.queries.places import UnknownPlace, choices, place
from analytics.queries.series import UnknownMetric, all_series
from analytics.release import Release, open_release
from analytics.scope import Scope, parse_scope
from tests.builders_release import AS_OF, FIRST, MONTH, TOWN

AUDIENCES = ("council", "steering", "coordinator", "quartier:nord", "quartier:sued")
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def opened(var: Path, audience: str = "coordinator") -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("quartier", [None, "sued"])
@pytest.mark.parametrize("month", [JUNE, date(2020, 1, 1), date(2027, 3, 1)])
def test_every_page_answers_in_every_case(release_var: Path, audience: str, quartier: str | None, month: date) -> None:
    release = opened(release_var, audience)
    page = overview(release, month=month, quartier=quartier, as_of=AS_OF)
    assert page.series["contacts"].now.period == month
    assert contacts(release, month=month, quartier=quartier).total.now == page.series["contacts"].now
    assert events(release, month=month, quartier=quartier, as_of=AS_OF).month == month
    assert funding(release, month=month, quartier=quartier, as_of=AS_OF).month == month
    assert deliveries(release, month=month, quartier=quartier, as_of=AS_OF).month == month
    assert len(metric_sheets(release, month=month, quartier=quartier)) == 17


def test_a_page_shows_the_number_of_the_release(release_var: Path) -> None:
    release = opened(release_var)
    stored = release.frame(
        "select value from mart_metric where metric = 'contacts' and period_kind = 'month' and period = ? and area = ?",
        [MONTH, "nord"],
    )["value"][0]
    page = contacts(release, month=MONTH, quartier="nord")
    assert page.total.now.value == stored
    assert sum((service.readings[-1].value or Decimal(0) for service in page.services), Decimal(0)) == stored


def test_a_missing_month_is_not_zero(release_var: Path) -> None:
    page = contacts(opened(release_var), month=JUNE, quartier="sued")
    assert (page.total.now.value, page.total.now.state) == (None, "not_reported")
    assert page.coverage.missing == ("Sprechstunde Süd",)


def test_a_closed_month_is_not_a_missing_one(release_var: Path) -> None:
    page = contacts(opened(release_var), month=JULY, quartier="sued")
    assert page.total.now.state == "closed"
    assert page.services[0].readings[-1].state == "closed"
    assert page.coverage.expected == 0


def test_months_outside_the_release(release_var: Path) -> None:
    release = opened(release_var)
    assert contacts(release, month=date(2020, 1, 1), quartier=None).total.now.state == "not_collected"
    assert contacts(release, month=date(2026, 11, 1), quartier=None).total.now.state == "not_reported"


def test_what_is_not_collected(release_var: Path) -> None:
    page = contacts(opened(release_var), month=MONTH, quartier="sued")
    assert {category.now.state for category in page.breakdowns["channel"].categories} == {"not_collected"}
    assert page.breakdowns["kind"].is_partition
    assert not page.breakdowns["topic"].is_partition


@pytest.mark.parametrize(("audience", "hidden"), [("council", True), ("quartier:nord", True), ("quartier:sued", False)])
def test_small_cells_are_hidden_from_those_who_do_not_own_them(release_var: Path, audience: str, hidden: bool) -> None:
    topics = contacts(opened(release_var, audience), month=MONTH, quartier="sued").breakdowns["topic"].categories
    assert ("suppressed" in {topic.now.state for topic in topics}) is hidden


def test_the_council_gets_no_band(release_var: Path) -> None:
    bands = {
        audience: overview(opened(release_var, audience), month=MONTH, quartier=None, as_of=AS_OF)
        .series["contacts"]
        .band
        for audience in ("council", "steering")
    }
    assert bands["council"] is None
    assert bands["steering"] is not None


def test_source_rows_are_in_the_own_files_only(release_var: Path) -> None:
    found = {audience: source_rows(opened(release_var, audience), month=MONTH, quartier=None) for audience in AUDIENCES}
    assert {audience: len(table.rows) for audience, table in found.items()} == {
        "council": 0,
        "steering": 0,
        "coordinator": 8,
        "quartier:nord": 4,
        "quartier:sued": 4,
    }
    row = found["quartier:nord"].frame.row(0, named=True)
    assert (row["Themen"], row["Kontaktart"], row["Zeile"]) == ("Sprachkurse, Wohnen", "Erstkontakt", "2")
    assert "Koordination" in found["council"].empty_text
    assert len(source_rows(opened(release_var), month=MONTH, quartier=None, service="sprechstunde-sued").rows) == 4
    assert source_rows(opened(release_var), month=JUNE, quartier="nord").is_empty


def test_lateness_is_judged_on_the_day_of_reading(release_var: Path) -> None:
    release = opened(release_var)
    early = overview(release, month=MONTH, quartier=None, as_of=date(2026, 11, 9))
    late = overview(release, month=MONTH, quartier=None, as_of=date(2026, 11, 12))
    assert [report.month for report in early.missing] == [JUNE]
    assert [report.month for report in late.missing] == [JUNE, MONTH]
    states = [
        deliveries(release, month=MONTH, quartier="nord", as_of=day).matrix[0].states[-1]
        for day in (date(2026, 11, 9), date(2026, 11, 12))
    ]
    assert states == ["open", "missing"]


def test_the_matrix_knows_all_states(release_var: Path) -> None:
    page = deliveries(opened(release_var), month=MONTH, quartier=None, as_of=AS_OF)
    assert {state for row in page.matrix for state in row.states} == {
        "on_time",
        "late",
        "provisional",
        "missing",
        "closed",
    }
    before = deliveries(opened(release_var), month=shift(FIRST, 2), quartier=None, as_of=AS_OF)
    assert before.matrix[0].states[:10] == ("none",) * 10


def test_a_quartier_lists_its_own_files_and_findings(release_var: Path) -> None:
    release = opened(release_var)
    listed = {
        quartier: deliveries(release, month=MONTH, quartier=quartier, as_of=AS_OF)
        for quartier in (None, "nord", "sued")
    }
    assert {key: (len(page.deliveries), len(page.findings)) for key, page in listed.items()} == {
        None: (6, 5),
        "nord": (6, 5),
        "sued": (0, 0),
    }


def test_overdue_money_and_near_deadlines(release_var: Path) -> None:
    page = overview(opened(release_var), month=MONTH, quartier=None, as_of=AS_OF)
    assert [(entry.kind, entry.days_left(AS_OF)) for entry in page.deadlines] == [
        ("spend_drawn", -28),
        ("grant_end", 49),
    ]
    assert page.overdue_money == Decimal("9000.00")
    assert overview(opened(release_var), month=MONTH, quartier="sued", as_of=AS_OF).deadlines == ()
    board = funding(opened(release_var), month=MONTH, quartier=None, as_of=AS_OF)
    assert [entry.kind for entry in board.deadlines] == ["spend_drawn", "grant_end", "proof_of_use"]
    assert [entry.amount for entry in board.unspent] == [Decimal("9000.00")]


def test_goals_are_counted_to_the_chosen_month(release_var: Path) -> None:
    release = opened(release_var)
    reached = {
        month: overview(release, month=month, quartier="nord", as_of=AS_OF).targets[0].current
        for month in (date(2026, 4, 1), MONTH)
    }
    assert list(reached.values()) == [Decimal(1), Decimal(2)]


def test_events_of_the_month_and_the_next(release_var: Path) -> None:
    page = events(opened(release_var), month=MONTH, quartier="nord", as_of=AS_OF)
    assert [event.title for event in page.listed] == ["Austauschcafé", "Herbstfest", "Begehung"]
    assert [event.title for event in page.upcoming] == ["Bürgerversammlung"]
    assert {(entry.year, entry.is_over) for entry in page.assemblies} == {(2024, True), (2025, True), (2026, False)}
    assert {entry.quartier_name for entry in page.assemblies} == {"Nord"}


def test_map_classes_are_the_same_in_every_month(release_var: Path) -> None:
    release = opened(release_var)
    first, *others = (area_map(release, month=month) for month in (FIRST, JUNE, MONTH))
    assert all(other.limits == first.limits and other.largest == first.largest for other in others)
    assert list(first.limits) == sorted(set(first.limits))
    assert first.limits


def test_areas_without_value_stay_on_the_map(release_var: Path) -> None:
    shown = area_map(opened(release_var), month=JUNE, metric="contacts")
    assert [(area.key, area.reading.state) for area in shown.areas] == [("nord", "value"), ("sued", "not_reported")]
    assert shown.origin_notes == ("schematisch, nicht amtlich",)


def test_the_own_quartier_comes_first(release_var: Path) -> None:
    assert [choice.key for choice in choices(opened(release_var, "quartier:sued"))] == ["sued", "nord"]


def test_unknown_keys_are_named(release_var: Path) -> None:
    release = opened(release_var)
    with pytest.raises(UnknownPlace, match="„west“ gibt es in Musterstadt nicht"):
        place(release, "west")
    with pytest.raises(UnknownMetric, match="„umsatz“"):
        all_series(release, place=place(release, None), month=MONTH, keys=["umsatz"])


def test_scope_of_a_release_is_the_scope_asked_for(release_var: Path) -> None:
    assert opened(release_var, "quartier:nord").scope == Scope(TOWN, "quartier", "nord")
