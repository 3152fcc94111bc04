"""Erased rows are gone from every byte, their counts stay, and no file brings them back."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.__main__ import main
from pipelines.contract import load_contracts
from pipelines.errors import KeyMismatchError, UsageError
from pipelines.inbox import raw_hash
from pipelines.orders.check import check
from pipelines.orders.deliver import deliver
from pipelines.orders.erase import erase_before, erase_due
from pipelines.orders.erase_person import erase_person
from pipelines.orders.order import Done, Order
from pipelines.orders.take_back import withdraw
from pipelines.records.frozen import EXACT, write_frozen
from pipelines.records.kept_counts import counts_of, kept_counts
from pipelines.records.ledger import read_ledger
from pipelines.records.lines import append_lines
from pipelines.records.month_events import REOPENED, Batch, add_batch, add_month_events
from pipelines.records.pseudonym import read_key
from pipelines.records.tombstones import erased, pending, tombstones
from settings import Retention
from tests.builders import MUNICIPALITY, a_workspace
from tests.killed import Killed, dying_at
from tests.office import HEADER, Office, an_office
from tests.unit.test_hostile_files import CONFIG

ROW = "sprechstunde;caritas;Erstkontakt;telefonisch;Wohnen"
DAY = date(2026, 10, 1)
REASON = "Frist"
WORDS = ("service", "carrier", "quartier", "channel", "contact_kind")


def contacts(*rows: tuple[str, str]) -> str:
    """A file of contacts from (day, reference)."""
    return "\n".join([f"{HEADER};Kennung", *(f"{day};{ROW};{reference}" for day, reference in rows)]) + "\n"


REFERENCES = [f"AUG-{day:04d}" for day in range(3, 9)] + [f"KOR-{day}" for day in range(3, 12)]
REFERENCES += ["SEP-0001", "BOTH-0002", "OKT-0001", "OKT-0002", "OKT-0005"]
AUGUST = contacts(*((f"{day:02d}.08.2026", f"AUG-{day:04d}") for day in range(3, 9)))
BOTH = contacts(("01.09.2026", "SEP-0001"), ("02.09.2026", "BOTH-0002"), ("05.10.2026", "BOTH-0002"))
OCTOBER = contacts(("06.10.2026", "OKT-0001"), ("07.10.2026", "OKT-0002"))


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Contacts of August and September, which are frozen, and of October, which is open; a release with their bytes."""
    made = an_office(tmp_path, monkeypatch)
    for name, content in (("august.csv", AUGUST), ("beide.csv", BOTH), ("oktober.csv", OCTOBER)):
        made.put(f"contacts/{name}", content)
    made.receive()
    freeze(made, "2026-08", "2026-09")
    release = made.paths.var / "releases" / MUNICIPALITY / "20261101T080000Z-aaaaaaaa"
    release.mkdir(parents=True)
    (release / "manifest.json").write_text("{}")
    (release / "coordinator.duckdb").write_text("AUG-0003")
    (made.paths.var / "current").mkdir(exist_ok=True)
    (made.paths.var / "current" / MUNICIPALITY).write_text(release.name)
    return made


def freeze(office: Office, *months: str) -> None:
    """Let months be released in their first version."""
    for number, month in enumerate(months, start=1):
        write_frozen(office.records, f"{month}-01", 1, EXACT, pl.DataFrame({"contacts": [6]}))
        versions = {f"{month}-01": 1}
        add_batch(office.records, Batch(number, versions, frozenset(), "Amt", "2026-11-02T08:00:00Z", None))


def workspace_of(office: Office, **days: int | None) -> Order:
    kept = Retention(**{**dict.fromkeys(("contact_months", "originals_days", "quarantine_days", "log_months")), **days})
    return replace(office.order, workspace=a_workspace(retention=kept, as_of=date(2026, 11, 12)))


def bytes_left(office: Office) -> bytes:
    """Everything that lies in the three folders, landed contacts unpacked, pseudonyms told by their references."""
    folders = (office.paths.data, office.paths.records, office.paths.var)
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    unpacked = [repr(pl.read_parquet(path).rows()) for path in files if path.match("landed/contacts/*.parquet")]
    key = read_key(office.paths.key_file)
    assert key
    known = {key.pseudonym(MUNICIPALITY, "caritas", "contacts", name): name for name in REFERENCES}
    told = [known[word] for word in re.findall("[0-9a-f]{32}", "".join(unpacked))]
    return b"".join([*(path.read_bytes() for path in files), *(name.encode() for name in told)])


