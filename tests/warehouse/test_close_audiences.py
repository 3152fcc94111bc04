"""What closes a month is for those who own it: nothing of it reaches the council, the steering group or a neighbour."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipelines.records.entries import DECISION, OWN_TALLY, add_entry
from pipelines.records.ledger import Claim
from pipelines.records.month_events import add_signature
from pipelines.releasing.publish import publish_release
from pipelines.releasing.releases import release_folder
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town
from tests.warehouse.closing import release_months

TOWN = "stadtabschluss"
MONTH = date(2023, 1, 1)
AT = "2024-07-04T08:00:00Z"
SERVICES = {"nord": "punkt", "sued": "treff"}
INTERNAL = ("mart_month_digest", "mart_own_tally", "mart_service_count", "mart_sign_off", "mart_tally")
AUDIENCES = ("council", "steering", "coordinator", "quartier-nord", "quartier-sued", "quartier-west")
# Words that stand in nobody else's file, not even in its bytes.
SECRETS = {
    "quartier-nord": (b"Unterschrift Nord", b"Zaehlerin Nord", b"Befund punkt"),
    "quartier-sued": (b"Unterschrift Sued", b"Zaehlerin Sued", b"Befund treff"),
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, var: Path) -> Path:
    """A release of two quartiers that have signed, counted themselves, and got findings in one shared delivery."""
    root = tmp_path_factory.mktemp("closed")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    _deliver(records)
    for quartier, service in SERVICES.items():
        name = quartier.title()
        row = {"service": service, "dimension": "total", "category": None, "contacts": 7}
        content = {"quartier": quartier, "month": "2023-02-01", "rows": [row]}
        add_entry(records.folder, OWN_TALLY, by=f"Zaehlerin {name}", at=AT, content=content)
        signed = {"quartier": quartier, "month": "2023-02-01", "digest": "0" * 64}
        add_signature(records.folder, by=f"Unterschrift {name}", at=AT, note="geprüft", **signed)
    content = {"service": "treff", "month": "2023-03-01", "origin": "rows", "reason": None}
    add_entry(records.folder, DECISION, by="Koordination", at=AT, content=content)
    workspace = a_workspace(municipalities={TOWN: "Stadt Abschluss"})
    months = [date(2023, month, 1) for month in (1, 2)]
    release_months(TOWN, months, paths=paths, workspace=workspace)
    release = publish_release(
        municipality=TOWN, paths=paths, workspace=workspace, fingerprint="a" * 64, progress=lambda words: None
    ).release
    return release_folder(var, TOWN, release)


def _deliver(records: Records) -> None:
    """Both services report in one list with a finding about each; treff and punkt have tallies as well."""
    usual = {"carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    days = [date(2023, month, 3) for month in (2, 3) for _ in range(12)]
    rows = [{"date": day, "service": service, **usual} for day in days for service in SERVICES.values()]
    findings = [
        {"rule": "unknown_word", "message": f"Befund {service}", "row": 9, "subject": service, "month": "2023-02-01"}
        for service in SERVICES.values()
    ]
    records.deliver("contacts", rows, findings=[*findings, {"rule": "hidden_sheet", "message": "Befund aller"}])
    tally = [
        {"month": date(2023, 3, 1), "service": each, "dimension": "total", "contacts": 9} for each in ("treff", "punkt")
    ]
    records.deliver("contact_tallies", tally)
    records.deliver(
        "contact_tallies", [{"month": date(2023, 4, 1), "service": "treff", "dimension": "total", "contacts": 3}]
    )
    held = [Claim(None, "punkt", "2023-02-01")]
    records.deliver("contacts", [], status="held", claims=held, note="Vermerk zu punkt")


def _rows(published: Path, audience: str, sql: str) -> list[tuple]:
    with duckdb.connect(str(published / f"{audience}.duckdb"), read_only=True) as connection:
        frame: pl.DataFrame = connection.sql(sql).pl()
    return frame.rows()


@pytest.mark.parametrize("audience", ["council", "steering"])
@pytest.mark.parametrize("table", [*INTERNAL, "mart_finding", "mart_contact"])
def test_council_and_steering_get_nothing_of_it(published: Path, audience: str, table: str) -> None:
    assert _rows(published, audience, f"select * from {table}") == []
    assert _rows(published, "coordinator", f"select * from {table}") != []


@pytest.mark.parametrize("quartier", ["nord", "sued", "west"])
@pytest.mark.parametrize("table", INTERNAL)
def test_a_quartier_gets_its_own_and_all_of_it(published: Path, quartier: str, table: str) -> None:
    own = _rows(published, f"quartier-{quartier}", f"select * from {table} order by all")
    whole = _rows(published, "coordinator", f"select * from {table} where quartier = '{quartier}' order by all")
    assert own == whole
    empty = quartier == "west" or (quartier, table) == ("nord", "mart_tally")
    assert bool(own) == (not empty)


def test_findings_go_to_whom_they_are_about(published: Path) -> None:
    told = {
        audience: [
            message for (message,) in _rows(published, audience, "select message from mart_finding order by all")
        ]
        for audience in ("quartier-nord", "quartier-sued", "quartier-west")
    }
    assert [words.split(".")[0] for words in told["quartier-nord"]] == [
        "Befund aller",
        "Befund punkt",
        "Für Punkt liegen im Monat 03/2023 Einzelkontakte und Monatszahlen vor",
    ]
    assert told["quartier-sued"] == ["Befund aller", "Befund treff"]
    assert told["quartier-west"] == []


def test_conflicts_are_told_to_whom_they_belong_and_provisional_months_to_all(published: Path) -> None:
    conflicts = "select service, conflict from mart_expected where conflict is not null order by all"
    assert _rows(published, "coordinator", conflicts) == [("punkt", "open"), ("treff", "decided")]
    assert _rows(published, "quartier-nord", conflicts) == [("punkt", "open")]
    assert _rows(published, "quartier-sued", conflicts) == [("treff", "decided")]
    for audience in ("council", "steering", "quartier-west"):
        assert _rows(published, audience, conflicts) == []
    provisional = "select service, month from mart_expected where is_provisional order by all"
    months = [("punkt", date(2023, 2, 1)), ("punkt", date(2023, 3, 1)), ("treff", date(2023, 2, 1))]
    for audience in AUDIENCES:
        # The council is told of released months only, and March is open.
        told = [row for row in months if audience != "council" or row[1] < date(2023, 3, 1)]
        assert _rows(published, audience, provisional) == told


def test_the_bytes_of_a_file_hold_no_secret_of_another(published: Path) -> None:
    whole = (published / "coordinator.duckdb").read_bytes()
    for owner, words in SECRETS.items():
        for audience in AUDIENCES:
            content = (published / f"{audience}.duckdb").read_bytes()
            for word in words:
                assert word in whole
                assert (word in content) == (audience in ("coordinator", owner)), (audience, word)


def test_who_sent_what_with_which_note_is_not_for_the_steering_group(published: Path) -> None:
    query = "select count(received_by) > 0, count(note) > 0 from mart_delivery"
    assert _rows(published, "steering", query) == [(False, False)]
    assert _rows(published, "coordinator", query) == [(True, True)]
    assert _rows(published, "quartier-nord", query) == [(True, True)]
    assert _rows(published, "quartier-sued", query) == [(True, False)]
