"""The first lines of files in layouts that nobody knows yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.errors import FileRejectedError
from pipelines.reading.grids.sheet_heads import SheetHead, sheet_heads
from tests.builders import a_workspace
from tests.builders_workbook import Problem, Sheet, ods, xls, xlsx


def _heads(folder: Path, name: str, content: bytes, lines: int = 200) -> tuple[SheetHead, ...]:
    path = folder / name
    path.write_bytes(content)
    return sheet_heads(path, a_workspace(), lines=lines)


@pytest.mark.parametrize(("kind", "write"), [("xlsx", xlsx), ("xls", xls), ("ods", ods)])
def test_every_sheet_as_text(tmp_path: Path, kind: str, write: object) -> None:
    rows = [["Titel", None], ["Tag ", "Zahl"], [date(2026, 10, 5), 12.5], [date(2026, 10, 6), Problem("#REF!")]]
    sheets = [Sheet("Oktober", rows), Sheet("Alt", [["x"]], hidden=True)]
    assert _heads(tmp_path, f"datei.{kind}", write(sheets)) == (  # type: ignore[operator]
        SheetHead("Oktober", False, (*_first(kind), ("Tag", "Zahl"), ("2026-10-05", "12.5"), ("2026-10-06", "#REF!"))),
        SheetHead("Alt", True, (("x",),)),
    )


def _first(kind: str) -> tuple[tuple[str | None, ...], ...]:
    # An ODS file does not say where a row's empty cells end.
    return (("Titel",),) if kind == "ods" else (("Titel", None),)


def test_a_name_merged_over_columns_stands_above_each(tmp_path: Path) -> None:
    content = xlsx([Sheet("A", [["Anzahl", None], ["Wohnen", "Arbeit"]], merged=[(0, 0, 0, 1)])])
    assert _heads(tmp_path, "datei.xlsx", content)[0].lines == (("Anzahl", "Anzahl"), ("Wohnen", "Arbeit"))


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_is_cut_where_most_lines_agree(tmp_path: Path, delimiter: str) -> None:
    lines = ["Bericht; neu, Stand|Mai", "Tag;Zahl", "05.10.2026;3", '06.10.2026;"4"', ""]
    text = "\n".join([lines[0], *(line.replace(";", delimiter) for line in lines[1:])])
    head = _heads(tmp_path, "datei.csv", text.encode("cp1252"))[0]
    assert (head.name, head.hidden, head.delimiter, head.encoding) == ("", False, delimiter, "utf-8")
    assert head.lines[1:4] == (("Tag", "Zahl"), ("05.10.2026", "3"), ("06.10.2026", "4"))


def test_only_so_many_lines_are_read(tmp_path: Path) -> None:
    content = xlsx([Sheet("A", [[str(number)] for number in range(50)])])
    assert [line[0] for line in _heads(tmp_path, "datei.xlsx", content, lines=3)[0].lines] == ["0", "1", "2"]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRejectedError):
        _heads(tmp_path, "datei.xlsx", b"PK\x03\x04 broken")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty_file"),
        (b"a" * 1_100_000, "too_large"),
        (b";".join([b"a"] * 400), "too_large"),
        (b"Tag;Stelle\n05.10.2026;" + b"ab " * 60_000, "cell_too_long"),
        (b"Tag;Stelle\n05.10.2026;" + b"ab " * 300_000, "cell_too_long"),
    ],
)
def test_what_could_hurt_its_reader_is_refused(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "liste.csv"
    path.write_bytes(content)
    with pytest.raises(FileRejectedError) as refusal:
        sheet_heads(path, a_workspace(file_megabytes=1))
    assert refusal.value.rule == rule
