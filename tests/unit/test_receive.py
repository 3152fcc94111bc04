"""The inbox becomes records: order, repetition, correction, refusal, and what is read again when."""

from __future__ import annotations

import csv
import itertools
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.contract import load_contracts
from pipelines.errors import KeyMismatchError
from pipelines.progress import silent
from pipelines.receiving.receive import receive
from pipelines.receiving.reports import Report
from pipelines.records.ledger import Delivery, read_ledger
from pipelines.records.pseudonym import make_key, read_key
from settings import Paths
from tests.builders import MUNICIPALITY, a_workspace, some_paths
from tests.builders_delivery import HEADER, ROW

CONTRACTS = load_contracts()
NOW = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
MASTER_DATA = {
    "carriers/traeger.csv": "Schlüssel;Name;gültig ab\ncaritas;Caritasverband;01.01.2020\n",
    "quartiers/quartiere.csv": "Schlüssel;Name;gültig ab\nmitte;Mitte;01.01.2020\n",
    "topics/themen.csv": "Schlüssel;Name;Oberthema;schutzbedürftig;Reihenfolge\nwohnen;Wohnen;Alltag;nein;1\n",
    "services/angebote.csv": (
        "Schlüssel;Name;Träger;Meldeweg;gültig ab\nsprechstunde;Sprechstunde;caritas;Einzelkontakte;01.01.2020\n"
    ),
}
OCTOBER = "contacts/oktober.csv"


@dataclass(frozen=True)
class Inbox:
    """A municipality's inbox and records; `receive` works through it once."""

    paths: Paths

    @property
    def records(self) -> Path:
        return self.paths.records / MUNICIPALITY

    def put(self, file: str, content: str | bytes) -> Path:
        path = self.paths.data / MUNICIPALITY / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def receive(self) -> tuple[Mapping[str, Report], bool]:
        reports, changed = receive(
            MUNICIPALITY, paths=self.paths, workspace=a_workspace(), contracts=CONTRACTS, now=NOW, progress=silent
        )
        return {report.file: report for report in reports}, changed

    def delivery(self, file: str) -> Delivery:
        return next(entry for entry in read_ledger(self.records).values() if entry.file == file)

    def landed(self, file: str) -> pl.DataFrame:
        delivery = self.delivery(file)
        return pl.read_parquet(self.records / "landed" / delivery.source / f"{delivery.delivery}.parquet")


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    """An inbox with master data and one good file of contacts."""
    filled = Inbox(some_paths(tmp_path))
    for file, content in MASTER_DATA.items():
        filled.put(file, content)
    filled.put(OCTOBER, f"{HEADER}\n{ROW}\n")
    return filled


def _statuses(reports: Mapping[str, Report]) -> dict[str, str]:
    return {file: report.status for file, report in reports.items()}


def test_master_data_are_known_to_files_that_arrived_before_them(inbox: Inbox) -> None:
    reports, changed = inbox.receive()
    assert changed
    assert set(_statuses(reports).values()) == {"landed"}
    assert [delivery.file for delivery in read_ledger(inbox.records).values()] == sorted([OCTOBER, *MASTER_DATA])
    assert inbox.landed(OCTOBER)["service"].to_list() == ["sprechstunde"]


def test_a_second_run_reads_nothing(inbox: Inbox) -> None:
    inbox.receive()
    before = (inbox.records / "deliveries.jsonl").read_bytes()
    reports, changed = inbox.receive()
    assert not changed
    assert set(_statuses(reports).values()) == {"unchanged"}
    assert (inbox.records / "deliveries.jsonl").read_bytes() == before


def test_the_same_bytes_are_never_accepted_twice(inbox: Inbox) -> None:
    inbox.receive()
    inbox.put("contacts/noch_einmal.csv", f"{HEADER}\n{ROW}\n")
    reports, changed = inbox.receive()
    assert not changed
    assert reports["contacts/noch_einmal.csv"].delivery == reports[OCTOBER].delivery


def test_the_same_content_in_other_bytes_is_noted(inbox: Inbox) -> None:
    inbox.receive()
    inbox.put("contacts/x.csv", f"{HEADER}\n{ROW}\n".encode("utf-16"))
    reports, _ = inbox.receive()
    assert reports["contacts/x.csv"].note == f"inhaltsgleich mit Lieferung {reports[OCTOBER].delivery}"


