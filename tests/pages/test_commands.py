"""Commands run as children: how they are called, what their ends mean, and that nothing but a sentence comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard import commands
from dashboard.child import Ended
from dashboard.commands import Desk
from dashboard.delivery.refresh_button import report_words
from dashboard.errors import CommandFailed
from settings import read_paths
from tests.builders_release import TOWN
from tests.pages.conftest import SCOPES, Open
from tests.pages.reading import visible

REPORT = {"changed": True, "deliveries": [{"status": "landed"}, {"status": "unchanged"}, {"status": "unchanged"}]}
OCTOBER = date(2026, 10, 1)
FILE = Path("/var/uploads/a/b.csv")


def _ends_with(
    monkeypatch: pytest.MonkeyPatch, code: int, output: str | None = "", *, log: str = "", in_time: bool = True
) -> list[list[str]]:
    calls: list[list[str]] = []

    def run(call: list[str], **_: Any) -> Ended:
        calls.append(call)
        answer = None if output is None else output.encode()
        return Ended(code=code, answer=answer, log=log, in_time=in_time)

    monkeypatch.setattr(commands, "run_child", run)
    return calls


@pytest.fixture
def desk(workspace: Path) -> Desk:
    return Desk(paths=read_paths(), municipality=TOWN, scope=f"{TOWN}/quartier:nord", by="Eva Muster")


def test_a_command_names_the_municipality_and_every_folder(
    desk: Desk, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = _ends_with(monkeypatch, 0, json.dumps(REPORT))
    outcome = commands.refresh(desk)
    assert outcome == commands.Outcome(report=REPORT, has_findings=False)
    assert calls[0][1:4] == ["-m", "pipelines", "refresh"]
    folders = {f"--{name}={workspace / name}" for name in ("data", "records", "var", "config")}
    assert folders | {f"--municipality={TOWN}", "--json", "--progress"} <= set(calls[0])


ORDERS: list[tuple[Callable[[Desk], Any], list[str], set[str]]] = [
    (lambda desk: commands.check(desk, FILE), ["check", str(FILE)], set()),
    (lambda desk: commands.check(desk, FILE, source="contacts"), ["check", str(FILE)], {"--source=contacts"}),
    (
        lambda desk: commands.deliver(desk, FILE, source="events"),
        ["deliver", str(FILE)],
        {"--source=events", "--by=Eva Muster"},
    ),
    (
        lambda desk: commands.deliver(desk, FILE, source="events", confirmed=True),
        ["deliver", str(FILE), "--confirm"],
        {"--source=events", "--by=Eva Muster"},
    ),
    (lambda desk: commands.confirm(desk, "000001-ab"), ["confirm", "000001-ab"], {"--by=Eva Muster"}),
    (
        lambda desk: commands.withdraw(desk, "000001-ab", reason="-x\nfalsch"),
        ["withdraw", "000001-ab"],
        {"--by=Eva Muster", "--reason=-x falsch"},
    ),
    (lambda desk: commands.restore(desk, "000001-ab"), ["restore", "000001-ab"], {"--by=Eva Muster"}),
    (
        lambda desk: commands.decide(desk, service="s", month=OCTOBER, origin="tally"),
        ["decide", "s", "2026-10", "tally"],
        {"--by=Eva Muster"},
    ),
    (
        lambda desk: commands.own_tally(desk, FILE, quartier="nord", month=OCTOBER),
        ["own-tally", str(FILE)],
        {"--quartier=nord", "--month=2026-10", "--by=Eva Muster"},
    ),
    (
        lambda desk: commands.sign_off(desk, month=OCTOBER, quartier="nord", digest="abc", note="gut"),
        ["sign-off", "2026-10"],
        {"--quartier=nord", "--digest=abc", "--note=gut", "--by=Eva Muster"},
    ),
]


@pytest.mark.parametrize(("order", "words", "options"), ORDERS)
def test_every_order_is_called_as_the_pipelines_expect(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    order: Callable[[Desk], Any],
    words: list[str],
    options: set[str],
) -> None:
    calls = _ends_with(monkeypatch, 0, "{}")
    order(desk)
    assert calls[0][3 : 3 + len(words)] == words
    assert options | {f"--scope={TOWN}/quartier:nord"} <= set(calls[0])


def test_a_layout_travels_as_a_file_that_is_gone_afterwards(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Path, Any]] = []

    def run(call: list[str], **_: Any) -> Ended:
        file = Path(call[5])
        seen.append((file, json.loads(file.read_text(encoding="utf-8"))))
        return Ended(0, b'{"profile": "awo@1"}', "", True)

    monkeypatch.setattr(commands, "run_child", run)
    assert commands.save_profile(desk, "awo", {"headers": {"Ä": "date"}}).report == {"profile": "awo@1"}
    ((file, document),) = seen
    assert document == {"headers": {"Ä": "date"}}
    assert not file.exists()


def test_findings_are_no_failure(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _ends_with(monkeypatch, 2, json.dumps(REPORT))
    assert commands.refresh(desk).has_findings


@pytest.mark.parametrize(
    ("code", "output", "words"),
    [
        (1, "", "fehlgeschlagen"),
        (64, "", "fehlgeschlagen"),
        (4, '{"error": "busy"}', "läuft gerade"),
        (1, '{"error": "Der Monat hat keine Zahlen."}', "Der Monat hat keine Zahlen."),
        (1, json.dumps({"failed": {TOWN: "Zwei Profile passen."}}), "Zwei Profile passen."),
        (1, '{"error": ["x"], "failed": 3}', "fehlgeschlagen"),
        (0, "no json", "fehlgeschlagen"),
        (0, "[1]", "fehlgeschlagen"),
        (0, None, "fehlgeschlagen"),
        (-9, "", "fehlgeschlagen"),
    ],
)
def test_a_failed_command_becomes_a_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, code: int, output: str | None, words: str
) -> None:
    _ends_with(monkeypatch, code, output, log="Traceback: secret")
    with pytest.raises(CommandFailed, match=words) as failure:
        commands.refresh(desk)
    assert "secret" not in str(failure.value)


def test_a_command_that_hangs_is_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _ends_with(monkeypatch, -9, in_time=False)
    with pytest.raises(CommandFailed, match="15 Minuten"):
        commands.refresh(desk)
    with pytest.raises(CommandFailed, match="60 Sekunden"):
        commands.check(desk, FILE)


def test_the_real_child_says_in_german_what_does_not_exist(desk: Desk, workspace: Path) -> None:
    with pytest.raises(CommandFailed, match="gibt es nicht"):
        commands.check(desk, workspace / "nothing.csv", source="contacts")


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
    assert words == ("Der Stand ist unverändert. Dateien im Eingang: 1 abgewiesen. Bitte lesen Sie die Befunde unten.")
