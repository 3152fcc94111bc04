"""Encodings are recognised strictly, and what is no text is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import FileRejectedError
from pipelines.reading.grids.decode import decode

TEXT = "Straße;Müller & Söhne;1.234,50 €\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    ],
)
def test_every_encoding_gives_the_same_text(raw: bytes, encoding: str) -> None:
    assert decode(raw) == (TEXT, encoding)


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["C"]), min_size=1))
def test_whatever_cp1252_can_write_is_read_back(text: str) -> None:
    raw = (text + "ß").encode("cp1252")
    decoded, encoding = decode(raw)
    assert encoding in ("cp1252", "utf-8")
    assert encoding == "utf-8" or decoded == text + "ß"


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"", "empty_file"),
        (b" \r\n\n", "empty_file"),
        (b"PK\x03\x04 a workbook", "not_a_text_file"),
        (b"%PDF-1.7 ...", "not_a_text_file"),
        (bytes(range(256)), "not_a_text_file"),
        (b"Datum;Zahl\n1;\x00\n", "not_a_text_file"),
        (b"Datum;\x81\n", "not_a_text_file"),
        ("Datum;\x07\n".encode("utf-16"), "not_a_text_file"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, rule: str) -> None:
    with pytest.raises(FileRejectedError) as refusal:
        decode(raw)
    assert refusal.value.rule == rule
