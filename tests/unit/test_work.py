"""Work in the background: once at a time, settled once, with a German reason when it breaks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard import work
from dashboard.child import Tell
from dashboard.errors import CommandFailed


class Rerun(Exception):
    """What ends a run of the page."""


class FakeStreamlit:
    """The few things of the web frame that work touches."""

    def __init__(self) -> None:
        self.session_state: dict[str, Any] = {}
        self.shown: list[str] = []

    def empty(self) -> FakeStreamlit:
        return self

    def status(self, label: str) -> FakeStreamlit:
        self.shown.append(label)
        return self

    def update(self, label: str) -> None:
        self.shown.append(label)

    def rerun(self) -> None:
        raise Rerun


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeStreamlit]:
    fake = FakeStreamlit()
    monkeypatch.setattr(work, "st", fake)
    monkeypatch.setattr(work, "LOOK_SECONDS", 0.01)
    return fake


def test_the_answer_is_settled_once_and_the_page_drawn_again(page: FakeStreamlit) -> None:
    settled: list[tuple[Any, str | None]] = []
    assert work.start("Die Datei wird geprüft.", lambda tell: 7, settle=lambda *said: settled.append(said))
    with pytest.raises(Rerun):
        work.attend()
    work.attend()
    assert settled == [(7, None)]
    assert not work.is_busy()


def test_a_second_start_does_nothing_while_the_first_goes_on(page: FakeStreamlit) -> None:
    gate, begun = threading.Event(), []

    def slow(tell: Tell) -> int:
        begun.append(1)
        gate.wait(20)
        return 1

    assert work.start("a", slow, settle=lambda *_: None)
    assert not work.start("b", slow, settle=lambda *_: None)
    assert work.is_busy()
    gate.set()
    with pytest.raises(Rerun):
        work.attend()
    assert begun == [1]


def test_progress_is_shown_where_the_work_was_asked_for(page: FakeStreamlit) -> None:
    told, seen = threading.Event(), threading.Event()

    def slow(tell: Tell) -> None:
        tell("2 von 3")
        told.set()
        seen.wait(20)

    work.start("Prüfung:", slow, settle=lambda *_: None, where="upload")
    work.spot("elsewhere")
    assert work.SPOT not in page.session_state
    work.spot("upload")
    told.wait(20)
    threading.Timer(0.1, seen.set).start()
    with pytest.raises(Rerun):
        work.attend()
    assert "Prüfung: 2 von 3" in page.shown


@pytest.mark.parametrize(
    ("error", "said"),
    [(CommandFailed("Es läuft schon eine."), "Es läuft schon eine."), (RuntimeError("Frau Kern"), work.UNEXPECTED)],
)
def test_what_breaks_becomes_a_sentence(
    page: FakeStreamlit, caplog: pytest.LogCaptureFixture, error: Exception, said: str
) -> None:
    def broken(tell: Tell) -> None:
        raise error

    settled: list[tuple[Any, str | None]] = []
    work.start("x", broken, settle=lambda *outcome: settled.append(outcome))
    with pytest.raises(Rerun):
        work.attend()
    assert settled == [(None, said)]
    assert "Kern" not in caplog.text


def test_a_settling_that_breaks_does_not_lock_the_page(page: FakeStreamlit) -> None:
    def broken(answer: object, reason: str | None) -> None:
        raise KeyError

    work.start("x", lambda tell: 1, settle=broken)
    with pytest.raises(KeyError):
        work.attend()
    assert not work.is_busy()
