"""Profiles are strict too, and say what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.errors import ProfileError
from pipelines.profile import load_profiles
from tests.builders_delivery import CONTRACTS

GOOD = "{source: contact_tallies, title: Blatt, fingerprint: [Stelle], constants: {dimension: total, estimated: 1}}"

MONTHS = "months_wide: {row_header: Zeile, row_column: category, month_format: german}"
TOPICS = "columns_wide: {columns: {Wohnen: {dimension: topic, category: wohnen}}}"


def _load(root: Path, text: str, name: str = "muster@1.yml") -> list:
    folder = root / "profiles" / "musterstadt"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return load_profiles(root, "musterstadt", CONTRACTS)


def test_a_profile_is_named_by_its_file(tmp_path: Path) -> None:
    (profile,) = _load(tmp_path, GOOD, "awo-liste@12.yml")
    assert (profile.key, profile.version, profile.name) == ("awo-liste", 12, "awo-liste@12")
    assert profile.layout.constants == {"dimension": "total", "estimated": "1"}


def test_no_profiles_is_no_mistake(tmp_path: Path) -> None:
    assert load_profiles(tmp_path, "musterstadt", CONTRACTS) == []


def test_every_way_to_lay_out_a_table_can_be_said(tmp_path: Path) -> None:
    text = GOOD.replace(
        "constants: {dimension: total, estimated: 1}", f"{TOPICS}, constants: {{estimated: ja}}"
    ).replace(
        "title: Blatt",
        "title: Blatt, layout: columns_wide, sheet: months, header_rows: 2, fill_down: Stelle, year: 2024,"
        " totals: Alle, group_rows: {header: Zeile, column: dimension},"
        " marks: {'*': suppressed}, speaks_for: [sprechstunde, cafe]",
    )
    (profile,) = _load(tmp_path, text)
    layout = profile.layout
    assert (layout.fill_down, layout.totals, layout.year, layout.header_rows) == (("Stelle",), ("Alle",), "2024", 2)
    assert layout.columns() == {"dimension", "category", "contacts", "estimated"}
    assert (layout.marks, layout.speaks_for) == ({"*": "suppressed"}, ("sprechstunde", "cafe"))


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (GOOD, "muster.yml", "muster.yml"),
        (GOOD.replace("title: Blatt", "titel: Blatt"), "muster@1.yml", "titel"),
        (GOOD.replace("[Stelle]", "[]"), "muster@1.yml", "fingerprint"),
        (GOOD.replace("contact_tallies", "kontakte"), "muster@1.yml", "kontakte"),
        (GOOD.replace("dimension", "merkmal"), "muster@1.yml", "merkmal"),
        (GOOD.replace("title: Blatt", "title: Blatt, layout: months_wide"), "muster@1.yml", "months_wide"),
        (GOOD.replace("title: Blatt", "title: Blatt, file_month: '([0-9]+)'"), "muster@1.yml", "file_month"),
        (GOOD.replace("title: Blatt", "title: Blatt, file_month: '('"), "muster@1.yml", "file_month"),
        (GOOD.replace("title: Blatt", "title: Blatt, crs: Gauß"), "muster@1.yml", "crs"),
        (GOOD.replace("title: Blatt", "title: Blatt, layout: columns_wide"), "muster@1.yml", "columns_wide"),
        (GOOD.replace("title: Blatt", "title: Blatt, columns_wide: {columns: {}}"), "muster@1.yml", "columns_wide"),
        (GOOD.replace("title: Blatt", f"title: Blatt, {MONTHS}, {TOPICS}"), "muster@1.yml", "schließen"),
        (GOOD.replace("title: Blatt", f"title: Blatt, layout: rows, {MONTHS}"), "muster@1.yml", "rows"),
        (
            GOOD.replace("title: Blatt", f"title: Blatt, {TOPICS.replace('dimension', 'thema')}"),
            "muster@1.yml",
            "thema",
        ),
        (GOOD.replace("title: Blatt", "title: Blatt, group_rows: {header: Zeile, column: was}"), "muster@1.yml", "was"),
        (GOOD.replace("title: Blatt", "title: Blatt, year: gestern"), "muster@1.yml", "year"),
        (GOOD.replace("title: Blatt", "title: Blatt, year: 24"), "muster@1.yml", "year"),
        (GOOD.replace("title: Blatt", "title: Blatt, header_rows: 0"), "muster@1.yml", "header_rows"),
        (GOOD.replace("title: Blatt", "title: Blatt, marks: {'-': nothing}"), "muster@1.yml", "marks"),
        ("{source: staffing, title: Blatt, fingerprint: [Stelle], speaks_for: [nord]}", "muster@1.yml", "speaks_for"),
        ("{", "muster@1.yml", "muster@1.yml"),
    ],
)
def test_a_profile_with_a_mistake_is_refused_by_name(tmp_path: Path, text: str, name: str, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        _load(tmp_path, text, name)
