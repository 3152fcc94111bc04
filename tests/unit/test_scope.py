"""A quartier's orders and answers are cut to its own subjects."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.contract import load_contracts
from pipelines.errors import UsageError
from pipelines.findings import Finding
from pipelines.orders.deliver import deliver
from pipelines.orders.new_profile import new_profile
from pipelines.orders.scope import Scope, own_subjects, parse_scope
from pipelines.orders.scoped_reports import cut_to_scope
from pipelines.receiving.reports import Report
from pipelines.records.ledger import read_ledger
from pipelines.refresh import Refreshed, refresh
from tests.builders import MUNICIPALITY, a_workspace
from tests.office import Office, an_office, october


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("deliver", "contacts", "events"),
    [
        (frozenset(), set(), set()),
        (frozenset({"contacts"}), {"sprechstunde"}, set()),
        (frozenset({"contacts/sprechstunde", "events/mitte"}), {"sprechstunde"}, {"mitte"}),
        (frozenset({"contacts/service-point"}), {"service-point"}, set()),
        (frozenset({"contacts", "contacts/service-point"}), {"sprechstunde", "service-point"}, set()),
    ],
)
def test_one_persons_rights_to_deliver(
    office: Office, deliver: frozenset[str], contacts: set[str], events: set[str]
) -> None:
    scope, ledger = Scope(MUNICIPALITY, "mitte", deliver), read_ledger(office.records)
    found = (
        own_subjects(scope, load_contracts()[key], ledger, records=office.records) for key in ("contacts", "events")
    )
    assert tuple(found) == (contacts, events)


def test_scopes_are_read() -> None:
    assert parse_scope("leverkusen/coordinator") == Scope("leverkusen", None)
    assert parse_scope("leverkusen/quartier:manfort") == Scope("leverkusen", "manfort")


@pytest.mark.parametrize(
    "text",
    ["leverkusen/council", "leverkusen/steering", "leverkusen", "", "/coordinator", "leverkusen/quartier:",
     "leverkusen/quartier", "leverkusen/coordinator:manfort"],
)  # fmt: skip
def test_who_only_reads_gives_no_orders(text: str) -> None:
    with pytest.raises(UsageError, match="keine Lieferungen"):
        parse_scope(text)


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("contacts", {"sprechstunde"}),
        ("contact_tallies", {"sprechstunde"}),
        ("events", {"mitte"}),
        ("movements", set()),
        ("services", set()),
        ("areas", set()),
    ],
)
def test_a_quartiers_own_subjects(office: Office, source: str, own: set[str]) -> None:
    contract, ledger = load_contracts()[source], read_ledger(office.records)
    assert own_subjects(Scope(MUNICIPALITY, "mitte"), contract, ledger, records=office.records) == own
    assert own_subjects(Scope(MUNICIPALITY), contract, ledger, records=office.records) is None


def _refreshed(office: Office) -> Refreshed:
    return refresh(office.paths, a_workspace(), municipalities=[MUNICIPALITY], progress=lambda _: None)


def test_a_run_tells_a_quartier_of_its_own_deliveries_only(office: Office) -> None:
    office.put("contacts/mitte.csv", october(2))
    office.put("contacts/nord.csv", october(3, service="lotsen"))
    office.put("contacts/schlecht.csv", "Foo;Bar\n1;2\n")
    result = cut_to_scope(_refreshed(office), Scope(MUNICIPALITY, "mitte"), records=office.paths.records)
    assert [report.file for report in result.deliveries] == ["contacts/mitte.csv"]
    assert result.findings == []
    assert result.releases


def test_of_a_joint_delivery_a_quartier_sees_its_own_findings(office: Office) -> None:
    office.put("contacts/alle.csv", october(3) + october(2, service="lotsen").split("\n", 1)[1])
    result = _refreshed(office)
    (report,) = (report for report in result.deliveries if report.source == "contacts")
    found = tuple(
        Finding("f", None, None, row, None, "rule", "", subject=subject)
        for row, subject in ((1, "sprechstunde"), (2, "lotsen"), (3, None))
    )
    own = _only(replace(report, findings=found), result, office)
    assert [finding.row for finding in own.findings] == [1]


def _only(report: Report, result: Refreshed, office: Office) -> Report:
    cut = cut_to_scope(replace(result, deliveries=[report]), Scope(MUNICIPALITY, "mitte"), records=office.paths.records)
    (own,) = cut.deliveries
    return own


def test_a_check_shows_a_quartier_its_own_effects(office: Office) -> None:
    mitte = replace(office, quartier="mitte")
    answer = mitte.check(october(3))
    assert [(entry["subject"], entry["after"]) for entry in answer["effects"]] == [("sprechstunde", 3)]
    answer = mitte.check(october(3, service="lotsen"))
    assert (answer["status"], answer["effects"], answer["unknown_words"]) == ("refused", [], [])
    assert [finding["rule"] for finding in answer["findings"]] == ["outside_scope"]


def test_a_refused_file_of_a_quartier_lies_nowhere(office: Office) -> None:
    mitte = replace(office, quartier="mitte")
    done = deliver(office.file("x.csv", "Foo;Bar\n1;2\n"), mitte.order, source="contacts", is_confirmed=False)
    assert (done.answer["status"], done.answer["file"]) == ("refused", None)
    assert list((office.paths.data / MUNICIPALITY).glob("contacts/*")) == []


PROFILE = {"source": "contacts", "title": "M", "fingerprint": ["Wann"], "headers": {"Wann": "date"}}


def _save(office: Office, key: str, **changes: object) -> str:
    return new_profile(key, office.file("p.json", json.dumps(PROFILE | changes)), office.order).answer["profile"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"constants": {"service": "lotsen"}},
        {"constants": {"carrier": "caritas"}},
        {"constants": ["service"]},
        {"constants": {"service": ["sprechstunde"]}},
        {"constants": {"service": "sprechstunde"}, "speaks_for": ["lotsen"]},
        {"constants": {"service": "sprechstunde"}, "source": "kontakte"},
        {"constants": {"service": "sprechstunde"}, "source": "opening_hours"},
    ],
)
def test_a_quartier_saves_no_profile_that_could_speak_for_others(office: Office, changes: dict) -> None:
    with pytest.raises(UsageError, match="Koordination"):
        _save(replace(office, quartier="mitte"), "liste", **changes)
    assert not (office.paths.config / "profiles").exists()


def test_a_quartier_saves_profiles_of_its_own_services_and_changes_nobody_elses(office: Office) -> None:
    mitte = replace(office, quartier="mitte")
    assert _save(mitte, "mitte", constants={"service": "sprechstunde"}) == "mitte@1"
    assert _save(mitte, "mitte", constants={"service": "sprechstunde", "carrier": "awo"}) == "mitte@2"
    _save(office, "nord", fingerprint=["Tag der Beratung"], headers={"Tag der Beratung": "date"})
    with pytest.raises(UsageError, match="Koordination"):
        _save(mitte, "nord", constants={"service": "sprechstunde"})


def test_a_saved_profile_lets_a_refused_file_count(office: Office) -> None:
    refused = deliver(
        office.file("o.csv", october(3).replace("Datum", "Wann")), office.order, source="contacts", is_confirmed=False
    )
    assert refused.answer["status"] == "quarantined"
    document = '{"source": "contacts", "title": "M", "fingerprint": ["Wann"], "headers": {"Wann": "date"}}'
    done = new_profile("mitte", office.file("p.json", document), office.order)
    assert done.answer == {"profile": "mitte@1"}
    assert office.statuses()[refused.answer["file"]] == "landed"


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_what_is_no_json_object_is_no_profile(office: Office, content: str) -> None:
    with pytest.raises(UsageError, match="kein Profil"):
        new_profile("awo", office.file("p.json", content), office.order)
