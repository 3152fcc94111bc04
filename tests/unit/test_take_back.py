"""Deliveries taken back, restored and confirmed; what was sent before never comes back by being sent again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.errors import PipelineError, UsageError
from pipelines.orders.deliver import deliver
from pipelines.orders.status import status
from pipelines.orders.take_back import confirm, restore, withdraw
from pipelines.records.ledger import NAME, read_ledger
from tests.builders import MUNICIPALITY, a_workspace
from tests.office import MASTER_DATA, Office, an_office, october


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


def _deliver(office: Office, name: str, content: str | bytes) -> str:
    """Hand in and return the delivery's id."""
    done = deliver(office.file(name, content), office.order, source="contacts", is_confirmed=False)
    return done.answer["delivery"]


def _holding(office: Office) -> list[int]:
    """Row counts of the deliveries of contacts that hold."""
    statuses = office.statuses()
    ledger = read_ledger(office.records).values()
    return [
        delivery.rows_landed
        for delivery in ledger
        if delivery.source == "contacts" and statuses[delivery.file] == "landed"
    ]


def resaved(content: str) -> bytes:
    """The same rows in other bytes and another order."""
    header, *rows = content.splitlines()
    return "\r\n".join([header, *reversed(rows)]).encode("utf-16")


def test_an_older_file_sent_again_does_not_roll_back(office: Office) -> None:
    _deliver(office, "v1.csv", october(4))
    _deliver(office, "v2.csv", october(6))
    for name, content in (("v1.csv", october(4)), ("v1_noch_einmal.csv", resaved(october(4)))):
        _deliver(office, name, content)
        assert _holding(office) == [6]


def test_what_a_withdrawn_correction_replaced_holds_again(office: Office) -> None:
    _deliver(office, "v1.csv", october(4))
    second = _deliver(office, "v2.csv", october(6))
    done = withdraw(second, office.order, reason="falscher Monat")
    assert done.answer == {"delivery": second, "status": "withdrawn"}
    assert _holding(office) == [4]
    decision = read_ledger(office.records)[second].decision
    assert decision == {
        "was": "landed", "by": "Frau Muster", "at": "2026-11-03T08:00:00Z", "reason": "falscher Monat",
    }  # fmt: skip


@pytest.mark.parametrize("again", [lambda: october(6), lambda: resaved(october(6))])
def test_a_withdrawn_file_sent_again_stays_withdrawn(office: Office, again) -> None:  # type: ignore[no-untyped-def]
    _deliver(office, "v1.csv", october(4))
    second = _deliver(office, "v2.csv", october(6))
    withdraw(second, office.order, reason="falsch")
    _deliver(office, "v2_neu.csv", again())
    assert _holding(office) == [4]
    assert restore(second, office.order).answer == {"delivery": second, "status": "landed"}
    assert _holding(office) == [6]


def test_a_restored_delivery_keeps_its_place_in_time(office: Office) -> None:
    first = _deliver(office, "v1.csv", october(4))
    withdraw(first, office.order, reason="falsch")
    _deliver(office, "v2.csv", october(6))
    assert restore(first, office.order).answer["status"] == "superseded"
    assert _holding(office) == [6]


def test_a_held_delivery_counts_when_it_is_confirmed_and_comes_back_as_it_was(office: Office) -> None:
    _deliver(office, "v1.csv", october(12))
    held = _deliver(office, "v2.csv", october(3))
    assert _holding(office) == [12]
    withdraw(held, office.order, reason="unvollständig")
    assert restore(held, office.order).answer["status"] == "held"
    assert confirm(held, office.order).answer == {"delivery": held, "status": "landed"}
    assert _holding(office) == [3]


def test_withdrawn_files_are_not_read_again_until_they_are_restored(office: Office) -> None:
    content = october(1).replace("Wohnen", "Arbeit")
    refused = _deliver(office, "v1.csv", content)
    withdraw(refused, office.order, reason="erledigt")
    office.put("topics/themen2.csv", MASTER_DATA["topics/themen.csv"] + "arbeit;Arbeit;Alltag;nein;2\n")
    office.receive()
    assert read_ledger(office.records)[refused].status == "withdrawn"
    assert restore(refused, office.order).answer["status"] == "landed"


def test_what_was_decided_outlives_changed_rules(office: Office) -> None:
    folder = office.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    text = "{{source: contacts, title: {title}, fingerprint: [Datum, Angebot]}}"
    (folder / "alle@1.yml").write_text(text.format(title="Alle"), encoding="utf-8")
    first = _deliver(office, "v1.csv", october(12))
    confirmed = _deliver(office, "v2.csv", october(3))
    confirm(confirmed, office.order)
    repeated = _deliver(office, "v1_neu.csv", resaved(october(12)))
    withdrawn = _deliver(office, "v3.csv", october(7))
    withdraw(withdrawn, office.order, reason="falsch")
    (folder / "alle@1.yml").write_text(text.format(title="Anders"), encoding="utf-8")
    reports, changed = office.receive()
    assert changed
    read_again = {report.delivery: report.status for report in reports.values() if report.source == "contacts"}
    assert read_again == {
        first: "superseded", confirmed: "landed", repeated: "repeated", withdrawn: "withdrawn",
    }  # fmt: skip
    assert _holding(office) == [3]
    decision = read_ledger(office.records)[confirmed].decision
    assert decision is not None
    assert decision["was"] == "held"
    assert not office.receive()[1]


