"""Fifty invented persons go through the whole chain, and in everything it leaves there is no trace of one.

Good rows, rejected rows and refused files in CSV, XLSX, XLS and ODS; then refresh, check, deliver, release, read, save,
run the notebook, erase. Searched are all bytes of records, warehouse, releases, quarantine, exports, notebook, backup,
what was printed and logged; everything is written uncompressed, for a compressed block would hide what is in it.
"""

from __future__ import annotations

import io
import logging
import shutil
from datetime import date
from pathlib import Path

import nbformat
import polars as pl
import pytest
from nbclient import NotebookClient

from analytics.exports import to_csv, to_xlsx
from analytics.queries.contact_rows import source_rows
from analytics.release import open_release, scopes
from pipelines.__main__ import main
from pipelines.records.ledger import read_ledger
from pipelines.records.pseudonym import read_key
from settings import ROOT
from tests.builders import MUNICIPALITY
from tests.canary_persons import CANARIES, bad_files, good_files, hits
from tests.office import MASTER_DATA
from tests.uncompressed import bytes_below, searchable, write_uncompressed
from tests.unit.test_hostile_files import CONFIG

OCTOBER = date(2026, 10, 1)
NOTEBOOK = ROOT / "notebooks" / "01_monatsanalyse.ipynb"
SAYS = ["--json", "--log", "DEBUG"]


