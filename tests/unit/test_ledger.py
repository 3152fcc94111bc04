"""The ledger survives torn lines and says which deliveries hold."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from pipelines.errors import LedgerError
from pipelines.records.ledger import (
    NAME,
    Claim,
    Delivery,
    append,
    current_claims,
    delivery_id,
    is_superseded,
    read_ledger,
)


def a_delivery(sequence: int = 1, *claims: Claim, status: str = "landed", **changes: object) -> Delivery:
    raw = f"{sequence:064x}"
    values: dict = {
        "delivery": delivery_id(sequence, raw),
        "sequence": sequence,
        "status": status,
        "received_at": "2026-11-03T08:00:00Z",
        "by": None,
        "source": "contacts",
        "file": f"contacts/{sequence}.csv",
        "raw_sha256": raw,
        "canonical_sha256": raw,
        "profile": None,
        "contract_version": 1,
        "encoding": "utf-8",
        "fingerprint": "f",
        "vocabulary": "v",
        "key_id": None,
        "covered": claims,
        "rows_in": 1,
        "rows_landed": 1,
        "rows_rejected": 0,
        "note": None,
        "rules": {},
    }
    return Delivery(**(values | changes))


def test_lines_come_back_by_sequence_and_the_last_of_a_delivery_holds(tmp_path: Path) -> None:
    first = a_delivery(1, Claim(None, "mitte", "2026-10-01"))
    again = dataclasses.replace(first, status="quarantined", covered=(), note="erneut gelesen")
    for delivery in (a_delivery(2), first, again):
        append(tmp_path, delivery)
    assert list(read_ledger(tmp_path).values()) == [again, a_delivery(2)]


@pytest.mark.parametrize("torn", [b"{", b'{"delivery": "000002-00', b"\xff\xfe", b'{"delivery": "x"}'])
def test_a_torn_last_line_is_ignored_and_gone_after_the_next(tmp_path: Path, torn: bytes) -> None:
    append(tmp_path, a_delivery(1))
    with (tmp_path / NAME).open("ab") as stream:
        stream.write(torn)
    assert list(read_ledger(tmp_path).values()) == [a_delivery(1)]
    append(tmp_path, a_delivery(2))
    assert list(read_ledger(tmp_path).values()) == [a_delivery(1), a_delivery(2)]
    assert len((tmp_path / NAME).read_bytes().splitlines()) == 2


def test_a_torn_first_line_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b'{"delivery"')
    assert read_ledger(tmp_path) == {}
    append(tmp_path, a_delivery(1))
    assert list(read_ledger(tmp_path).values()) == [a_delivery(1)]


def test_a_broken_line_in_the_middle_stops_everything(tmp_path: Path) -> None:
    append(tmp_path, a_delivery(1))
    with (tmp_path / NAME).open("ab") as stream:
        stream.write(b"broken\n")
    append(tmp_path, a_delivery(2))
    with pytest.raises(LedgerError, match="Zeile 2"):
        read_ledger(tmp_path)


OCTOBER, SEPTEMBER = "2026-10-01", "2026-09-01"


@pytest.mark.parametrize(
    ("older", "newer", "superseded"),
    [
        ([Claim(None, "a", OCTOBER)], [Claim(None, "a", OCTOBER)], True),
        ([Claim(None, "a", OCTOBER), Claim(None, "a", SEPTEMBER)], [Claim(None, "a", OCTOBER)], False),
        ([Claim("awo", "a", OCTOBER)], [Claim(None, "a", OCTOBER)], True),
        ([Claim(None, "a", OCTOBER)], [Claim("awo", "a", OCTOBER)], False),
        ([Claim("awo", "a", OCTOBER)], [Claim("caritas", "a", OCTOBER)], False),
        ([Claim(None, None, None)], [Claim(None, None, None)], True),
        ([], [Claim(None, "a", OCTOBER)], False),
    ],
)
def test_a_delivery_is_superseded_when_later_ones_claim_all_of_it(older: list, newer: list, superseded: bool) -> None:
    first, second = a_delivery(1, *older), a_delivery(2, *newer)
    claims = current_claims([first, second], "contacts")
    assert is_superseded(first, claims) is superseded
    assert not is_superseded(second, claims)


def test_refused_deliveries_claim_nothing() -> None:
    refused = a_delivery(2, Claim(None, "a", OCTOBER), status="quarantined")
    assert current_claims([a_delivery(1, Claim(None, "a", OCTOBER)), refused], "contacts") == {
        Claim(None, "a", OCTOBER): 1
    }
