"""The main job from a user's place: refresh, refresh again, rebuild from records, survive bad files and a kill."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time

import pytest

from tests.e2e.conftest import ROOT, WorkspaceFolders

MUNICIPALITIES = ("leverkusen", "leichlingen", "eschweiler")
TABLES = {
    "council": {"mart_metric", "mart_contact_cube", "mart_event", "mart_measure", "mart_area"},
    "coordinator": {"mart_metric", "mart_contact_cube", "mart_contact", "mart_delivery", "mart_finding"},
}


def _hashes(folders: WorkspaceFolders) -> dict[str, dict]:
    """Logical hash of every table of every audience of every municipality."""
    return {
        f"{municipality}/{audience}/{table}": facts["logical_hash"]
        for municipality in MUNICIPALITIES
        for audience, content in folders.manifest(municipality)["audiences"].items()
        for table, facts in content["tables"].items()
    }


def test_a_release_holds_every_audience_and_table(example: WorkspaceFolders) -> None:
    for municipality in MUNICIPALITIES:
        manifest = example.manifest(municipality)
        names = {path.stem for path in example.release(municipality).glob("*.duckdb")}
        assert {"council", "steering", "coordinator"} < names
        assert set(manifest["audiences"]) == names
        tables = [set(content["tables"]) for content in manifest["audiences"].values()]
        assert all(found == tables[0] for found in tables)
        for audience, expected in TABLES.items():
            rows = {name: facts["rows"] for name, facts in manifest["audiences"][audience]["tables"].items()}
            assert [name for name in expected if name != "mart_finding" and not rows[name]] == []
        for audience in ("council", "steering"):
            assert manifest["audiences"][audience]["tables"]["mart_contact"]["rows"] == 0


def test_a_second_refresh_changes_nothing(own_copy: WorkspaceFolders) -> None:
    before = {municipality: own_copy.manifest(municipality)["release"] for municipality in MUNICIPALITIES}
    outcome = own_copy.run("refresh")
    assert outcome.code == 0, outcome.log
    assert outcome.answer["changed"] is False
    assert outcome.answer["releases"] == before
    statuses = {delivery["status"] for delivery in outcome.answer["deliveries"]}
    assert statuses <= {"unchanged", "superseded", "quarantined"}
    assert "unchanged" in statuses


def test_a_refresh_without_news_imports_no_engine(own_copy: WorkspaceFolders) -> None:
    script = (
        "import runpy, sys\n"
        "sys.argv = ['pipelines', 'refresh']\n"
        "try:\n    runpy.run_module('pipelines', run_name='__main__')\n"
        "except SystemExit:\n    pass\n"
        "print(sorted({'dbt', 'duckdb', 'polars', 'dataframely'} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=own_copy.environment, capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_releases_are_rebuilt_from_records_alone(own_copy: WorkspaceFolders) -> None:
    before = _hashes(own_copy)
    shutil.rmtree(own_copy.var)
    own_copy.data.rename(own_copy.root / "moved_away")
    outcome = own_copy.run("refresh")
    assert outcome.code in (0, 2), outcome.log
    assert _hashes(own_copy) == before


BAD_FILES = {
    "leer.csv": (b"", "leer"),
    "kopf.csv": (b"Foo;Bar\n1;2\n", "kopf.csv"),
    "binaer.csv": (bytes(range(256)) * 8, "binaer.csv"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_reported_and_nothing_good_changes(own_copy: WorkspaceFolders, name: str) -> None:
    content, word = BAD_FILES[name]
    (own_copy.data / "leverkusen" / "contacts" / name).write_bytes(content)
    before = _hashes(own_copy)
    outcome = own_copy.run("refresh")
    assert outcome.code == 2, outcome.log
    delivery = next(entry for entry in outcome.answer["deliveries"] if entry["file"].endswith(name))
    assert delivery["status"] == "quarantined"
    assert word in outcome.log.lower()
    after = _hashes(own_copy)
    # A refused original waits in the inbox until it is due: the deletion schedule counts it.
    news = {"mart_delivery", "mart_finding", "mart_retention", "release"}
    assert {key for key in before if before[key] != after[key] and key.rsplit("/", 1)[1] not in news} == set()


def test_a_day_that_does_not_exist_is_found_with_its_cell(own_copy: WorkspaceFolders) -> None:
    path = own_copy.root / "oktober.csv"
    path.write_text(
        "Datum;Angebot;Träger;Kontaktart;Kanal;Themen\n"
        "31.02.2026;service-point;caritas;Erstkontakt;telefonisch;Wohnen\n",
        encoding="utf-8",
    )
    outcome = own_copy.run("check", str(path), "--source", "contacts", "--municipality", "leverkusen")
    assert outcome.code == 2, outcome.log
    finding = next(entry for entry in outcome.answer["findings"] if entry["column"] == "Datum")
    assert (finding["cell"], finding["row"], finding["rule"]) == ("A2", 2, "not_a_date")
    assert outcome.answer["rows_in"] == 1
    assert outcome.answer["rows_ok"] == 0


def _ledger_grew(folders: WorkspaceFolders, lines: int) -> bool:
    return _ledger_lines(folders) > lines


def _ledger_lines(folders: WorkspaceFolders) -> int:
    return (folders.records / "leverkusen" / "deliveries.jsonl").read_bytes().count(b"\n")


# Where a kill -9 may hit: each names a trace that the running refresh leaves behind when it is that far.
MOMENTS = {
    "at once": lambda folders, lines: True,
    "after landing": _ledger_grew,
    "while building": lambda folders, lines: any((folders.var / "build").glob("*/*")),
    "while publishing": lambda folders, lines: any((folders.var / "releases").glob("*/*.tmp/*")),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_refresh_leaves_the_old_release_and_the_next_repairs(own_copy: WorkspaceFolders, moment: str) -> None:
    before = {municipality: own_copy.manifest(municipality)["release"] for municipality in MUNICIPALITIES}
    deliver_more_contacts(own_copy)
    lines = _ledger_lines(own_copy)
    process = own_copy.start("refresh")
    while process.poll() is None and not MOMENTS[moment](own_copy, lines):
        time.sleep(0.002)
    process.kill()
    process.communicate()
    assert all((own_copy.release(municipality) / "council.duckdb").exists() for municipality in MUNICIPALITIES)
    assert own_copy.manifest("eschweiler")["release"] == before["eschweiler"]
    outcome = own_copy.run("refresh")
    assert outcome.code in (0, 2), outcome.log
    assert own_copy.manifest("leverkusen")["release"] != before["leverkusen"]
    assert list((own_copy.var / "releases").rglob("*.tmp*")) == []
    assert own_copy.run("refresh").answer["changed"] is False


def deliver_more_contacts(folders: WorkspaceFolders) -> None:
    """Put a new version of the service point's March 2026 into the inbox: three contacts."""
    (folders.data / "leverkusen" / "contacts" / "nachtrag.csv").write_text(
        "Datum;Angebot;Träger;Kontaktart;Kanal;Themen\n"
        "02.03.2026;service-point;caritas;Erstkontakt;telefonisch;Wohnen\n"
        "05.03.2026;service-point;awo;Folgekontakt;persönlich offen;Wohnen\n"
        "06.03.2026;service-point;awo;Folgekontakt;persönlich offen;Wohnen\n",
        encoding="utf-8",
    )


def test_a_second_refresh_meanwhile_is_told_to_wait(own_copy: WorkspaceFolders) -> None:
    shutil.rmtree(own_copy.var)
    first = own_copy.start("refresh")
    while first.poll() is None and not any((own_copy.var / "build").glob("*/*")):
        time.sleep(0.002)
    second = own_copy.run("refresh")
    first.communicate()
    assert second.code == 4, second.log
    assert first.returncode in (0, 2)
