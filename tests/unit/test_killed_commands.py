"""A command killed at any write leaves the old state or the new, and sent again it comes to the same end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.orders.decide import decide
from pipelines.orders.deliver import deliver
from pipelines.orders.own_tally import own_tally
from pipelines.orders.sign_off import sign_off
from pipelines.orders.take_back import confirm, restore, withdraw
from pipelines.records.entries import DECISION, OWN_TALLY, read_entries
from pipelines.records.ledger import read_ledger
from pipelines.records.month_events import signatures
from tests.builders import MUNICIPALITY
from tests.killed import Killed, dying_at
from tests.office import TALLY_HEADER, Office, an_office, october
from tests.unit.test_month_commands import OCTOBER, release_with


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """October with twelve contacts, a held correction of three, a withdrawn one of eight, and a release."""
    made = an_office(tmp_path, monkeypatch)
    for name, count in (("v1.csv", 12), ("v2.csv", 3), ("v3.csv", 8)):
        _deliver(made, name, october(count))
    withdraw(_named(made, "v3.csv"), made.order, reason="falsch")
    release_with(made, "r1", ("mitte", OCTOBER, "abc"))
    return made


def _deliver(office: Office, name: str, content: str, *, is_confirmed: bool = False, source: str = "contacts") -> None:
    deliver(office.file(name, content), office.order, source=source, is_confirmed=is_confirmed)


def _named(office: Office, name: str) -> str:
    """The id of the delivery whose file was sent under this name."""
    return next(
        delivery.delivery for delivery in read_ledger(office.records).values() if delivery.file.endswith(f"_{name}")
    )


def _sign(office: Office) -> None:
    release_with_once(office)
    sign_off(OCTOBER, office.order, quartier="mitte", digest="abc", note=None)


def release_with_once(office: Office) -> None:
    """Let the release with the digest serve, whatever a refresh has published since."""
    (office.paths.var / "current" / MUNICIPALITY).write_text("r1")


def _own_tally(office: Office) -> None:
    file = office.file("eigene.csv", f"{TALLY_HEADER}\n10/2026;sprechstunde;Gesamt;;7\n")
    own_tally(file, office.order, quartier="mitte", month=OCTOBER)


COMMANDS: dict[str, Callable[[Office], object]] = {
    "deliver": lambda office: _deliver(office, "v4.csv", october(14)),
    "deliver and confirm": lambda office: _deliver(office, "v5.csv", october(2), is_confirmed=True),
    "deliver and confirm a held one": lambda office: _deliver(office, "v2.csv", october(3), is_confirmed=True),
    "deliver what is refused": lambda office: _deliver(office, "x.csv", "Foo;Bar\n1;2\n"),
    "confirm": lambda office: confirm(_named(office, "v2.csv"), office.order),
    "withdraw": lambda office: withdraw(_named(office, "v1.csv"), office.order, reason="falsch"),
    "restore": lambda office: restore(_named(office, "v3.csv"), office.order),
    "decide": lambda office: decide("sprechstunde", OCTOBER, "rows", office.order, reason=None),
    "own tally": _own_tally,
    "sign off": _sign,
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_killed_command_leaves_the_old_state_or_the_new(
    office: Office, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = COMMANDS[command]
    saved = office.paths.var.parent / "saved"
    _copy(office, saved)
    old = _facts(office)
    run(office)
    new = _facts(office)
    assert new != old
    reached = 0
    for survived in range(100):
        _restore(office, saved)
        try:
            with dying_at(monkeypatch, survived):
                run(office)
            break
        except Killed:
            reached += 1
        office.receive()
        assert _facts(office) in (old, new)
        _again(office, run, done=_facts(office) == new)
        assert _facts(office) == new
    assert reached > 0


def _again(office: Office, run: Callable[[Office], object], *, done: bool) -> None:
    """Send the command again as a person would: delivering does no harm twice, the rest only when it is not done."""
    if not done or run in (COMMANDS["deliver"], COMMANDS["deliver and confirm"]):
        run(office)


def _facts(office: Office) -> dict:
    """What the records say, whatever numbers lines and files have."""
    ledger = read_ledger(office.records)
    statuses = office.statuses()
    inbox = sorted((office.paths.data / MUNICIPALITY).rglob("*.csv"))
    return {
        "deliveries": {
            (delivery.source, delivery.raw_sha256): (statuses[delivery.file], delivery.by, delivery.rows_landed)
            for delivery in ledger.values()
        },
        "rows": {
            delivery.delivery: office.landed(delivery.file).height for delivery in ledger.values() if delivery.landed
        },
        "files": [path.name for path in inbox],
        "decisions": read_entries(office.records, DECISION).keys(),
        "tallies": read_entries(office.records, OWN_TALLY).keys(),
        "signatures": {about: event["digest"] for about, event in signatures(office.records).items()},
    }


def _copy(office: Office, saved: Path) -> None:
    for folder in (office.paths.records, office.paths.data):
        shutil.copytree(folder, saved / folder.name)


def _restore(office: Office, saved: Path) -> None:
    for folder in (office.paths.records, office.paths.data):
        shutil.rmtree(folder)
        shutil.copytree(saved / folder.name, folder)