def test_a_repeated_file_stays_without_effect_when_its_twin_is_gone_from_the_inbox(office: Office) -> None:
    folder = office.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    text = "{{source: contacts, title: M, fingerprint: [Datum, Angebot], categories: {{topics: {{Mietrecht: {key}}}}}}}"
    (folder / "alle@1.yml").write_text(text.format(key="wohnen"), encoding="utf-8")
    office.put("topics/themen2.csv", MASTER_DATA["topics/themen.csv"] + "arbeit;Arbeit;Alltag;nein;2\n")
    content = october(4).replace("Wohnen", "Mietrecht")
    first = _deliver(office, "v1.csv", content)
    _deliver(office, "v2.csv", october(6))
    repeated = _deliver(office, "v1_neu.csv", resaved(content))
    (office.paths.data / MUNICIPALITY / read_ledger(office.records)[first].file).unlink()
    (folder / "alle@1.yml").write_text(text.format(key="arbeit"), encoding="utf-8")
    office.receive()
    assert read_ledger(office.records)[repeated].status == "repeated"
    assert _holding(office) == [6]


@pytest.mark.parametrize("command", [confirm, restore, lambda d, o: withdraw(d, o, reason="x")])
def test_what_is_unknown_is_wrong_usage_and_changes_nothing(office: Office, command) -> None:  # type: ignore[no-untyped-def]
    before = (office.records / NAME).read_bytes()
    with pytest.raises(UsageError, match="gibt es hier nicht"):
        command("000099-abcdef12", office.order)
    assert (office.records / NAME).read_bytes() == before


def test_a_status_that_does_not_allow_it_is_said(office: Office) -> None:
    first = _deliver(office, "v1.csv", october(4))
    repeated = _deliver(office, "v1_neu.csv", resaved(october(4)))
    for command, delivery in ((confirm, first), (restore, first), (confirm, repeated)):
        with pytest.raises(UsageError, match=delivery):
            command(delivery, office.order)
    withdraw(first, office.order, reason="falsch")
    for delivery in (first, repeated):
        with pytest.raises(UsageError, match="nichts zurückzuziehen"):
            withdraw(delivery, office.order, reason="falsch")


def test_the_last_list_of_master_data_cannot_be_taken_back(office: Office) -> None:
    services = office.delivery("services/angebote.csv").delivery
    with pytest.raises(PipelineError, match="einzige Liste „Angebote“"):
        withdraw(services, office.order, reason="falsch")
    assert read_ledger(office.records)[services].landed


def test_a_quartier_takes_back_only_its_own(office: Office) -> None:
    own = _deliver(office, "mitte.csv", october(3))
    joint = _deliver(office, "alle.csv", october(4) + october(2, service="lotsen").split("\n", 1)[1])
    foreign = _deliver(office, "nord.csv", october(5, service="lotsen"))
    refused = _deliver(office, "x.csv", "Foo;Bar\n1;2\n")
    mitte = replace(office, quartier="mitte")
    for delivery in (joint, foreign, refused, office.delivery("services/angebote.csv").delivery):
        with pytest.raises(UsageError, match="gibt es hier nicht"):
            withdraw(delivery, mitte.order, reason="falsch")
    assert withdraw(own, mitte.order, reason="falsch").answer["status"] == "withdrawn"


def test_the_status_counts_deliveries_and_names_those_that_wait(office: Office) -> None:
    _deliver(office, "v1.csv", october(12))
    _deliver(office, "v2.csv", october(14))
    held = _deliver(office, "v3.csv", october(3))
    _deliver(office, "v1_neu.csv", resaved(october(12)))
    withdraw(_deliver(office, "nord.csv", october(5, service="lotsen")), office.order, reason="falsch")
    # The release of this office is an empty folder.
    (office.paths.var / "current" / MUNICIPALITY).unlink()
    answer = status(MUNICIPALITY, paths=office.paths, workspace=a_workspace())
    assert answer["deliveries"] == {"held": 1, "landed": 5, "repeated": 1, "superseded": 1, "withdrawn": 1}
    assert [entry["delivery"] for entry in answer["held"]] == [held]
    nord = status(MUNICIPALITY, paths=office.paths, workspace=a_workspace(), quartier="nord")
    assert (nord["deliveries"], nord["held"]) == ({"withdrawn": 1}, [])