def test_a_correction_supersedes_and_the_old_file_cannot_come_back(inbox: Inbox) -> None:
    inbox.receive()
    inbox.put("contacts/korrektur.csv", f"{HEADER}\n{ROW}\n{ROW.replace('05.10.', '06.10.')}\n")
    reports, _ = inbox.receive()
    assert _statuses(reports)[OCTOBER] == "superseded"
    assert _statuses(reports)["contacts/korrektur.csv"] == "landed"
    inbox.put("contacts/alt.csv", f"{HEADER}\n{ROW}\n")
    reports, changed = inbox.receive()
    assert not changed
    assert _statuses(reports)["contacts/alt.csv"] == "superseded"


@pytest.mark.parametrize("content", [b"", b"Foo;Bar\n1;2\n", bytes(range(256)), b"PK\x03\x04"])
def test_bad_input_changes_nothing_that_was_good(inbox: Inbox, content: bytes) -> None:
    inbox.receive()
    landed = sorted((inbox.records / "landed").rglob("*"))
    inbox.put("contacts/schlecht.csv", content)
    reports, changed = inbox.receive()
    report = reports["contacts/schlecht.csv"]
    assert changed
    assert (report.status, len(report.findings)) == ("quarantined", 1)
    assert sorted((inbox.records / "landed").rglob("*")) == landed
    delivery = inbox.delivery("contacts/schlecht.csv")
    assert (delivery.status, delivery.covered) == ("quarantined", ())
    assert json.loads((inbox.records / "findings" / f"{delivery.delivery}.json").read_text()) != []
    again, changed = inbox.receive()
    assert not changed
    assert (again["contacts/schlecht.csv"].status, again["contacts/schlecht.csv"].findings) == ("quarantined", ())


