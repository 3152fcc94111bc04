"""Hostile files: each is refused by rule and place or read as it is, within time and memory, and harms nothing good."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipelines.file_names import safe_name
from pipelines.findings import Finding
from pipelines.receiving.read_delivery import Outcome
from pipelines.records.ledger import read_ledger
from settings import ROOT
from tests.builders import MUNICIPALITY, some_paths
from tests.builders_delivery import HEADER, ROW, read
from tests.hostile_files import GOOD, HEAVY, LIGHT, SPARSE, Hostile
from tests.unit.test_receive import MASTER_DATA, OCTOBER, Inbox

SECONDS = 60
CPU_SECONDS = 10
MEGABYTES = 512
CONFIG = """
[workspace]
title = "Quartiersmonitor"
accent = "#1f5a7a"
as_of = 2026-11-12
[municipalities.musterstadt]
name = "Musterstadt"
[deadlines]
delivery_due_day = 10
spend_within_months = 2
[calendar]
state = "NW"
[disclosure]
minimum_contacts = 5
minimum_persons = 3
sensitive_contacts = 8
sensitive_persons = 5
council_base = 5
council_breakdown = 10
[releases]
keep = 2
[limits]
file_megabytes = 100
rows = 1_100_000
columns = 300
"""
# What an answer to a sender may not hold: words from inside the program.
INSIDE = re.compile(r"Traceback|Error\b|Exception|panic|polars|calamine|/work|/tmp|None", re.IGNORECASE)


def test_there_are_enough_of_them() -> None:
    names = {case.name for case in (*LIGHT, *HEAVY, SPARSE)}
    assert len(names) == len(LIGHT) + len(HEAVY) + 1
    assert len(names) >= 120


@pytest.mark.filterwarnings("ignore:Duplicate name", "ignore:GPKG")
@pytest.mark.parametrize("case", LIGHT, ids=lambda case: case.name)
def test_what_becomes_of_it(tmp_path: Path, case: Hostile) -> None:
    outcome = read(tmp_path, case.make(), name=case.file, source=case.source)
    first = outcome.findings[0] if outcome.findings else None
    assert (first.rule if first else None, outcome.rows_ok) == (case.rule, case.rows)
    if case.cell:
        assert first
        assert first.cell == case.cell
    if case.row:
        assert first
        assert first.row == case.row
    for finding in outcome.findings:
        _is_told_well(finding, outcome)


def _is_told_well(finding: Finding, outcome: Outcome) -> None:
    """One or more whole German sentences that name no part of the program, and the file beside them."""
    assert finding.message[0].isupper()
    assert finding.message.endswith((".", "?"))
    assert not INSIDE.search(finding.message)
    assert finding.file
    assert finding.severity == "notice" or outcome.rows_ok == 0 or finding.row


@dataclass(frozen=True)
class Town:
    """A workspace with one good delivery, and a child process that reads files for it."""

    inbox: Inbox

    def check(self, path: Path, source: str) -> dict:
        folders = self.inbox.paths
        surroundings = {
            **os.environ,
            "QM_DATA": str(folders.data),
            "QM_RECORDS": str(folders.records),
            "QM_VAR": str(folders.var),
            "QM_CONFIG": str(folders.config),
            "QM_KEY_FILE": str(folders.key_file),
        }
        command = [sys.executable, "-m", "pipelines", "check", str(path), "--source", source, "--json"]
        measured = [sys.executable, "-I", str(ROOT / "tests" / "measured.py"), str(SECONDS), *command]
        told = subprocess.run(measured, cwd=ROOT, env=surroundings, capture_output=True, check=True)
        return json.loads(told.stdout)

    def prints(self) -> str:
        """A hash of everything that is worth keeping."""
        root = self.inbox.paths.data.parent
        digest = hashlib.sha256()
        for path in sorted(path for path in root.rglob("*") if path.is_file() and "lieferung" not in path.parts):
            digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
        return digest.hexdigest()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """Musterstadt, with its master data and one good month in its records."""
    inbox = Inbox(some_paths(tmp_path_factory.mktemp("stadt")))
    for file, content in (MASTER_DATA | {OCTOBER: f"{HEADER}\n{ROW}\n"}).items():
        inbox.put(file, content)
    inbox.receive()
    inbox.paths.config.mkdir()
    (inbox.paths.config / "workspace.toml").write_text(CONFIG, encoding="utf-8")
    return Town(inbox)


def _written(folder: Path, case: Hostile) -> Path:
    path = folder / case.file
    if case is SPARSE:
        with path.open("wb") as stream:
            stream.truncate(1024**3)
    else:
        path.write_bytes(case.make())
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", [*HEAVY, SPARSE], ids=lambda case: case.name)
def test_what_it_costs(town: Town, tmp_path: Path, case: Hostile, record_property: pytest.FixtureRequest) -> None:
    before = town.prints()
    told = town.check(_written(tmp_path, case), case.source)
    record_property("megabytes", told["megabytes"])
    record_property("cpu_seconds", told["cpu_seconds"])
    answer = json.loads(told["answer"])
    (finding,) = answer["findings"]
    assert (finding["rule"], told["code"]) == (case.rule, 2)
    assert finding["cell"] == case.cell
    assert case.row is None or finding["row"] == case.row
    assert not INSIDE.search(finding["message"])
    assert told["megabytes"] <= MEGABYTES
    assert told["cpu_seconds"] <= CPU_SECONDS
    assert town.prints() == before


@pytest.fixture
def flooded(tmp_path: Path) -> Inbox:
    """An inbox with one good file, already in the records, and every light hostile file."""
    inbox = Inbox(some_paths(tmp_path))
    for file, content in (MASTER_DATA | {OCTOBER: f"{HEADER}\n{ROW}\n"}).items():
        inbox.put(file, content)
    inbox.receive()
    hostile = {case.make(): case for case in LIGHT if case.source == "contacts" and case.rule}
    for number, (content, case) in enumerate(hostile.items()):
        inbox.put(f"contacts/{number}/{case.file}", content)
    return inbox


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_inbox_full_of_them_leaves_what_was_good(flooded: Inbox) -> None:
    landed = flooded.records / "landed"
    before = {path: path.read_bytes() for path in landed.rglob("*.parquet")}
    known = set(read_ledger(flooded.records))
    reports, _ = flooded.receive()
    assert {path: path.read_bytes() for path in before} == before
    assert reports[OCTOBER].status in ("unchanged", "superseded")
    assert known <= set(read_ledger(flooded.records))
    refused = [report for report in reports.values() if report.status == "quarantined"]
    assert len(refused) > 100
    assert all(report.findings for report in refused)


def test_links_devices_and_hidden_names_are_left_alone(tmp_path: Path) -> None:
    inbox = Inbox(some_paths(tmp_path))
    inbox.put("contacts/gut.csv", GOOD)
    folder = inbox.paths.data / MUNICIPALITY / "contacts"
    secret = tmp_path / "geheim.csv"
    secret.write_text(GOOD, encoding="utf-8")
    (folder / "verknüpft.csv").symlink_to(secret)
    (folder / "kreis").symlink_to(folder)
    (folder / "ins Leere.csv").symlink_to(tmp_path / "fehlt")
    (folder / "ordner.csv").mkdir()
    os.mkfifo(folder / "röhre.csv")
    os.mkfifo(folder / "röhre.shp")
    inbox.put("contacts/um\u202ekehr.csv", GOOD)
    inbox.put("contacts/zwei\nzeilen.csv", GOOD)
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.csv")).write_text(GOOD, encoding="utf-8")
    reports, _ = inbox.receive()
    told = {name: report.findings[0].rule for name, report in reports.items() if name != "contacts/gut.csv"}
    assert told == {
        "contacts/ins Leere.csv": "link",
        "contacts/kreis": "link",
        "contacts/röhre.csv": "no_file",
        "contacts/röhre.shp": "no_file",
        "contacts/um\ufffdkehr.csv": "unsafe_name",
        "contacts/verknüpft.csv": "link",
        "contacts/zwei\ufffdzeilen.csv": "unsafe_name",
        "contacts/\ufffd\ufffd.csv": "unsafe_name",
    }
    assert len(read_ledger(inbox.records)) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="who administers the machine may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    inbox = Inbox(some_paths(tmp_path))
    inbox.put("contacts/zu.csv", GOOD).chmod(0)
    reports, _ = inbox.receive()
    assert [report.findings[0].rule for report in reports.values()] == ["no_permission"]


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Kontakte Oktober (2).csv", "Kontakte Oktober (2).csv"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/abs/olut.csv", "olut.csv"),
        ("C:\\daten\\x.xlsx", "x.xlsx"),
        ("..", "datei"),
        (".", "datei"),
        ("", "datei"),
        ("///", "datei"),
        (".htaccess", "htaccess"),
        ("~$offen.xlsx", "__offen.xlsx"),
        ("CON", "_CON"),
        ("aux.csv", "_aux.csv"),
        ("COM1.tar.gz", "_COM1.tar.gz"),
        ("console.csv", "console.csv"),
        ("a\x00b.csv", "ab.csv"),
        ("a\nb\r.csv", "ab.csv"),
        ("rechnung\u202evsc.exe", "rechnungvsc.exe"),
        ("null\u200bbreite.csv", "nullbreite.csv"),
        ("u\u0308ber.csv", "über.csv"),
        ("a<b>:\"|?*'$`;.csv", "a_b__________.csv"),
        ("  viel   Platz  .csv", "viel Platz.csv"),
        ("punkt am ende...", "punkt am ende"),
        ("\ud800.csv", "csv"),
        ("=1+1.csv", "_1+1.csv"),
        ("x" * 300 + ".xlsx", "x" * 115 + ".xlsx"),
        ("Ü" * 300 + ".csv", "Ü" * 58 + ".csv"),
    ],
)
def test_names_are_stored_without_what_could_mislead(name: str, stored: str) -> None:
    assert safe_name(name) == stored
    assert safe_name(stored) == stored
    assert len(stored.encode()) <= 120
