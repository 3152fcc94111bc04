"""Rows and tallies for one service month, and deliveries that do not count: which origin holds, and who says so."""

from __future__ import annotations

from datetime import date

from pipelines.records.entries import DECISION, add_entry
from pipelines.records.ledger import Claim
from tests.builders import Records
from tests.warehouse import town

SAID = {"by": "Koordination", "at": "2024-07-04T08:00:00Z"}
# Month → deliveries for punkt in their order (rows are 2 contacts, a tally says 9) and decisions in theirs.
STORIES = {
    "rows came first": (["rows", "tally"], []),
    "the tally came first": (["tally", "rows", "rows"], []),
    "decided for the later one": (["rows", "tally"], ["tally"]),
    "decided twice": (["rows", "tally"], ["tally", "rows"]),
    "decided before there was a choice": (["rows"], ["tally"]),
}
COUNTED = {
    "rows came first": ("rows", "open", 2),
    "the tally came first": ("tally", "open", 9),
    "decided for the later one": ("tally", "decided", 9),
    "decided twice": ("rows", "decided", 2),
    "decided before there was a choice": ("rows", None, 2),
}


def _month(story: str) -> date:
    return town.month_number(list(STORIES).index(story))


def _deliver(records: Records, origin: str, month: date) -> None:
    if origin == "tally":
        counted = {"service": "punkt", "dimension": "total", "contacts": 9}
        records.deliver("contact_tallies", [{"month": month, **counted}])
        return
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    records.deliver("contacts", [{"date": month.replace(day=day), **usual} for day in (3, 4)])


def test_the_first_accepted_origin_counts_until_somebody_decides(records: Records, build) -> None:
    town.found(records)
    for story, (origins, decisions) in STORIES.items():
        for origin in origins:
            _deliver(records, origin, _month(story))
        for origin in decisions:
            content = {"service": "punkt", "month": _month(story).isoformat(), "origin": origin, "reason": None}
            add_entry(records.folder, DECISION, content=content, **SAID)
    query = build(records)
    expected = query("select month, origin, conflict from mart_expected where service = 'punkt' and state = 'reported'")
    counts = query(
        "select month, contacts from mart_service_count where service = 'punkt' and dimension = 'total'"
        " and state = 'value'"
    )
    contacts = dict(counts.rows())
    assert {month: (origin, conflict, contacts[month]) for month, origin, conflict in expected.rows()} == {
        _month(story): counted for story, counted in COUNTED.items()
    }
    findings = query("select month, subject, rule, severity, message from mart_finding order by month").rows()
    assert [finding[:4] for finding in findings] == [
        (_month(story), "punkt", "two_origins", "error") for story in ("rows came first", "the tally came first")
    ]
    assert findings[0][4] == (
        "Für Punkt liegen im Monat 01/2023 Einzelkontakte und Monatszahlen vor. Es zählen die Einzelkontakte, weil "
        "sie zuerst angenommen wurden. Bitte entscheiden Sie, welcher Meldeweg gilt."
    )
    assert "Es zählen die Monatszahlen" in findings[1][4]
    provisional = query("select month from mart_expected where is_provisional order by month")["month"].to_list()
    assert provisional == [_month("rows came first"), _month("the tally came first")]


def test_deliveries_that_do_not_count_are_listed_and_change_nothing(records: Records, build) -> None:
    town.found(records)
    month = date(2023, 1, 1)
    _deliver(records, "rows", month)
    claims = [Claim(None, "punkt", "2023-01-01"), Claim(None, "laden", "2023-05-01")]
    finding = {"rule": "would_remove", "message": "Weniger Zeilen.", "subject": "punkt", "month": "2023-01"}
    for status in ("held", "repeated", "withdrawn"):
        records.deliver("contacts", [], status=status, claims=claims, findings=[finding] if status == "held" else [])
    unread = {"rule": "unknown_word", "message": "Unbekannt.", "row": 4, "subject": "laden"}
    records.deliver("contacts", [], status="quarantined", findings=[unread])
    query = build(records)
    listed = query(
        "select status, first_month, last_month, subjects from mart_delivery where source = 'contacts'"
        " order by sequence"
    )
    both = (date(2023, 1, 1), date(2023, 5, 1), ["laden", "punkt"])
    assert listed.rows() == [
        ("landed", month, month, ["punkt"]),
        ("held", *both),
        ("repeated", *both),
        ("withdrawn", *both),
        ("quarantined", None, None, ["laden"]),
    ]
    assert query("select count(*) from mart_contact").item() == 2
    states = query("select service, month, is_provisional from mart_expected where state = 'reported'").rows()
    assert states == [("punkt", month, True)]
    told = query("select rule, subject, month from mart_finding order by rule").rows()
    assert told == [("unknown_word", "laden", None), ("would_remove", "punkt", month)]


def test_a_count_that_its_sender_holds_back_is_suppressed_and_not_zero(records: Records, build) -> None:
    town.found(records)
    month = date(2023, 2, 1)
    lines = [
        {"dimension": "total", "contacts": 12},
        {"dimension": "channel", "category": "phone", "contacts": None, "absence": "suppressed"},
        {"dimension": "channel", "category": "walk_in", "contacts": 9},
        {"dimension": "kind", "category": "first", "contacts": None, "absence": "not_collected"},
    ]
    records.deliver("contact_tallies", [{"month": month, "service": "treff", **line} for line in lines])
    query = build(records)
    cells = query(
        "select category, contacts, state from cube_contact where period_kind = 'month' and area = 'sued'"
        " and period = '2023-02-01' and category in ('phone', 'walk_in', 'first', 'total') order by category"
    )
    assert cells.rows() == [
        ("first", None, "not_collected"),
        ("phone", None, "suppressed"),
        ("total", 12, "value"),
        ("walk_in", 9, "value"),
    ]
    traced = query("select dimension, category, contacts, absence, file, row from mart_tally order by row").rows()
    assert traced == [
        ("total", "total", 12, None, "contact_tallies/7.csv", 2),
        ("channel", "phone", None, "suppressed", "contact_tallies/7.csv", 3),
        ("channel", "walk_in", 9, None, "contact_tallies/7.csv", 4),
        ("kind", "first", None, "not_collected", "contact_tallies/7.csv", 5),
    ]


def test_exact_counts_of_services_are_those_of_their_rows_and_tallies(records: Records, build) -> None:
    town.found(records)
    town.live(records, 6)
    query = build(records)
    counts = query(
        "select service, month, sum(contacts) from mart_service_count where dimension = 'total' and state = 'value'"
        " group by all"
    )
    counted = {(service, month): contacts for service, month, contacts in counts.rows()}
    rows = query(
        "select service, cast(date_trunc('month', date) as date), count(*) from mart_contact group by all"
    ).rows()
    stated = query("select service, month, sum(contacts) from mart_tally where dimension = 'total' group by all").rows()
    for service, month, contacts in [*rows, *stated]:
        assert counted[service, month] == contacts
    assert len(rows) > 20
    assert len(stated) > 3
