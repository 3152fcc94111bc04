"""The command line: exit codes, JSON on stdout alone, German sentences for people."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.lock import exclusive
from pipelines.releasing.publish import PublishedRelease
from settings import ROOT, Paths
from tests.builders import some_paths
from tests.builders_delivery import HEADER, ROW
from tests.unit.test_receive import MASTER_DATA

WORKSPACE = (ROOT / "config" / "workspace.toml").read_text(encoding="utf-8")
DELIVERY_KEYS = {"file", "municipality", "source", "status", "rows_in", "rows_landed", "rows_rejected"}
CHECK_KEYS = {
    "source", "source_title", "status", "same_as", "encoding", "profile", "layout", "rows_in", "rows_ok",
    "rows_estimated", "sums", "findings", "effect", "effects", "proposal", "unknown_words", "candidates",
}  # fmt: skip
COMMANDS = (
    "refresh", "check", "status", "deliver", "confirm", "withdraw", "restore", "decide", "own-tally", "sign-off",
    "decision", "note", "save-profile", "template",
)  # fmt: skip
STAGES = {"read", "freeze", "build", "protect", "derive", "audit", "publish", "total"}


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A workspace of one municipality, named to the program by its environment."""
    found = some_paths(tmp_path)
    for name, folder in {
        "DATA": found.data,
        "RECORDS": found.records,
        "VAR": found.var,
        "CONFIG": found.config,
    }.items():
        monkeypatch.setenv(f"QM_{name}", str(folder))
    monkeypatch.setenv("QM_KEY_FILE", str(found.key_file))
    head, tail = WORKSPACE[: WORKSPACE.index("[municipalities")], WORKSPACE[WORKSPACE.index("[deadlines]") :]
    found.config.mkdir()
    text = f'{head}[municipalities.musterstadt]\nname = "Musterstadt"\n{tail}'
    (found.config / "workspace.toml").write_text(text, encoding="utf-8")
    for file, content in {**MASTER_DATA, "contacts/oktober.csv": f"{HEADER}\n{ROW}\n"}.items():
        _put(found, file, content)
    return found


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch, paths: Paths) -> list[str]:
    """Stands in for the warehouse: a release is an empty folder with a manifest. Lists the releases made."""
    made: list[str] = []

    def publish(*, municipality: str, paths: Paths, fingerprint: str, **_: object) -> PublishedRelease:
        release = f"20261103T080000Z-{fingerprint[:8]}"
        folder = paths.var / "releases" / municipality / release
        folder.mkdir(parents=True)
        (folder / "manifest.json").write_text("{}")
        (paths.var / "current").mkdir(exist_ok=True)
        (paths.var / "current" / municipality).write_text(release)
        made.append(release)
        return PublishedRelease(release, {"build": 1.0, "protect": 0.5, "derive": 0.25, "publish": 0.25})

    monkeypatch.setattr("pipelines.releasing.publish.publish_release", publish)
    return made


def _put(paths: Paths, file: str, content: str) -> Path:
    path = paths.data / "musterstadt" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def _answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict, str]:
    code = main([*arguments, "--json"])
    captured = capsys.readouterr()
    return code, json.loads(captured.out), captured.err


