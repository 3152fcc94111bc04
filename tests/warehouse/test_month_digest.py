"""A digest stands for a quartier month's figures: the same for the same figures, another for any other.

The months of one town are the variants of one month, so that all of them cost one build.
"""

from __future__ import annotations

import shutil
from datetime import date, time
from pathlib import Path

import pytest

from pipelines.records.entries import OWN_TALLY, add_entry
from pipelines.records.ledger import Claim
from pipelines.records.month_events import add_signature
from tests.builders import Records
from tests.warehouse import town

SAID = {"by": "Quartiersbüro", "at": "2024-07-04T08:00:00Z"}
SERVICES = {"punkt": ("a", "nord", "rows"), "treff": ("b", "sued", "tally")}
TOPICS = ("wohnen", "schulden", "kita")
CONTACTS = [
    {"day": 3, "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]},
    {"day": 4, "carrier": "a", "contact_kind": "follow_up", "channel": "walk_in", "topics": ["wohnen", "schulden"]},
    {"day": 5, "carrier": "b", "contact_kind": "unknown", "channel": "phone", "topics": ["wohnen"]},
    {"day": 6, "carrier": "a", "contact_kind": "first", "channel": "walk_in", "topics": ["kita"]},
]
FIRST, *OTHERS = CONTACTS
# What is delivered for punkt, one month each: lists of contacts, each list one delivery (the last counts).
SAME = {
    "as it is": [CONTACTS],
    "in another order": [CONTACTS[::-1]],
    "on other days": [[{**each, "day": 9, "time": time(10, 5), "duration_min": 50} for each in CONTACTS]],
    "after a wrong one": [[FIRST], CONTACTS],
    "sent again": [CONTACTS, CONTACTS],
}
CHANGED = {
    "one less": [OTHERS],
    "one more": [[*CONTACTS, FIRST]],
    "another channel": [[{**FIRST, "channel": "walk_in"}, *OTHERS]],
    "another kind": [[{**FIRST, "contact_kind": "follow_up"}, *OTHERS]],
    "another topic": [[{**FIRST, "topics": ["wohnen"]}, *OTHERS]],
    "a topic more": [[{**FIRST, "topics": ["kita", "wohnen"]}, *OTHERS]],
    "another carrier": [[{**FIRST, "carrier": "b"}, *OTHERS]],
    "in another quartier": [[{**CONTACTS[1], "quartier": "west"}, FIRST, *CONTACTS[2:]]],
    "no contact of any kind": [[]],
}
ONE = {"dimension": "total", "contacts": 5}
TALLIES = {
    "five": [ONE],
    "five again": [ONE],
    "six": [{**ONE, "contacts": 6}],
    "about five": [{**ONE, "estimated": True}],
    "none": [{**ONE, "contacts": 0}],
    "not collected": [{**ONE, "contacts": None, "absence": "not_collected"}],
    "held back": [{**ONE, "contacts": None, "absence": "suppressed"}],
    "no phone calls": [ONE, {"dimension": "channel", "category": "phone", "contacts": 0}],
}
EVENT = {"event": "1", "title": "Fest", "event_type": "festival", "carrier": "a", "status": "held", "attendance": 40}
EVENTS = {
    "held": EVENT,
    "held under another title": {**EVENT, "title": "Sommerfest", "day": 21},
    "one visit more": {**EVENT, "attendance": 41},
    "not counted": {**EVENT, "attendance": None},
    "cancelled": {**EVENT, "status": "cancelled"},
    "of another type": {**EVENT, "event_type": "course"},
    "planned": {**EVENT, "status": "planned", "attendance": None},
}
MONTHS = {name: town.month_number(number) for number, name in enumerate([*SAME, *CHANGED])}


@pytest.fixture
def told(records: Records) -> Records:
    """A town whose months are the variants; west has no service, only events."""
    town.found(records)
    start = date(2023, 1, 1)
    named = {"valid_from": start}
    records.deliver(
        "services",
        [
            {"service": key, "name": key, "carrier": carrier, "quartier": quartier, "origin": origin, **named}
            for key, (carrier, quartier, origin) in SERVICES.items()
        ],
    )
    for name, deliveries in (SAME | CHANGED).items():
        for rows in deliveries:
            _deliver_contacts(records, MONTHS[name], rows)
    for number, lines in enumerate(TALLIES.values()):
        month = town.month_number(number)
        records.deliver("contact_tallies", [{"month": month, "service": "treff", **line} for line in lines])
    for number, event in enumerate(EVENTS.values()):
        day = town.month_number(number).replace(day=event.get("day", 20))
        row = {key: value for key, value in event.items() if key != "day"}
        records.deliver("events", [{"date": day, "quartier": "west", **row}])
    return records


def _deliver_contacts(records: Records, month: date, rows: list[dict]) -> None:
    listed = [
        {"date": month.replace(day=row["day"]), "service": "punkt"}
        | {key: value for key, value in row.items() if key != "day"}
        for row in rows
    ]
    records.deliver("contacts", listed, claims=[Claim(None, "punkt", month.isoformat())])


def _digests(query, quartier: str) -> dict[date, str]:
    return dict(query(f"select month, digest from mart_month_digest where quartier = '{quartier}'").rows())


def test_equal_figures_have_one_digest_and_any_change_has_another(told: Records, build) -> None:
    query = build(told)
    nord = _digests(query, "nord")
    base = nord[MONTHS["as it is"]]
    assert {name: nord[MONTHS[name]] == base for name in SAME} == dict.fromkeys(SAME, True)
    changed = {name: nord[MONTHS[name]] for name in CHANGED}
    assert base not in changed.values()
    assert len(set(changed.values())) == len(CHANGED)
    assert len(base) == 64


def test_tallies_and_events_are_told_apart_by_what_they_say(told: Records, build) -> None:
    query = build(told)
    sued = [_digests(query, "sued")[town.month_number(number)] for number in range(len(TALLIES))]
    assert sued[0] == sued[1]
    assert len(set(sued)) == len(TALLIES) - 1
    west = [_digests(query, "west").get(town.month_number(number)) for number in range(len(EVENTS))]
    # The contact that punkt had in west is counted there; the planned event alone is no figure.
    assert west[0] == west[1]
    assert len(set(west)) == len(EVENTS) - 1
    assert west[-1] is None


def test_a_signature_lapses_when_and_only_when_the_figures_change(told: Records, build) -> None:
    before = build(told)
    base = _digests(before, "nord")[MONTHS["as it is"]]
    later = _copied(told, "spaeter")
    for month in MONTHS.values():
        add_signature(later.folder, quartier="nord", month=month.isoformat(), digest=base, **SAID)
    counts = "select * from fct_contact_count where category <> 'neu' order by all"
    counted = before(counts).rows()
    digests = {quartier: _digests(before, quartier) for quartier in town.QUARTIERS}
    _count_oneself(later.folder)
    later.deliver("topics", _topics(*TOPICS, "neu"))
    query = build(later)
    signed = dict(query("select month, is_current from mart_sign_off").rows())
    assert signed == {month: name in SAME for name, month in MONTHS.items()}
    # Neither an own tally nor a new topic changes a count or a digest.
    assert query(counts).rows() == counted
    assert {quartier: _digests(query, quartier) for quartier in town.QUARTIERS} == digests
    own = query("select month, service, dimension, category, contacts, entered_by from mart_own_tally order by all")
    assert own.rows() == [
        (date(2023, 1, 1), "punkt", "topic", "kita", None, "Quartiersbüro"),
        (date(2023, 1, 1), "punkt", "total", "total", 70, "Quartiersbüro"),
    ]


def _copied(records: Records, municipality: str) -> Records:
    """The same records under another name, because a build that is being read cannot be made anew."""
    copied = Records(records.root, municipality)
    shutil.copytree(records.folder, copied.folder)
    copied.sequence = records.sequence
    return copied


def _count_oneself(records: Path) -> None:
    """Two entries for one month: the second, counted at two tables, replaces the first as a whole."""
    first = [{"service": "punkt", "dimension": "channel", "category": "phone", "contacts": 9}]
    second = [
        {"service": "punkt", "dimension": "total", "category": None, "contacts": 40},
        {"service": "punkt", "dimension": "total", "category": None, "contacts": 30},
        {"service": "punkt", "dimension": "topic", "category": "kita", "contacts": None},
    ]
    for rows in (first, second):
        content = {"quartier": "nord", "month": "2023-01-01", "rows": rows}
        add_entry(records, OWN_TALLY, content=content, **SAID)


def _topics(*keys: str) -> list[dict]:
    return [
        {"topic": key, "name": key.title(), "topic_group": "Alltag", "is_sensitive": False, "position": position}
        for position, key in enumerate(keys)
    ]