def test_rejected_rows_lie_in_quarantine_with_their_findings(inbox: Inbox) -> None:
    inbox.put(OCTOBER, f"{HEADER}\n{ROW}\n{ROW.replace('05.10.', '31.02.').replace('caritas', 'Musterfrau')}\n")
    reports, _ = inbox.receive()
    folder = inbox.paths.var / "quarantine" / MUNICIPALITY / str(reports[OCTOBER].delivery)
    with (folder / "rejected.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream, delimiter=";")
    assert (row["row"], row["service"], row["date"], row["carrier"]) == ("3", "sprechstunde", "", "")
    findings = (folder / "findings.csv").read_text(encoding="utf-8-sig")
    assert "A3" in findings
    assert "C3" in findings
    assert (reports[OCTOBER].rows_in, reports[OCTOBER].rows_landed, reports[OCTOBER].rows_rejected) == (2, 1, 1)


def test_an_unknown_key_is_read_again_when_master_data_know_it(inbox: Inbox) -> None:
    inbox.put(OCTOBER, f"{HEADER}\n{ROW.replace('Wohnen', 'Arbeit')}\n")
    reports, _ = inbox.receive()
    assert reports[OCTOBER].status == "quarantined"
    first = inbox.delivery(OCTOBER)
    inbox.put("topics/themen2.csv", MASTER_DATA["topics/themen.csv"] + "arbeit;Arbeit;Alltag;nein;2\n")
    reports, changed = inbox.receive()
    assert changed
    assert (reports[OCTOBER].status, reports[OCTOBER].findings) == ("landed", ())
    second = inbox.delivery(OCTOBER)
    assert (second.delivery, second.sequence, second.received_at) == (first.delivery, first.sequence, first.received_at)
    assert not (inbox.records / "findings" / f"{first.delivery}.json").exists()
    assert not inbox.receive()[1]


def test_a_refused_file_is_read_again_when_a_profile_for_it_appears(inbox: Inbox) -> None:
    inbox.put(OCTOBER, f"{HEADER.replace('Datum', 'Wann').replace('Themen', 'Worum')}\n{ROW}\n")
    assert inbox.receive()[0][OCTOBER].status == "quarantined"
    folder = inbox.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    text = "{source: contacts, title: M, fingerprint: [Wann, Worum], headers: {Wann: date, Worum: topics}}"
    (folder / "muster@1.yml").write_text(text, encoding="utf-8")
    reports, _ = inbox.receive()
    assert (reports[OCTOBER].status, inbox.delivery(OCTOBER).profile) == ("landed", "muster@1")
    (folder / "muster@1.yml").unlink()
    reports, _ = inbox.receive()
    assert (reports[OCTOBER].status, reports[OCTOBER].rows_landed) == ("unchanged", 1)
    assert "frühere Zeilen gelten weiter" in str(reports[OCTOBER].note)
    reports, changed = inbox.receive()
    assert (changed, reports[OCTOBER].findings) == (False, ())


def test_records_outlive_their_inbox(inbox: Inbox) -> None:
    inbox.receive()
    shutil.rmtree(inbox.paths.data)
    reports, changed = inbox.receive()
    assert (reports, changed) == ({}, False)
    assert inbox.delivery(OCTOBER).landed


def test_what_a_killed_run_left_behind_does_no_harm(inbox: Inbox) -> None:
    inbox.receive()
    ledger = inbox.records / "deliveries.jsonl"
    whole = ledger.read_bytes()
    last = whole.splitlines(keepends=True)[-1]
    ledger.write_bytes(whole[: -len(last)] + last[:20])
    (inbox.records / "landed" / "contacts" / "000099-ab.parquet.tmp").write_bytes(b"half")
    reports, changed = inbox.receive()
    assert changed
    assert "quarantined" not in _statuses(reports).values()
    assert len(read_ledger(inbox.records)) == len(MASTER_DATA) + 1
    assert not inbox.receive()[1]


class Killed(BaseException):
    """Ends a run as a kill would: nothing that waits for an Exception gets to tidy up."""


def _content(inbox: Inbox) -> dict[str, list[tuple]]:
    landed = [delivery for delivery in read_ledger(inbox.records).values() if delivery.landed]
    return {delivery.file: inbox.landed(delivery.file).rows() for delivery in landed}


def test_a_run_killed_at_any_write_is_completed_by_the_next(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox.put("contacts/leer.csv", "")
    inbox.receive()
    expected = _content(inbox)
    flush = os.fsync
    for survived in range(100):
        shutil.rmtree(inbox.paths.records)
        calls = itertools.count()

        def flush_or_die(handle: int, calls: Iterator[int] = calls, survived: int = survived) -> None:
            if next(calls) == survived:
                raise Killed
            flush(handle)

        monkeypatch.setattr(os, "fsync", flush_or_die)
        try:
            inbox.receive()
            break
        except Killed:
            monkeypatch.setattr(os, "fsync", flush)
        inbox.receive()
        assert _content(inbox) == expected
        assert not inbox.receive()[1]
    assert survived > 3 * len(expected)


REFERENCE = "Akte-4711-Muster"


def test_a_person_reference_stays_at_the_door(inbox: Inbox) -> None:
    rows = [f"{ROW};{REFERENCE}", f"{ROW};{REFERENCE}", f"{ROW.replace('05.10.', '31.02.')};{REFERENCE}"]
    inbox.put(OCTOBER, "\n".join([f"{HEADER};Kennung", *rows]))
    inbox.receive()
    pseudonyms = inbox.landed(OCTOBER)["client_ref"].to_list()
    assert len(set(pseudonyms)) == 1
    assert len(pseudonyms[0]) == 32
    written = [path for root in (inbox.paths.records, inbox.paths.var) for path in root.rglob("*") if path.is_file()]
    assert [path for path in written if REFERENCE.encode() in path.read_bytes()] == []
    key = read_key(inbox.paths.key_file)
    assert key is not None
    assert inbox.delivery(OCTOBER).key_id == key.key_id


def test_without_references_no_key_is_made(inbox: Inbox) -> None:
    inbox.receive()
    assert not inbox.paths.key_file.exists()
    assert inbox.delivery(OCTOBER).key_id is None


def test_another_key_stops_the_run_before_anything_is_read(inbox: Inbox) -> None:
    inbox.put(OCTOBER, f"{HEADER};Kennung\n{ROW};A-17\n")
    inbox.receive()
    inbox.paths.key_file.unlink()
    inbox.put("contacts/neu.csv", f"{HEADER};Kennung\n{ROW};A-18\n")
    with pytest.raises(KeyMismatchError, match="fehlt"):
        inbox.receive()
    make_key(inbox.paths.key_file)
    with pytest.raises(KeyMismatchError, match="anderen Schlüssel"):
        inbox.receive()


def test_a_file_outside_every_source_is_reported_each_time(inbox: Inbox) -> None:
    inbox.put("kontakte/oktober.csv", f"{HEADER}\n{ROW}\n")
    for _ in range(2):
        reports, _ = inbox.receive()
        assert [finding.rule for finding in reports["kontakte"].findings] == ["unknown_source"]
    assert len(read_ledger(inbox.records)) == len(MASTER_DATA) + 1