def landed(office: Office) -> list[str]:
    """The days of all landed contacts."""
    files = sorted((office.records / "landed" / "contacts").glob("*.parquet"))
    return sorted(str(day) for path in files for day in pl.read_parquet(path)["date"])


def _counts(office: Office) -> list[dict]:
    return list(kept_counts(office.records, read_ledger(office.records).values()))


def before(office: Office, day: date = DAY) -> Done:
    return erase_before(day, office.order, reason=REASON)


def test_rows_of_frozen_months_go_with_everything_that_held_them(office: Office) -> None:
    quarantine = office.paths.var / "quarantine" / MUNICIPALITY / office.delivery("contacts/august.csv").delivery
    upload = office.paths.var / "uploads" / "x" / "y" / "august.csv"
    half = office.records / "landed" / "contacts" / "000099-deadbeef.parquet.tmp"
    orphan = half.with_suffix("")
    for path in (quarantine / "rejected.csv", upload, half, orphan, office.paths.var / "build" / "failures.log"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("AUG-0003")
    done = before(office)
    assert done.findings == []
    assert done.answer == {"rows_removed": 8, "files_removed": 10, "months": ["2026-08", "2026-09"]}
    assert landed(office) == ["2026-10-05", "2026-10-06", "2026-10-07"]
    assert b"AUG-" not in bytes_left(office)
    assert b"SEP-" not in bytes_left(office)
    assert not (office.paths.data / MUNICIPALITY / "contacts" / "beide.csv").exists()
    assert (office.paths.data / MUNICIPALITY / "contacts" / "oktober.csv").exists()
    assert len(list((office.paths.var / "releases" / MUNICIPALITY).iterdir())) == 1
    assert pending(office.records) == []


def test_counts_stay_as_a_tally_would_tell_them(office: Office) -> None:
    before(office)
    cells = {(row["month"].month, row["dimension"], row["category"]): row["contacts"] for row in _counts(office)}
    assert cells[8, "total", "total"] == 6
    assert cells[9, "topic", "wohnen"] == 2
    assert {dimension for _, dimension, _ in cells} == {"total", "carrier", "service", "channel", "kind", "topic"}
    assert (10, "total", "total") not in cells


def test_a_tombstone_names_hashes_and_claims_and_no_value(office: Office) -> None:
    known = office.delivery("contacts/august.csv")
    before(office)
    august, september = tombstones(office.records)
    assert (august["kind"], august["month"], august["rows"], august["by"]) == ("rows", "2026-08-01", 6, "Frau Muster")
    assert august["deliveries"] == [
        {
            "delivery": known.delivery,
            "raw_sha256": known.raw_sha256,
            "canonical_sha256": known.canonical_sha256,
            "claims": [{"carrier": None, "subject": "sprechstunde", "month": "2026-08-01"}],
        }
    ]
    assert september["month"] == "2026-09-01"


def test_months_that_are_not_released_stay_and_are_named(office: Office) -> None:
    done = before(office, date(2026, 11, 1))
    assert done.answer["rows_removed"] == 8
    (finding,) = done.findings
    assert finding.rule == "not_released"
    assert "Oktober 2026" in finding.message
    assert "AUG" not in finding.message
    assert len(landed(office)) == 3


def test_a_reopened_month_is_not_frozen(office: Office) -> None:
    add_month_events(
        office.records, REOPENED, ["2026-08-01"], by="Amt", at="2026-11-02T09:00:00Z", reason="Nachmeldung"
    )
    renewed = Batch(3, {"2026-08-01": 2}, frozenset({"2026-08-01"}), "Amt", "2026-11-02T10:00:00Z", None)
    write_frozen(office.records, "2026-08-01", 2, EXACT, pl.DataFrame({"contacts": [6]}))
    add_batch(office.records, renewed)
    done = before(office)
    assert done.answer["months"] == ["2026-09"]
    assert "August 2026" in done.findings[0].message


def test_a_released_version_that_does_not_lie_there_is_not_frozen(office: Office) -> None:
    shutil.rmtree(office.records / "months" / "2026-08")
    assert before(office).answer["months"] == ["2026-09"]


def test_where_nothing_is_released_nothing_changes(office: Office) -> None:
    (office.records / "month_events.jsonl").unlink()
    saved = landed(office)
    done = before(office)
    assert done.refreshed is None
    assert "August 2026, September 2026" in done.findings[0].message
    assert landed(office) == saved


def test_a_month_is_never_cut_in_two(office: Office) -> None:
    done = before(office, date(2026, 9, 2))
    assert done.answer["months"] == ["2026-08"]
    assert [finding.rule for finding in done.findings] == ["part_of_month"]
    assert "2026-09-01" in landed(office)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("august.csv", AUGUST),
        ("umbenannt.csv", AUGUST),
        ("neu_gespeichert.csv", AUGUST.encode("utf-16")),
        ("sortiert.csv", "\n".join([AUGUST.splitlines()[0], *reversed(AUGUST.splitlines()[1:])])),
        ("ein_teil.csv", "\n".join(AUGUST.splitlines()[:4])),
        ("anderes_angebot_gleicher_monat.csv", contacts(("28.08.2026", "AUG-9999"))),
    ],
)
def test_an_erased_month_does_not_come_back(office: Office, name: str, content: str | bytes) -> None:
    before(office)
    counted = _counts(office)
    path = office.put(f"contacts/{name}", content)
    report = office.receive()[0][f"contacts/{name}"]
    assert report.status == "erased"
    assert report.rows_landed in (0, 6)
    (finding,) = report.findings
    assert finding.rule in ("erased_month", "erased_file")
    assert "AUG" not in finding.message
    assert not any(day.startswith("2026-08") for day in landed(office))
    assert _counts(office) == counted
    path.unlink()


