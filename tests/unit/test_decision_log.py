"""The page's queries and words: goals by basis, the log for each reader, what is due, before and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analytics.before_after import BeforeAfter, NoComparison
from analytics.figures import decisions as figures
from analytics.figures import goals as goal_figures
from analytics.figures import reviews as review_figures
from analytics.queries.decision_log import decision_log
from analytics.queries.goals import goals
from analytics.queries.reviews import NOT_RELEASED
from analytics.queries.series import metric_series
from analytics.release import Release, open_release
from analytics.scope import parse_scope
from analytics.target_status import OVERFULFILLED, Standing
from tests.builders_decisions import DONE, DUE, LATER
from tests.builders_release import AS_OF, MONTH, TOWN, build_release

NBSP = "\u00a0"


def _opened(var: Path, audience: str = "coordinator") -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def test_goals_stand_under_their_basis_with_plan_is_quote_stand_and_reason(release_var: Path) -> None:
    page = goals(_opened(release_var), month=MONTH, quartier=None, as_of=AS_OF)
    (table,) = goal_figures.goal_tables(page)
    assert (table.key, table.title) == ("goals_resolution", "Ziele aus Beschlüssen")
    rows = {row[0]: [_plain(cell) for cell in row[1:]] for row in table.frame.iter_rows()}
    assert rows["Bürgerversammlungen im Quartier"] == [
        "Vorlage 2025/17 · Anzahl 2 Termine", "Nord", "2 Termine", "2 Termine", "100 %", "bis Oktober 2026",
        "31.12.2026", "erfüllt", "",
    ]  # fmt: skip
    assert rows["Konzept Quartierstreff"][4:] == [
        "seit 135 Tagen überfällig", "", "30.06.2026", "Termin überschritten", "Der Träger hat gewechselt",
    ]  # fmt: skip


def test_missed_late_and_more_than_planned_are_all_said_by_name(release_var: Path) -> None:
    page = goals(_opened(release_var), month=MONTH, quartier=None, as_of=AS_OF)
    late, beyond = page.judged[0], (page.judged[1][0], Standing(OVERFULFILLED))
    said = goal_figures.sentence(replace(page, judged=(late, beyond, page.judged[2])))
    assert said == (
        "3 Ziele, Stand 12.11.2026: 1 Termin überschritten („Konzept Quartierstreff“), "
        "1 übererfüllt („Bürgerversammlungen im Quartier“), 1 erfüllt."
    )


def test_a_town_without_goals_says_who_sends_them(release_var: Path) -> None:
    page = goals(_opened(release_var), month=MONTH, quartier="sued", as_of=AS_OF)
    (table,) = goal_figures.goal_tables(page)
    assert table.is_empty
    assert "Lieferung „Produktziele und Kennzahlen“" in table.empty_text


@pytest.mark.parametrize("audience", ["coordinator", "steering", "quartier:sued"])
def test_what_is_due_comes_with_who_and_when(release_var: Path, audience: str) -> None:
    log = decision_log(_opened(release_var, audience), quartier=None, as_of=AS_OF)
    assert [each.title for each in log.decisions] == [LATER, DONE, DUE]
    assert [each.title for each in log.due] == [DUE]
    words = _plain(figures.due_words(log, log.due[0]))
    assert "Steuerungskreis, 14.10.2025, Vorlage 2025/17." in words
    assert "Wiedervorlage am 31.10.2026 (seit 12 Tagen überfällig)" in words
    assert "Zu sagen, was daraus geworden ist: Amt für Soziales." in words
    assert f"1 ist wieder vorzulegen: „{DUE}“" in figures.sentence(log)
    assert [row[9] for row in figures.log_table(log).frame.iter_rows()] == ["offen", "erledigt", "wieder vorzulegen"]


def test_before_its_day_nothing_is_due(release_var: Path) -> None:
    log = decision_log(_opened(release_var), quartier=None, as_of=date(2026, 10, 30))
    assert log.due == ()
    assert figures.sentence(log).endswith("nichts ist wieder vorzulegen; der nächste am 31.10.2026.")


def test_the_council_reads_what_was_decided_and_nothing_of_the_work_on_it(release_var: Path) -> None:
    log = decision_log(_opened(release_var, "council"), quartier=None, as_of=AS_OF)
    assert (log.reviews, log.due, log.notes) == ((), (), ())
    assert figures.sentence(log) == "3 Beschlüsse im Protokoll."
    table = figures.log_table(log)
    assert table.frame.columns == ["Beschluss", "beschlossen am", "Vorlage", "Kennzahl", "Quartier", "Nr."]
    assert table.frame.row(2) == (DUE, "14.10.2025", "Vorlage 2025/17", "Beratungskontakte", "Nord", "2025-01")


def test_before_and_after_are_those_of_the_published_months(release_var: Path) -> None:
    release = _opened(release_var, "steering")
    log = decision_log(release, quartier=None, as_of=AS_OF)
    review = next(each for each in log.reviews if each.decision.title == DUE)
    assert isinstance(review.compared, BeforeAfter)
    assert review.series is not None
    readings = metric_series(release, "contacts", place=review.series.place, month=MONTH).readings
    value = {each.period: float(each.value) for each in readings if each.value is not None and not each.is_partial}
    before = [value[month] for month in value if date(2024, 10, 1) <= month <= date(2025, 9, 1)]
    after = [value[month] for month in value if date(2025, 11, 1) <= month <= date(2026, 10, 1)]
    assert review.compared.before.mean == pytest.approx(sum(before) / len(before))
    assert review.compared.after.mean == pytest.approx(sum(after) / len(after))
    assert (review.compared.before.months, review.compared.after.months) == (12, 11), "October 2026 lacks a report"
    said = _plain(review_figures.review_sentence(review))
    assert said.startswith("Beratungskontakte, Nord: im Mittel ")
    assert "wahrscheinlich zwischen" in said
    assert [row[0] for row in review_figures.review_table(log).frame.iter_rows()] == [DONE, DUE]


def test_without_released_months_nothing_is_compared(tmp_path: Path) -> None:
    build_release(tmp_path, released=date(2024, 4, 1), audiences=("coordinator",))
    release = _opened(tmp_path)
    log = decision_log(release, quartier="nord", as_of=AS_OF)
    review = next(each for each in log.reviews if each.decision.title == DUE)
    assert isinstance(review.compared, NoComparison)
    assert "0 davor und 0 danach" in review.compared.reason or review.compared.reason == NOT_RELEASED


@pytest.mark.parametrize(
    ("lower", "upper", "words"),
    [
        (3.14, 12.4, "zwischen 3,1 und 12,4 mehr"),
        (-12.4, -3.14, "zwischen 3,1 und 12,4 weniger"),
        (-1.2, 8.4, "zwischen 1,2 weniger und 8,4 mehr"),
    ],
)
def test_the_span_is_said_in_plain_words(release_var: Path, lower: float, upper: float, words: str) -> None:
    log = decision_log(_opened(release_var), quartier=None, as_of=AS_OF)
    review = next(each for each in log.reviews if isinstance(each.compared, BeforeAfter) and each.series)
    assert review.series is not None
    assert isinstance(review.compared, BeforeAfter)
    span = BeforeAfter(review.compared.before, review.compared.after, (lower + upper) / 2, lower, upper)
    assert _plain(review_figures.between_words(span, review.series.metric)) == words
