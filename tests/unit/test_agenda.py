"""The lines of Lage, rule by rule: what makes a line, what does not, how it reads and where it leads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from analytics.figures.agenda import RULES, SHOWN, Line, chosen, explanation, lines, nothing, title
from analytics.queries.agenda import Agenda, Late
from analytics.queries.deadlines import Deadline
from analytics.queries.decisions import Decision
from analytics.queries.lage import overview
from analytics.queries.meetings import Meeting
from analytics.queries.places import choices
from analytics.queries.quartier_signals import unusual_quartiers
from analytics.queries.revisions import Change, Revision
from analytics.queries.series import metric_series
from analytics.queries.targets import Target
from analytics.readings import Metric, MetricSeries, Place, Reading, Verdict
from analytics.release import Release, open_release
from analytics.scope import Scope, parse_scope
from analytics.variation import is_unusual
from tests.builders_release import AS_OF, MONTH, RELEASE, TOWN, build_release

WHOLE, NORTH = Place("municipality", TOWN, "Musterstadt"), Place("quartier", "nord", "Nord")
SITTING = Meeting(date(2026, 9, 10), "Lenkungsgruppe", "steering", "Steuerung", None, 14)
EMPTY = Agenda(
    scope=Scope(TOWN, "steering"),
    place=WHOLE,
    month=MONTH,
    as_of=AS_OF,
    sitting=SITTING,
    deadlines=(),
    targets=(),
    series=(),
    missing=(),
    revisions=(),
    decisions=(),
    quartier_of={"M-1": "nord"},
    key_of={"Nord": "nord"},
)


def opened(var: Path, audience: str) -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


def told(found: Agenda) -> list[tuple[str, str, str, str]]:
    """Kind, sentence, page and address of every line."""
    return [
        (line.kind, line.sentence.replace("\xa0", " "), line.page, "&".join(map("=".join, line.params)))
        for line in lines(found)
    ]


def a_deadline(due: date, amount: int | None = None, measure: str = "M-1") -> Deadline:
    money = None if amount is None else Decimal(amount)
    return Deadline(measure, "Treff", "proof_of_use", "Verwendungsnachweis", due, money, False, None)


def a_target(planned: str, achieved: str | None, *, due: date | None, **more: object) -> Target:
    usual = {"quartier_name": "Nord", "product": None, "basis": "resolution", "basis_name": "Beschluss"}
    named = {"target": "Z", "title": "Versammlungen", "kind": "count", "direction": "up", "unit": "Termine"}
    values = {"planned": planned, "due": due, "achieved": achieved, "decimals": 0, "current_state": None}
    return Target(**{**usual, **named, **values, "current": None, **more})  # type: ignore[arg-type]


def a_series(verdict: Verdict | None, place: Place = WHOLE, key: str = "contacts") -> MetricSeries:
    metric = Metric(
        key=key, name="Beratungskontakte", unit="Kontakte", theme="contacts", direction="none", definition="",
        numerator=None, denominator=None, scale=None, decimals=0, minimum_base=None, owner="", limits="",
        counting_rule=None, source_note="", variation="xmr", formula="",
        rule_versions=(), source_models=(), yardstick=None,
    )  # fmt: skip
    return MetricSeries(metric, place, MONTH, (Reading(MONTH, Decimal(62), "value"),), None, verdict)


def a_revision(at: datetime, *changes: Change) -> Revision:
    month = date(2026, 7, 1)
    return Revision(month, 2, at, None, None, changes or (Change(month, 2, "Gesamt", 309, "value", 312, "value"),), ())


def a_decision(review_on: date) -> Decision:
    return Decision(
        "2025-01", "Dritter Sprechtag", date(2025, 10, 14), None, None, None, None, None, "nord", "Nord",
        "Amt für Soziales", review_on, "open", None,
    )  # fmt: skip


CASES = {
    "a deadline that has passed": (
        {"deadlines": (a_deadline(date(2026, 11, 11), 9000),)},
        ("überfällig", "Verwendungsnachweis, Treff: 11.11.2026 (seit 1 Tag überfällig), 9.000 €.", "foerdermittel"),
        "monat=2026-10&quartier=nord",
    ),
    "a deadline of today is not over": (
        {"deadlines": (a_deadline(AS_OF, measure="M-9"),)},
        ("Frist läuft ab", "Verwendungsnachweis, Treff: 12.11.2026 (heute).", "foerdermittel"),
        "monat=2026-10&quartier=alle",
    ),
    "a goal without a result is told until it has one": (
        {"targets": (a_target("30.06.2021", None, due=date(2021, 6, 30), kind="date", quartier_name=None),)},
        (
            "Ziel verfehlt",
            "Versammlungen: geplant 30.06.2021, kein Ergebnis gemeldet, seit 1.961 Tagen überfällig.",
            "ziele",
        ),
        "monat=2026-10&quartier=alle",
    ),
    "a goal missed since the sitting": (
        {"targets": (a_target("4", "3", due=date(2026, 9, 30)),)},
        ("Ziel verfehlt", "Versammlungen, Nord: 3 statt geplant 4 Termine (75 %), fällig 30.09.2026.", "ziele"),
        "monat=2026-10&quartier=nord",
    ),
    "a goal beyond its plan": (
        {"targets": (a_target("2", "3", due=date(2026, 12, 31)),)},
        ("Ziel übererfüllt", "Versammlungen, Nord: 3 statt geplant 2 Termine (150 %), fällig 31.12.2026.", "ziele"),
        "monat=2026-10&quartier=nord",
    ),
    "an unusual month of the town": (
        {"series": (a_series(Verdict("low", "beyond", 1)),)},
        ("ungewöhnlich", "Musterstadt, Oktober 2026: 62 Kontakte, Oktober 2025 nicht erhoben. Das ist ungewöhnlich "
         "niedrig.", "beratungskontakte"),
        "monat=2026-10&quartier=alle",
    ),
    "an unusual month of a quartier": (
        {"series": (a_series(Verdict("higher", "shift", 7), NORTH, "attendance"),)},
        ("ungewöhnlich", "Nord, Oktober 2026: 62 Kontakte, Oktober 2025 nicht erhoben. Die Werte sind anhaltend höher, "
         "seit 7 Monaten in Folge.", "veranstaltungen"),
        "monat=2026-10&quartier=nord",
    ),
    "a missing report": (
        {"missing": (Late("Lotsen Nord", "nord", (date(2026, 9, 1), MONTH), date(2026, 10, 10)),)},
        (
            "Meldung fehlt",
            "Lotsen Nord: September 2026 und Oktober 2026 fehlen, die älteste Meldung ist seit 33 Tagen überfällig.",
            "datenlieferungen",
        ),
        "monat=2026-10&quartier=nord",
    ),
    "a missing report of the whole town, for the council": (
        {
            "scope": Scope(TOWN, "council"),
            "missing": (Late("Service-Point", None, (MONTH,), date(2026, 11, 10)),),
        },
        ("Meldung fehlt", "Service-Point: Oktober 2026 fehlt, seit 2 Tagen überfällig.", "beratungskontakte"),
        "monat=2026-10&quartier=alle",
    ),
    "a month corrected on the evening of the sitting's day in Berlin": (
        {"revisions": (a_revision(datetime(2026, 9, 9, 22, 30, tzinfo=UTC)),)},
        (
            "berichtigt",
            "Die Kontakte im Juli 2026 wurden am 10.09.2026 berichtigt: Gesamt 312 statt 309.",
            "revisionen",
        ),
        "monat=2026-07&quartier=alle",
    ),
    "a decision to be looked at again": (
        {"decisions": (a_decision(date(2026, 10, 31)),)},
        (
            "Wiedervorlage",
            "Dritter Sprechtag (2025-01): Wiedervorlage war am 31.10.2026, zuständig: Amt für Soziales.",
            "ziele",
        ),
        "monat=2026-10&quartier=nord",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("given", "line", "address"), CASES.values(), ids=CASES)
def test_what_makes_a_line(given: dict, line: tuple[str, str, str], address: str) -> None:
    assert told(replace(EMPTY, **given)) == [(*line, address)]


@pytest.mark.parametrize(
    "given",
    [
        {"targets": (a_target("4", "3", due=date(2026, 9, 9)),)},
        {"targets": (a_target("4", "4", due=date(2026, 10, 31)),)},
        {"targets": (a_target("2", "3", due=date(2025, 12, 31)),)},
        {"targets": (a_target("4", None, due=date(2026, 12, 31)),)},
        {"series": (a_series(None), a_series(Verdict("usual", "none", 1)))},
        {"revisions": (a_revision(datetime(2026, 9, 9, 21, 30, tzinfo=UTC)),)},
    ],
    ids=["missed before", "just reached", "exceeded before", "still open", "usual or unknown", "corrected before"],
)
def test_what_makes_none(given: dict) -> None:
    assert told(replace(EMPTY, **given)) == []


def some(kind: str, number: int) -> list[Line]:
    return [Line(kind, f"{kind}{index}", "lage", ()) for index in range(number)]


@pytest.mark.parametrize(
    ("numbers", "sentences"),
    [
        ((0, 0), []),
        ((2, 0, 1), ["a0", "a1", "c0"]),
        ((9,), ["a0", "a1", "a2", "a3", "a4", "a5", "a6 Noch 2 von dieser Art."]),
        ((7, 1, 1), ["a0", "a1", "a2", "a3", "a4 Noch 2 von dieser Art.", "b0", "c0"]),
        ((3, 3, 3), ["a0", "a1", "a2", "b0", "b1 Noch 1 von dieser Art.", "c0", "c1 Noch 1 von dieser Art."]),
        ((1,) * 8, ["a0", "b0", "c0", "d0", "e0", "f0", "g0"]),
    ],
)
def test_every_kind_gets_a_line_before_any_gets_a_second(numbers: tuple[int, ...], sentences: list[str]) -> None:
    found = chosen([some("abcdefgh"[index], number) for index, number in enumerate(numbers)])
    assert [line.sentence for line in found] == sentences
    assert len(found) <= SHOWN


def test_without_a_sitting_it_is_since_last_month() -> None:
    assert title(EMPTY) == "Seit der letzten Sitzung am 10.09.2026"
    without = replace(EMPTY, sitting=None)
    assert (title(without), without.since) == ("Seit dem Vormonat", date(2026, 10, 1))


def test_nothing_is_said_in_words_and_the_council_hears_of_no_signals() -> None:
    council = replace(EMPTY, scope=Scope(TOWN, "council"))
    assert "kein Wert ist ungewöhnlich" in nothing(EMPTY)
    assert "ungewöhnlich" not in nothing(council)
    assert [kind for kind, _ in explanation(EMPTY)][3] == "ungewöhnlich"
    assert len(explanation(EMPTY)) == len(RULES)
    assert {kind for kind, _ in explanation(EMPTY)} - {kind for kind, _ in explanation(council)} == {
        "ungewöhnlich",
        "Wiedervorlage",
    }


@pytest.mark.parametrize(
    ("audience", "quartier", "kinds"),
    [
        (
            "steering",
            None,
            [
                "Wiedervorlage",
                "überfällig",
                "Ziel verfehlt",
                "ungewöhnlich",
                "Meldung fehlt",
                "berichtigt",
                "Frist läuft ab",
            ],
        ),
        (
            "council",
            None,
            ["überfällig", "Ziel verfehlt", "Meldung fehlt", "Meldung fehlt", "berichtigt", "Frist läuft ab"],
        ),
        ("steering", "sued", ["Meldung fehlt"]),
    ],
)
def test_the_lines_of_the_town(release_var: Path, audience: str, quartier: str | None, kinds: list[str]) -> None:
    found = overview(opened(release_var, audience), month=MONTH, quartier=quartier, as_of=AS_OF).agenda
    assert [line.kind for line in lines(found)] == kinds
    assert any(series.verdict for series in found.series) is (audience != "council")


@pytest.fixture
def unusual(tmp_path: Path) -> Release:
    """A release in which both quartiers had five times their usual contacts in August 2026."""
    build_release(tmp_path, audiences=("steering",))
    with duckdb.connect(str(tmp_path / "releases" / TOWN / RELEASE / "steering.duckdb")) as connection:
        connection.execute(
            """
            update mart_metric set value = 5 * value, numerator = 5 * numerator
            where area_kind = 'quartier' and period_kind = 'month' and period = '2026-08-01'
                and metric like 'contacts%' and state = 'value'
            """
        )
    return opened(tmp_path, "steering")


def test_quartiers_that_stand_out_come_after_the_town_in_their_order(unusual: Release) -> None:
    found = overview(unusual, month=date(2026, 8, 1), quartier=None, as_of=AS_OF).agenda
    assert [series.place.name for series in found.series] == ["Musterstadt", "Musterstadt", "Nord", "Süd"]
    alone = overview(unusual, month=date(2026, 8, 1), quartier="nord", as_of=AS_OF).agenda
    (line,) = [line for line in lines(alone) if line.kind == "ungewöhnlich"]
    assert line.params == (("monat", "2026-08"), ("quartier", "nord"))
    assert line.sentence.endswith("Das ist ungewöhnlich hoch.")


@pytest.mark.parametrize("month", [MONTH, date(2026, 8, 1), date(2026, 7, 1), date(2026, 6, 1), date(2024, 5, 1)])
def test_all_at_once_finds_the_same_quartiers_as_one_by_one(unusual: Release, month: date) -> None:
    one_by_one = [
        place.key
        for place in choices(unusual)
        if is_unusual(metric_series(unusual, "contacts", place=place, month=month).verdict)
    ]
    assert [series.place.key for series in unusual_quartiers(unusual, "contacts", month=month)] == one_by_one