def test_a_file_about_erased_and_other_months_brings_only_the_others(office: Office) -> None:
    before(office)
    office.put("contacts/jahr.csv", AUGUST + "\n".join(OCTOBER.splitlines()[1:]) + f"\n08.10.2026;{ROW};OKT-0003\n")
    report = office.receive()[0]["contacts/jahr.csv"]
    assert (report.status, report.rows_landed) == ("landed", 3)
    assert "6 Zeilen aus gelöschten Monaten bleiben draußen: August 2026." in report.findings[0].message
    claims = office.delivery("contacts/jahr.csv").covered
    assert {claim.month for claim in claims} == {"2026-10-01"}


def test_the_same_file_saved_again_is_known_although_part_of_it_is_erased(office: Office) -> None:
    before(office)
    office.put("contacts/nochmal.csv", BOTH.encode("utf-16"))
    assert office.receive()[0]["contacts/nochmal.csv"].status == "repeated"


def test_a_dry_run_and_a_delivery_say_so_too_and_keep_nothing(office: Office) -> None:
    before(office)
    sent = office.file("august.csv", AUGUST)
    answer = check(sent, office.order, source="contacts")
    assert (answer["status"], answer["rows_ok"]) == ("erased", 0)
    done = deliver(sent, office.order, source="contacts", is_confirmed=False)
    assert (done.answer["status"], done.refreshed) == ("erased", None)
    assert [finding.rule for finding in done.findings] == ["erased_month"]
    assert not any(raw_hash(path) == raw_hash(sent) for path in (office.paths.data).rglob("*.csv"))


def test_what_a_correction_had_replaced_counts_by_its_counts_when_the_correction_goes(office: Office) -> None:
    deliver(office.file("k.csv", contacts(*((f"{day:02d}.08.2026", f"KOR-{day}") for day in range(3, 12)))),
            office.order, source="contacts", is_confirmed=False)  # fmt: skip
    before(office)
    correction = next(each for each in read_ledger(office.records).values() if each.file.endswith("_k.csv"))
    withdraw(correction.delivery, office.order, reason="falsch")
    totals = {
        row["delivery"]: row["contacts"]
        for row in _counts(office)
        if row["dimension"] == "total" and row["month"].month == 8
    }
    assert sorted(totals.values()) == [6, 9]
    shutil.rmtree(office.paths.var / "sent")
    assert b"KOR-" not in bytes_left(office)


def test_erasing_twice_finds_nothing_more(office: Office) -> None:
    before(office)
    again = before(office)
    assert again.refreshed is None
    assert again.answer == {"rows_removed": 0, "files_removed": 0, "months": []}


def test_one_person_goes_from_every_month_and_stays_out(office: Office) -> None:
    done = erase_person(" BOTH-0002 ", office.order, carrier="Caritasverband", reason="Antrag")
    assert done.answer == {"rows_removed": 2, "files_removed": 3}
    assert len(landed(office)) == 9
    assert b"BOTH-0002" not in bytes_left(office)
    (line,) = tombstones(office.records)
    assert set(line) == {"tombstone", "kind", "at", "by", "reason", "source", "pseudonym", "key_id", "done"}
    office.put("contacts/wieder.csv", contacts(("09.10.2026", "BOTH-0002"), ("10.10.2026", "OKT-0009")))
    report = office.receive()[0]["contacts/wieder.csv"]
    assert (report.status, report.rows_landed, report.rows_rejected) == ("landed", 1, 1)
    (finding,) = report.findings
    assert (finding.rule, finding.row, finding.cell) == ("erased_person", None, None)
    assert "BOTH" not in finding.message


