"""The close of a month: a decision between two origins, an own tally, a signature that names what was signed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import UsageError
from pipelines.orders.decide import decide
from pipelines.orders.deliver import deliver
from pipelines.orders.own_tally import own_tally
from pipelines.orders.sign_off import SignatureRefusedError, sign_off
from pipelines.records import entries, month_events
from pipelines.records.entries import DECISION, OWN_TALLY, read_entries
from pipelines.records.month_events import signatures
from tests.builders import MUNICIPALITY
from tests.office import TALLY_HEADER, Office, an_office, october

OCTOBER = "2026-10-01"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


def release_with(office: Office, name: str, *digests: tuple[str, str, str]) -> None:
    """Let a release serve whose coordinator's file has these digests (quartier, month, digest)."""
    folder = office.paths.var / "releases" / MUNICIPALITY / name
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}")
    with duckdb.connect(str(folder / "coordinator.duckdb")) as connection:
        connection.execute("create table mart_month_digest (quartier varchar, month date, digest varchar)")
        for row in digests:
            connection.execute("insert into mart_month_digest values (?, ?, ?)", list(row))
    (office.paths.var / "current").mkdir(exist_ok=True)
    (office.paths.var / "current" / MUNICIPALITY).write_text(name)


def _sign(office: Office, digest: str | None, *, quartier: str = "mitte", month: str = OCTOBER) -> dict:
    return sign_off(month, office.order, quartier=quartier, digest=digest, note=None).answer


def test_a_signature_carries_the_digest_of_what_is_published(office: Office) -> None:
    release_with(office, "r1", ("mitte", OCTOBER, "abc"), ("nord", OCTOBER, "def"))
    assert _sign(office, "abc") == {"month": "2026-10", "quartier": "mitte", "digest": "abc", "state": "signed"}
    assert signatures(office.records) == {
        ("mitte", OCTOBER): {
            "event": "signed",
            "quartier": "mitte",
            "month": OCTOBER,
            "digest": "abc",
            "by": "Frau Muster",
            "at": "2026-11-03T08:00:00Z",
            "note": None,
        }
    }


def test_the_last_signature_holds(office: Office) -> None:
    release_with(office, "r1", ("mitte", OCTOBER, "abc"))
    _sign(office, None)
    release_with(office, "r2", ("mitte", OCTOBER, "new"))
    _sign(office, "new")
    assert signatures(office.records)["mitte", OCTOBER]["digest"] == "new"


@pytest.mark.parametrize(
    ("quartier", "month", "digest", "said"),
    [
        ("mitte", OCTOBER, "old", "seit der Anzeige geändert"),
        ("mitte", "2026-09-01", None, "keine Zahlen"),
        ("nirgendwo", OCTOBER, None, "keine Zahlen"),
    ],
)
def test_what_was_not_seen_or_is_not_there_is_not_signed(
    office: Office, quartier: str, month: str, digest: str | None, said: str
) -> None:
    release_with(office, "r1", ("mitte", OCTOBER, "abc"))
    with pytest.raises(SignatureRefusedError, match=said):
        _sign(office, digest, quartier=quartier, month=month)
    assert not (office.records / month_events.NAME).exists()


def test_without_a_release_nothing_is_signed(office: Office) -> None:
    with pytest.raises(SignatureRefusedError, match="keine Zahlen"):
        _sign(office, None)


def test_a_quartier_signs_only_its_own_months(office: Office) -> None:
    release_with(office, "r1", ("mitte", OCTOBER, "abc"), ("nord", OCTOBER, "def"))
    with pytest.raises(UsageError, match="anderes Quartier"):
        _sign(replace(office, quartier="nord"), "abc")
    assert _sign(replace(office, quartier="nord"), "def", quartier="nord")["state"] == "signed"


def _deliver_both(office: Office) -> None:
    deliver(office.file("a.csv", october(3)), office.order, source="contacts", is_confirmed=False)
    tally = f"{TALLY_HEADER}\n10/2026;sprechstunde;Gesamt;;7\n"
    deliver(office.file("b.csv", tally), office.order, source="contact_tallies", is_confirmed=False)


def test_a_decision_is_kept_and_the_last_one_holds(office: Office) -> None:
    _deliver_both(office)
    for origin, reason in (("rows", None), ("tally", "Strichliste ist vollständig")):
        done = decide("sprechstunde", OCTOBER, origin, office.order, reason=reason)
        assert done.answer == {"service": "sprechstunde", "month": "2026-10", "origin": origin}
    ((about, entry),) = read_entries(office.records, DECISION).items()
    assert about == ("sprechstunde", OCTOBER)
    assert (entry["origin"], entry["reason"], entry["by"]) == ("tally", "Strichliste ist vollständig", "Frau Muster")
    lines = (office.records / entries.NAME).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["entry"] for line in lines] == ["000001", "000002", "000003", "000004"]


@pytest.mark.parametrize(
    ("service", "month", "quartier"),
    [("lotsen", OCTOBER, None), ("sprechstunde", "2026-09-01", None), ("sprechstunde", OCTOBER, "nord")],
)
def test_there_is_nothing_to_decide_where_nobody_reported(
    office: Office, service: str, month: str, quartier: str | None
) -> None:
    _deliver_both(office)
    with pytest.raises(UsageError, match="keine Lieferung"):
        decide(service, month, "rows", replace(office, quartier=quartier).order, reason=None)
    assert read_entries(office.records, DECISION) == {}


def _tally(office: Office, content: str, *, quartier: str = "mitte") -> dict:
    file = office.file("eigene.csv", f"{TALLY_HEADER}\n{content}")
    return own_tally(file, office.order, quartier=quartier, month=OCTOBER).answer


def test_an_own_tally_is_kept_beside_the_deliveries(office: Office) -> None:
    answer = _tally(office, "10/2026;sprechstunde;Gesamt;;7\n10/2026;Sprechstunde;Kanal;telefonisch;3\n")
    assert (answer["rows"], answer["findings"]) == (2, [])
    entry = read_entries(office.records, OWN_TALLY)["mitte", OCTOBER]
    assert entry["rows"] == [
        {"service": "sprechstunde", "dimension": "total", "category": None, "contacts": 7},
        {"service": "sprechstunde", "dimension": "channel", "category": "phone", "contacts": 3},
    ]
    assert "contact_tallies" not in {file.split("/")[0] for file in office.statuses()}


def test_rows_about_other_months_or_quartiers_are_findings(office: Office) -> None:
    answer = _tally(
        office,
        "10/2026;sprechstunde;Gesamt;;7\n9/2026;sprechstunde;Gesamt;;8\n10/2026;lotsen;Gesamt;;9\n"
        "10/2026;sprechstunde;Thema;Wonen;1\n",
    )
    assert answer["rows"] == 1
    assert sorted((finding["row"], finding["rule"]) for finding in answer["findings"]) == [
        (3, "other_month"),
        (4, "other_quartier"),
        (5, "unknown_key"),
    ]


def test_an_own_tally_without_a_row_changes_nothing(office: Office) -> None:
    before = {path: path.read_bytes() for path in office.records.rglob("*") if path.is_file()}
    assert _tally(office, "10/2026;lotsen;Gesamt;;9\n")["rows"] == 0
    assert {path: path.read_bytes() for path in office.records.rglob("*") if path.is_file()} == before


def test_a_quartier_counts_only_for_itself(office: Office) -> None:
    with pytest.raises(UsageError, match="anderes Quartier"):
        _tally(replace(office, quartier="nord"), "10/2026;sprechstunde;Gesamt;;7\n")
