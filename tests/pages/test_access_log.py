"""The log of who looked at what: one line per opened page, refusal and download, in pseudonyms and without figures."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.access.denied import AccessDenied
from dashboard.access.log import append
from tests.builders_release import RELEASE, TOWN
from tests.pages.conftest import ROOT, SCOPES, Open
from tests.principals import NORTH, SECRET, STEERING, UNKNOWN, Principal, write_access

STEERING_SCOPE = SCOPES[1]
KEYS = {"at", "user", "role", "scope", "page", "release", "event", "allowed"}
Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(workspace: Path) -> Lines:
    """What the town's log holds."""
    folder = workspace / "records" / TOWN
    folder.mkdir(parents=True)
    return lambda: _read(folder / "access")


def _read(folder: Path) -> list[dict[str, Any]]:
    files = sorted(folder.glob("????-??.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def _as(person: Principal) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.secrets, app.user = {"auth": {"cookie_secret": SECRET}}, person.user()
    return app


def test_a_page_is_noted_when_opened_not_when_clicked(open_app: Open, lines: Lines) -> None:
    app = open_app("beratungskontakte", STEERING_SCOPE)
    app.selectbox[1].select("2026-03").run()
    app.selectbox[2].select("nord").run()
    assert [(line["page"], line["scope"]) for line in lines()] == [
        ("lage", STEERING_SCOPE),
        ("beratungskontakte", STEERING_SCOPE),
    ]
    app.switch_page("pages/karte.py").run()
    app.switch_page("pages/beratungskontakte.py").run()
    assert [line["page"] for line in lines()][2:] == ["karte", "beratungskontakte"]
    assert set(lines()[0]) == KEYS
    assert (lines()[0]["user"], lines()[0]["role"], lines()[0]["release"]) == ("local", "steering", RELEASE)


def test_only_the_owner_of_the_process_reads_the_log(open_app: Open, lines: Lines, workspace: Path) -> None:
    open_app("lage")
    (file,) = (workspace / "records" / TOWN / "access").iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_people_are_pseudonyms(open_app: Open, lines: Lines, workspace: Path) -> None:
    write_access(workspace / "config", NORTH, STEERING)
    for person in (NORTH, STEERING, NORTH):
        _as(person).run()
    first, second, again = (line["user"] for line in lines())
    assert first == again != second
    assert all(re.fullmatch("[0-9a-f]{32}", user) for user in (first, second))
    written = json.dumps(lines())
    assert not any(text in written for text in (STEERING.key, NORTH.name, STEERING.name, NORTH.user()["iss"]))


def test_a_refused_page_is_noted_once(open_app: Open, lines: Lines, workspace: Path) -> None:
    write_access(workspace / "config", STEERING)
    page = AppTest.from_file(str(ROOT / "pages" / "monatspruefung.py"), default_timeout=60)
    page.secrets, page.user = {"auth": {"cookie_secret": SECRET}}, STEERING.user()
    page.session_state["app_ran"] = True
    page.run().run()
    (line,) = lines()
    assert (line["allowed"], line["reason"], line["page"]) == (False, "page", "monatspruefung")


def test_a_refusal_without_any_town_is_kept_beside_the_releases(
    open_app: Open, published: Path, workspace: Path
) -> None:
    _as(UNKNOWN).run()
    line = _read(published / "access")[-1]
    assert (line["user"], line["scope"], line["reason"], line["allowed"]) == ("nobody", None, "unknown", False)


def _downloads(app: Callable[[], AppTest], monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], bytes]]:
    made: list[Callable[[], bytes]] = []
    original = st.download_button
    monkeypatch.setattr(st, "download_button", lambda *a, **more: (made.append(more["data"]), original(*a, **more))[1])
    app()
    return made


def test_a_download_is_noted_with_its_rows(open_app: Open, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _downloads(lambda: open_app("veranstaltungen", STEERING_SCOPE), monkeypatch)
    before = len(lines())
    content = made[-2]()
    (line,) = lines()[before:]
    assert (line["event"], line["allowed"], line["page"]) == ("export", True, "veranstaltungen")
    assert line["name"].startswith(f"{TOWN}_")
    assert line["name"].endswith(".csv")
    assert line["rows"] == content.split(b"\r\n\r\n")[0].count(b"\r\n")


def test_a_download_of_a_lost_right_is_refused_and_noted(
    open_app: Open, lines: Lines, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_access(workspace / "config", NORTH)
    made = _downloads(lambda: _as(NORTH).run(), monkeypatch)
    monkeypatch.setattr("dashboard.access.visitor.has_login", lambda: True)
    write_access(workspace / "config", Principal(NORTH.key, STEERING.scopes, None))
    with pytest.raises(AccessDenied):
        made[0]()
    line = lines()[-1]
    assert (line["event"], line["allowed"], line["reason"]) == ("export", False, "scope_gone")


def test_a_public_process_without_records_logs_beside_its_releases(
    open_app: Open, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QM_AUDIENCE", "council")
    open_app("karte")
    line = _read(published / "access")[-1]
    assert (line["user"], line["role"], line["page"]) == ("public", "council", "karte")


def test_lines_of_parallel_sessions_never_mix(tmp_path: Path) -> None:
    file = tmp_path / "2026-11.jsonl"
    texts = [json.dumps({"line": number, "text": "ä" * 500}) for number in range(400)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda text: append(file, text), texts))
    assert sorted(file.read_text(encoding="utf-8").splitlines()) == sorted(texts)


def test_a_log_that_cannot_be_written_closes_no_page(
    open_app: Open, lines: Lines, workspace: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (workspace / "records" / TOWN / "access").write_text("im Weg", encoding="utf-8")
    assert open_app("lage").title[0].value == "Lage"
    assert "access log cannot be written" in caplog.text