def test_the_same_reference_at_another_carrier_is_another_person(office: Office) -> None:
    assert erase_person("BOTH-0002", office.order, carrier="awo", reason="Antrag").answer["rows_removed"] == 0
    assert len(landed(office)) == 11


def test_originals_with_rejected_rows_go_with_a_person(office: Office) -> None:
    bad = contacts(("08.10.2026", "OKT-0005"), ("35.10.2026", "BOTH-0002"))
    office.put("contacts/teils.csv", bad)
    office.receive()
    erase_person("BOTH-0002", office.order, carrier="caritas", reason="Antrag")
    assert b"BOTH-0002" not in bytes_left(office)


def test_a_person_is_only_found_with_the_key(office: Office) -> None:
    with pytest.raises(UsageError, match="Träger"):
        erase_person("BOTH-0002", office.order, carrier="nirgends", reason="Antrag")
    office.paths.key_file.unlink()
    with pytest.raises(KeyMismatchError, match="Schlüssel"):
        erase_person("BOTH-0002", office.order, carrier="caritas", reason="Antrag")
    assert tombstones(office.records) == []


def test_what_is_due_goes_on_its_day_and_not_before(office: Office) -> None:
    office.put("contacts/abgewiesen.csv", "Name;Geburtsdatum\nErika;01.01.1980\n")
    office.receive()
    for month in ("2025-10", "2025-11"):
        for folder in (office.records, office.paths.var):
            append_lines(folder / "access" / f"{month}.jsonl", [{"page": "lage"}])
    early = workspace_of(office, contact_months=3, originals_days=10, quarantine_days=10, log_months=13)
    assert erase_due(early, reason=REASON).answer == {
        "rows_removed": 0, "files_removed": 0, "months": [], "originals": 0, "quarantine": 0, "logs": 0,
    }  # fmt: skip
    refused = erase_due(workspace_of(office, quarantine_days=9), reason=REASON)
    assert (refused.answer["originals"], refused.answer["quarantine"]) == (1, 1)
    assert not (office.paths.data / MUNICIPALITY / "contacts" / "abgewiesen.csv").exists()
    assert (office.paths.data / MUNICIPALITY / "contacts" / "august.csv").exists()
    done = erase_due(workspace_of(office, contact_months=1, originals_days=9, log_months=12), reason=REASON)
    assert (done.answer["rows_removed"], done.answer["months"]) == (8, ["2026-08", "2026-09"])
    assert (done.answer["originals"], done.answer["logs"]) == (1, 1)
    for folder in (office.records, office.paths.var):
        assert [path.stem for path in (folder / "access").glob("*")] == ["2025-11"]
    assert not list((office.paths.data / MUNICIPALITY / "contacts").glob("*.csv"))
    assert list((office.paths.data / MUNICIPALITY / "services").glob("*.csv"))
    assert len(landed(office)) == 3


def test_without_times_nothing_is_due(office: Office) -> None:
    assert erase_due(workspace_of(office), reason=REASON).refreshed is None


ORDERS = {
    "before": lambda office: before(office),
    "person": lambda office: erase_person("BOTH-0002", office.order, carrier="caritas", reason="Antrag"),
    "due": lambda office: erase_due(workspace_of(office, contact_months=1, originals_days=9), reason=REASON),
}


