"""Persons and staff behind a cell: counted in the build, told to nobody."""

from __future__ import annotations

from datetime import date

from tests.builders import Records
from tests.warehouse import town

JANUARY, FEBRUARY = date(2023, 1, 1), date(2023, 2, 1)
# Month → whose the contacts of punkt are; None: nobody says.
CONTACTS = {JANUARY: ("k1", "k1", "k2"), FEBRUARY: ("k1", "k3", None)}


def _deliver(records: Records) -> None:
    town.found(records)
    usual = {"service": "punkt", "carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    for month, references in CONTACTS.items():
        rows = [{"date": month, **usual, "client_ref": reference} for reference in references]
        records.deliver("contacts", rows)
    posts = {"post": "Beratung", "carrier": "a", "hours": 20, "full_time_hours": 39, "valid_from": JANUARY}
    records.deliver(
        "staffing",
        [
            {**posts, "service": "punkt", "persons": 1},
            {**posts, "quartier": "sued", "persons": 2, "valid_to": date(2023, 1, 31)},
        ],
    )


def test_persons_are_known_where_every_contact_says_whose_it_is(records: Records, build) -> None:
    _deliver(records)
    query = build(records)
    found = query(
        """
        select period_kind, period, contacts, persons
        from cube_contact
        where dimension = 'total' and area = 'nord' and period_kind in ('month', 'quarter') and period <= '2023-02-01'
        order by all
        """
    )
    assert found.rows() == [
        ("month", JANUARY, 3, 2),
        ("month", FEBRUARY, 3, None),
        ("quarter", JANUARY, 6, None),
    ]
    zero = query("select distinct persons from cube_contact where contacts = 0").rows()
    assert zero == [(0,)]


def test_staff_is_that_of_the_area_in_the_month_with_the_fewest(records: Records, build) -> None:
    _deliver(records)
    found = build(records)(
        """
        select period_kind, period, area, staff
        from cube_contact
        where dimension = 'carrier' and category = 'a' and area in ('nord', 'musterstadt')
            and period_kind in ('month', 'quarter') and period <= '2023-02-01'
        order by all
        """
    )
    assert found.rows() == [
        ("month", JANUARY, "musterstadt", 3),
        ("month", JANUARY, "nord", 1),
        ("month", FEBRUARY, "musterstadt", 1),
        ("month", FEBRUARY, "nord", 1),
        ("quarter", JANUARY, "musterstadt", 1),
        ("quarter", JANUARY, "nord", 1),
    ]
