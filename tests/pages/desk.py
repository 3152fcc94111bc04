"""A desk whose orders are answered at once: every child that would be started is noted instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import commands
from dashboard.child import Ended

Answer = Mapping[str, Any] | Ended | Callable[[list[str]], Any]
CHECKED: dict[str, Any] = {
    "source": "contacts",
    "source_title": "Beratungskontakte",
    "status": "new",
    "same_as": None,
    "encoding": "cp1252",
    "profile": "caritas-beratung@2",
    "layout": {"sheet": "Oktober", "header_row": 4, "delimiter": None},
    "rows_in": 75,
    "rows_ok": 74,
    "rows_estimated": 0,
    "sums": {},
    "findings": [
        {
            "sheet": "Oktober",
            "cell": "C7",
            "row": 7,
            "column": "Datum",
            "rule": "not_a_date",
            "message": "Der Wert ist kein gültiges Datum. Bitte als TT.MM.JJJJ schreiben.",
            "severity": "error",
            "subject": "sprechstunde-nord",
            "month": "2026-10",
        }
    ],
    "effect": {"new": 12, "changed": 0, "unchanged": 62, "removed": 0},
    "effects": [
        {
            "subject": "sprechstunde-nord",
            "subject_name": "Sprechstunde Nord",
            "month": "2026-10",
            "before": 62,
            "after": 74,
            "rows_before": 62,
            "rows_after": 74,
        }
    ],
    "proposal": None,
    "unknown_words": [],
    "candidates": [],
}
DELIVERED = {"delivery": "000007-ab12cd34", "status": "landed", "findings": [], "changed": True, "deliveries": []}


@dataclass
class FakeDesk:
    """Answers by command; `calls` are the command lines, `files` what stood in the file that was named."""

    answers: dict[str, Answer]
    calls: list[list[str]] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    saved: list[Any] = field(default_factory=list)

    def run(self, call: list[str], **_: Any) -> Ended:
        words = call[3:]
        self.calls.append(words)
        path = Path(words[1]) if len(words) > 1 else None
        if path is not None and path.is_file():
            self.files.append(path.read_bytes())
        answer = self.answers[words[0]]
        answer = answer(words) if callable(answer) else answer
        return answer if isinstance(answer, Ended) else Ended(0, json.dumps(answer).encode(), "", True)

    def made(self, command: str) -> list[list[str]]:
        """The calls of one command."""
        return [call for call in self.calls if call[0] == command]


def fake_desk(monkeypatch: pytest.MonkeyPatch, **answers: Answer) -> FakeDesk:
    """Put the fake in place; `own_tally=…` answers the command own-tally."""
    desk = FakeDesk({name.replace("_", "-"): answer for name, answer in answers.items()})
    monkeypatch.setattr(commands, "run_child", desk.run)
    return desk


def press(app: AppTest, label: str, index: int = 0) -> AppTest:
    """Press the button with this label."""
    [button for button in app.button if button.label == label][index].click()
    return app.run()


def labels(app: AppTest) -> dict[str, bool]:
    """The buttons on the page, and whether they can be pressed."""
    return {button.label: not button.disabled for button in app.button}