@pytest.mark.parametrize("order", ORDERS)
def test_killed_anywhere_the_next_run_goes_on(office: Office, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run, saved = ORDERS[order], office.paths.var.parent / "saved"
    folders = (office.paths.records, office.paths.data, office.paths.var)
    for folder in folders:
        shutil.copytree(folder, saved / folder.name)
    old = _facts(office)
    run(office)
    new = _facts(office)
    assert new != old
    reached = 0
    for survived in range(200):
        for folder in folders:
            shutil.rmtree(folder)
            shutil.copytree(saved / folder.name, folder)
        try:
            with dying_at(monkeypatch, survived):
                run(office)
            break
        except Killed:
            reached += 1
        office.order.renew()
        assert not pending(office.records)
        if _facts(office) != new:
            run(office)
        assert _facts(office) == new
    assert reached > 5


def _facts(office: Office) -> dict:
    """What lies there, whatever the order and the moment in which it came about."""
    kept = bytes_left(office)
    return {
        "landed": landed(office),
        "markers": [marker for marker in (b"AUG-", b"SEP-", b"BOTH-", b"OKT-") if marker in kept],
        "counts": [json.dumps(row, default=str, sort_keys=True) for row in _counts(office)],
        "erased": erased(office.records).months.keys(),
        "persons": erased(office.records).persons.keys(),
        "originals": sorted(path.name for path in (office.paths.data / MUNICIPALITY).rglob("*.csv")),
    }


@pytest.fixture
def command(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple]:
    """The command line in the office: exit code, answer and what it said on stderr."""
    office.paths.config.mkdir()
    (office.paths.config / "workspace.toml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.setenv("QM_KEY_FILE", str(office.paths.key_file))
    folders = {name: str(getattr(office.paths, name)) for name in ("data", "records", "var", "config")}

    def run(*arguments: str) -> tuple[int, dict, str]:
        code = main(["erase", *arguments, "--json", *(f"--{name}={folder}" for name, folder in folders.items())])
        printed = capsys.readouterr()
        return code, json.loads(printed.out), printed.err

    return run


def test_the_command_says_what_went_and_what_must_wait(command: Callable[..., tuple], office: Office) -> None:
    by = ("--by", "Amt", "--reason", "Frist")
    code, answer, said = command("--before", "2026-11-01", *by)
    assert (code, answer["rows_removed"], answer["municipalities"][MUNICIPALITY]["months"]) == (
        2,
        8,
        ["2026-08", "2026-09"],
    )
    assert answer["files_removed"] >= 3
    assert answer["releases"].keys() == {MUNICIPALITY}
    assert "8 Zeilen" in said
    assert "Noch nicht freigegeben sind: Oktober 2026." in said
    code, answer, _ = command("--before", "2026-11-01", *by)
    assert (code, answer["rows_removed"]) == (1, 0), "only what is not released is left"
    assert command("--before", "2026-10-01", *by)[0] == 0


def test_the_command_never_prints_the_reference(
    command: Callable[..., tuple], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("BOTH-0002\n"))
    person = ("--client-ref", "-", "--carrier", "caritas", "--municipality", MUNICIPALITY, "--by", "Amt")
    code, answer, said = command(*person, "--reason", "Antrag")
    assert (code, answer["rows_removed"]) == (0, 2)
    assert "BOTH" not in json.dumps(answer) + said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--before", "2026-10-01", "--by", "Amt"), "--reason"),
        (("--client-ref", "K-1", "--by", "Amt", "--reason", "x"), "--carrier"),
        (("--client-ref", " ", "--carrier", "caritas", "--by", "Amt", "--reason", "x"), "Kennung"),
        (("--due", "--by", "Amt", "--scope", f"{MUNICIPALITY}/quartier:mitte"), "Koordination"),
    ],
)
def test_half_an_order_erases_nothing(
    command: Callable[..., tuple], office: Office, arguments: tuple[str, ...], said: str
) -> None:
    code, answer, _ = command(*arguments)
    assert code == 64
    assert said in answer["error"]
    assert tombstones(office.records) == []


@given(
    st.lists(st.tuples(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.sampled_from(["a", "b"])), max_size=40),
    st.lists(st.sampled_from(["wohnen", "arbeit"]), max_size=2, unique=True),
)
def test_counts_add_up_to_the_rows(days: list[tuple[date, str]], topics: list[str]) -> None:
    rows = pl.DataFrame(
        [
            {"date": day, "service": "s", "carrier": carrier, "quartier": None, "channel": "phone",
             "contact_kind": "first", "topics": topics}
            for day, carrier in days
        ],
        schema={"date": pl.Date, **dict.fromkeys(WORDS, pl.String), "topics": pl.List(pl.String)},
    )  # fmt: skip
    counts = counts_of(rows)
    sums = dict(counts.group_by("dimension").agg(pl.col("contacts").sum()).iter_rows())
    partitions = {"total", "carrier", "service", "channel", "kind"}
    assert {name: sums.get(name, 0) for name in partitions} == dict.fromkeys(partitions, len(days))
    assert sums.get("topic", 0) == len(days) * len(topics)
    assert set(counts["month"]) == {day.replace(day=1) for day, _ in days}


def test_only_contacts_are_about_single_persons() -> None:
    assert [source for source, contract in load_contracts().items() if contract.person_related] == ["contacts"], (
        "another source about single persons needs counts of its own before its rows can be erased"
    )
