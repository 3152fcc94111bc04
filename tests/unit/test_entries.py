"""What people enter survives torn lines, and the last entry about a thing holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import LedgerError
from pipelines.records import entries, month_events
from pipelines.records.entries import DECISION, OWN_TALLY, RECEIPT, add_entry, read_entries
from pipelines.records.lines import append_line, read_lines
from pipelines.records.month_events import add_signature, signatures

SAID = {"by": "Frau Muster", "at": "2026-11-03T08:00:00Z"}
OCTOBER, SEPTEMBER = "2026-10-01", "2026-09-01"


def _decide(records: Path, origin: str, month: str = OCTOBER) -> dict:
    return add_entry(records, DECISION, content={"service": "a", "month": month, "origin": origin}, **SAID)


def test_the_last_entry_about_a_thing_holds_in_the_order_they_were_made(tmp_path: Path) -> None:
    _decide(tmp_path, "rows")
    september = _decide(tmp_path, "rows", SEPTEMBER)
    october = _decide(tmp_path, "tally")
    assert list(read_entries(tmp_path, DECISION).items()) == [(("a", SEPTEMBER), september), (("a", OCTOBER), october)]
    assert october == {
        "entry": "000003", "kind": "origin_decision", "at": "2026-11-03T08:00:00Z", "by": "Frau Muster",
        "service": "a", "month": OCTOBER, "origin": "tally",
    }  # fmt: skip


def test_kinds_do_not_meet(tmp_path: Path) -> None:
    _decide(tmp_path, "rows")
    add_entry(tmp_path, OWN_TALLY, content={"quartier": "a", "month": OCTOBER, "rows": []}, **SAID)
    add_entry(tmp_path, RECEIPT, content={"source": "a", "raw_sha256": OCTOBER, "confirmed": False}, **SAID)
    assert [len(read_entries(tmp_path, kind)) for kind in (DECISION, OWN_TALLY, RECEIPT)] == [1, 1, 1]
    assert read_entries(tmp_path / "nowhere", RECEIPT) == {}


@pytest.mark.parametrize("torn", [b"{", b'{"entry": "000002", "kind"', b"\xff\xfe"])
def test_a_torn_last_line_is_no_entry_and_gone_after_the_next(tmp_path: Path, torn: bytes) -> None:
    _decide(tmp_path, "rows")
    with (tmp_path / entries.NAME).open("ab") as stream:
        stream.write(torn)
    assert len(read_entries(tmp_path, DECISION)) == 1
    assert _decide(tmp_path, "tally", SEPTEMBER)["entry"] == "000002"
    assert (tmp_path / entries.NAME).read_bytes().count(b"\n") == len(read_lines(tmp_path / entries.NAME)) == 2


@pytest.mark.parametrize("broken", [b"broken\n", b"[]\n", b"\n", b"\xff\n"])
def test_a_broken_line_in_the_middle_stops_everything(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / entries.NAME
    append_line(path, {"kind": "x"})
    with path.open("ab") as stream:
        stream.write(broken)
    append_line(path, {"kind": "x"})
    with pytest.raises(LedgerError, match=r"entries\.jsonl, Zeile 2"):
        read_entries(tmp_path, DECISION)


def test_the_last_signature_of_a_month_holds_and_other_events_are_none(tmp_path: Path) -> None:
    for digest in ("first", "second"):
        add_signature(tmp_path, quartier="mitte", month=OCTOBER, digest=digest, note=digest, **SAID)
    append_line(tmp_path / month_events.NAME, {"event": "released", "month": OCTOBER})
    add_signature(tmp_path, quartier="nord", month=OCTOBER, digest="other", **SAID)
    held = {about: (event["digest"], event["note"]) for about, event in signatures(tmp_path).items()}
    assert held == {("mitte", OCTOBER): ("second", "second"), ("nord", OCTOBER): ("other", None)}