class Town:
    """A workspace whose every command is run as a person would; `said` is all it printed and logged."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str], log: pytest.LogCaptureFixture) -> None:
        self.root, self.capture, self.log, self.said = root, capture, log, ""

    def folder(self, name: str) -> Path:
        return self.root / name

    def run(self, *command: str) -> int:
        code = main([*command, *SAYS])
        printed = self.capture.readouterr()
        self.said += printed.out + printed.err
        return code


@pytest.fixture
def town(
    tmp_path: Path, var: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Town:  # fmt: skip
    """Fifty persons in the inbox, nothing read yet."""
    caplog.set_level(logging.DEBUG)
    write_uncompressed(monkeypatch)
    for name in ("data_raw", "records", "var", "config"):
        monkeypatch.setenv(f"QM_{name.removesuffix('_raw').upper()}", str(tmp_path / name))
    monkeypatch.setenv("QM_KEY_FILE", str(tmp_path / "secret" / "key"))
    (tmp_path / "config").mkdir()
    retention = "[retention]\noriginals_days = 5\nquarantine_days = 5\n"
    config = CONFIG.replace("[releases]", f"{retention}[releases]").replace("2026-11-12", "2027-01-12")
    (tmp_path / "config" / "workspace.toml").write_text(config, encoding="utf-8")
    shutil.copytree(var / "dbt", tmp_path / "var" / "dbt") if (var / "dbt").exists() else None
    services = MASTER_DATA["services/angebote.csv"].replace("01.01.2020", "01.10.2026")
    for file, content in (MASTER_DATA | {"services/angebote.csv": services}).items():
        _put(tmp_path / "data_raw" / MUNICIPALITY / file, content.encode())
    contacts = tmp_path / "data_raw" / MUNICIPALITY / "contacts"
    for name, content in (*good_files(), *bad_files()):
        _put(contacts / name, content)
    return Town(tmp_path, capsys, caplog)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_markers_are_found_where_they_are(tmp_path: Path) -> None:
    for name, content in (*good_files(), *bad_files()):
        assert hits(searchable(content)), name
    assert hits(b"nothing of anybody") == []
    frame = pl.DataFrame({"name": [canary.name for canary in CANARIES]})
    frame.write_parquet(tmp_path / "x.parquet", compression="uncompressed")
    assert len(hits((tmp_path / "x.parquet").read_bytes())) >= 50


def test_of_fifty_persons_nothing_remains_anywhere(town: Town) -> None:
    assert town.run("refresh") == 2
    ledger = read_ledger(town.folder("records") / MUNICIPALITY).values()
    statuses = [each.status for each in ledger if each.source == "contacts"]
    assert (statuses.count("landed") >= 4, statuses.count("quarantined") >= 24) == (True, True)
    landed = [each for each in ledger if each.file.startswith("contacts/gut_")]
    assert sum(each.rows_landed for each in landed) == 50
    for name, content in bad_files():
        sent = town.folder("sent") / name
        _put(sent, content)
        town.run("check", str(sent), "--source", "contacts", "--municipality", MUNICIPALITY)
    for name, content in list(bad_files())[::5]:
        sent = town.folder("sent") / f"neu_{name}"
        _put(sent, content + b"\n")
        town.run("deliver", str(sent), "--source", "contacts", "--municipality", MUNICIPALITY, "--by", "Amt")
    town.run("close-month", "2026-10", "--by", "Amt", "--reason", "Probe", "--municipality", MUNICIPALITY)
    town.run("release-month", "2026-10", "--by", "Amt", "--municipality", MUNICIPALITY)
    _save_tables(town)
    _run_notebook(town)
    shutil.copytree(town.folder("config"), town.folder("backup") / "config")
    shutil.copytree(town.folder("records"), town.folder("backup") / "records")
    assert list(town.folder("var").rglob("council.duckdb"))
    _assert_clean(town, "records", "var", "exports", "notebooks", "backup")
    assert hits((town.said + town.log.text).encode()) == []


def test_what_was_refused_lies_in_the_inbox_until_its_time_is_over(town: Town) -> None:
    town.run("refresh")
    inbox = b"".join(bytes_below([town.folder("data_raw")]).values())
    assert len(hits(inbox)) >= 100
    assert town.run("erase", "--due", "--by", "Amt") == 0
    _assert_clean(town, "data_raw", "records", "var")
    assert hits((town.said + town.log.text).encode()) == []


def test_no_pseudonym_is_left_after_a_released_month_was_erased(town: Town) -> None:
    town.run("refresh")
    town.run("close-month", "2026-10", "--by", "Amt", "--reason", "Probe", "--municipality", MUNICIPALITY)
    town.run("release-month", "2026-10", "--by", "Amt", "--municipality", MUNICIPALITY)
    key = read_key(town.root / "secret" / "key")
    assert key
    names = [key.pseudonym(MUNICIPALITY, "caritas", "contacts", canary.code).encode() for canary in CANARIES]
    assert _found(town, names) == set(names)
    frozen = bytes_below([town.folder("records") / MUNICIPALITY / "months"])
    before = _published(town)
    person = ["--client-ref", CANARIES[0].code, "--carrier", "caritas", "--municipality", MUNICIPALITY]
    assert town.run("erase", *person, "--by", "Amt", "--reason", "Antrag") in (0, 2)
    (line,) = (town.folder("records") / MUNICIPALITY / "tombstones.jsonl").read_text().splitlines()[:1]
    assert names[0].decode() in line
    assert town.run("erase", "--before", "2026-11-01", "--by", "Amt", "--reason", "Frist") in (0, 2)
    assert _found(town, names) == {names[0]}, "the tombstone keeps a person out, and nothing else does"
    assert bytes_below([town.folder("records") / MUNICIPALITY / "months"]) == frozen
    assert _published(town) == before
    assert hits((town.said + town.log.text).encode()) == []
    _assert_clean(town, "records", "var")


def _assert_clean(town: Town, *folders: str) -> None:
    found = {path: hits(content) for path, content in bytes_below(map(town.folder, folders)).items()}
    assert {str(path.relative_to(town.root)): said for path, said in found.items() if said} == {}


def _found(town: Town, words: list[bytes]) -> set[bytes]:
    kept = b"".join(bytes_below([town.folder("records"), town.folder("var")]).values())
    return {word for word in words if word in kept}


def _published(town: Town) -> dict[str, list[tuple]]:
    """The published cells of every audience."""
    return {
        scope.text: open_release(scope, town.folder("var"))
        .frame("select * from mart_contact_cube where basis = 'published' order by all")
        .rows()
        for scope in scopes(town.folder("var"), MUNICIPALITY)
    }


def _save_tables(town: Town) -> None:
    for scope in scopes(town.folder("var"), MUNICIPALITY):
        release = open_release(scope, town.folder("var"))
        tables = [source_rows(release, month=OCTOBER, quartier=scope.quartier)]
        for table in tables:
            folder = town.folder("exports") / scope.text.replace("/", "_").replace(":", "_")
            _put(folder / f"{table.key}.csv", to_csv(table, release))
            _put(folder / f"{table.key}.xlsx", to_xlsx(table, release))


def _run_notebook(town: Town) -> None:
    """The notebook as the coordination runs it, stored with all that it shows."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    parameters = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source = f"SICHT = '{MUNICIPALITY}/coordinator'\nMONAT = '2026-10'\nQUARTIER = None"
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    text = io.StringIO()
    nbformat.write(notebook, text)
    _put(town.folder("notebooks") / "outputs.ipynb", text.getvalue().encode())
