"""The inbox: what counts as a delivery, and when it arrived."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.errors import ArrivalsError
from pipelines.inbox import discover, raw_hash, read_arrivals, strays

NOW = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
SOURCES = ("contacts", "areas")


def _put(root: Path, *files: str) -> None:
    for file in files:
        path = root / "musterstadt" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file, encoding="utf-8")


def test_files_come_by_arrival_and_an_unlisted_one_arrives_now(tmp_path: Path) -> None:
    _put(tmp_path, "contacts/a.csv", "contacts/neu.csv", "contacts/2024/b.csv")
    (tmp_path / "musterstadt" / "arrivals.csv").write_text(
        "file;received_at;by\ncontacts/a.csv;2026-10-05T09:12:00+02:00;Büro\ncontacts/2024/b.csv;2024-02-05T09:00:00Z;\n"
        "contacts/gelöscht.csv;2024-01-05T09:00:00Z;\n",
        encoding="utf-8",
    )
    found = [(file.file, file.arrival.received_at, file.arrival.by) for file in _discover(tmp_path)]
    assert found == [
        ("contacts/2024/b.csv", datetime(2024, 2, 5, 9, 0, tzinfo=UTC), None),
        ("contacts/a.csv", datetime(2026, 10, 5, 7, 12, tzinfo=UTC), "Büro"),
        ("contacts/neu.csv", NOW, None),
    ]


def _discover(root: Path) -> list:
    return discover(root, "musterstadt", SOURCES, now=NOW)


def test_what_is_no_delivery_is_passed_over(tmp_path: Path) -> None:
    _put(
        tmp_path,
        "contacts/.DS_Store",
        "contacts/~$a.xlsx",
        "contacts/README.md",
        "contacts/a.csv.part",
        "contacts/a.csv",
    )
    assert [file.file for file in _discover(tmp_path)] == ["contacts/a.csv"]


def test_a_shapefile_is_one_delivery_of_all_its_parts(tmp_path: Path) -> None:
    _put(
        tmp_path, "areas/grenzen.shp", "areas/grenzen.dbf", "areas/grenzen.prj", "areas/grenzen.shx", "areas/andere.dbf"
    )
    (file,) = _discover(tmp_path)
    assert file.file == "areas/grenzen.shp"
    (tmp_path / "musterstadt" / "areas" / "grenzen.prj").write_text("anders", encoding="utf-8")
    assert raw_hash(file.path) != file.raw_sha256


def test_nothing_in_the_inbox_is_overlooked(tmp_path: Path) -> None:
    _put(
        tmp_path,
        "kontakte/a.csv",
        "lose.csv",
        "README.md",
        "arrivals.csv",
        "closings.csv",
        "decisions.csv",
        "contacts/a.csv",
        ".gitkeep",
    )
    assert strays(tmp_path, "musterstadt", SOURCES) == ["kontakte", "lose.csv"]


def test_a_municipality_without_inbox_has_nothing(tmp_path: Path) -> None:
    assert _discover(tmp_path) == []
    assert strays(tmp_path, "musterstadt", SOURCES) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("datei;wann;wer\n", "Kopfzeile"),
        ("file;received_at;by\na.csv;2026-10-05T09:12:00;x\n", "Zeitzone"),
        ("file;received_at;by\na.csv;gestern;x\n", "gestern"),
        ("file;received_at;by\na.csv\n", "arrivals.csv"),
        (b"file;received_at;by\n\xff\xfe", "arrivals.csv"),
    ],
)
def test_a_list_of_arrivals_with_a_mistake_is_refused(tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "arrivals.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(ArrivalsError, match=said):
        read_arrivals(path)
