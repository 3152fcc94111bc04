"""Pseudonyms: stable per person and carrier, never the raw value, never with another key."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import polars as pl
import pytest

from pipelines.errors import KeyMismatchError
from pipelines.records.pseudonym import (
    PseudonymKey,
    key_for_records,
    make_key,
    pseudonymise,
    read_key,
    require_known_key,
)

KEY = PseudonymKey(b"a" * 32)


def _pseudonyms(references: list[str | None], carriers: list[str | None], key: PseudonymKey = KEY) -> list[str | None]:
    series = pl.Series("client_ref", references, dtype=pl.String)
    return pseudonymise(
        series, pl.Series("carrier", carriers, dtype=pl.String), key, municipality="musterstadt", source="contacts"
    ).to_list()


def test_one_person_at_one_carrier_has_one_pseudonym() -> None:
    first, second, other_person, other_carrier, nobody = _pseudonyms(
        ["A-17", "A-17", "A-18", "A-17", None], ["awo", "awo", "awo", "caritas", "awo"]
    )
    assert first == second
    assert len({first, other_person, other_carrier}) == 3
    assert nobody is None
    assert first is not None
    assert len(first) == 32
    assert "A-17" not in first


def test_another_key_gives_other_pseudonyms() -> None:
    assert _pseudonyms(["A-17"], ["awo"]) != _pseudonyms(["A-17"], ["awo"], PseudonymKey(b"b" * 32))


def test_a_missing_carrier_is_no_reason_to_lose_a_person() -> None:
    first, second = _pseudonyms(["A-17", "A-17"], [None, None])
    assert first == second is not None


def test_a_new_key_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "pseudonym.key"
    key = make_key(path)
    assert read_key(path) == key
    if os.name != "nt":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_key(path)


def test_records_of_another_key_are_refused(tmp_path: Path) -> None:
    key = make_key(tmp_path / "key")
    require_known_key(key, {key.key_id}, tmp_path / "key")
    with pytest.raises(KeyMismatchError, match="anderen Schlüssel"):
        require_known_key(key, {"0123456789ab"}, tmp_path / "key")


def test_a_lost_key_is_never_replaced_silently(tmp_path: Path) -> None:
    with pytest.raises(KeyMismatchError, match="fehlt"):
        key_for_records(tmp_path / "key", {"0123456789ab"})
    assert not (tmp_path / "key").exists()
    assert key_for_records(tmp_path / "key", set()) == read_key(tmp_path / "key")


def test_a_damaged_key_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"too short")
    with pytest.raises(KeyMismatchError, match="keine Schlüsseldatei"):
        read_key(tmp_path / "key")
