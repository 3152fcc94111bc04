"""Every count can be followed to the rows it comes from, by those whose release holds rows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analytics.figures import trace as figures
from analytics.queries.trace import Trace, trace
from analytics.release import open_release
from analytics.scope import parse_scope
from tests.builders_release import MONTH, SERVICES, TOWN, months

SEPTEMBER = date(2026, 9, 1)


def traced(var: Path, audience: str, service: str, month: date = MONTH, **cell: str) -> Trace:
    found = trace(open_release(parse_scope(f"{TOWN}/{audience}"), var), service=service, month=month, **cell)
    assert found is not None
    return found


def test_contacts_are_found_row_by_row(release_var: Path) -> None:
    found = traced(release_var, "quartier:nord", "sprechstunde-nord", dimension="topic", category="wohnen")
    assert [(row.file, row.row, row.contacts) for row in found.rows] == [
        ("contacts/nord-2026-10-korrektur.csv", row, 1) for row in (2, 3, 4, 5)
    ]
    assert figures.sentence(found) == (
        "Sprechstunde Nord, Oktober\u00a02026, Wohnen: 4 Kontakte aus 4 Zeilen in 1 Datei."
    )
    assert figures.trace_table(found).frame.row(0) == (
        "contacts/nord-2026-10-korrektur.csv",
        "",
        "2",
        "02.10.2026",
        "persönlich offen",
    )
    none = traced(release_var, "quartier:nord", "sprechstunde-nord", dimension="channel", category="phone")
    assert figures.trace_table(none).empty_text == "Keine Zeile der Lieferungen wurde hier gezählt."


def test_a_tally_is_found_line_by_line(release_var: Path) -> None:
    found = traced(release_var, "coordinator", "lotsen-nord", SEPTEMBER, dimension="channel", category="phone")
    (row,) = found.rows
    assert (row.file, row.sheet, row.name, row.contacts) == (
        "contact_tallies/lotsen-2026-09.xlsx",
        "Monat",
        "telefonisch",
        8,
    )
    assert figures.trace_table(found).columns[-1].header == "Anzahl"


def test_what_a_tally_traces_to_is_what_it_counts(release_var: Path) -> None:
    release = open_release(parse_scope(f"{TOWN}/coordinator"), release_var)
    counts = release.frame(
        "select service, month, dimension, category, contacts from mart_service_count"
        " where state = 'value' and origin = 'tally'"
    )
    assert counts.height > 100
    for row in counts.iter_rows(named=True):
        contacts = row.pop("contacts")
        found = trace(release, **row)
        assert found is not None
        assert found.contacts == contacts


@pytest.mark.parametrize("audience", ["council", "steering", "quartier:sued"])
def test_nobody_else_follows_a_count(release_var: Path, audience: str) -> None:
    for service in ("sprechstunde-nord", "lotsen-nord"):
        assert all(traced(release_var, audience, service, month).rows == () for month in months()[-4:])


def test_a_missing_month_and_an_unknown_service(release_var: Path) -> None:
    found = traced(release_var, "coordinator", "lotsen-nord")
    assert (found.origin, found.rows) == (None, ())
    assert figures.trace_table(found).empty_text == "Für diesen Monat liegt keine Meldung vor."
    release = open_release(parse_scope(f"{TOWN}/coordinator"), release_var)
    assert trace(release, service="nirgendwo", month=MONTH) is None
    assert "nirgendwo" not in SERVICES
