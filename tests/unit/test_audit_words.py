"""What the command `audit` says and returns when somebody can work something out: places, never counts."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.disclosure.audited import Attacker, Audited
from pipelines.disclosure.cells import Cell
from pipelines.disclosure.utility import Utility
from pipelines.orders import audit as order

FOUND = Cell("month", date(2026, 9, 1), "quartier", "manfort", "topic", "schulden")
UTILITY = Utility("steering", 2_000, 0.05, 0.9, 0.0, 0)


def _audited(*found: Cell) -> Audited:
    return Audited(
        (
            Attacker("council", ("council",), 1_200, (), (), 0.25),
            Attacker("quartier-opladen+quartier-wiesdorf", ("quartier-opladen", "quartier-wiesdorf"), 34, found, (), 1),
        ),
        (UTILITY,),
    )


@pytest.mark.parametrize(("found", "code", "exact"), [((FOUND,), 2, 1), ((), 0, 0)])
def test_the_exit_code_says_whether_something_was_found(
    found: tuple[Cell, ...],
    code: int,
    exact: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(order, "audit", lambda *_, **__: order.Audit({"leverkusen": _audited(*found)}))
    assert main(["audit", "--json"]) == code
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert (answer["cells"], answer["exact"], answer["narrow"]) == (1234, exact, 0)
    assert answer["failing"] == ["leverkusen/quartier-opladen", "leverkusen/quartier-wiesdorf"][: 2 * exact]
    assert answer["utility"][0]["municipality"] == "leverkusen"
    assert f"1.234 Zellen angegriffen, {exact} bestimmbar, 0 fast bestimmbar (2 Angreifer, 1,2 s)" in said.err
    assert ("Thema schulden, Quartier manfort, September 2026" in said.err) == bool(found)


def test_a_quartier_manager_cannot_order_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--scope", "leverkusen/quartier:manfort"]) == 64
    assert "Koordination" in capsys.readouterr().err


def test_without_a_release_there_is_nothing_to_attack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", f"--var={tmp_path}", f"--records={tmp_path}"]) == 0
    assert "noch keinen Stand" in capsys.readouterr().out