def test_refresh_answers_with_every_part(published: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = _answer(capsys, "refresh")
    assert code == 0
    assert answer["releases"] == {"musterstadt": published[0]}
    assert answer["changed"] is True
    assert set(answer["seconds"]) == STAGES
    assert all(set(delivery) >= DELIVERY_KEYS for delivery in answer["deliveries"])
    assert {delivery["status"] for delivery in answer["deliveries"]} == {"landed"}


def test_a_second_refresh_builds_nothing(published: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _answer(capsys, "refresh")
    code, answer, _ = _answer(capsys, "refresh")
    assert (code, answer["changed"], answer["releases"]) == (0, False, {"musterstadt": published[0]})
    assert len(published) == 1
    assert {delivery["status"] for delivery in answer["deliveries"]} == {"unchanged"}


def test_findings_end_with_two_and_are_told_once(
    paths: Paths, published: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _put(paths, "contacts/leer.csv", "")
    code, answer, log = _answer(capsys, "refresh")
    assert code == 2
    assert "contacts/leer.csv: Die Datei ist leer." in log
    assert [(finding["municipality"], finding["rule"]) for finding in answer["findings"]] == [
        ("musterstadt", "empty_file")
    ]
    code, answer, log = _answer(capsys, "refresh")
    assert (code, answer["changed"], answer["findings"]) == (0, False, [])
    assert len(published) == 1


def test_a_failed_build_keeps_the_release_and_ends_with_one(
    paths: Paths, published: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _answer(capsys, "refresh")
    _put(paths, "contacts/neu.csv", f"{HEADER}\n{ROW.replace('05.10.', '06.10.')}\n")

    def fail(**_: object) -> None:
        raise ValueError("Erika Muster")

    monkeypatch.setattr("pipelines.releasing.publish.publish_release", fail)
    code, answer, _ = _answer(capsys, "refresh")
    assert (code, answer["releases"]) == (1, {"musterstadt": published[0]})
    assert answer["failed"] == {
        "musterstadt": "Der neue Stand konnte nicht erstellt werden (ValueError). Der bisherige gilt weiter."
    }


def test_a_busy_workspace_ends_with_four(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with exclusive(paths.records):
        code, answer, _ = _answer(capsys, "refresh")
    assert (code, list(answer)) == (4, ["error"])


@pytest.mark.parametrize(
    "arguments",
    [
        ["refresh", "--municipality", "nirgendwo"],
        ["check", "fehlt.csv", "--source", "contacts"],
        ["check", "fehlt.csv", "--source", "kontakte"],
    ],
)
def test_what_does_not_exist_ends_with_sixty_four(
    arguments: list[str], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 64
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "gibt es" in captured.err
    assert not paths.records.exists()


@pytest.mark.parametrize("arguments", [[], ["erase"], ["refresh", "--force"], ["check"]])
def test_wrong_usage_ends_with_sixty_four(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 64


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_helps(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main([command, "--help"])
    assert exit_.value.code == 0
    said = capsys.readouterr().out
    flags = ("--data", "--records", "--var", "--config", "--municipality", "--scope", "--json", "--progress")
    assert all(flag in said for flag in flags)


def test_a_missing_workspace_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--config", str(tmp_path / "nirgends")]) == 1
    assert "workspace.toml" in capsys.readouterr().err


def test_check_ends_with_two_when_something_must_be_read(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    file = _put(paths, "contacts/neu.csv", f"{HEADER}\n31.02.2026;a;b;c;d;e\n")
    code, answer, log = _answer(capsys, "check", str(file), "--source", "contacts")
    assert code == 2
    assert set(answer) == CHECK_KEYS
    assert answer["findings"][0]["cell"] == "A2"
    assert "A2: Der Wert ist kein gültiges Datum." in log


def test_status_without_a_release(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, _ = _answer(capsys, "status")
    assert code == 0
    assert set(answer["musterstadt"]) >= {"release", "months", "expected", "delivered", "on_time", "missing"}
    assert answer["musterstadt"]["release"] is None


def test_a_run_without_news_loads_no_engine(published: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    _answer(capsys, "refresh")
    script = (
        "import sys\nfrom pipelines.__main__ import main\nassert main(['refresh']) == 0\n"
        "print(sorted({'dbt', 'duckdb', 'polars', 'dataframely', 'rich'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines()[-1] == "[]"


def _put_master_data(paths: Paths) -> None:
    services = (
        "Schlüssel;Name;Träger;Quartier;Meldeweg;gültig ab\n"
        "sprechstunde;Sprechstunde;caritas;mitte;Einzelkontakte;01.01.2020\n"
    )
    _put(paths, "services/angebote.csv", services)


SCOPE = ("--scope", "musterstadt/quartier:mitte")
BY = ("--by", "Frau Muster")


def test_a_file_is_handed_in_taken_back_and_restored(
    paths: Paths, published: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _put_master_data(paths)
    _answer(capsys, "refresh")
    file = _put(paths, "../gesendet.csv", f"{HEADER}\n{ROW.replace('05.10.', '07.10.')}\n")
    code, answer, _ = _answer(capsys, "deliver", str(file), "--source", "contacts", *BY, *SCOPE)
    assert (code, answer["status"], answer["findings"]) == (0, "landed", [])
    assert answer["releases"] == {"musterstadt": published[-1]}
    assert [delivery["file"] for delivery in answer["deliveries"] if delivery["status"] == "landed"] == [answer["file"]]
    delivery = answer["delivery"]
    code, answer, _ = _answer(capsys, "withdraw", delivery, "--reason", "falsch", *BY, *SCOPE)
    assert (code, answer["delivery"], answer["status"], answer["changed"]) == (0, delivery, "withdrawn", True)
    assert len(published) == 3
    code, answer, _ = _answer(capsys, "restore", delivery, *BY)
    assert (code, answer["status"]) == (0, "landed")
    assert _answer(capsys, "confirm", delivery, *BY)[0] == 64


def test_a_refused_file_ends_with_two_and_changes_nothing(
    paths: Paths, published: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _answer(capsys, "refresh")
    file = _put(paths, "../gesendet.csv", f"{HEADER};Telefon\n{ROW};0214 1\n")
    code, answer, log = _answer(capsys, "deliver", str(file), "--source", "contacts", *BY)
    assert (code, answer["status"], answer["changed"], answer["delivery"]) == (2, "refused", False, None)
    assert answer["findings"]
    assert "0214" not in log + json.dumps(answer)
    assert len(published) == 1


def test_progress_comes_as_lines_that_a_program_reads(
    paths: Paths, published: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, log = _answer(capsys, "refresh", "--progress")
    told = [json.loads(line)["progress"] for line in log.splitlines() if line.startswith("{")]
    assert "Musterstadt: contacts/oktober.csv" in told
    assert told[-1] == "Musterstadt: neuer Stand"
    _, _, log = _answer(capsys, "refresh", "--progress")
    assert [line for line in log.splitlines() if line.startswith("{")] == []


CHANGES = (
    ("deliver", "FILE", "--source", "contacts", *BY),
    ("confirm", "000001-abcdef12", *BY),
    ("withdraw", "000001-abcdef12", "--reason", "x", *BY),
    ("restore", "000001-abcdef12", *BY),
    ("decide", "sprechstunde", "2026-10", "rows", *BY),
    ("own-tally", "FILE", "--quartier", "mitte", "--month", "2026-10", *BY),
    ("sign-off", "2026-10", "--quartier", "mitte", *BY),
    ("decision", "2026-01", "--title", "x", *BY),
    ("decision", "2026-01", "--withdraw", *BY),
    ("note", "--metric", "contacts", "--month", "2026-10", "--text", "x", *BY),
    ("note", "1", "--withdraw", *BY),
    ("save-profile", "awo", "FILE", *BY),
)


@pytest.mark.parametrize("command", CHANGES, ids=lambda command: command[0])
def test_every_changing_command_waits_for_a_run(
    paths: Paths, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    file = _put(paths, "../profil.json", "{}")
    arguments = [str(file) if word == "FILE" else word for word in command]
    with exclusive(paths.records):
        code, answer, _ = _answer(capsys, *arguments)
    assert (code, list(answer)) == (4, ["error"])


@pytest.mark.parametrize("scope", ["musterstadt/council", "musterstadt/steering", "anderswo/coordinator"])
@pytest.mark.parametrize("command", [*CHANGES, ("refresh",), ("status",), ("check", "FILE")], ids=lambda c: c[0])
def test_no_command_serves_a_scope_that_only_reads(
    paths: Paths, command: tuple[str, ...], scope: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--scope", scope]) == 64
    assert not paths.records.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["sign-off", "10/2026", "--quartier", "mitte", *BY],
        ["sign-off", "2026-13", "--quartier", "mitte", *BY],
        ["decide", "a", "2026-10", "beides", *BY],
        ["withdraw", "000001-abcdef12", *BY],
        ["restore", "000001-abcdef12"],
        ["restore", "000001-abcdef12", "--by", "  "],
        ["deliver", "a.csv", *BY],
        ["decision", "--decided-on", "31.02.2026", *BY],
        ["decision", "--status", "halb", *BY],
        ["note", "--month", "Oktober", *BY],
        ["note", "--text", "x"],
    ],
)
def test_words_that_mean_nothing_end_with_sixty_four(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 64


def test_scope_and_municipality_must_agree(capsys: pytest.CaptureFixture[str], paths: Paths) -> None:
    assert main(["status", "--municipality", "musterstadt", "--scope", "musterstadt/coordinator"]) == 0
    assert main(["status", "--municipality", "anderswo", "--scope", "musterstadt/coordinator"]) == 64


def test_a_form_is_written(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    out = paths.var / "vorlage.xlsx"
    out.parent.mkdir(parents=True, exist_ok=True)
    code, answer, _ = _answer(capsys, "template", "contacts", "--out", str(out))
    assert (code, answer) == (0, {"file": str(out)})
    assert out.read_bytes().startswith(b"PK")
    assert main(["template", "kontakte", "--out", str(out)]) == 64


def test_the_source_is_found_from_the_header(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    file = _put(paths, "../gesendet.csv", f"Liste Oktober;;;;;\n{HEADER}\n{ROW}\n")
    assert _answer(capsys, "check", str(file))[1]["source"] == "contacts"
    carriers = _put(paths, "../traeger.csv", MASTER_DATA["carriers/traeger.csv"])
    code, answer, _ = _answer(capsys, "check", str(carriers))
    assert (code, answer["status"], answer["source"]) == (2, "refused", None)
    assert {entry["source"] for entry in answer["candidates"]} == {"carriers", "quartiers"}
    unknown = _put(paths, "../x.csv", "Foo;Bar\n1;2\n")
    code, answer, _ = _answer(capsys, "check", str(unknown))
    assert (code, answer["candidates"], answer["findings"][0]["rule"]) == (2, [], "which_source")
    assert set(answer) == CHECK_KEYS
