"""Commands run as children: what their ends mean on the page, and that nothing but a sentence comes back."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dashboard import commands
from dashboard.blocks.refresh_button import report_words
from dashboard.errors import CommandFailed
from settings import read_paths
from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.reading import visible

REPORT = {"changed": True, "deliveries": [{"status": "landed"}, {"status": "unchanged"}, {"status": "unchanged"}]}


def _ends_with(monkeypatch: pytest.MonkeyPatch, code: int, output: str = "", log: str = "") -> list[list[str]]:
    calls: list[list[str]] = []

    def run(call: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        calls.append(call)
        return subprocess.CompletedProcess(call, code, output, log)

    monkeypatch.setattr(commands.subprocess, "run", run)
    return calls


def test_a_refresh_names_the_municipality_and_every_folder(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = _ends_with(monkeypatch, 0, json.dumps(REPORT))
    outcome = commands.refresh(read_paths(), municipality=TOWN)
    assert outcome == commands.Outcome(report=REPORT, has_findings=False)
    assert calls[0][1:6] == ["-m", "pipelines", "refresh", "--municipality", TOWN]
    assert {str(workspace / name) for name in ("data", "records", "var", "config")} <= set(calls[0])


def test_findings_are_no_failure(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _ends_with(monkeypatch, 2, json.dumps(REPORT))
    assert commands.refresh(read_paths(), municipality=TOWN).has_findings


@pytest.mark.parametrize(("code", "words"), [(1, "fehlgeschlagen"), (4, "läuft gerade"), (64, "fehlgeschlagen")])
def test_a_failed_command_becomes_a_sentence(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    _ends_with(monkeypatch, code, log="Traceback: secret")
    with pytest.raises(CommandFailed, match=words) as failure:
        commands.refresh(read_paths(), municipality=TOWN)
    assert "secret" not in str(failure.value)


def test_a_command_that_hangs_is_ended(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(call: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(call, options["timeout"])

    monkeypatch.setattr(commands.subprocess, "run", run)
    with pytest.raises(CommandFailed, match="15 Minuten"):
        commands.refresh(read_paths(), municipality=TOWN)


def test_the_button_says_what_came_of_it(open_app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    _ends_with(monkeypatch, 0, json.dumps(REPORT))
    app = open_app("datenlieferungen", SCOPES[0])
    app.button[0].click().run()
    assert app.success[0].value == (
        "Ein neuer Stand ist veröffentlicht. Dateien im Eingang: 1 neu gelesen, 2 unverändert."
    )
    _ends_with(monkeypatch, 4)
    app.button[0].click().run()
    assert "läuft gerade" in app.warning[0].value
    assert "Traceback" not in visible(app)


def test_a_quarantined_file_asks_to_read_the_findings() -> None:
    words = report_words({"changed": False, "deliveries": [{"status": "quarantined"}]})
    assert words == (
        "Der Stand ist unverändert. Dateien im Eingang: 1 zurückgestellt. Bitte lesen Sie die Befunde unten."
    )
